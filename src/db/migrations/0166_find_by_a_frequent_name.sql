-- Finding students by a name that many have: who is found by the name of a guardian stands last, so such students are only counted where
-- the page is full before them, and looked up one by one where it is not. One process does it: handing it to several costs more.

create or replace function find_students(asked text, skip integer, take integer)
returns table (student_no integer, through text, guardian text, total bigint)
language plpgsql stable security definer set search_path = public, pg_temp set max_parallel_workers_per_gather = 0 as $$
declare
  district constant integer := wall_district();
  is_district constant boolean := wall_scope() = 'district';
  asked_words text[] := fold_words(asked);
  asked_number text := quote_literal('#' || array_to_string(asked_words, ''));
  asked_phone text := case when asked ~ '^[-+().\s\d]+$' then phone_digits(asked) else '' end;
  starts tsquery;
  whole tsquery;
  called tsquery;
begin
  if coalesce(array_length(asked_words, 1), 0) = 0 or wall_scope() is null then
    return;
  end if;
  starts := words_query(asked_words, false);
  whole := words_query(asked_words, true);
  called := case when length(asked_phone) < 4 then null
    else (quote_literal('#' || asked_phone) || ':* | ' || quote_literal('~' || reverse(asked_phone)) || ':*')::tsquery end;
  return query
  with reach as materialized (select w as id from wall_students() w where not is_district),
  -- The places: the whole number, whole words of the name, a phone, beginnings of the name, the number's beginning.
  named as materialized (
    select n.no, n.id, n.last, n.first, min(n.place) as place from (
      select s.student_no as no, s.student_id as id, s.last_name as last, s.first_name as first, q.place
        from (values (whole, 1), (starts, 3), (asked_number::tsquery, 0), ((asked_number || ':*')::tsquery, 4)) q (words, place)
        join students s on student_vector(s.first_name, s.last_name, s.student_id) @@ q.words
       where s.district_id = district
      union all
      select s.student_no, s.student_id, s.last_name, s.first_name, 2
        from guardians g
        cross join lateral (select s.student_no, s.student_id, s.last_name, s.first_name from students s
          where s.district_id = district and s.student_id = g.student_id offset 0) s
       where called is not null and g.district_id = district and guardian_vector(g.name, g.phone) @@ called
    ) n
    where is_district or n.id in (select r.id from reach r)
    group by n.no, n.id, n.last, n.first
  ),
  -- Behind them all, a guardian's name.
  told as materialized (
    select distinct g.student_id as id from guardians g
     where asked_phone = '' and g.district_id = district and guardian_vector(g.name, g.phone) @@ starts
       and (is_district or g.student_id in (select r.id from reach r)) and g.student_id not in (select n.id from named n)
  ),
  page as (
    select h.no, h.last, h.first, h.place from (
      select n.no, n.last, n.first, n.place from named n
      union all
      select s.student_no, s.last_name, s.first_name, 5 from told t
        cross join lateral (select s.student_no, s.last_name, s.first_name from students s
          where s.district_id = district and s.student_id = t.id offset 0) s
       where (select count(*) from named) < skip + take
    ) h
    order by h.place, h.last, h.first, h.no offset skip limit take
  )
  select p.no,
         case p.place when 0 then 'number' when 4 then 'number' when 2 then 'phone' when 5 then 'guardian' else 'name' end,
         case when p.place in (2, 5) then (
           select min(g.name) from guardians g join students s on s.district_id = g.district_id and s.student_id = g.student_id
            where s.district_id = district and s.student_no = p.no
              and guardian_vector(g.name, g.phone) @@ case p.place when 2 then called else starts end) end,
         (select count(*) from named) + (select count(*) from told)
    from page p order by p.place, p.last, p.first, p.no;
end $$;
