-- Meetings with families and others: who is invited, when and where, who came, what was said and decided.

create table meetings (
  district_id integer not null,
  meeting_id bigint generated always as identity,
  student_id text not null,
  case_id bigint,
  school_id text not null,
  kind text not null,
  state text not null default 'planned',
  on_date date not null,
  at_time time not null,
  length_minutes smallint not null,
  place text not null,
  purpose text not null default '',
  language text not null default 'en',
  interpreter text not null default 'none',
  interpreter_name text not null default '',
  notice_id bigint,
  slot_id bigint,
  follows_id bigint,
  sequence integer not null default 0,
  family text not null default '',
  minutes text not null default '',
  decisions text not null default '',
  minutes_by text not null default '',
  minutes_at timestamptz,
  made_by text not null,
  made_by_id text not null,
  made_at timestamptz not null,
  revision integer not null default 1,
  constraint meetings_pk primary key (district_id, meeting_id),
  constraint meetings_kind_ck check (kind in ('conference', 'team', 'multi-agency', 'contract', 'follow-up')),
  constraint meetings_state_ck check (state in ('planned', 'held', 'cancelled')),
  constraint meetings_length_ck check (length_minutes between 5 and 480),
  constraint meetings_interpreter_ck check (interpreter in ('none', 'asked', 'booked')),
  constraint meetings_family_ck check (family in ('', 'took-part', 'did-not-take-part', 'not-invited') and (state = 'held') = (family <> ''))
);
create index meetings_student_ix on meetings (district_id, student_id, on_date);
create index meetings_school_ix on meetings (district_id, school_id, on_date, state);
create index meetings_case_ix on meetings (district_id, case_id) where case_id is not null;
create unique index meetings_notice_ix on meetings (district_id, notice_id) where notice_id is not null;
comment on table meetings is 'A meeting about a student: planned, then held or cancelled; never deleted.';
comment on column meetings.kind is 'conference: named by a letter; team: the school''s team with the family; multi-agency; contract: an attendance contract is made; follow-up';
comment on column meetings.at_time is 'In the district''s zone';
comment on column meetings.language is 'In which it is held';
comment on column meetings.interpreter is 'none: none is needed; asked: one is looked for; booked: one will be there';
comment on column meetings.notice_id is 'The letter that named it; null without one';
comment on column meetings.slot_id is 'The conference slot it takes';
comment on column meetings.follows_id is 'The meeting that it follows';
comment on column meetings.sequence is 'Counts the changes that calendars are told of';
comment on column meetings.family is 'Of a meeting that was held; did-not-take-part: invited, and the work went on without them';
select wall_table('meetings', 'student_id');

create table meeting_invitees (
  district_id integer not null,
  invitee_id bigint generated always as identity,
  meeting_id bigint not null,
  student_id text not null,
  part text not null,
  name text not null,
  email text not null default '',
  organisation text not null default '',
  language text not null default '',
  guardian_id text not null default '',
  staff_id text not null default '',
  person_id text not null default '',
  response text not null default '',
  response_note text not null default '',
  response_by text not null default '',
  response_at timestamptz,
  attended boolean,
  invited_by text not null,
  invited_at timestamptz not null,
  removed_by text not null default '',
  removed_at timestamptz,
  constraint meeting_invitees_pk primary key (district_id, invitee_id),
  constraint meeting_invitees_meeting_fk foreign key (district_id, meeting_id) references meetings (district_id, meeting_id),
  constraint meeting_invitees_part_ck check (part in ('guardian', 'student', 'counselor', 'teacher', 'administrator', 'officer', 'specialist', 'team', 'agency', 'other')),
  constraint meeting_invitees_response_ck check (response in ('', 'accepted', 'declined', 'tentative'))
);
create index meeting_invitees_meeting_ix on meeting_invitees (district_id, meeting_id);
create index meeting_invitees_person_ix on meeting_invitees (district_id, person_id) where person_id <> '';
create index meeting_invitees_staff_ix on meeting_invitees (district_id, staff_id) where staff_id <> '';
comment on table meeting_invitees is 'Who is invited to a meeting, what they answered, and whether they came.';
comment on column meeting_invitees.student_id is 'The meeting''s student, by whom the row is walled';
comment on column meeting_invitees.part is 'As what: a guardian, the student, a counselor, somebody of an agency';
comment on column meeting_invitees.response is 'As a member of staff wrote it down; '''' none yet';
comment on column meeting_invitees.attended is 'Null until the meeting was held';
comment on column meeting_invitees.removed_at is 'No longer invited since then; the row stays';
select wall_table('meeting_invitees', 'student_id');
