-- What a district's student information system says: reference facts, attendance and their history.
-- Rules kept from day one (docs/adr/0003): district_id first in every key and join, no triggers,
-- no `on delete set null`, every constraint named, facts appended and never overwritten without a trace.

create table districts (
  district_id integer not null,
  name text not null,
  time_zone text not null default 'America/Los_Angeles',
  -- school-day figures and other choices of the district, by name
  settings jsonb not null default '{}',
  created_at timestamptz not null default now(),
  constraint districts_pk primary key (district_id)
);
comment on table districts is 'A school district. One installation may serve several.';

create table imports (
  district_id integer not null,
  import_id bigint generated always as identity,
  source text not null,
  state text not null,
  -- sha256 over the files, so that the same bundle is recognised
  content_hash text not null,
  -- rows new, changed, gone, set aside, for each file; rows for each school
  figures jsonb not null default '{}',
  accepted_drop boolean not null default false,
  imported_by text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  constraint imports_pk primary key (district_id, import_id),
  constraint imports_district_fk foreign key (district_id) references districts (district_id),
  constraint imports_state_ck check (state in ('done', 'refused'))
);
comment on table imports is 'One import of a bundle; the facts it brought carry its number.';

create table fact_words (
  district_id integer not null,
  kind text not null,
  word_no integer not null,
  word text not null,
  constraint fact_words_pk primary key (district_id, kind, word_no),
  constraint fact_words_word_uq unique (district_id, kind, word),
  constraint fact_words_kind_ck check (kind in ('student', 'school', 'period', 'code', 'course', 'section'))
);
comment on table fact_words is 'Small numbers for names, so that attendance is stored and read in columns. Number 0 is the empty name. Numbers are never reused.';

create table schools (
  district_id integer not null,
  school_id text not null,
  name text not null,
  level text not null default '',
  address_1 text not null default '',
  address_2 text not null default '',
  city text not null default '',
  state text not null default '',
  postal_code text not null default '',
  phone text not null default '',
  principal text not null default '',
  constraint schools_pk primary key (district_id, school_id)
);
comment on table schools is 'schools.csv: one row for each school.';

create table letterheads (
  district_id integer not null,
  -- '' is the district's default
  school_id text not null,
  signer text not null default '',
  signer_title text not null default '',
  contact text not null default '',
  contact_title text not null default '',
  phone text not null default '',
  email text not null default '',
  return_address text[] not null default '{}',
  logo bytea,
  logo_type text,
  logo_alt text not null default '',
  signature bytea,
  signature_type text,
  constraint letterheads_pk primary key (district_id, school_id),
  constraint letterheads_logo_ck check (logo_type in ('svg', 'png', 'jpg')),
  constraint letterheads_signature_ck check (signature_type in ('svg', 'png', 'jpg'))
);
comment on table letterheads is 'Letterhead of a school: what is blank falls back to the district default, then to schools. A blank line is never printed.';

create table calendar_days (
  district_id integer not null,
  school_id text not null,
  on_date date not null,
  instructional_minutes integer,
  constraint calendar_days_pk primary key (district_id, school_id, on_date)
);
comment on table calendar_days is 'calendar.csv: the days in session of a school.';

create table periods (
  district_id integer not null,
  school_id text not null,
  period text not null,
  position integer not null,
  period_minutes integer,
  constraint periods_pk primary key (district_id, school_id, period)
);
comment on table periods is 'periods.csv: the periods of a school in their order.';

create table terms (
  district_id integer not null,
  -- '' means all schools
  school_id text not null,
  kind text not null,
  name text not null,
  start_on date not null,
  end_on date not null,
  constraint terms_pk primary key (district_id, school_id, kind, name, start_on)
);
comment on table terms is 'terms.csv: quarters, semesters and other terms; both ends included.';

create table codes (
  district_id integer not null,
  -- '' means all schools
  school_id text not null,
  code text not null,
  description text not null default '',
  status text not null,
  excuse text not null default '',
  value_thousandths integer,
  groups text[] not null default '{}',
  constraint codes_pk primary key (district_id, school_id, code),
  constraint codes_status_ck check (status in ('absent', 'tardy', 'left-early', 'present', 'exempt')),
  constraint codes_excuse_ck check (excuse in ('excused', 'unexcused', 'unverified', ''))
);
comment on table codes is 'codes.csv: what an attendance code means; a school''s own code goes before one of all schools.';

create table students (
  district_id integer not null,
  student_id text not null,
  student_no integer not null,
  first_name text not null,
  last_name text not null,
  grade text not null default '',
  birth_on date,
  home_language text not null default '',
  flags text[] not null default '{}',
  constraint students_pk primary key (district_id, student_id),
  constraint students_no_uq unique (district_id, student_no)
);
comment on table students is 'students.csv: one row for each student.';

create table enrollments (
  district_id integer not null,
  student_id text not null,
  school_id text not null,
  entry_on date not null,
  exit_on date,
  constraint enrollments_pk primary key (district_id, student_id, school_id, entry_on)
);
comment on table enrollments is 'enrollments.csv: exit_on is the last day enrolled; null while still enrolled.';

create table guardians (
  district_id integer not null,
  student_id text not null,
  guardian_id text not null,
  name text not null,
  relation text not null default '',
  language text not null default '',
  email text not null default '',
  phone text not null default '',
  address_1 text not null default '',
  address_2 text not null default '',
  city text not null default '',
  state text not null default '',
  postal_code text not null default '',
  birth_on date,
  -- null where the file leaves it blank
  receives_mail boolean,
  custodial boolean,
  no_contact boolean,
  constraint guardians_pk primary key (district_id, student_id, guardian_id)
);
comment on table guardians is 'guardians.csv: who is told about a student, and who must not be.';

create table staff (
  district_id integer not null,
  staff_id text not null,
  name text not null,
  email text not null default '',
  kind text not null default '',
  school_id text not null default '',
  constraint staff_pk primary key (district_id, staff_id)
);
comment on table staff is 'staff.csv';

create table sections (
  district_id integer not null,
  section_id text not null,
  school_id text not null,
  course_id text not null default '',
  name text not null default '',
  staff_id text not null default '',
  constraint sections_pk primary key (district_id, section_id, school_id)
);
comment on table sections is 'sections.csv';

create table rosters (
  district_id integer not null,
  student_id text not null,
  section_id text not null,
  start_on date not null,
  end_on date,
  constraint rosters_pk primary key (district_id, student_id, section_id, start_on)
);
comment on table rosters is 'rosters.csv: which student sits in which section; both ends included.';

create table student_staff (
  district_id integer not null,
  student_id text not null,
  staff_id text not null,
  relation text not null,
  constraint student_staff_pk primary key (district_id, student_id, staff_id, relation)
);
comment on table student_staff is 'student_staff.csv: homeroom, counselor, case manager, ...';

create table activities (
  district_id integer not null,
  student_id text not null,
  activity text not null,
  start_on date not null,
  end_on date,
  constraint activities_pk primary key (district_id, student_id, activity, start_on)
);
comment on table activities is 'activities.csv: who takes part in athletics and other activities.';

create table eligibility_statuses (
  district_id integer not null,
  student_id text not null,
  source text not null,
  status text not null,
  start_on date not null,
  end_on date,
  constraint eligibility_statuses_pk primary key (district_id, student_id, source, start_on)
);
comment on table eligibility_statuses is 'eligibility.csv: statuses that other sources gave.';

create table events (
  district_id integer not null,
  event_id bigint generated always as identity,
  student_id text not null,
  on_date date not null,
  event text not null,
  ref text not null default '',
  -- 'bundle' or 'rollcall'
  origin text not null,
  import_id bigint,
  -- the import whose file covered this event and no longer had it
  superseded_import_id bigint,
  recorded_by text not null default '',
  recorded_at timestamptz not null default now(),
  constraint events_pk primary key (district_id, event_id),
  constraint events_origin_ck check (origin in ('bundle', 'rollcall'))
);
create index events_student_ix on events (district_id, student_id, on_date);
comment on table events is 'What happened to a student besides attendance: contacts, meetings, plans, contracts. Appended, never erased.';

create table attendance_records (
  district_id integer not null,
  student_no integer not null,
  on_date date not null,
  school_no smallint not null,
  period_no smallint not null,
  section_no integer not null,
  course_no integer not null,
  code_no smallint not null,
  -- as given; null where the file leaves it blank
  minutes_absent integer,
  import_id bigint not null,
  -- line of attendance.csv in that import
  line integer not null,
  superseded_import_id bigint,
  constraint attendance_records_pk primary key
    (district_id, student_no, on_date, school_no, period_no, section_no, course_no, code_no, import_id)
);
comment on table attendance_records is 'attendance.csv with its history: a row that changed or vanished is superseded by a later import, never erased. Every well-formed row is kept; whether it can be counted is judged when it is read.';

create table attendance_packs (
  district_id integer not null,
  student_no integer not null,
  -- the year in which the 12 months from 1 July begin
  year smallint not null,
  import_id bigint not null,
  record_count integer not null,
  -- the current records of attendance_records, see src/db/attendance-pack.ts
  records bytea not null,
  constraint attendance_packs_pk primary key (district_id, student_no, year)
);
alter table attendance_packs alter column records set storage external;
comment on table attendance_packs is 'The current attendance of one student and year in columns, written in the transaction that changes the records. A projection: attendance_records is the truth.';

create table malformed_rows (
  district_id integer not null,
  import_id bigint not null,
  line integer not null,
  school_id text not null default '',
  reason text not null,
  allowed text not null,
  row_text text not null,
  superseded_import_id bigint,
  constraint malformed_rows_pk primary key (district_id, import_id, line)
);
comment on table malformed_rows is 'Rows of attendance.csv that could not be read (a malformed date or number), word for word.';

create table fact_changes (
  district_id integer not null,
  change_id bigint generated always as identity,
  import_id bigint not null,
  file text not null,
  fact_key text not null,
  before jsonb,
  after jsonb,
  constraint fact_changes_pk primary key (district_id, change_id)
);
create index fact_changes_import_ix on fact_changes (district_id, import_id);
comment on table fact_changes is 'Every reference fact that an import changed or removed, before and after; first arrivals are not repeated here.';
