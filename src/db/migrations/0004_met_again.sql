-- What a calculation keeps beside the outcomes: a notice that is met again, and what could not be counted.

alter table notices drop constraint notices_correction_ck;
alter table notices add constraint notices_correction_ck
  check (correction in ('amended', 'no-longer-met', 'met-again'));

-- One row for each student, for all packs in use together: pack_id is ''.
alter table judged_students add column set_aside_count integer not null default 0;
alter table judged_students add column unknown_minutes_count integer not null default 0;
alter table judged_students add column conflict_count integer not null default 0;
