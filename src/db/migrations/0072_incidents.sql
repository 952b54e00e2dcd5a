-- Behavior incidents that a criterion made: with who reported, code, action, its dates, fines, and the export for the student information system.

create table incidents (
  district_id integer not null,
  incident_id bigint generated always as identity,
  student_id text not null,
  school_id text not null,
  on_date date not null,
  reporter_kind text not null,
  reporter_id text not null,
  reporter_name text not null,
  code text not null,
  action text not null default '',
  action_from_on date,
  action_to_on date,
  action_place text not null default '',
  state text not null,
  because text not null,
  notice_id bigint,
  outcome text not null default '',
  made_by text not null,
  made_at timestamptz not null,
  revision integer not null default 1,
  exported_revision integer,
  exported_at timestamptz,
  constraint incidents_pk primary key (district_id, incident_id),
  constraint incidents_notice_uq unique (district_id, notice_id, code, action),
  constraint incidents_reporter_ck check (reporter_kind in ('staff', 'non-student')),
  constraint incidents_state_ck check (state in ('recorded', 'open', 'dated', 'served', 'cancelled')),
  constraint incidents_dates_ck check ((action_from_on is null) = (action_to_on is null) and action_to_on >= action_from_on),
  constraint incidents_dated_ck check (state not in ('dated', 'served') or action_from_on is not null)
);
create index incidents_student_ix on incidents (district_id, student_id);
create index incidents_school_ix on incidents (district_id, school_id, state, on_date);
create index incidents_notice_ix on incidents (district_id, notice_id) where notice_id is not null;
comment on table incidents is 'A behavior incident. Cancelled with a reason, never deleted.';
comment on column incidents.on_date is 'The trigger date: the day on which the criterion was met';
comment on column incidents.reporter_name is 'As the directory had it on the day the incident was made';
comment on column incidents.action is 'Code of the catalog action-codes; '''' without an action';
comment on column incidents.action_from_on is 'The action''s first and last day are set by a person afterwards';
comment on column incidents.state is 'recorded: without an action; open: the action has no dates yet; dated; served; cancelled';
comment on column incidents.because is 'Code of the criterion';
comment on column incidents.outcome is 'What it was cancelled or served with, in words';
comment on column incidents.revision is 'Counts the changes: two people who change the same are told of one another, and an export knows what is new';
comment on column incidents.exported_revision is 'The revision that was exported last; null: never';
select wall_table('incidents', 'student_id');

create table incident_fines (
  district_id integer not null,
  incident_id bigint not null,
  code text not null,
  name_en text not null,
  name_es text not null,
  amount_cents integer not null,
  constraint incident_fines_pk primary key (district_id, incident_id, code),
  constraint incident_fines_incident_fk foreign key (district_id, incident_id) references incidents (district_id, incident_id),
  constraint incident_fines_amount_ck check (amount_cents >= 0)
);
comment on table incident_fines is 'Fines and costs of an incident, frozen as the catalog had them on the day it was made.';
select wall_table_if('incident_fines', 'exists (select from incidents i where i.district_id = incident_fines.district_id and i.incident_id = incident_fines.incident_id)');
