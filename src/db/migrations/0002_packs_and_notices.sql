-- Packs in use, calculations, triggers, notices on file, what people decided.

create table pack_versions (
  district_id integer not null,
  -- sha256 of the files: the version of the text, whatever its number says
  pack_hash text not null,
  pack_id text not null,
  version text not null,
  title text not null,
  -- path -> text of every file of the pack
  files jsonb not null,
  loaded_by text not null,
  loaded_at timestamptz not null,
  constraint pack_versions_pk primary key (district_id, pack_hash)
);
comment on table pack_versions is 'A policy pack as it was read, frozen: what was sent can be made again from it.';

create table pack_uses (
  district_id integer not null,
  pack_use_id bigint generated always as identity,
  pack_id text not null,
  pack_hash text not null,
  -- '' means every school
  school_id text not null default '',
  from_on date,
  until_on date,
  activated_by text not null,
  activated_at timestamptz not null,
  ended_at timestamptz,
  constraint pack_uses_pk primary key (district_id, pack_use_id)
);
comment on table pack_uses is 'Which pack is in use at which school; from_on included, until_on not. The rows with ended_at null hold now.';

create table calculations (
  district_id integer not null,
  calculation_id bigint generated always as identity,
  as_of_on date not null,
  -- the last import it saw
  import_id bigint,
  packs jsonb not null,
  figures jsonb not null,
  calculated_by text not null,
  started_at timestamptz not null,
  finished_at timestamptz not null,
  constraint calculations_pk primary key (district_id, calculation_id)
);
comment on table calculations is 'One run: what it judged and what changed.';

create table triggers (
  district_id integer not null,
  pack_id text not null,
  student_id text not null,
  criterion text not null,
  cycle_on date not null,
  occurrence integer not null,
  -- '' without a school
  school_id text not null default '',
  trigger_on date not null,
  -- the student's school on the trigger date and at the as-of date
  trigger_school_id text not null default '',
  current_school_id text not null default '',
  value numeric not null,
  decision text not null,
  reason text,
  -- packed, see src/db/evidence-pack.ts
  evidence bytea not null,
  evidence_hash text not null,
  pack_hash text not null,
  -- 'active' or 'lapsed'
  state text not null default 'active',
  lapsed_reason text,
  detected_at timestamptz not null,
  calculation_id bigint not null,
  constraint triggers_pk primary key (district_id, pack_id, student_id, criterion, cycle_on, occurrence, school_id),
  constraint triggers_state_ck check (state in ('active', 'lapsed')),
  constraint triggers_decision_ck check (decision in ('issue', 'issued', 'held', 'declined', 'suppressed', 'satisfied', 'noted'))
);
create index triggers_decision_ix on triggers (district_id, decision, current_school_id) where state = 'active';
comment on table triggers is 'What the last calculation found, by identity. Moves with attendance until a notice freezes it.';

create table judged_students (
  district_id integer not null,
  pack_id text not null,
  student_id text not null,
  calculation_id bigint not null,
  -- no as-of day up to this one changes the outcome without new facts; null: look again
  quiet_until_on date,
  constraint judged_students_pk primary key (district_id, pack_id, student_id)
);
comment on table judged_students is 'Who need not be judged again, so that the next day''s run reads only what changed.';

create table batches (
  district_id integer not null,
  batch_id bigint generated always as identity,
  -- the same key twice is one batch
  idempotency_key text not null,
  as_of_on date not null,
  filter jsonb not null,
  issued_by text not null,
  issued_at timestamptz not null,
  figures jsonb not null,
  constraint batches_pk primary key (district_id, batch_id),
  constraint batches_key_uq unique (district_id, idempotency_key)
);
comment on table batches is 'Notices issued together.';

create table notices (
  district_id integer not null,
  notice_id bigint generated always as identity,
  pack_id text not null,
  student_id text not null,
  criterion text not null,
  cycle_on date not null,
  occurrence integer not null,
  school_id text not null default '',
  -- 1; a person who decides on a new notice for the same identity makes number 2, 3, ...
  issue_no smallint not null default 1,
  -- 'rollcall', 'carried-over' (an issued event of a bundle) or 'adopted' (settled without sending)
  origin text not null,
  batch_id bigint,
  issued_on date not null,
  issued_at timestamptz not null,
  issued_by text not null,
  trigger_on date,
  -- the school it was issued from
  notice_school_id text not null default '',
  value numeric,
  evidence jsonb not null default '[]',
  evidence_hash text not null default '',
  pack_hash text not null default '',
  -- issued, produced, sent, received, returned, failed, withdrawn, rescinded
  state text not null,
  -- section 8: null, 'amended' or 'no-longer-met', and what the calculation finds now
  correction text,
  correction_on date,
  now_trigger_on date,
  now_value numeric,
  now_evidence jsonb,
  -- a person looked at the correction and kept the notice
  correction_kept_by text,
  correction_kept_reason text,
  sentence text not null default '',
  constraint notices_pk primary key (district_id, notice_id),
  constraint notices_identity_uq unique
    (district_id, pack_id, student_id, criterion, cycle_on, occurrence, school_id, issue_no),
  constraint notices_origin_ck check (origin in ('rollcall', 'carried-over', 'adopted')),
  constraint notices_state_ck check (state in
    ('issued', 'produced', 'sent', 'received', 'returned', 'failed', 'withdrawn', 'rescinded')),
  constraint notices_correction_ck check (correction in ('amended', 'no-longer-met'))
);
create index notices_batch_ix on notices (district_id, batch_id);
create index notices_student_ix on notices (district_id, student_id);
comment on table notices is 'What went out, once for each identity. Never deleted; what was sent can be shown exactly as it was.';

create table notice_letters (
  district_id integer not null,
  notice_id bigint not null,
  letter_no integer not null,
  -- name of the letter in the pack, and the language it was made in
  letter text not null,
  language text not null,
  -- the language the family asked for, where the pack has none in it
  wanted_language text not null,
  recipients text[] not null,
  address text[] not null,
  postal_code text not null default '',
  -- everything the template needs, frozen when the notice was stamped
  facts jsonb not null,
  -- the template's text, frozen
  template text not null,
  -- sha256 over letter, language, facts and template
  content_hash text not null,
  constraint notice_letters_pk primary key (district_id, notice_id, letter_no),
  constraint notice_letters_notice_fk foreign key (district_id, notice_id) references notices (district_id, notice_id)
);
comment on table notice_letters is 'One letter to one household, as it was stamped.';

create table notice_steps (
  district_id integer not null,
  step_id bigint generated always as identity,
  notice_id bigint not null,
  -- the state it went to, or what was done (kept, reprinted, amended)
  step text not null,
  on_date date not null,
  way text not null default '',
  note text not null default '',
  done_by text not null,
  done_at timestamptz not null,
  constraint notice_steps_pk primary key (district_id, step_id),
  constraint notice_steps_notice_fk foreign key (district_id, notice_id) references notices (district_id, notice_id)
);
create index notice_steps_notice_ix on notice_steps (district_id, notice_id);
comment on table notice_steps is 'The life of a notice, appended: issued, produced, sent, received, returned, withdrawn, rescinded, amended.';

create table person_decisions (
  district_id integer not null,
  decision_id bigint generated always as identity,
  pack_id text not null,
  student_id text not null,
  criterion text not null,
  cycle_on date not null,
  occurrence integer not null,
  school_id text not null default '',
  -- declined, approved, held, note
  kind text not null,
  on_date date not null,
  -- held: until this day, included
  until_on date,
  reason text not null,
  decided_by text not null,
  decided_at timestamptz not null,
  lifted_by text,
  lifted_at timestamptz,
  lifted_reason text,
  constraint person_decisions_pk primary key (district_id, decision_id),
  constraint person_decisions_kind_ck check (kind in ('declined', 'approved', 'held', 'note'))
);
create index person_decisions_student_ix on person_decisions (district_id, student_id);
comment on table person_decisions is 'What a person decided about a trigger, with the reason. Survives every calculation; lifting it is written beside it.';

create table conference_slots (
  district_id integer not null,
  slot_id bigint generated always as identity,
  school_id text not null,
  on_date date not null,
  at_time time not null,
  place text not null,
  with_whom text not null,
  added_by text not null,
  added_at timestamptz not null,
  notice_id bigint,
  removed_at timestamptz,
  removed_by text,
  constraint conference_slots_pk primary key (district_id, slot_id)
);
create unique index conference_slots_once_ix
  on conference_slots (district_id, school_id, on_date, at_time, place, with_whom) where removed_at is null;
create unique index conference_slots_notice_ix
  on conference_slots (district_id, notice_id) where notice_id is not null and removed_at is null;
comment on table conference_slots is 'Dates, times and places that a school offers for conferences; a letter that needs one takes one.';
