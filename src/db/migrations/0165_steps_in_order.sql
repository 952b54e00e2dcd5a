-- What is behind a number of the steps taken is shown the latest first: a page comes from the end of an index that holds all that chooses it.

create index contacts_latest_ix on contacts (district_id, on_date, contact_id) include (school_id, kind, student_id) where not is_void;
create index meetings_latest_ix on meetings (district_id, on_date, meeting_id) include (school_id, kind, student_id) where state = 'held';
create index plans_latest_ix on plans (district_id, begins_on, plan_id) include (school_id, kind, student_id) where state <> 'cancelled';
create index referrals_latest_ix on referrals (district_id, asked_on, referral_id) include (school_id, duty, student_id)
  where asked_on is not null and state <> 'withdrawn';
