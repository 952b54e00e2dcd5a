-- People: who works with Rollcall, in which roles and where, since when and why.

create table people (
  district_id integer not null,
  person_id text not null,
  name text not null,
  -- lower case: what the sign-in form and a provider are matched with
  email text not null,
  -- id in staff.csv; '' where the student information system does not know the person
  staff_id text not null default '',
  added_by text not null,
  added_at timestamptz not null,
  -- the first day without access
  ended_on date,
  constraint people_pk primary key (district_id, person_id),
  constraint people_email_uq unique (district_id, email),
  constraint people_district_fk foreign key (district_id) references districts (district_id),
  constraint people_email_ck check (email = lower(email) and email like '_%@_%')
);
comment on table people is 'Somebody who may sign in, or once could. Never deleted: the record of what was done names them.';

create table grants (
  district_id integer not null,
  grant_id bigint generated always as identity,
  person_id text not null,
  role text not null,
  -- '' is the whole district
  school_id text not null default '',
  from_on date not null,
  -- the first day without it
  until_on date,
  given_by text not null,
  given_at timestamptz not null,
  reason text not null,
  taken_by text,
  taken_at timestamptz,
  taken_reason text,
  constraint grants_pk primary key (district_id, grant_id),
  constraint grants_person_fk foreign key (district_id, person_id) references people (district_id, person_id),
  constraint grants_role_ck check (role in ('clerk', 'administrator', 'team', 'teacher', 'officer', 'district', 'system')),
  constraint grants_taken_ck check ((until_on is null) = (taken_by is null) and (taken_by is null) = (taken_at is null) and (taken_by is null) = (taken_reason is null))
);
create index grants_person_ix on grants (district_id, person_id);
comment on table grants is 'A role of a person at a school or in the whole district; taken back by its last day, never deleted.';

create table person_changes (
  district_id integer not null,
  change_id bigint generated always as identity,
  person_id text not null,
  change text not null,
  -- what it was and what it is
  detail jsonb not null default '{}',
  -- the first day on which it holds
  from_on date not null,
  reason text not null,
  changed_by text not null,
  changed_at timestamptz not null,
  constraint person_changes_pk primary key (district_id, change_id),
  constraint person_changes_person_fk foreign key (district_id, person_id) references people (district_id, person_id),
  constraint person_changes_change_ck check (change in ('added', 'name', 'email', 'staff', 'roles', 'ended', 'restored', 'password', 'two-step', 'link'))
);
create index person_changes_person_ix on person_changes (district_id, person_id);
comment on table person_changes is 'What was changed of a person, by whom, from which day and why.';

create table person_preferences (
  district_id integer not null,
  person_id text not null,
  language text not null default 'en',
  theme text not null default 'system',
  density text not null default 'standard',
  shortcuts boolean not null default true,
  updated_at timestamptz not null,
  constraint person_preferences_pk primary key (district_id, person_id),
  constraint person_preferences_person_fk foreign key (district_id, person_id) references people (district_id, person_id),
  constraint person_preferences_language_ck check (language in ('en', 'es')),
  constraint person_preferences_theme_ck check (theme in ('light', 'dark', 'system')),
  constraint person_preferences_density_ck check (density in ('compact', 'standard', 'roomy'))
);
comment on table person_preferences is 'How a person likes the app. No row: as the columns'' defaults say.';

create table one_time_links (
  district_id integer not null,
  -- sha256 of what stands in the link
  link_hash bytea not null,
  kind text not null,
  -- '' for the first administrator, who is nobody yet
  person_id text not null default '',
  made_by text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  -- used, or replaced by a later one
  closed_at timestamptz,
  constraint one_time_links_pk primary key (district_id, link_hash),
  constraint one_time_links_district_fk foreign key (district_id) references districts (district_id),
  constraint one_time_links_kind_ck check (kind in ('first-administrator', 'password'))
);
comment on table one_time_links is 'Links that work once: the first administrator, a password for somebody who has none.';
