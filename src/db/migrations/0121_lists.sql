-- Lists of a large district: what an order or a filter looks at stands in one index.

create index tasks_of_student_ix on tasks (district_id, student_id, due_on) where state = 'open';
create index contacts_reached_ix on contacts (district_id, student_id, on_date, contact_id) where not is_void;
create index notices_school_log_ix on notices (district_id, notice_school_id, issued_on, notice_id);
