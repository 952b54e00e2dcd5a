-- The page of one student is opened by one question, which the pool asks as the owner of the tables: so the question itself asks the wall,
-- and of this student alone.

-- Whether one student is within the reach that is set: what wall_students says of the student, without listing a whole school.
create or replace function wall_sees(student text) returns boolean language plpgsql stable security definer parallel safe
  set search_path = public, pg_temp as $$
declare
  district constant integer := wall_district();
  scope constant text := wall_scope();
  day date;
begin
  if scope = 'district' then return exists (select from students s where s.district_id = district and s.student_id = student); end if;
  if scope is distinct from 'schools' then return exists (select from wall_students() as seen where seen = student); end if;
  select c.as_of_on into day from calculations c where c.district_id = district order by c.calculation_id desc limit 1;
  return exists (select from enrollments e
    where e.district_id = district and e.student_id = student and e.school_id = any (wall_schools())
      and (e.exit_on is null or e.exit_on >= make_date(extract(year from day - interval '6 months')::integer, 7, 1)));
end
$$;

-- The same within a reach that is given: it is set for the statement that asks, and gone with it.
create or replace function wall_would_show(student text, settings text[], their_values text[]) returns boolean language plpgsql
  set search_path = public, pg_temp as $$
begin
  for at in 1 .. cardinality(settings) loop
    if settings[at] not like 'app.%' then raise exception 'wall_would_show: % is no setting of a reach', settings[at]; end if;
    perform set_config(settings[at], their_values[at], true);
  end loop;
  return wall_sees(student);
end
$$;
revoke execute on function wall_would_show(text, text[], text[]) from public;
