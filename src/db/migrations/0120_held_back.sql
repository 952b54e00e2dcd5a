-- Effects that wait: could not be made when their notice was stamped, or rest on triggers from before a district used the pack.

alter table effects add column waits_because text not null default '';
comment on column effects.waits_because is 'Why it could not be made with its notice; '''' nothing stood against it, or no part of Rollcall carried out its kind';
alter table effects drop constraint effects_state_ck;
alter table effects add constraint effects_state_ck
  check (state in ('planned', 'performed', 'nothing', 'stands', 'undone', 'settled'));
comment on column effects.state is 'planned: waits to be carried out; nothing: there was nothing to do; stands: an earlier notice of the same trigger made it; settled: a person decided that it is not carried out any more';
comment on column effects.decided_reason is 'Why it was undone, kept or settled';

alter table batches add column is_silent boolean not null default false;
comment on column batches.is_silent is 'Carried out after a person''s decision about what was held back: it sends nothing and is no issue of letters';

-- What sends nothing is no first issue.
create or replace function has_notices(district integer) returns boolean language sql stable security definer set search_path = public, pg_temp
  return exists (select from notices n where n.district_id = district
    and not exists (select from batches b where b.district_id = district and b.batch_id = n.batch_id and (b.calculation_id is not null or b.is_silent)));
