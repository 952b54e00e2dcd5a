-- Who saw or changed which student's data, and what was given to parties outside; sealed in segments by hash (docs/adr/0010).

create table audit_entries (
  district_id integer not null,
  entry_id bigint generated always as identity,
  at timestamptz not null,
  -- '' where nobody was signed in
  person_id text not null,
  -- as it was then
  person text not null,
  -- address of the network it came from; 'command line', 'job'
  come_from text not null,
  -- view-student, view-list, issue, ...; of a refusal the operation of the API
  action text not null,
  -- done or refused
  outcome text not null,
  -- by student_no
  students integer[] not null,
  detail jsonb not null,
  constraint audit_entries_pk primary key (district_id, entry_id),
  constraint audit_entries_outcome_ck check (outcome in ('done', 'refused'))
);
create index audit_entries_at_ix on audit_entries (district_id, at, entry_id);
create index audit_entries_person_ix on audit_entries (district_id, person_id, entry_id);
create index audit_entries_action_ix on audit_entries (district_id, action, entry_id);
comment on table audit_entries is 'Who saw or changed what, when and from where. Appended only; sealed by audit_segments.';

create table audit_entry_students (
  district_id integer not null,
  student_no integer not null,
  entry_id bigint not null,
  constraint audit_entry_students_pk primary key (district_id, student_no, entry_id)
);
comment on table audit_entry_students is 'audit_entries by student, for searching. A projection: the entry is the truth, and verifying holds one against the other.';

create table disclosures (
  district_id integer not null,
  disclosure_id bigint generated always as identity,
  at timestamptz not null,
  person_id text not null,
  -- who wrote it down, as the name was then
  person text not null,
  come_from text not null,
  student_no integer not null,
  -- given, or asked for and not given
  kind text not null,
  -- the day it was given or asked for
  on_date date not null,
  -- who received it or asked for it: a court, an agency, an officer outside the district
  party text not null,
  -- the legitimate interest of the party (34 CFR 99.32 (a) (3))
  interest text not null,
  -- what was given or asked for
  given text not null,
  -- the line that this one takes the place of; both stay
  corrects_id bigint,
  constraint disclosures_pk primary key (district_id, disclosure_id),
  constraint disclosures_kind_ck check (kind in ('given', 'asked')),
  constraint disclosures_corrects_fk foreign key (district_id, corrects_id) references disclosures (district_id, disclosure_id),
  constraint disclosures_words_ck check (party <> '' and interest <> '' and given <> '')
);
create index disclosures_student_ix on disclosures (district_id, student_no, disclosure_id);
create index disclosures_on_ix on disclosures (district_id, on_date, disclosure_id);
create unique index disclosures_corrects_ix on disclosures (district_id, corrects_id) where corrects_id is not null;
comment on table disclosures is 'What parties outside the district were given of a student''s record, or asked for (FERPA, 34 CFR 99.32). Appended only; sealed by audit_segments.';

create table audit_segments (
  district_id integer not null,
  -- entries or disclosures
  log text not null,
  segment_no integer not null,
  -- in order; every number of the log up to the last that is in no segment was never written
  ids bigint[] not null,
  -- sha256 of each, 32 bytes in the order of ids
  hashes bytea not null,
  -- the hash of the segment before; empty of the first
  previous_hash bytea not null,
  -- sha256 over the one before, the log, the number, the ids and their hashes
  hash bytea not null,
  sealed_at timestamptz not null,
  constraint audit_segments_pk primary key (district_id, log, segment_no),
  constraint audit_segments_log_ck check (log in ('entries', 'disclosures')),
  constraint audit_segments_hashes_ck check (cardinality(ids) > 0 and length(hashes) = 32 * cardinality(ids) and length(hash) = 32)
);
comment on table audit_segments is 'Seals over audit_entries and disclosures, each over the one before: what is changed, removed or put in afterwards does not fit.';

select wall_table('audit_entries', 'district'), wall_table('audit_entry_students', 'district'), wall_table('disclosures', 'student_no'),
  open_table('audit_segments');
revoke update, delete on disclosures from rollcall_app;
revoke insert, update, delete on audit_entries, audit_entry_students, audit_segments from rollcall_app;

-- Whoever acts leaves an entry, whatever they may read. The lock comes before the number: while the sealer looks for the last number,
-- none below it is still to come.
create or replace function write_audit_entry(district integer, written_at timestamptz, by_person_id text, by_person text, from_where text,
  what text, how_it_ended text, of_students integer[], details jsonb) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  entry bigint;
begin
  perform pg_advisory_xact_lock_shared(7265011, district);
  insert into audit_entries (district_id, at, person_id, person, come_from, action, outcome, students, detail)
    values (district, written_at, by_person_id, by_person, from_where, what, how_it_ended, of_students, details) returning entry_id into entry;
  insert into audit_entry_students (district_id, student_no, entry_id) select district, student_no, entry from unnest(of_students) as student_no;
end
$$;
