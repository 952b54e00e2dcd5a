-- A person of the app puts an alert on a page: its number is drawn before the row is written, as for many at once.
grant usage on sequence alerts_alert_id_seq to rollcall_app;

-- Whom a school names is open to the app: the function passes no wall.
create or replace function named_on(district integer, on_day date)
  returns table (school_id text, duty text, person_id text, name text) language sql stable parallel safe
  begin atomic
    select n.school_id, n.duty, p.person_id, p.name
      from named_people n
      join people p on p.district_id = n.district_id
       and p.person_id = case when n.deputy_id <> '' and on_day between n.deputy_from_on and n.deputy_until_on then n.deputy_id else n.person_id end
     where n.district_id = district and (p.ended_on is null or p.ended_on > on_day);
  end;
