-- Settings of the district that are changed in the app, and what schools ask the district for.

create table settings_changes (
  district_id integer not null,
  change_id bigint generated always as identity,
  -- names of the settings that were changed; before and after
  change jsonb not null,
  reason text not null,
  changed_by text not null,
  changed_at timestamptz not null,
  constraint settings_changes_pk primary key (district_id, change_id)
);
comment on table settings_changes is 'What was changed of the district''s settings in the app, by whom and why. The number of the last change is their revision.';
comment on column settings_changes.change is 'Names of the settings that were changed; before and after of each, null where the usual value held.';
select open_table('settings_changes');

create table district_asks (
  district_id integer not null,
  ask_id bigint generated always as identity,
  what text not null,
  school_id text not null,
  person_id text not null,
  person text not null,
  asked_at timestamptz not null,
  mails integer not null,
  done_by text,
  done_at timestamptz,
  constraint district_asks_pk primary key (district_id, ask_id),
  constraint district_asks_what_ck check (what in ('calculate')),
  constraint district_asks_done_ck check ((done_by is null) = (done_at is null))
);
create index district_asks_open_ix on district_asks (district_id, school_id, what, asked_at) where done_at is null;
create index district_asks_person_ix on district_asks (district_id, person_id, asked_at);
comment on table district_asks is 'What somebody of a school asked the district to do, because it is done for the whole district only. Holds nothing of a student.';
comment on column district_asks.what is 'calculate: a calculation of the district.';
comment on column district_asks.mails is 'How many people of the district were written to; 0 where no mail is set up: then the list in the app is all.';
comment on column district_asks.done_by is 'Who took it off the list.';
select open_table('district_asks');
