-- What reports read without reading every student: figures by grade, months that stay when the year is over, and since when somebody has
-- been chronically absent.

alter table student_attendance add column chronic_since date;
comment on column student_attendance.chronic_since is
  'The first day of the stretch, unbroken to the last day counted, on which 10% or more of the days so far were missed, from the tenth enrolled day on; null: not now';
create index student_attendance_chronic_ix on student_attendance (district_id, school_id, chronic_since) where chronic_since is not null;

create table school_attendance_grades (
  district_id integer not null,
  school_id text not null,
  grade text not null,
  -- students by part of their days missed: below 5%, 5-10, 10-20, 20 and more
  below_5 integer not null,
  from_5 integer not null,
  from_10 integer not null,
  from_20 integer not null,
  near_chronic integer not null,
  enrolled_days bigint not null,
  absent_thousandths bigint not null,
  constraint school_attendance_grades_pk primary key (district_id, school_id, grade)
);
comment on table school_attendance_grades is 'The students who are at a school now, by grade: how many miss how much, and their days.';
comment on column school_attendance_grades.near_chronic is 'Not chronically absent, and two more whole days missed would be enough';
select open_table('school_attendance_grades');

create table school_attendance_months (
  district_id integer not null,
  school_id text not null,
  month_on date not null,
  days integer not null,
  enrolled_days bigint not null,
  absent_thousandths bigint not null,
  constraint school_attendance_months_pk primary key (district_id, school_id, month_on),
  constraint school_attendance_months_first_ck check (extract(day from month_on) = 1)
);
comment on table school_attendance_months is 'The attendance of a school month by month. Those of earlier school years stay as they were counted last.';
comment on column school_attendance_months.days is 'Days in session counted';
select open_table('school_attendance_months');

-- Letters by month go by the date on the letter.
create index notices_issued_on_ix on notices (district_id, issued_on);

-- Everybody is counted anew with the next look.
update attendance_figures set facts_revision = -1;
