-- Views of the worklist that a person saved. Not open to the role of the app: a text to search by may name a student,
-- and only the person who saved it reads it back.

create table worklist_views (
  district_id integer not null,
  person_id text not null,
  view_id bigint generated always as identity,
  name text not null,
  choices jsonb not null,
  saved_at timestamptz not null,
  constraint worklist_views_pk primary key (district_id, person_id, view_id),
  constraint worklist_views_name_uq unique (district_id, person_id, name)
);
comment on table worklist_views is 'Filters, search text and order of the worklist that one person keeps under a name; shared with nobody.';
comment on column worklist_views.choices is 'As the contract of the views says: tab, filters, text, sort.';
