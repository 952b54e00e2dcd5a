-- Which entries join a plan is said by the reason as the district defines it on the day they are written.
alter table journals add column joins_plan boolean not null default false;
update journals set joins_plan = true where reason = 'attendance';
create index journals_plan_ix on journals (district_id, student_id, on_date) where joins_plan;
comment on column journals.joins_plan is 'Its reason joins the plans that are active on its day';

-- Who was called lately is asked for a whole district at once.
create index contacts_on_ix on contacts (district_id, on_date);
