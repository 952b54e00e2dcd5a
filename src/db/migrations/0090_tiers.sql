-- The second and third tier: why a student is away, what fits, the plan made of it, and the looks at whether it helps.

create table tier_students (
  district_id integer not null,
  tier_id bigint generated always as identity,
  student_id text not null,
  school_id text not null,
  year smallint not null,
  tier smallint not null,
  stage text not null,
  because text not null,
  case_id bigint not null,
  plan_id bigint,
  owner_id text not null default '',
  review_on date,
  decision text not null default '',
  decided_on date,
  made_by text not null,
  made_at timestamptz not null,
  revision integer not null default 1,
  constraint tier_students_pk primary key (district_id, tier_id),
  constraint tier_students_case_fk foreign key (district_id, case_id) references cases (district_id, case_id),
  constraint tier_students_plan_fk foreign key (district_id, plan_id) references plans (district_id, plan_id),
  constraint tier_students_tier_ck check (tier in (2, 3)),
  constraint tier_students_stage_ck check (stage in ('to-match', 'to-plan', 'running', 'decided')),
  constraint tier_students_decision_ck check (decision in ('', 'close', 'refer', 'not-needed')),
  constraint tier_students_decided_ck check ((stage = 'decided') = (decision <> '') and (stage = 'decided') = (decided_on is not null))
);
create unique index tier_students_once_ix on tier_students (district_id, student_id, tier) where stage <> 'decided';
create index tier_students_school_ix on tier_students (district_id, school_id, stage, review_on);
create index tier_students_case_ix on tier_students (district_id, case_id);
comment on table tier_students is 'A student on the board of a tier, from the list to the decision. Decided, never deleted.';
comment on column tier_students.because is 'Code of the list that the student was on, or ''by hand''';
comment on column tier_students.plan_id is 'The success plan (tier 2) or action plan (tier 3); null before it is made';
comment on column tier_students.review_on is 'The day by which the team looks at it again';
select wall_table('tier_students', 'student_id');

create table tier_assessments (
  district_id integer not null,
  assessment_id bigint generated always as identity,
  tier_id bigint not null,
  student_id text not null,
  kind text not null,
  answers jsonb not null default '{}',
  practice text not null default '',
  chosen text[] not null default '{}',
  document_id bigint,
  note text not null default '',
  made_by text not null,
  made_at timestamptz not null,
  constraint tier_assessments_pk primary key (district_id, assessment_id),
  constraint tier_assessments_tier_fk foreign key (district_id, tier_id) references tier_students (district_id, tier_id),
  constraint tier_assessments_kind_ck check (kind in ('matching', 'other'))
);
create index tier_assessments_tier_ix on tier_assessments (district_id, tier_id);
comment on table tier_assessments is 'Root causes of a student''s absence and the interventions chosen, appended: the latest counts.';
comment on column tier_assessments.kind is 'matching: the one-page tool; other: another assessment, told in note and kept as a document';
comment on column tier_assessments.answers is 'Code of a root cause to no, some, much or unknown';
comment on column tier_assessments.practice is 'A practice of the school that may be the cause';
comment on column tier_assessments.chosen is 'Codes of the district''s interventions';
select wall_table('tier_assessments', 'student_id');

create table tier_plan_parts (
  district_id integer not null,
  part_id bigint generated always as identity,
  plan_id bigint not null,
  student_id text not null,
  part text not null,
  position smallint not null,
  words text not null,
  who text not null default '',
  due_on date,
  made_by text not null,
  made_at timestamptz not null,
  replaced_at timestamptz,
  constraint tier_plan_parts_pk primary key (district_id, part_id),
  constraint tier_plan_parts_plan_fk foreign key (district_id, plan_id) references plans (district_id, plan_id),
  constraint tier_plan_parts_part_ck check (part in
    ('strength', 'family-does', 'school-does', 'helper', 'need', 'barrier', 'support', 'follow-up', 'feedback'))
);
create index tier_plan_parts_plan_ix on tier_plan_parts (district_id, plan_id) where replaced_at is null;
comment on table tier_plan_parts is 'What a success plan or an action plan says, line by line. A changed line is replaced, and stays.';
comment on column tier_plan_parts.who is 'Who does it or helps, in words';
comment on column tier_plan_parts.due_on is 'Of a follow-up or a feedback: its day';
select wall_table('tier_plan_parts', 'student_id');

create table tier_reviews (
  district_id integer not null,
  review_id bigint generated always as identity,
  tier_id bigint not null,
  student_id text not null,
  on_date date not null,
  attendance jsonb not null default '{}',
  notes text not null,
  decision text not null,
  reason text not null,
  next_on date,
  made_by text not null,
  made_at timestamptz not null,
  constraint tier_reviews_pk primary key (district_id, review_id),
  constraint tier_reviews_tier_fk foreign key (district_id, tier_id) references tier_students (district_id, tier_id),
  constraint tier_reviews_decision_ck check (decision in ('continue', 'change', 'close', 'refer'))
);
create index tier_reviews_tier_ix on tier_reviews (district_id, tier_id);
comment on table tier_reviews is 'A look of the team at a plan that runs: the attendance it saw, and what it decided and why.';
comment on column tier_reviews.attendance is 'The 20 school days before the plan and since, as they were on that day';
select wall_table('tier_reviews', 'student_id');
