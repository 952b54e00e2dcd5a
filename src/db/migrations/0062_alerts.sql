-- Alerts: what whoever opens a student's page should know first, for a time.

create table alerts (
  district_id integer not null,
  alert_id bigint generated always as identity,
  student_id text not null,
  school_id text not null,
  says text not null,
  from_on date not null,
  until_on date not null,
  state text not null default 'active',
  because text not null,
  notice_id bigint,
  made_by text not null,
  made_at timestamptz not null,
  ended_on date,
  ended_by text not null default '',
  ended_reason text not null default '',
  constraint alerts_pk primary key (district_id, alert_id),
  constraint alerts_state_ck check (state in ('active', 'ended')),
  constraint alerts_ended_ck check ((state = 'ended') = (ended_on is not null)),
  constraint alerts_days_ck check (until_on >= from_on)
);
create index alerts_student_ix on alerts (district_id, student_id) where state = 'active';
create index alerts_school_ix on alerts (district_id, school_id, until_on) where state = 'active';
comment on table alerts is 'What whoever opens a student''s page should know first. Over after its last day, or ended by a person; never deleted.';
comment on column alerts.school_id is 'The student''s school when it was made';
comment on column alerts.until_on is 'The last day on which it is shown';
comment on column alerts.because is 'Code of the criterion that made it, or ''by hand''';
select wall_table('alerts', 'student_id');
