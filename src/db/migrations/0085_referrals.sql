-- Referrals: a student's file goes to somebody who reviews it and decides. And the file itself, sealed.

create table sealed_files (
  district_id integer not null,
  file_id bigint generated always as identity,
  student_id text not null,
  case_id bigint not null,
  purpose text not null,
  plan_id bigint,
  referral_id bigint,
  contents jsonb not null,
  pages integer not null,
  size_bytes integer not null,
  sha256 text not null,
  pdf bytea not null,
  made_by_id text not null,
  made_by text not null,
  made_at timestamptz not null,
  constraint sealed_files_pk primary key (district_id, file_id),
  constraint sealed_files_case_fk foreign key (district_id, case_id) references cases (district_id, case_id),
  constraint sealed_files_purpose_ck check (purpose in ('case-file', 'court-packet')),
  constraint sealed_files_sha256_ck check (sha256 ~ '^[0-9a-f]{64}$')
);
create index sealed_files_student_ix on sealed_files (district_id, student_id, file_id);
create index sealed_files_case_ix on sealed_files (district_id, case_id);
comment on table sealed_files is 'Attendance files and court packets as one PDF each, as they were sealed: never changed, never deleted.';
comment on column sealed_files.contents is 'Its parts in their order, with their first page and number of pages';
comment on column sealed_files.sha256 is 'Seal of the bytes of pdf';
comment on column sealed_files.plan_id is 'The plan of a court packet';
comment on column sealed_files.referral_id is 'The referral it was sealed for';
select wall_table('sealed_files', 'student_id');

create table sealed_file_gifts (
  district_id integer not null,
  gift_id bigint generated always as identity,
  file_id bigint not null,
  student_id text not null,
  disclosure_id bigint not null,
  party text not null,
  interest text not null,
  given_on date not null,
  given_by text not null,
  given_at timestamptz not null,
  constraint sealed_file_gifts_pk primary key (district_id, gift_id),
  constraint sealed_file_gifts_file_fk foreign key (district_id, file_id) references sealed_files (district_id, file_id)
);
create index sealed_file_gifts_file_ix on sealed_file_gifts (district_id, file_id);
create index sealed_file_gifts_student_ix on sealed_file_gifts (district_id, student_id);
comment on table sealed_file_gifts is 'To whom a sealed file was given and why; each has its line in disclosures, written in the same transaction.';
select wall_table('sealed_file_gifts', 'student_id');

create table referrals (
  district_id integer not null,
  referral_id bigint generated always as identity,
  student_id text not null,
  school_id text not null,
  case_id bigint not null,
  plan_id bigint,
  role text not null,
  duty text not null,
  pack_id text not null default '',
  criterion text not null default '',
  notice_id bigint,
  requires jsonb not null default '[]',
  state text not null default 'preparing',
  why text not null default '',
  reviewer_id text not null default '',
  reviewer text not null default '',
  assignment_id bigint,
  file_id bigint,
  asked_on date,
  asked_by text not null default '',
  due_on date,
  accepted_on date,
  missing text[] not null default '{}',
  returned_reason text not null default '',
  next_step text not null default '',
  next_step_on date,
  outcome text not null default '',
  outcome_notes text not null default '',
  outcome_on date,
  closed_on date,
  made_on date not null,
  made_by text not null,
  made_at timestamptz not null,
  revision integer not null default 1,
  constraint referrals_pk primary key (district_id, referral_id),
  constraint referrals_student_fk foreign key (district_id, student_id) references students (district_id, student_id),
  constraint referrals_case_fk foreign key (district_id, case_id) references cases (district_id, case_id),
  constraint referrals_state_ck check (state in ('preparing', 'new', 'in-review', 'returned', 'decided', 'withdrawn')),
  constraint referrals_duty_ck check (duty in ('supervisor', 'officer', 'specialist', 'agency')),
  constraint referrals_closed_ck check ((state in ('decided', 'withdrawn')) = (closed_on is not null))
);
create unique index referrals_once_ix on referrals (district_id, student_id, role) where closed_on is null;
create index referrals_school_ix on referrals (district_id, school_id, state, referral_id);
create index referrals_state_ix on referrals (district_id, state, referral_id);
create index referrals_reviewer_ix on referrals (district_id, reviewer_id, state);
create index referrals_student_ix on referrals (district_id, student_id);
create index referrals_notice_ix on referrals (district_id, notice_id) where notice_id is not null;
comment on table referrals is 'A student''s attendance file on its way to somebody who reviews it: prepared by the school, sent, accepted or returned, decided.';
comment on column referrals.role is 'As the pack names it: truancy-officer, supervisor-of-attendance, prevention-specialist, or the name of an agency';
comment on column referrals.requires is 'What must be in the file before it goes out, as the pack said';
comment on column referrals.reviewer_id is 'The person of Rollcall who reviews it; '''' an agency outside, which gets the sealed file';
comment on column referrals.due_on is 'The last day in session for the review';
comment on column referrals.missing is 'What the reviewer ticked as missing when returning it: keys of requirements, or in words';
comment on column referrals.outcome is 'What the reviewer decided, as one of the words of the app';
select wall_table('referrals', 'student_id');
