-- What was said with families, and what people wrote down about a student. Appended: a correction is a row of its own that names the one
-- it takes the place of, and both stay.

create table contacts (
  district_id integer not null,
  contact_id bigint generated always as identity,
  student_id text not null,
  school_id text not null default '',
  kind text not null,
  with_whom text not null,
  with_name text not null default '',
  guardian_id text not null default '',
  on_date date not null,
  at timestamptz not null,
  outcome text not null,
  reason text not null default 'attendance',
  language text not null default '',
  interpreter boolean not null default false,
  note text not null default '',
  corrects_id bigint,
  correction_reason text not null default '',
  is_void boolean not null default false,
  made_by_id text not null,
  made_by text not null,
  made_at timestamptz not null,
  constraint contacts_pk primary key (district_id, contact_id),
  constraint contacts_kind_ck check (kind in ('phone', 'email', 'in-person', 'home-visit', 'text')),
  constraint contacts_with_whom_ck check (with_whom in ('guardian', 'student', 'other')),
  constraint contacts_outcome_ck check (outcome in ('reached', 'message', 'no-answer', 'wrong-number', 'refused', 'returned')),
  constraint contacts_correction_ck check ((corrects_id is null) = (correction_reason = '') and (corrects_id is not null or not is_void))
);
create index contacts_student_ix on contacts (district_id, student_id, at);
create index contacts_made_by_ix on contacts (district_id, made_by_id, made_at);
create unique index contacts_corrects_ix on contacts (district_id, corrects_id) where corrects_id is not null;
comment on table contacts is 'The communication log: who tried to reach whom about a student, when, how, and whether it worked.';
comment on column contacts.school_id is 'Where the student was on that day; '''' nowhere';
comment on column contacts.guardian_id is 'The guardian on file that was meant; '''' for somebody else';
comment on column contacts.on_date is 'The day in the district''s zone; at is the instant';
comment on column contacts.language is 'In which it was held, as a language tag; '''' not known';
comment on column contacts.corrects_id is 'The entry that this one takes the place of; each once';
comment on column contacts.is_void is 'A correction that says: this did not happen, or not with this student';
select wall_table('contacts', 'student_id');

create table journals (
  district_id integer not null,
  journal_id bigint generated always as identity,
  student_id text not null,
  school_id text not null default '',
  on_date date not null,
  reason text not null,
  entry text not null,
  corrects_id bigint,
  correction_reason text not null default '',
  is_void boolean not null default false,
  made_by_id text not null,
  made_by text not null,
  made_at timestamptz not null,
  constraint journals_pk primary key (district_id, journal_id),
  constraint journals_correction_ck check ((corrects_id is null) = (correction_reason = '') and (corrects_id is not null or not is_void))
);
create index journals_student_ix on journals (district_id, student_id, on_date);
create index journals_made_by_ix on journals (district_id, made_by_id, made_at);
create unique index journals_corrects_ix on journals (district_id, corrects_id) where corrects_id is not null;
comment on table journals is 'What somebody wrote down about a student, with a reason. Those with the reason attendance belong to every plan that was active on their day.';
comment on column journals.reason is 'A key of the district''s reasons: attendance, behavior, academic, family, health, other, or its own';
comment on column journals.corrects_id is 'The entry that this one takes the place of; each once';
comment on column journals.is_void is 'A correction that says: this was written to the wrong student';
select wall_table('journals', 'student_id');
