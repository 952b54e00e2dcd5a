-- Who works at a school is no student data, but grants are closed to the app: who may answer for an attendance file is asked by name.

create or replace function people_of_school(district integer, school text, on_day date)
  returns table (person_id text, name text, role text) language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select distinct on (p.name, p.person_id) p.person_id, p.name, g.role
      from people p join grants g on g.district_id = p.district_id and g.person_id = p.person_id
     where p.district_id = district and (p.ended_on is null or p.ended_on > on_day)
       and g.from_on <= on_day and (g.until_on is null or g.until_on > on_day)
       and (g.school_id in (school, '') and g.role in ('clerk', 'administrator', 'team') or g.school_id = '' and g.role = 'district')
     order by p.name, p.person_id, g.role;
  end;
