-- What a person typed and has not yet saved or sent: kept on the server, so that nothing is lost when the session ends. Not open
-- to the role of the app: it is read back by its writer alone.

create table drafts (
  district_id integer not null,
  person_id text not null,
  draft_key text not null,
  value jsonb not null,
  saved_at timestamptz not null,
  constraint drafts_pk primary key (district_id, person_id, draft_key)
);
comment on table drafts is 'What a person typed and has not yet saved or sent; gone 30 days after the last stroke.';
comment on column drafts.draft_key is 'Which form it belongs to; opaque ids only.';
create index drafts_saved_ix on drafts (district_id, saved_at);
