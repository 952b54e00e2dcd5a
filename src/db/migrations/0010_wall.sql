-- The second wall (docs/adr/0010): what the app asks for a person runs as the role rollcall_app, for which row-level security holds.
-- A new table is closed to that role. A migration that makes one says so with one line:
--   select wall_table('notes', 'student_id');   -- student data: rows of students within reach; also by student_no, notice_id, school_id
--   select open_table('reasons');               -- no student data: read and written by everybody
-- Every statement here may run again: roles are shared by the databases of a server, and a backup is taken in by all migrations anew.

do $$
begin
  if not exists (select from pg_roles where rolname = 'rollcall_app') then
    begin
      create role rollcall_app nologin;
    exception when duplicate_object or unique_violation then
      null; -- another database of this server made it meanwhile
    end;
  end if;
  if not pg_has_role(current_user, 'rollcall_app', 'set') then
    begin
      grant rollcall_app to current_user with inherit false, set true;
    exception when others then
      if not pg_has_role(current_user, 'rollcall_app', 'set') then raise; end if;
    end;
  end if;
end
$$;

grant usage on schema public to rollcall_app;

-- What scopedDatabase (src/access) sets on a connection. Nothing set: null, and so no row.
create or replace function wall_district() returns integer language sql stable parallel safe
  return nullif(current_setting('app.district_id', true), '')::integer;
create or replace function wall_scope() returns text language sql stable parallel safe
  return nullif(current_setting('app.scope', true), '');
create or replace function wall_schools() returns text[] language sql stable parallel safe
  return nullif(current_setting('app.schools', true), '')::text[];
create or replace function wall_staff() returns text language sql stable parallel safe
  return nullif(current_setting('app.staff', true), '');

create index enrollments_school_ix on enrollments (district_id, school_id, exit_on);
create index sections_staff_ix on sections (district_id, staff_id);
create index rosters_section_ix on rosters (district_id, section_id);
create index student_staff_staff_ix on student_staff (district_id, staff_id);

-- The students within the reach that is set. Of schools: with an enrollment open in the school year (from 1 July) of the last calculation, or
-- before the first calculation with one that has not ended. A teacher's own: rosters in force, student_staff; the same section number at
-- another school is another section. Asked once a statement, by its owner, so that a policy of enrollments may ask it; a function keeps its
-- plan, where a view would be planned anew within every query.
create or replace function wall_students() returns setof text language plpgsql stable security definer parallel safe rows 500
  set search_path = public, pg_temp as $$
declare
  district constant integer := wall_district();
  scope constant text := wall_scope();
  day date;
  year_start date;
begin
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

-- wall_students by student_no.
create or replace function wall_student_numbers() returns setof integer language plpgsql stable security definer parallel safe rows 500
  set search_path = public, pg_temp as $$
begin
  return query select s.student_no from students s
    where s.district_id = wall_district() and s.student_id = any (array(select wall_students()));
end
$$;

-- Whether a batch holds a notice, whoever may see it.
create or replace function wall_batch_is_empty(district integer, batch bigint) returns boolean language sql stable security definer
  set search_path = public, pg_temp
  return not exists (select from notices n where n.district_id = district and n.batch_id = batch);

-- Whether the district has any notice is not student data, and a clerk is told the same as everybody.
create or replace function has_notices(district integer) returns boolean language sql stable security definer set search_path = public, pg_temp
  return exists (select from notices n where n.district_id = district);

create or replace function open_table(the_table regclass) returns void language plpgsql as $$
begin
  execute format('grant select, insert, update, delete on %s to rollcall_app', the_table);
end
$$;

-- Walls a table by a column: student_id, student_no, notice_id or school_id, under this name or another.
create or replace function wall_table(the_table regclass, kind text, the_column text default null) returns void language plpgsql as $$
declare
  within text := case kind
    when 'student_id' then '%1$s.%2$I in (select wall_students())'
    when 'student_no' then '%1$s.%2$I in (select wall_student_numbers())'
    when 'notice_id' then 'exists (select from notices w where w.district_id = %1$s.district_id and w.notice_id = %1$s.%2$I)'
    when 'school_id' then '(select wall_scope()) = ''schools'' and %1$s.%2$I = any ((select wall_schools())::text[])'
    when 'district' then 'false'
  end;
begin
  if within is null then raise exception 'wall_table: kind is student_id, student_no, notice_id, school_id or district, not %', kind; end if;
  perform wall_table_if(the_table, format(within, the_table, coalesce(the_column, kind)));
end
$$;

-- Walls a table by a condition of its own, which is asked only below the reach of a district.
create or replace function wall_table_if(the_table regclass, within text) returns void language plpgsql as $$
begin
  perform open_table(the_table);
  execute format('alter table %s enable row level security', the_table);
  execute format('drop policy if exists wall on %s', the_table);
  execute format('create policy wall on %s to rollcall_app using (district_id = (select wall_district())'
    || ' and ((select wall_scope()) = ''district'' or (%s)))', the_table, within);
end
$$;

select open_table(name::regclass) from unnest(array['districts', 'imports', 'schools', 'letterheads', 'calendar_days', 'periods', 'terms',
  'codes', 'staff', 'sections', 'pack_versions', 'pack_uses', 'calculations', 'letter_images']) as name;

select wall_table(name::regclass, 'student_id') from unnest(array['students', 'enrollments', 'guardians', 'rosters', 'student_staff',
  'activities', 'eligibility_statuses', 'events', 'triggers', 'judged_students', 'notices', 'person_decisions']) as name;
select wall_table(name::regclass, 'student_no') from unnest(array['attendance_records', 'attendance_packs']) as name;
select wall_table(name::regclass, 'notice_id') from unnest(array['notice_letters', 'notice_steps']) as name;
select wall_table('malformed_rows', 'school_id');
select wall_table('fact_changes', 'district');

-- A school's slots are its own; a slot that a letter took goes with the student.
select wall_table_if('conference_slots', 'conference_slots.notice_id is not null
    and exists (select from notices n where n.district_id = conference_slots.district_id and n.notice_id = conference_slots.notice_id)
  or (select wall_scope()) = ''schools'' and conference_slots.school_id = any ((select wall_schools())::text[])');
-- Numbers of students stand among the words.
select wall_table_if('fact_words', 'fact_words.kind <> ''student'' and (select wall_scope()) is not null
  or fact_words.word in (select wall_students())');
-- What a batch left out names students. It is there before its first notice, and then seen by nobody but its own transaction.
select wall_table_if('batches', 'exists (select from notices n where n.district_id = batches.district_id and n.batch_id = batches.batch_id)
  or (select wall_scope()) = ''schools'' and wall_batch_is_empty(batches.district_id, batches.batch_id)');
