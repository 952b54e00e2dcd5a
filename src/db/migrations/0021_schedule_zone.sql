-- The zone that next_at was reckoned in: when the district moves to another, it is reckoned anew.
alter table schedules add column if not exists next_zone text not null default '';
comment on column schedules.next_zone is 'the zone that next_at was reckoned in';
