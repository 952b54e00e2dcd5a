-- What schools did is counted by month and school: all that the counting looks at stands in one index of each large table.

create index contacts_taken_ix on contacts (district_id, school_id, on_date) include (kind, contact_id, student_id) where not is_void;
create index meetings_held_ix on meetings (district_id, school_id, on_date) include (kind, student_id) where state = 'held';
create index notices_sent_ix on notices (district_id, notice_school_id, issued_on) include (pack_id, criterion, notice_id, student_id)
  where origin = 'rollcall' and state <> 'withdrawn';
