-- What is due and what waits is counted after every decision: the few notices that changed and the few students who get no letters are
-- read from indexes that hold nobody else.

create index notices_changed_ix on notices (district_id, student_id) where correction is not null or state = 'rescinded';
create index students_no_letters_ix on students (district_id, student_id) where 'no-letters' = any (flags);
