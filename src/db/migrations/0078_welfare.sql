-- The welfare step: social services or law enforcement considered, contacted or not needed.

create table welfare_steps (
  district_id integer not null,
  welfare_id bigint generated always as identity,
  student_id text not null,
  case_id bigint,
  school_id text not null,
  task_id bigint,
  notice_id bigint,
  decision text not null,
  agency text not null default '',
  organisation text not null default '',
  contact_name text not null default '',
  on_date date not null,
  reason text not null,
  disclosure_id bigint,
  corrects_id bigint,
  made_by text not null,
  made_by_id text not null,
  made_at timestamptz not null,
  constraint welfare_steps_pk primary key (district_id, welfare_id),
  constraint welfare_steps_decision_ck check (decision in ('made', 'not-needed')),
  constraint welfare_steps_agency_ck check (agency in ('', 'social-services', 'law-enforcement', 'other') and (decision = 'made') = (agency <> '')),
  constraint welfare_steps_made_ck check (decision <> 'made' or organisation <> '' and disclosure_id is not null)
);
create index welfare_steps_student_ix on welfare_steps (district_id, student_id, on_date);
create index welfare_steps_task_ix on welfare_steps (district_id, task_id) where task_id is not null;
comment on table welfare_steps is 'What an administrator decided about contacting social services or law enforcement for a student''s welfare.';
comment on column welfare_steps.reason is 'Why it was made, or why it was not needed';
comment on column welfare_steps.disclosure_id is 'Its line in the log of disclosures; null where no contact was made';
comment on column welfare_steps.corrects_id is 'The step that this one takes the place of; both stay';
select wall_table('welfare_steps', 'student_id');
