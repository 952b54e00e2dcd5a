-- What is filed by a student's number asks the wall for the numbers of its students: out of an index too.

create index students_number_ix on students (district_id, student_id) include (student_no);

-- plans_latest_ix (0165) has the plans in the same order.
drop index plans_in_order_ix;
