-- A row of attendance.csv is known by its import and line. Rows that are equal but for their minutes are all kept: which of
-- them counts depends on codes and periods ("the one with the most minutes"), and is judged when they are read.
alter table attendance_records drop constraint attendance_records_pk;
alter table attendance_records add constraint attendance_records_pk
  primary key (district_id, student_no, on_date, import_id, line);
