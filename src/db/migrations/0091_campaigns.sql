-- What a school does for all its students: campaigns below the goal, activities, and the meetings of its team.

create table campaigns (
  district_id integer not null,
  campaign_id bigint generated always as identity,
  school_id text not null,
  title text not null,
  state text not null,
  goal_tenths integer not null,
  from_month date not null,
  from_enrolled bigint not null,
  from_absent_thousandths bigint not null,
  start_on date,
  end_on date,
  owner_id text not null default '',
  judged_month date,
  to_enrolled bigint,
  to_absent_thousandths bigint,
  others jsonb not null default '{}',
  belonging text not null default '',
  reason text not null default '',
  made_by text not null,
  made_at timestamptz not null,
  revision integer not null default 1,
  constraint campaigns_pk primary key (district_id, campaign_id),
  constraint campaigns_state_ck check (state in ('running', 'not-now', 'stopped', 'judged')),
  constraint campaigns_days_ck check (state = 'not-now' or start_on is not null and end_on is not null and end_on >= start_on),
  constraint campaigns_judged_ck check ((state = 'judged') = (judged_month is not null))
);
create index campaigns_school_ix on campaigns (district_id, school_id, state);
comment on table campaigns is 'A school''s campaign of belonging, two or three weeks long, and what became of the figure that asked for it; or why there was none.';
comment on column campaigns.state is 'not-now: the school said why it starts none for this month';
comment on column campaigns.goal_tenths is 'The goal when it began; tenths of a percent';
comment on column campaigns.from_month is 'First day of the month whose rate lay below the goal';
comment on column campaigns.from_enrolled is 'Days enrolled in that month, of all students, as counted when it began; with from_absent_thousandths the rate';
comment on column campaigns.judged_month is 'First day of the month it was judged on';
comment on column campaigns.others is 'The same two months at the schools of the district without a campaign: schools, enrolled and absent before and after';
comment on column campaigns.belonging is 'What the team noticed of belonging';
select wall_table('campaigns', 'school_id');

create table support_activities (
  district_id integer not null,
  activity_id bigint generated always as identity,
  school_id text not null,
  student_id text,
  campaign_id bigint,
  kind text not null,
  what text not null,
  on_date date not null,
  state text not null,
  done_on date,
  note text not null default '',
  owner_id text not null default '',
  made_by text not null,
  made_at timestamptz not null,
  revision integer not null default 1,
  constraint support_activities_pk primary key (district_id, activity_id),
  constraint support_activities_kind_ck check (kind in ('restorative-conversation', 'engage-family', 'relationship-mapping', 'event', 'other')),
  constraint support_activities_state_ck check (state in ('planned', 'done', 'called-off')),
  constraint support_activities_done_ck check ((state = 'done') = (done_on is not null))
);
create index support_activities_campaign_ix on support_activities (district_id, campaign_id) where campaign_id is not null;
create index support_activities_school_ix on support_activities (district_id, school_id, on_date);
create index support_activities_student_ix on support_activities (district_id, student_id) where student_id is not null;
comment on table support_activities is 'What was done for belonging: for a whole school, within a campaign, or with one student.';
comment on column support_activities.student_id is 'Null: for the school';
comment on column support_activities.on_date is 'The day it is planned for';
select wall_table_if('support_activities', 'support_activities.student_id in (select wall_students())
  or support_activities.student_id is null and (select wall_scope()) = ''schools'' and support_activities.school_id = any ((select wall_schools())::text[])');

create table team_meetings (
  district_id integer not null,
  team_meeting_id bigint generated always as identity,
  school_id text not null,
  on_date date not null,
  at_time time,
  place text not null default '',
  people text not null default '',
  state text not null,
  agenda jsonb not null default '{}',
  minutes text not null default '',
  reason text not null default '',
  made_by text not null,
  made_at timestamptz not null,
  revision integer not null default 1,
  constraint team_meetings_pk primary key (district_id, team_meeting_id),
  constraint team_meetings_state_ck check (state in ('planned', 'held', 'called-off'))
);
create index team_meetings_school_ix on team_meetings (district_id, school_id, on_date);
comment on table team_meetings is 'A meeting of a school''s attendance team: the agenda as it was on the day, and its minutes on one page.';
comment on column team_meetings.people is 'Who took part, one a line';
comment on column team_meetings.agenda is 'Frozen when the meeting was held: what was due, new and below the goal';
select wall_table('team_meetings', 'school_id');

alter table school_settings alter column attendance_goal_tenths set default 960;
alter table school_settings add column team_meets text not null default 'twice-a-month';
alter table school_settings add constraint school_settings_team_ck check (team_meets in ('monthly', 'twice-a-month'));
comment on column school_settings.team_meets is 'How often the attendance team of the school meets';
