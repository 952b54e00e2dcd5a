-- Two jobs that were asked for at the same moment have an order too.

alter table job_records add column job_no bigint generated always as identity;
comment on column job_records.job_no is 'Counts the jobs in the order in which they were asked for; of two of one moment it says which came last';
