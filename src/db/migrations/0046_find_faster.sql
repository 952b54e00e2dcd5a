-- Finding students in a large district: the words of a plain name are made without asking function after function, and what
-- matches is ranked without making its words again. What is stored and found stays the same.
-- An index is built without a search path, so a function of one names its schema.

create or replace function student_vector(first_name text, last_name text, student_id text) returns tsvector
language plpgsql immutable parallel safe as $$
declare
  words text[];
begin
  if first_name || last_name ~ '^[A-Za-z]*$' then
    words := array[lower(first_name), lower(last_name)];
  else
    words := public.name_words(first_name) || public.name_words(last_name);
  end if;
  if student_id ~ '^[0-9a-z]+$' then
    words := words || ('#' || student_id);
  else
    words := words || ('#' || array_to_string(public.fold_words(student_id), ''));
  end if;
  return array_to_tsvector(array_remove(words, ''));
end $$;

create or replace function guardian_vector(name text, phone text) returns tsvector language plpgsql immutable parallel safe as $$
declare
  words text[];
  digits text := right(translate(phone, translate(phone, '0123456789', ''), ''), 10);
begin
  if name ~ '^[A-Za-z ]*$' then
    words := string_to_array(lower(name), ' ') || replace(lower(name), ' ', '');
  else
    words := public.name_words(name);
  end if;
  if digits <> '' then
    words := words || ('#' || digits) || ('~' || reverse(digits));
  end if;
  return array_to_tsvector(array_remove(words, ''));
end $$;

-- Students within the reach that is set (none without one), each once: the best match first, then by name. The places: the whole
-- number, whole words of the name, a phone, beginnings of the name, the number's beginning, a guardian's name.
-- Runs as its owner, because a wall keeps the indexes from being used before every row was looked at; so it asks the wall itself.
create or replace function find_students(asked text, skip integer, take integer)
returns table (student_no integer, through text, guardian text, total bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
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
  named as (
    select s.student_no as no, s.student_id as id, s.last_name as last, s.first_name as first,
           q.place
      from (values (whole, 1), (starts, 3), (asked_number::tsquery, 0), ((asked_number || ':*')::tsquery, 4)) q (words, place)
      join students s on student_vector(s.first_name, s.last_name, s.student_id) @@ q.words
     where s.district_id = district
  ),
  told as (
    select g.student_id as id, 2 as place from guardians g
     where called is not null and g.district_id = district and guardian_vector(g.name, g.phone) @@ called
    union all
    select g.student_id, 5 from guardians g
     where asked_phone = '' and g.district_id = district and guardian_vector(g.name, g.phone) @@ starts
  ),
  hit as (
    select n.no, n.last, n.first, n.place from named n where is_district or n.id in (select r.id from reach r)
    union all
    select s.student_no, s.last_name, s.first_name, t.place from told t
      join students s on s.district_id = district and s.student_id = t.id
     where is_district or t.id in (select r.id from reach r)
  ),
  page as (
    select h.no, h.last, h.first, min(h.place) as place, count(*) over () as found
      from hit h group by h.no, h.last, h.first
     order by min(h.place), h.last, h.first, h.no offset skip limit take
  )
  select p.no,
         case p.place when 0 then 'number' when 4 then 'number' when 2 then 'phone' when 5 then 'guardian' else 'name' end,
         case when p.place in (2, 5) then (
           select min(g.name) from guardians g join students s on s.district_id = g.district_id and s.student_id = g.student_id
            where s.district_id = district and s.student_no = p.no
              and guardian_vector(g.name, g.phone) @@ case p.place when 2 then called else starts end) end,
         p.found
    from page p order by p.place, p.last, p.first, p.no;
end $$;

reindex index students_words_ix;
reindex index guardians_words_ix;
