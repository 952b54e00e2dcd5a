-- The day on which its criterion was met stands beside the reason of a referral, so that each reader sees it as they write dates.

alter table referrals add column why_on date;
update referrals set why_on = right(why, 10)::date, why = left(why, -12)
 where notice_id is not null and why ~ ', \d{4}-\d{2}-\d{2}$';
comment on column referrals.why_on is 'The day on which the criterion of `why` was met; null: made by hand';
