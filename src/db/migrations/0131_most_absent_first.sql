-- Lists of attendance have the most absent first: a page and a count of a whole district come out of one index, not out of the rows, which
-- hold each student's days and are wide.

create index student_attendance_rate_ix on student_attendance (district_id, (absent_thousandths::float8 / nullif(enrolled_days, 0)))
  include (school_id, student_no, enrolled_days, absent_thousandths) where enrolled_days > 0 and school_id <> '';
create index student_attendance_unverified_ix on student_attendance (district_id, school_id) where unverified_on <> '{}';
create index student_attendance_close_ix on student_attendance (district_id, school_id) where close <> '[]';
