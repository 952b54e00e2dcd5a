/**
 * The twelve criteria of bench/pack as set-based SQL, for DuckDB. Each gives
 * (student_no, cycle, occurrence, day, value); what several of them need is made once, and timed with them.
 */

/** First day of the school year: the cycle of `year` and of rolling windows. */
export type SchoolYearStart = number;

/** What the criteria have in common. Timed. */
export const SHARED: readonly string[] = [
  // records that can be counted, with their minutes, equal ones once
  `create or replace temp table countable as
   select a.student_no, a.day, a.school_no, a.period_no, a.course_no, a.code_no, a.section_no,
     any_value(c.status) as status, any_value(c.excuse) as excuse, any_value(c.value) as value,
     max(case when a.minutes is not null then a.minutes
              when c.status <> 'absent' then null
              when a.period_no <> 0 then p.minutes
              else (s.minutes * c.value + 500) // 1000 end) as minutes
   from attendance a
   join codes c on c.school_no = a.school_no and c.code_no = a.code_no
   join sessions s on s.school_no = a.school_no and s.day = a.day
   left join periods p on p.school_no = a.school_no and p.period_no = a.period_no
   left join listed l on l.school_no = a.school_no
   where (a.period_no = 0 or p.period_no is not null or l.periods is null)
     and exists (from enrollments e where e.student_no = a.student_no and e.school_no = a.school_no and a.day between e.entry and e.exit)
   group by a.student_no, a.day, a.school_no, a.period_no, a.course_no, a.code_no, a.section_no`,
  // every day in session on which a student was enrolled, numbered, with the student's school
  `create or replace temp table enrolled_days as
   select student_no, day, school_no, row_number() over (partition by student_no order by day)::integer as place
   from (select e.student_no, s.day, arg_min(e.school_no, (-e.entry, e.school_id)) as school_no
         from enrollments e join sessions s on s.school_no = e.school_no and s.day between e.entry and e.exit
         group by e.student_no, s.day)`,
  // day values by the view, in thousandths
  `create or replace temp table day_values as
   select student_no, day, least(1000, least(1000, greatest(whole, by_periods)) + by_minutes)::integer as value
   from (select student_no, day,
           coalesce(sum(value) filter (status = 'absent' and period_no = 0), 0) as whole,
           case when count(distinct period_no) filter (status = 'absent' and period_no <> 0) >= 5 then 1000
                when count(distinct period_no) filter (status = 'absent' and period_no <> 0) >= 3 then 500 else 0 end as by_periods,
           case when coalesce(sum(minutes) filter (status = 'tardy' and excuse = 'unexcused' and period_no <> 0), 0) >= 45 then 250 else 0 end as by_minutes
         from countable where status in ('absent', 'tardy') group by student_no, day)
   where least(1000, least(1000, greatest(whole, by_periods)) + by_minutes) > 0`,
];

const UNEXCUSED = `status = 'absent' and excuse = 'unexcused'`;

/** By code of the criterion. */
export const CRITERIA: Readonly<Record<string, (year: SchoolYearStart) => string>> = {
  DATES: (year) => `
      select student_no, ${year} as cycle, 1 as occurrence, day, n::double as value
      from (select student_no, day, row_number() over (partition by student_no order by day) as n
            from (select distinct student_no, day from countable
                  where (${UNEXCUSED} and period_no = 0)
                     or (status in ('absent', 'tardy', 'left-early') and excuse = 'unexcused' and minutes > 30)))
      where n = 3`,
  EVERY: (year) => `
      select student_no, ${year}, n // 5, day, n::double
      from (select student_no, day, row_number() over (partition by student_no order by day) as n
            from (select distinct student_no, day from countable where ${UNEXCUSED}))
      where n % 5 = 0`,
  MINUT: () =>
    inTerm(
      'semester',
      1500,
      `
      select student_no, day, sum(minutes) as n
      from (select c.student_no, c.day, least(coalesce(sum(c.minutes), 0), any_value(s.minutes)) as minutes
            from countable c join sessions s on s.school_no = c.school_no and s.day = c.day
            where c.status in ('absent', 'tardy', 'left-early') group by c.student_no, c.day, c.school_no)
      group by student_no, day having sum(minutes) > 0`,
    ),
  PERIO: () =>
    inTerm(
      'quarter',
      18,
      `
      select student_no, day, count(*) as n from countable where ${UNEXCUSED} and period_no <> 0 group by student_no, day`,
    ),
  DAYS: (year) => `
      select student_no, ${year}, 1, min(day), min(n) / 1000.0::double
      from (select student_no, day, sum(value) over (partition by student_no order by day) as n from day_values)
      where n >= 9000 group by student_no`,
  ROLL: (year) => `
      select student_no, ${year}, 1, min(day), arg_min(n, day)::double
      from (select d.student_no, d.day,
              count(*) over (partition by d.student_no order by d.day range between (d.day - w.start_day) preceding and current row) as n
            from (select distinct student_no, day from countable where status = 'absent') d
            join enrolled_days e on e.student_no = d.student_no and e.day = d.day
            join (select school_no, day, coalesce(lag(day, 19) over (partition by school_no order by day), ${year}) as start_day from sessions) w
              on w.school_no = e.school_no and w.day = d.day)
      where n >= 4 group by student_no`,
  COURS: () => `
      select student_no, cycle, 1, min(day), arg_min(n, (day, -n))::double
      from (select d.student_no, d.day, t.cycle,
              sum(d.n) over (partition by d.student_no, d.course_no order by d.day range between (d.day - t.start_day) preceding and current row) as n
            from (select student_no, course_no, day, count(*) as n from countable
                  where status = 'tardy' and excuse = 'unexcused' and period_no <> 0 and course_no <> 0 group by student_no, course_no, day) d
            join enrolled_days e on e.student_no = d.student_no and e.day = d.day
            join term_days t on t.kind = 'semester' and t.school_no = e.school_no and t.day = d.day)
      where n >= 8 group by student_no, cycle`,
  PERIS: (year) => `
      select student_no, ${year}, 1, min(day), arg_min(n, (day, -n))::double
      from (select student_no, day, sum(n) over (partition by student_no, period_no order by day range between 29 preceding and current row) as n
            from (select student_no, period_no, day, count(*) as n from countable
                  where ${UNEXCUSED} and period_no <> 0 group by student_no, period_no, day))
      where n >= 3 group by student_no`,
  ROW: daysInARow,
  FRIDA: () =>
    inTerm(
      'semester',
      4,
      `select distinct student_no, day, 1 as n from countable where status = 'absent' and day % 7 = 1`,
    ),
  RATE: (year) => `
      select student_no, ${year}, 1, min(day), arg_min((20 * absent + place) // (2 * place) / 100.0, day)::double
      from (select e.student_no, e.day, e.place, sum(coalesce(v.value, 0)) over (partition by e.student_no order by e.day) as absent
            from enrolled_days e left join day_values v on v.student_no = e.student_no and v.day = e.day)
      where place >= 20 and absent * 100 >= 10 * 1000 * place group by student_no`,
  ANY: (year) => `
      select student_no, ${year}, 1, min(day), arg_min(value, (day, rule))::double
      from (select student_no, day, 1 as rule, n as value
            from (select student_no, day, row_number() over (partition by student_no order by day) as n
                  from (select distinct student_no, day from countable where status = 'absent'))
            where n = 20
            union all select student_no, day, 2, 1 from events where event = 'letter-returned')
      group by student_no`,
};

/** The first date in each cycle on which what was added since the start of the term reaches `atLeast`. Input: (student_no, day, n). */
function inTerm(kind: string, atLeast: number, daily: string): string {
  return `
      select student_no, cycle, 1, min(day), arg_min(n, day)::double
      from (select d.student_no, d.day, t.cycle,
              sum(d.n) over (partition by d.student_no order by d.day range between (d.day - t.start_day) preceding and current row) as n
            from (${daily}) d
            join enrolled_days e on e.student_no = d.student_no and e.day = d.day
            join term_days t on t.kind = '${kind}' and t.school_no = e.school_no and t.day = d.day)
      where n >= ${atLeast} group by student_no, cycle`;
}

/** Islands of qualifying days among the enrolled days in session that are not bridged. */
function daysInARow(year: number): string {
  return `
      with dates as (
        select c.student_no, c.day,
          count(distinct case when c.status = 'absent' and c.period_no <> 0 then c.period_no end) as periods,
          max(case when c.status = 'absent' and c.period_no = 0 then coalesce(l.periods, 1) else 0 end) as whole,
          max(case when c.status = 'absent' and c.period_no = 0 and l.periods is null then 1 else 0 end) as more,
          bool_or(c.status = 'exempt') as bridged
        from countable c left join listed l on l.school_no = c.school_no
        where c.status in ('absent', 'exempt') group by c.student_no, c.day),
      judged as (
        select student_no, day, (case when more = 1 then periods + 1 else greatest(periods, whole) end) >= 2 as qualifies, bridged from dates),
      places as (
        select j.student_no, j.day, j.qualifies,
          e.place - sum(case when j.bridged and not j.qualifies then 1 else 0 end) over (partition by j.student_no order by j.day) as place
        from judged j join enrolled_days e on e.student_no = j.student_no and e.day = j.day),
      runs as (
        select student_no, day, place - row_number() over (partition by student_no order by day) as island from places where qualifies)
      select student_no, ${year}, 1, min(day), 3.0::double
      from (select student_no, day, row_number() over (partition by student_no, island order by day) as n from runs)
      where n = 3 group by student_no`;
}
