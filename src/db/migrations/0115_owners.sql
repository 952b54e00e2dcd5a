-- Everything that runs has an owner from the moment it exists: the person it was given to, else whom the school names for it, else the
-- people of a role at the school. Only what a person decided is stored; the rest is read by rule.

alter table named_people drop constraint named_people_duty_ck;
alter table named_people add constraint named_people_duty_ck
  check (duty in ('approver', 'supervisor', 'officer', 'specialist', 'lead'));

alter table referrals add column owner_id text not null default '';
comment on column referrals.owner_id is 'Who answers for it at the school; '''' by rule';
alter table contracts add column owner_id text not null default '';
comment on column contracts.owner_id is 'Who answers for it; '''' by rule';
comment on column cases.owner_id is 'The person it was given to; '''' by rule: whom the school names to lead its attendance team, else the team';
comment on column plans.owner_id is 'The person it was given to; '''' by rule';
comment on column tier_students.owner_id is 'The person it was given to; '''' by rule';
comment on column campaigns.owner_id is 'The person it was given to; '''' by rule';

-- Whom a school names is no student data: a few rows for each school, read beside long lists of those who run.
create or replace function named_on(district integer, on_day date)
  returns table (school_id text, duty text, person_id text, name text) language sql stable security definer parallel safe
  set search_path = public, pg_temp
  begin atomic
    select n.school_id, n.duty, p.person_id, p.name
      from named_people n
      join people p on p.district_id = n.district_id
       and p.person_id = case when n.deputy_id <> '' and on_day between n.deputy_from_on and n.deputy_until_on then n.deputy_id else n.person_id end
     where n.district_id = district and (p.ended_on is null or p.ended_on > on_day);
  end;

-- What somebody has is asked for by person.
create index plans_owner_ix on plans (district_id, owner_id) where state = 'active';
create index tier_students_owner_ix on tier_students (district_id, owner_id) where stage <> 'decided';
