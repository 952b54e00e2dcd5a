-- Attendance as the people of a school look at it: rates, bands, whether each day is in. A projection: attendance_packs, enrollments,
-- calendars and codes are the truth. Brought up to date behind the calculation (src/insight); says for which calculation it speaks.

create table attendance_figures (
  district_id integer not null,
  -- the calculation for whose day they speak
  calculation_id bigint not null,
  as_of_on date not null,
  year_start_on date not null,
  -- list_revisions of the facts they were counted from
  facts_revision bigint not null,
  -- sha256 over calendars, codes, periods and the rules by which absence is valued: another one, and every student is counted anew
  basis text not null,
  counted_at timestamptz not null,
  constraint attendance_figures_pk primary key (district_id)
);
comment on table attendance_figures is 'Of which day and which data the stored attendance figures of a district are.';
select open_table('attendance_figures');

create table student_attendance (
  district_id integer not null,
  student_no integer not null,
  -- what the student's days were read from: packed attendance and enrollments, as a hash
  source text not null,
  -- the dates with a record that counts, see src/insight/recorded-days.ts
  recorded bytea not null,
  -- the school of the last day counted; '' without one
  school_id text not null,
  enrolled_days integer not null,
  absent_thousandths integer not null,
  -- dates of the last two weeks with an absence of which nobody has said yet whether it is excused
  unverified_on date[] not null,
  -- steps that one more counted day would reach
  close jsonb not null,
  constraint student_attendance_pk primary key (district_id, student_no)
);
create index student_attendance_school_ix on student_attendance (district_id, school_id);
comment on table student_attendance is 'The attendance of a student in the school year of the figures.';
comment on column student_attendance.absent_thousandths is 'Thousandths of days absent, as the rule of the school values them, of the days enrolled and in session.';
select wall_table('student_attendance', 'student_no');

create table school_attendance (
  district_id integer not null,
  school_id text not null,
  -- the last day of the figures: the last with records at this school, or the day of the calculation before it
  through_on date,
  -- the rule by which absence is valued: of which pack and criterion, and in what words
  rule jsonb not null,
  constraint school_attendance_pk primary key (district_id, school_id)
);
comment on table school_attendance is 'Through which day, and by which rule, the attendance of a school was counted.';
select open_table('school_attendance');

create table school_attendance_days (
  district_id integer not null,
  school_id text not null,
  on_date date not null,
  enrolled_count integer not null,
  absent_thousandths bigint not null,
  -- students with a record that counts, and those of them with an absence that nobody has verified
  recorded_count integer not null,
  unverified_count integer not null,
  constraint school_attendance_days_pk primary key (district_id, school_id, on_date)
);
comment on table school_attendance_days is 'Each day in session of a school up to the day of the calculation: who was enrolled, what they missed, whether anybody has a record.';
select open_table('school_attendance_days');

-- Whose rows could not be counted is asked for on Home.
create index judged_students_set_aside_ix on judged_students (district_id, student_id) where set_aside_count > 0;
