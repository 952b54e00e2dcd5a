-- Activity eligibility that attendance gave, beside what other sources say (eligibility_statuses).

create table eligibility_records (
  district_id integer not null,
  record_id bigint generated always as identity,
  student_id text not null,
  school_id text not null,
  status text not null,
  status_before text not null,
  from_on date not null,
  until_on date not null,
  because text not null,
  notice_id bigint,
  state text not null default 'active',
  ended_on date,
  ended_by text not null default '',
  ended_reason text not null default '',
  made_by text not null,
  made_at timestamptz not null,
  constraint eligibility_records_pk primary key (district_id, record_id),
  constraint eligibility_records_notice_uq unique (district_id, notice_id, status),
  constraint eligibility_records_days_ck check (until_on >= from_on),
  constraint eligibility_records_state_ck check (state in ('active', 'expired', 'ended')),
  constraint eligibility_records_ended_ck check ((state = 'active') = (ended_on is null))
);
create index eligibility_records_student_ix on eligibility_records (district_id, student_id, until_on);
create index eligibility_records_active_ix on eligibility_records (district_id, until_on) where state = 'active';
comment on table eligibility_records is 'A status of activity eligibility that a criterion gave a student for a time. Ended or expired, never deleted.';
comment on column eligibility_records.status is 'Code of the catalog eligibility-statuses';
comment on column eligibility_records.status_before is 'The overall status from which it was reached';
comment on column eligibility_records.until_on is 'Its last day, computed once from the calendar of the school';
comment on column eligibility_records.because is 'Code of the criterion';
comment on column eligibility_records.state is 'active; expired: a calculation found its last day over; ended: a person ended it';
comment on column eligibility_records.ended_on is 'First day without it';
select wall_table('eligibility_records', 'student_id');
