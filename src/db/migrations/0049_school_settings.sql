-- What the district decides about a school, and what was changed of its letterhead, signer, contact and goal.

create table school_settings (
  district_id integer not null,
  -- '' is the district's default
  school_id text not null,
  -- tenths of a percent: 960 is 96%
  attendance_goal_tenths integer not null,
  constraint school_settings_pk primary key (district_id, school_id),
  constraint school_settings_goal_ck check (attendance_goal_tenths between 1 and 1000)
);
comment on table school_settings is 'The attendance goal of a school; without a row the district''s default, without that 96%.';
select open_table('school_settings');

create table school_changes (
  district_id integer not null,
  change_id bigint generated always as identity,
  -- '' is the district's default
  school_id text not null,
  -- names of the parts that were changed; before and after, without pictures
  change jsonb not null,
  reason text not null,
  changed_by text not null,
  changed_at timestamptz not null,
  constraint school_changes_pk primary key (district_id, change_id)
);
create index school_changes_school_ix on school_changes (district_id, school_id);
comment on table school_changes is 'What was changed of a school in the app, by whom and why. The number of the last change is its revision.';
select open_table('school_changes');
