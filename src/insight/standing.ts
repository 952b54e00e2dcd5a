/** What a trigger `t` waits for; the few of which only the notice changed are looked up by it, so that the rest is not read. */
const IS_OPEN = `t.state = 'active' and t.decision in ('issue', 'held', 'declined')`;

/**
 * `standing`: one row for each trigger that waits for a person or once did, with what it is now: the engine's decision, what
 * people decided on top of it, and whether its notice changed after sending (`changed`).
 * Parameters: $1 district, $2 as-of date, $3 schools where the students are now (null: all).
 * The same as `withPersonDecisions` and `isOpenCorrection` of src/notices/worklist; a test compares them.
 */
export const STANDING = `
with said as (
  select p.pack_id, p.student_id, p.criterion, p.cycle_on, p.occurrence, p.school_id,
    bool_or(p.kind = 'declined') as is_declined,
    max(p.on_date) filter (where p.kind = 'approved') as approved_on,
    bool_or(p.kind = 'held' and (p.until_on is null or p.until_on >= $2::date)) as is_held,
    bool_or(p.kind = 'note' and (p.until_on is null or p.until_on >= $2::date)) as is_noted
  from person_decisions p where p.district_id = $1 and p.lifted_at is null
  group by p.pack_id, p.student_id, p.criterion, p.cycle_on, p.occurrence, p.school_id
), changed as materialized (
  select n.pack_id, n.student_id, n.criterion, n.cycle_on, n.occurrence, n.school_id
  from notices n
  where n.district_id = $1 and (n.correction is not null and n.correction_kept_by is null
      and n.state <> 'withdrawn' and (n.state <> 'rescinded' or n.correction = 'met-again')
    or n.state = 'rescinded' and n.notice_id in (select e.notice_id from effects e where e.district_id = $1 and e.asked = 'rescinded'))
    and not exists (select from notices l where l.district_id = n.district_id and l.student_id = n.student_id
      and l.pack_id = n.pack_id and l.criterion = n.criterion and l.cycle_on = n.cycle_on and l.occurrence = n.occurrence
      and l.school_id = n.school_id and l.issue_no > n.issue_no and l.state <> 'withdrawn')
), chosen as (
  select t.pack_id, t.student_id, t.criterion, t.cycle_on, t.occurrence, t.school_id, t.pack_hash, t.trigger_on,
    t.current_school_id, t.decision, t.reason, (t.pack_id, t.student_id, t.criterion, t.cycle_on, t.occurrence, t.school_id)
      in (select c.pack_id, c.student_id, c.criterion, c.cycle_on, c.occurrence, c.school_id from changed c) as is_changed
  from triggers t
  where t.district_id = $1 and ($3::text[] is null or t.current_school_id = any ($3)) and ${IS_OPEN}
  union all
  select t.pack_id, t.student_id, t.criterion, t.cycle_on, t.occurrence, t.school_id, t.pack_hash, t.trigger_on,
    t.current_school_id, t.decision, t.reason, true
  from changed c
  cross join lateral (select * from triggers t
    where t.district_id = $1 and (t.pack_id, t.student_id, t.criterion, t.cycle_on, t.occurrence, t.school_id)
      = (c.pack_id, c.student_id, c.criterion, c.cycle_on, c.occurrence, c.school_id) offset 0) t
  where ($3::text[] is null or t.current_school_id = any ($3)) and (${IS_OPEN}) is not true
), standing as (
  select t.pack_id, t.student_id, t.criterion, t.cycle_on, t.occurrence, t.school_id, t.pack_hash, t.trigger_on,
    t.current_school_id as at,
    exists (select from students f where f.district_id = $1 and f.student_id = t.student_id
      and 'no-letters' = any (f.flags)) as no_letters,
    case
      when t.is_changed then 'changed'
      when t.decision = 'declined' or d.is_declined then 'declined'
      when t.decision = 'held' and not (t.reason = 'approval' and coalesce(d.approved_on >= t.trigger_on, false)) then 'held'
      when coalesce(d.is_held, false) or coalesce(d.is_noted, false) then 'held'
      else 'issue'
    end as decision,
    case
      when t.is_changed or t.decision = 'declined' or d.is_declined then null
      when t.decision = 'held' and not (t.reason = 'approval' and coalesce(d.approved_on >= t.trigger_on, false)) then t.reason
      when coalesce(d.is_held, false) then 'person'
      when coalesce(d.is_noted, false) then 'note'
    end as reason
  from chosen t
  left join said d on (d.pack_id, d.student_id, d.criterion, d.cycle_on, d.occurrence, d.school_id)
    = (t.pack_id, t.student_id, t.criterion, t.cycle_on, t.occurrence, t.school_id)
)`;
