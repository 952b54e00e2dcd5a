-- Files of a student's attendance file: notes of a doctor or a parent, scans of what was signed, copies. The bytes lie in the home by
-- their hash; here is what they are, who filed them, and what became of them.

create table documents (
  district_id integer not null,
  document_id bigint generated always as identity,
  student_id text not null,
  school_id text not null default '',
  year smallint not null,
  kind text not null,
  title text not null default '',
  file_name text not null,
  type text not null,
  size_bytes integer not null,
  sha256 text not null,
  received_on date not null,
  days date[] not null default '{}',
  note text not null default '',
  state text not null default 'filed',
  state_reason text not null default '',
  state_by text not null default '',
  state_at timestamptz,
  moved_from_id bigint,
  purged_at timestamptz,
  made_by_id text not null,
  made_by text not null,
  made_at timestamptz not null,
  constraint documents_pk primary key (district_id, document_id),
  constraint documents_kind_ck check (kind in ('medical-note', 'parent-note', 'signed-contract', 'letter-copy', 'assessment', 'other')),
  constraint documents_type_ck check (type in ('pdf', 'png', 'jpg', 'docx', 'xlsx', 'odt')),
  constraint documents_state_ck check (state in ('filed', 'moved', 'taken-out', 'purged')),
  constraint documents_sha256_ck check (sha256 ~ '^[0-9a-f]{64}$'),
  constraint documents_reason_ck check ((state = 'filed') = (state_reason = '')),
  constraint documents_purged_ck check ((state = 'purged') = (purged_at is not null))
);
create index documents_student_ix on documents (district_id, student_id, document_id);
create index documents_sha256_ix on documents (district_id, sha256);
create index documents_year_ix on documents (district_id, year) where state <> 'purged';
comment on table documents is 'Files of a student, of one school year. Moved, taken out or purged with a reason; the row and the hash stay.';
comment on column documents.year is 'The calendar year in which the school year of received_on begins: the attendance file it belongs to';
comment on column documents.file_name is 'As it was chosen, for the person; the file itself lies under its hash';
comment on column documents.type is 'What the content is, whatever the name says';
comment on column documents.days is 'The days that a medical or parent note covers';
comment on column documents.state_reason is 'Why it was moved, taken out or purged';
comment on column documents.moved_from_id is 'The row at the student to whom it was filed by mistake';
comment on column documents.purged_at is 'When the bytes were removed because their time was over';
select wall_table('documents', 'student_id');

create table retention_settings (
  district_id integer not null,
  documents_years smallint not null,
  set_by text not null,
  set_at timestamptz not null,
  reason text not null,
  constraint retention_settings_pk primary key (district_id),
  constraint retention_settings_documents_years_ck check (documents_years between 1 and 99)
);
comment on table retention_settings is 'How many years after the end of its school year a district keeps the files of closed attendance files.';
select open_table('retention_settings');

create table retention_proposals (
  district_id integer not null,
  proposal_id bigint generated always as identity,
  through_year smallint not null,
  documents integer not null,
  size_bytes bigint not null,
  state text not null default 'open',
  made_at timestamptz not null,
  decided_by text not null default '',
  decided_at timestamptz,
  reason text not null default '',
  constraint retention_proposals_pk primary key (district_id, proposal_id),
  constraint retention_proposals_state_ck check (state in ('open', 'purged', 'kept')),
  constraint retention_proposals_decided_ck check ((state = 'open') = (decided_at is null))
);
create unique index retention_proposals_open_ix on retention_proposals (district_id) where state = 'open';
comment on table retention_proposals is 'What a job found to be older than the district keeps it, and what a person decided. Nothing is purged without one.';
comment on column retention_proposals.through_year is 'Of closed files of this school year and earlier ones';
select open_table('retention_proposals');
