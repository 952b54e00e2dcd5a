-- The page of one student reads a dozen tables. Once it is known that the student is within reach, the reach is narrowed to this
-- student alone: nothing else can be read on that connection any more, and no statement asks again who is in a school.

create or replace function wall_students() returns setof text language plpgsql stable security definer parallel safe rows 500
  set search_path = public, pg_temp as $$
declare
  district constant integer := wall_district();
  scope constant text := wall_scope();
  day date;
  year_start date;
begin
  if scope = 'student' then
    return next nullif(current_setting('app.student', true), '');
    return;
  end if;
  if scope is null or scope not in ('schools', 'students') then return; end if;
  select c.as_of_on into day from calculations c where c.district_id = district order by c.calculation_id desc limit 1;
  year_start := make_date(extract(year from day - interval '6 months')::integer, 7, 1);
  if scope = 'schools' then
    return query
      select e.student_id from enrollments e
       where e.district_id = district and e.school_id = any (wall_schools()) and (e.exit_on is null or e.exit_on >= year_start);
    return;
  end if;
  return query
    select r.student_id from sections c
      join rosters r on r.district_id = c.district_id and r.section_id = c.section_id
      join enrollments e on e.district_id = r.district_id and e.student_id = r.student_id and e.school_id = c.school_id
     where c.district_id = district and c.staff_id = wall_staff()
       and (r.end_on is null or r.end_on >= day) and (e.exit_on is null or e.exit_on >= year_start);
  return query select t.student_id from student_staff t where t.district_id = district and t.staff_id = wall_staff();
end
$$;
