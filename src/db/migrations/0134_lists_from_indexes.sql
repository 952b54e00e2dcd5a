-- Which notices stand on a page of the log, and how many match, is read from one index: the rows themselves hold the evidence and are wide.

drop index notices_log_ix;
drop index notices_issued_on_ix;
create index notices_log_ix on notices (district_id, issued_on, notice_id)
  include (notice_school_id, student_id, pack_id, criterion, state, origin, correction, batch_id, issued_by);
