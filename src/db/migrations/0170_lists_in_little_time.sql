-- Lists of a large district within a fifth of a second, asked by many at once (docs/adr/0170).

-- The wall asks for the students of a school in every statement, once for each table: out of the index alone, not out of the rows, which lie
-- in the order of the students.
create index enrollments_of_school_ix on enrollments (district_id, school_id, exit_on) include (student_id);
drop index enrollments_school_ix;
alter index enrollments_of_school_ix rename to enrollments_school_ix;

-- Messages: a school's in their order, those of one state in their order, and how many there are of each state.
create index notification_recipients_school_ix on notification_recipients (district_id, school_id, recipient_id) include (state, student_id, kind);
create index notification_recipients_state_ix on notification_recipients (district_id, state, recipient_id) include (student_id, school_id, kind);

-- Plans in their order, with what a list narrows them by.
create index plans_in_order_ix on plans (district_id, begins_on, plan_id) include (school_id, student_id, state, cycle_on, supervisor_id);

-- Which batches a person sees, out of the notices of the school or of the students.
create index notices_school_batch_ix on notices (district_id, notice_school_id, batch_id) include (student_id, issued_by) where batch_id is not null;
