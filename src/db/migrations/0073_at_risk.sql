-- Why a student is at risk, until when, and by which factors.

create table at_risk_records (
  district_id integer not null,
  record_id bigint generated always as identity,
  student_id text not null,
  school_id text not null,
  reason text not null,
  factors text[] not null,
  note text not null default '',
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
  constraint at_risk_records_pk primary key (district_id, record_id),
  constraint at_risk_records_notice_uq unique (district_id, notice_id, reason),
  constraint at_risk_records_days_ck check (until_on >= from_on),
  constraint at_risk_records_state_ck check (state in ('active', 'expired', 'ended')),
  constraint at_risk_records_ended_ck check ((state = 'active') = (ended_on is null))
);
create index at_risk_records_student_ix on at_risk_records (district_id, student_id, until_on);
create index at_risk_records_active_ix on at_risk_records (district_id, until_on) where state = 'active';
comment on table at_risk_records is 'An at-risk reason of a student for a time, given by a criterion or by hand. Ended or expired, never deleted.';
comment on column at_risk_records.reason is 'Code of the catalog at-risk-reasons; '''' for factors that were added by hand without a reason';
comment on column at_risk_records.factors is 'Codes of at-risk-factors, as the reason had them on that day';
comment on column at_risk_records.until_on is 'Its last day, computed once from the calendar of the school';
comment on column at_risk_records.because is 'Code of the criterion, or ''by hand''';
comment on column at_risk_records.state is 'active; expired: a calculation found its last day over; ended: a person ended it';
comment on column at_risk_records.ended_on is 'First day without it';
select wall_table('at_risk_records', 'student_id');
