-- Lists of casework in the order in which they are shown: the first page is read from the beginning of an index, however long the list is.

create index incidents_log_ix on incidents (district_id, on_date, incident_id);
create index meetings_in_order_ix on meetings (district_id, on_date, at_time, meeting_id);
create index students_by_name_ix on students (district_id, last_name, first_name, student_id);
