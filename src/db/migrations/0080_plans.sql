-- Intervention plans: made once in a grade term, worked on by the school, evaluated, told to the family; and from the supervisor of
-- attendance on what a court asks and decides.

create table plans (
  district_id integer not null,
  plan_id bigint generated always as identity,
  student_id text not null,
  school_id text not null,
  case_id bigint not null,
  kind text not null,
  pack_id text not null default '',
  criterion text not null default '',
  notice_id bigint,
  requires jsonb not null default '[]',
  cycle_on date not null,
  term_kind text not null default '',
  term_name text not null default '',
  begins_on date not null,
  ends_on date not null,
  at_end text not null,
  state text not null default 'active',
  owner_id text not null default '',
  tier smallint,
  court_block text not null default '',
  implemented_on date,
  family_part text not null default '',
  family_comments text not null default '',
  our_view text not null default '',
  our_reasons text not null default '',
  supervisor_id text not null default '',
  assigned_on date,
  closed_on date,
  outcome text not null default '',
  made_by text not null,
  made_at timestamptz not null,
  revision integer not null default 1,
  constraint plans_pk primary key (district_id, plan_id),
  constraint plans_student_fk foreign key (district_id, student_id) references students (district_id, student_id),
  constraint plans_case_fk foreign key (district_id, case_id) references cases (district_id, case_id),
  constraint plans_state_ck check (state in ('active', 'finished', 'ended', 'cancelled')),
  constraint plans_closed_ck check ((state = 'active') = (closed_on is null)),
  constraint plans_at_end_ck check (at_end in ('close', 'carry-over')),
  constraint plans_days_ck check (begins_on <= ends_on),
  constraint plans_tier_ck check (tier between 1 and 3),
  constraint plans_family_part_ck check (family_part in ('', 'took-part', 'invited', 'not-reached')),
  constraint plans_our_view_ck check (our_view in ('', 'helped', 'partly', 'not'))
);
create unique index plans_once_ix on plans (district_id, student_id, kind, cycle_on) where state <> 'cancelled';
create index plans_school_ix on plans (district_id, school_id, state, begins_on);
create index plans_active_ix on plans (district_id, ends_on) where state = 'active';
create index plans_student_ix on plans (district_id, student_id);
create index plans_case_ix on plans (district_id, case_id);
create index plans_notice_ix on plans (district_id, notice_id) where notice_id is not null;
comment on table plans is 'Intervention plans: one for a student and grade term. Closed with an outcome or ended with the term, never deleted.';
comment on column plans.kind is 'As the pack names it: intervention';
comment on column plans.criterion is 'Code of the criterion that made it; '''' by hand';
comment on column plans.requires is 'What a recommendation to court asks, as the pack said when the plan was made';
comment on column plans.cycle_on is 'The first day of the grade term it belongs to';
comment on column plans.term_kind is 'quarter, semester, ... as the criterion counts; '''' the school year';
comment on column plans.begins_on is 'Active from this day: the trigger date, or the day it was made by hand. Journal entries from this day on belong to it';
comment on column plans.ends_on is 'The last day of the term; a later one once it was carried over';
comment on column plans.at_end is 'What becomes of it when the term ends: close, or carry-over into the next';
comment on column plans.state is 'finished: closed by a person with an outcome; ended: the term was over; cancelled: its criterion was no longer met';
comment on column plans.court_block is 'Why it must not go to court; '''' it may';
comment on column plans.implemented_on is 'The day on which a person said that it is carried out';
comment on column plans.family_part is 'Whether the family took part; invited: invited, did not take part; not-reached: could not be reached';
comment on column plans.our_view is 'Whether it helped, in the view of the school';
comment on column plans.supervisor_id is 'The supervisor of attendance it was given to; '''' nobody yet';
comment on column plans.closed_on is 'The last day on which it was active';
select wall_table('plans', 'student_id');

create table plan_interventions (
  district_id integer not null,
  intervention_id bigint generated always as identity,
  plan_id bigint not null,
  student_id text not null,
  code text not null,
  title text not null,
  state text not null,
  start_on date not null,
  end_on date,
  dosage text not null default '',
  person_id text not null default '',
  person text not null default '',
  note text not null default '',
  made_by text not null,
  made_at timestamptz not null,
  revision integer not null default 1,
  constraint plan_interventions_pk primary key (district_id, intervention_id),
  constraint plan_interventions_plan_fk foreign key (district_id, plan_id) references plans (district_id, plan_id),
  constraint plan_interventions_state_ck check (state in ('planned', 'running', 'done', 'stopped')),
  constraint plan_interventions_days_ck check (end_on is null or end_on >= start_on)
);
create index plan_interventions_plan_ix on plan_interventions (district_id, plan_id);
create index plan_interventions_student_ix on plan_interventions (district_id, student_id);
comment on table plan_interventions is 'What is tried under a plan: which of the district''s interventions, from when to when, how often, by whom.';
comment on column plan_interventions.code is 'Of the district''s catalog';
comment on column plan_interventions.title is 'As the catalog called it on that day';
comment on column plan_interventions.dosage is 'How often and how long, in words';
comment on column plan_interventions.person_id is 'Who does it, of the people of Rollcall; '''' somebody else, whom person names';
select wall_table('plan_interventions', 'student_id');

create table plan_copies (
  district_id integer not null,
  copy_id bigint generated always as identity,
  plan_id bigint not null,
  student_id text not null,
  recipients text[] not null,
  language text not null,
  wanted_language text not null default '',
  way text not null,
  content jsonb not null,
  sha256 text not null,
  state text not null default 'made',
  state_by text not null default '',
  state_at timestamptz,
  mail_key text not null default '',
  made_by text not null,
  made_at timestamptz not null,
  constraint plan_copies_pk primary key (district_id, copy_id),
  constraint plan_copies_plan_fk foreign key (district_id, plan_id) references plans (district_id, plan_id),
  constraint plan_copies_way_ck check (way in ('email', 'print')),
  constraint plan_copies_state_ck check (state in ('made', 'queued', 'printed', 'handed-over'))
);
create index plan_copies_plan_ix on plan_copies (district_id, plan_id);
create index plan_copies_student_ix on plan_copies (district_id, student_id);
comment on table plan_copies is 'A finished plan as one household was told of it, frozen: in its language, by e-mail or on paper.';
comment on column plan_copies.content is 'Every word of the letter, from which the PDF is made again';
comment on column plan_copies.sha256 is 'Seal of the content';
comment on column plan_copies.wanted_language is 'What the family asked for where it is not served; '''' it got its own';
comment on column plan_copies.mail_key is 'Of the message in mail_outbox; '''' on paper';
select wall_table('plan_copies', 'student_id');

-- What a court or an officer asks about a student and the student information system does not say.
create table court_details (
  district_id integer not null,
  student_id text not null,
  gender text not null default '',
  eye_color text not null default '',
  hair_color text not null default '',
  height text not null default '',
  weight text not null default '',
  made_by text not null,
  made_at timestamptz not null,
  revision integer not null default 1,
  constraint court_details_pk primary key (district_id, student_id),
  constraint court_details_student_fk foreign key (district_id, student_id) references students (district_id, student_id)
);
comment on table court_details is 'What the forms of a court ask about a student; filled in by a person.';
select wall_table('court_details', 'student_id');

create table guardian_details (
  district_id integer not null,
  student_id text not null,
  guardian_id text not null,
  birth_on date,
  gender text not null default '',
  made_by text not null,
  made_at timestamptz not null,
  revision integer not null default 1,
  constraint guardian_details_pk primary key (district_id, student_id, guardian_id),
  constraint guardian_details_guardian_fk foreign key (district_id, student_id, guardian_id)
    references guardians (district_id, student_id, guardian_id)
);
comment on table guardian_details is 'What a court asks about a guardian and guardians.csv does not say. A date of birth of the file goes before one from here.';
select wall_table('guardian_details', 'student_id');

create table requirement_waivers (
  district_id integer not null,
  waiver_id bigint generated always as identity,
  student_id text not null,
  thing text not null,
  thing_id bigint not null,
  requirement text not null,
  reason text not null,
  made_by_id text not null,
  made_by text not null,
  made_at timestamptz not null,
  ended_by text not null default '',
  ended_at timestamptz,
  constraint requirement_waivers_pk primary key (district_id, waiver_id),
  constraint requirement_waivers_thing_ck check (thing in ('plan', 'referral')),
  constraint requirement_waivers_reason_ck check (reason <> '')
);
create unique index requirement_waivers_once_ix on requirement_waivers (district_id, thing, thing_id, requirement) where ended_at is null;
create index requirement_waivers_student_ix on requirement_waivers (district_id, student_id);
comment on table requirement_waivers is 'A requirement of a plan or referral that a person said is not needed, and why.';
comment on column requirement_waivers.requirement is 'Its key: contacts, letter:first-letter';
select wall_table('requirement_waivers', 'student_id');

create table court_filings (
  district_id integer not null,
  filing_id bigint generated always as identity,
  plan_id bigint not null,
  student_id text not null,
  state text not null,
  recommended_on date not null,
  recommended_by_id text not null,
  recommended_by text not null,
  reason text not null,
  supervisor_id text not null,
  court text not null default '',
  docket text not null default '',
  filed_on date,
  hearing_on date,
  hearing_at time,
  hearing_place text not null default '',
  hearing_notes text not null default '',
  decision text not null default '',
  decision_notes text not null default '',
  decided_on date,
  ended_on date,
  ended_reason text not null default '',
  revision integer not null default 1,
  constraint court_filings_pk primary key (district_id, filing_id),
  constraint court_filings_plan_fk foreign key (district_id, plan_id) references plans (district_id, plan_id),
  constraint court_filings_state_ck check (state in ('recommended', 'filed', 'hearing', 'decided', 'withdrawn', 'returned')),
  constraint court_filings_ended_ck check ((state in ('withdrawn', 'returned')) = (ended_on is not null)),
  constraint court_filings_decided_ck check ((state = 'decided') = (decided_on is not null))
);
create unique index court_filings_once_ix on court_filings (district_id, plan_id) where state not in ('withdrawn', 'returned');
create index court_filings_student_ix on court_filings (district_id, student_id);
create index court_filings_supervisor_ix on court_filings (district_id, supervisor_id, state);
comment on table court_filings is 'A recommendation to take a plan to court, and what the supervisor of attendance and the court made of it.';
comment on column court_filings.reason is 'Why the administrator recommends it';
comment on column court_filings.docket is 'The number that the court gave';
comment on column court_filings.decision is 'What the court ordered, as one of the words of the app';
comment on column court_filings.ended_reason is 'Why the school withdrew it, or the supervisor gave it back';
select wall_table('court_filings', 'student_id');
