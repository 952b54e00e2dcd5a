-- Attendance contracts: terms, goals and signatures. A mark of violation is an event that a criterion may ask for.

create table contracts (
  district_id integer not null,
  contract_id bigint generated always as identity,
  student_id text not null,
  case_id bigint,
  school_id text not null,
  year smallint not null,
  state text not null default 'draft',
  template text not null,
  texts jsonb not null,
  goals text not null default '',
  languages text[] not null,
  starts_on date not null,
  review_on date not null,
  ends_on date not null,
  meeting_id bigint,
  renews_id bigint,
  offered_on date,
  terms_hash text not null default '',
  signed_on date,
  review_note text not null default '',
  violated_on date,
  ended_on date,
  made_by text not null,
  made_at timestamptz not null,
  revision integer not null default 1,
  constraint contracts_pk primary key (district_id, contract_id),
  constraint contracts_state_ck check (state in ('draft', 'offered', 'signed', 'reviewed', 'violated', 'ended', 'lapsed')),
  constraint contracts_days_ck check (ends_on >= starts_on and review_on >= starts_on),
  constraint contracts_violated_ck check ((state = 'violated') <= (violated_on is not null))
);
create index contracts_student_ix on contracts (district_id, student_id, year);
create index contracts_case_ix on contracts (district_id, case_id) where case_id is not null;
create index contracts_running_ix on contracts (district_id, school_id, review_on) where state in ('draft', 'offered', 'signed', 'reviewed', 'violated');
comment on table contracts is 'An attendance contract with a family, for one school year at most. Its text is frozen when it is offered.';
comment on column contracts.year is 'The calendar year in which the school year begins';
comment on column contracts.template is 'Where its text came from: shipped, or a pack and its version';
comment on column contracts.texts is 'By language: title, opening, and for family, student and school the heading and the terms';
comment on column contracts.languages is 'In which copies are made; the first is the one that is signed';
comment on column contracts.terms_hash is 'sha256 of what was offered; what is signed is this';
comment on column contracts.renews_id is 'The contract of the year before that it goes on with';
select wall_table('contracts', 'student_id');

create table contract_signatures (
  district_id integer not null,
  signature_id bigint generated always as identity,
  contract_id bigint not null,
  student_id text not null,
  part text not null,
  name text not null,
  guardian_id text not null default '',
  way text not null default '',
  typed text not null default '',
  strokes jsonb,
  document_id bigint,
  language text not null default '',
  terms_hash text not null default '',
  witness text not null default '',
  witness_id text not null default '',
  signed_at timestamptz,
  excused_reason text not null default '',
  excused_by text not null default '',
  constraint contract_signatures_pk primary key (district_id, signature_id),
  constraint contract_signatures_contract_fk foreign key (district_id, contract_id) references contracts (district_id, contract_id),
  constraint contract_signatures_part_ck check (part in ('guardian', 'student', 'school', 'other')),
  constraint contract_signatures_way_ck check (way in ('', 'typed', 'drawn', 'paper') and (way = '') = (signed_at is null)),
  constraint contract_signatures_typed_ck check ((way = 'typed') = (typed <> '')),
  constraint contract_signatures_drawn_ck check ((way = 'drawn') = (strokes is not null)),
  constraint contract_signatures_paper_ck check (way <> 'paper' or document_id is not null)
);
create index contract_signatures_contract_ix on contract_signatures (district_id, contract_id);
comment on table contract_signatures is 'Who is asked to sign a contract, and how each did: typed, drawn or on paper, which count the same.';
comment on column contract_signatures.strokes is 'Lines of points, in thousandths of the width of the field';
comment on column contract_signatures.document_id is 'The scan of what was signed by hand';
comment on column contract_signatures.terms_hash is 'Of the contract as it was signed';
comment on column contract_signatures.witness is 'The member of staff who was there';
comment on column contract_signatures.excused_reason is 'Why the contract holds without this signature';
select wall_table('contract_signatures', 'student_id');
