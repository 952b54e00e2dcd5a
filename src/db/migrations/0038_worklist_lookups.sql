-- The worklist of one school asks for its own students alone: without these, for all notices of the district and all triggers.
create index notices_correction_ix on notices (district_id, student_id) where correction is not null and correction_kept_by is null;
create index triggers_student_ix on triggers (district_id, student_id);
