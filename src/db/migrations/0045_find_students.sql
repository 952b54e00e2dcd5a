-- Finding a student by name, number, or a guardian's name or phone, among those within reach. No extension is needed: words are
-- lexemes of a tsvector, which a GIN index finds by their beginning. Folding is done here alone, for what is stored and for what is asked.

-- Lower case, without accents, apostrophes and dots. Almost every name is plain ASCII and takes the short way.
create or replace function fold_text(given text) returns text language sql immutable parallel safe
  return lower(translate(
    case when octet_length(given) = length(given) then given
         else regexp_replace(normalize(given, NFKD), '[\u0300-\u036f]', '', 'g') end,
    'øØłŁđĐðÐþÞßæÆœŒıħŧ''’‘ʼʻ`´.', 'oollddddttsaaooiht'));

-- The words of a text; a hyphen parts two.
create or replace function fold_words(given text) returns text[] language sql immutable parallel safe
  return array_remove(string_to_array(translate(fold_text(given), E',;:/()"_-&|!*<>\\@#+=[]{}?$%^~“”«»\t\n\u00a0',
    '                                          '), ' '), '');

-- A part of a name as its words, and as one: "O'Neill" is found as oneill and as neill, "de la Cruz" as delacruz too.
create or replace function name_words(part text) returns text[] language sql immutable parallel safe
  return case when part !~ '[^A-Za-z]' then fold_words(part)
    else fold_words(part) || fold_words(translate(part, '''’', '  ')) || array_remove(array[array_to_string(fold_words(part), '')], '') end;

-- The last ten digits: country codes and ways of writing do not matter.
create or replace function phone_digits(phone text) returns text language sql immutable parallel safe
  return right(translate(phone, translate(phone, '0123456789', ''), ''), 10);

create or replace function student_vector(first_name text, last_name text, student_id text) returns tsvector language sql immutable parallel safe
  return array_to_tsvector(name_words(first_name) || name_words(last_name) || ('#' || array_to_string(fold_words(student_id), '')));

-- A phone is found by its beginning and by its end.
create or replace function guardian_vector(name text, phone text) returns tsvector language sql immutable parallel safe
  return array_to_tsvector(name_words(name) || case when phone_digits(phone) = '' then '{}'::text[]
    else array['#' || phone_digits(phone), '~' || reverse(phone_digits(phone))] end);

create index students_words_ix on students using gin (student_vector(first_name, last_name, student_id));
create index guardians_words_ix on guardians using gin (guardian_vector(name, phone));
-- Students who share a guardian.
create index guardians_guardian_ix on guardians (district_id, guardian_id);

-- All words of a question as beginnings, or as whole words.
create or replace function words_query(words text[], is_whole boolean) returns tsquery language sql immutable parallel safe
  return (select string_agg(quote_literal(word) || case when is_whole then '' else ':*' end, ' & ') from unnest(words) as word)::tsquery;

-- Students within the reach that is set (none without one), each once: the best match first, then by name.
-- Runs as its owner, because a wall keeps the indexes from being used before every row was looked at; so it asks the wall itself.
create or replace function find_students(asked text, skip integer, take integer)
returns table (student_no integer, through text, guardian text, total bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  asked_words text[] := fold_words(asked);
  asked_number text := array_to_string(asked_words, '');
  asked_phone text := case when asked ~ '^[-+().\s\d]+$' then phone_digits(asked) else '' end;
  starts tsquery;
  whole tsquery;
  numbered tsquery;
  called tsquery;
begin
  if coalesce(array_length(asked_words, 1), 0) = 0 or wall_scope() is null then
    return;
  end if;
  starts := words_query(asked_words, false);
  whole := words_query(asked_words, true);
  numbered := (quote_literal('#' || asked_number) || ':*')::tsquery;
  called := case when length(asked_phone) < 4 then null
    else (quote_literal('#' || asked_phone) || ':* | ' || quote_literal('~' || reverse(asked_phone)) || ':*')::tsquery end;
  return query
  with named as (
    select s.student_id as id,
           case when student_vector(s.first_name, s.last_name, s.student_id) @@ whole then 1 else 3 end as place,
           'name' as found_by, null::text as guardian_name
      from students s
     where s.district_id = wall_district() and student_vector(s.first_name, s.last_name, s.student_id) @@ starts
    union all
    select s.student_id, case when fold_text(s.student_id) = fold_text(asked) then 0 else 4 end, 'number', null
      from students s
     where s.district_id = wall_district() and student_vector(s.first_name, s.last_name, s.student_id) @@ numbered
    union all
    select g.student_id, 2, 'phone', g.name from guardians g
     where g.district_id = wall_district() and called is not null and guardian_vector(g.name, g.phone) @@ called
    union all
    select g.student_id, 5, 'guardian', g.name from guardians g
     where g.district_id = wall_district() and asked_phone = '' and guardian_vector(g.name, g.phone) @@ starts
  ),
  best as (
    select distinct on (n.id) n.id, n.place, n.found_by, n.guardian_name
      from named n
     where wall_scope() = 'district' or n.id in (select wall_students())
     order by n.id, n.place, n.guardian_name
  )
  select s.student_no, b.found_by, b.guardian_name, count(*) over ()
    from best b join students s on s.district_id = wall_district() and s.student_id = b.id
   order by b.place, s.last_name, s.first_name, s.student_no
  offset skip limit take;
end $$;
