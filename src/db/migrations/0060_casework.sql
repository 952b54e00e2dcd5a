-- Casework: one attendance file for a student and school year, what is to be done, who was given a case, and one history of everything.

create table cases (
  district_id integer not null,
  case_id bigint generated always as identity,
  student_id text not null,
  year smallint not null,
  school_id text not null,
  state text not null default 'open',
  opened_on date not null,
  because text not null,
  notice_id bigint,
  owner_id text not null default '',
  made_by text not null,
  made_at timestamptz not null,
  closed_on date,
  outcome text not null default '',
  revision integer not null default 1,
  constraint cases_pk primary key (district_id, case_id),
  constraint cases_student_uq unique (district_id, student_id, year),
  constraint cases_state_ck check (state in ('open', 'closed')),
  constraint cases_closed_ck check ((state = 'closed') = (closed_on is not null))
);
create index cases_school_ix on cases (district_id, school_id, state, opened_on);
create index cases_owner_ix on cases (district_id, owner_id) where state = 'open';
comment on table cases is 'The attendance file of one student and school year. Closed, never deleted.';
comment on column cases.year is 'The calendar year in which the school year begins';
comment on column cases.school_id is 'The school whose people work on it: where the student was when it was opened, or went since';
comment on column cases.because is 'Code of the criterion that opened it, or ''by hand''';
comment on column cases.notice_id is 'The notice whose consequence opened it; null by hand';
comment on column cases.owner_id is 'The person who answers for it; '''' nobody yet';
comment on column cases.outcome is 'What it was closed with, in words';
comment on column cases.revision is 'Counts the changes: two people who change the same are told of one another';
select wall_table('cases', 'student_id');

create table casework_steps (
  district_id integer not null,
  step_id bigint generated always as identity,
  student_id text,
  school_id text not null default '',
  case_id bigint,
  thing text not null,
  thing_id bigint not null,
  step text not null,
  on_date date not null,
  reason text not null default '',
  detail jsonb not null default '{}',
  done_by_id text not null,
  done_by text not null,
  done_at timestamptz not null,
  constraint casework_steps_pk primary key (district_id, step_id),
  constraint casework_steps_thing_ck check (thing ~ '^[a-z]+(-[a-z]+)*$')
);
create index casework_steps_student_ix on casework_steps (district_id, student_id, done_at);
create index casework_steps_case_ix on casework_steps (district_id, case_id) where case_id is not null;
create index casework_steps_thing_ix on casework_steps (district_id, thing, thing_id);
comment on table casework_steps is 'What was done, appended: the timeline of a case and of a student, and the life of each thing.';
comment on column casework_steps.student_id is 'Null for what concerns a school as a whole: a campaign, a meeting of the team';
comment on column casework_steps.thing is 'What it is about: case, task, contact, meeting, contract, plan, referral, ...';
comment on column casework_steps.on_date is 'The day it is about; done_at is when it was written';
comment on column casework_steps.done_by_id is 'The person; '''' where Rollcall did it by itself';
select wall_table_if('casework_steps', 'casework_steps.student_id in (select wall_students())
  or casework_steps.student_id is null and (select wall_scope()) = ''schools'' and casework_steps.school_id = any ((select wall_schools())::text[])');

create table tasks (
  district_id integer not null,
  task_id bigint generated always as identity,
  student_id text,
  school_id text not null,
  case_id bigint,
  what text not null,
  role text not null,
  assignee_id text not null default '',
  due_on date,
  state text not null default 'open',
  waiting_on text not null default '',
  about_thing text not null default '',
  about_id bigint,
  notice_id bigint,
  outcome text not null default '',
  made_by text not null,
  made_at timestamptz not null,
  ended_on date,
  revision integer not null default 1,
  constraint tasks_pk primary key (district_id, task_id),
  constraint tasks_state_ck check (state in ('open', 'done', 'cancelled')),
  constraint tasks_ended_ck check ((state = 'open') = (ended_on is null))
);
create index tasks_queue_ix on tasks (district_id, school_id, role, due_on) where state = 'open';
create index tasks_assignee_ix on tasks (district_id, assignee_id, due_on) where state = 'open';
create index tasks_student_ix on tasks (district_id, student_id);
create index tasks_about_ix on tasks (district_id, about_thing, about_id) where about_thing <> '';
create index tasks_notice_ix on tasks (district_id, notice_id) where notice_id is not null;
comment on table tasks is 'Something that somebody has to do, with a last day. Done or cancelled with what came of it, never deleted.';
comment on column tasks.student_id is 'Null for a task about a school';
comment on column tasks.what is 'In words, or key: and the name of a sentence of the app';
comment on column tasks.role is 'Whose it is while nobody took it: the people of the role at the school';
comment on column tasks.assignee_id is 'The person who has it; '''' nobody yet';
comment on column tasks.due_on is 'The last day; null without one';
comment on column tasks.waiting_on is 'Whom or what it waits for; '''' nobody';
comment on column tasks.about_thing is 'The thing that it was made for, with about_id; '''' none';
select wall_table_if('tasks', 'tasks.student_id in (select wall_students())
  or tasks.student_id is null and (select wall_scope()) = ''schools'' and tasks.school_id = any ((select wall_schools())::text[])');

create table case_assignments (
  district_id integer not null,
  assignment_id bigint generated always as identity,
  student_id text not null,
  case_id bigint,
  duty text not null,
  person_id text not null,
  because text not null,
  from_on date not null,
  ended_on date,
  made_by text not null,
  made_at timestamptz not null,
  ended_by text not null default '',
  ended_reason text not null default '',
  constraint case_assignments_pk primary key (district_id, assignment_id),
  constraint case_assignments_duty_ck check (duty in ('supervisor', 'officer', 'specialist', 'agency'))
);
create unique index case_assignments_once_ix on case_assignments (district_id, student_id, duty, person_id) where ended_on is null;
create index case_assignments_person_ix on case_assignments (district_id, person_id) where ended_on is null;
comment on table case_assignments is 'Whom a student''s case was given to. While it runs, this student is within the reach of the person; ended, never deleted.';
comment on column case_assignments.ended_on is 'From this day on the case is no longer theirs';

-- Students of running assignments are the reach `cases`. It is asked by its owner, so the table may be walled by it.
create or replace function wall_person() returns text language sql stable parallel safe
  return nullif(current_setting('app.person', true), '');

create or replace function wall_students() returns setof text language plpgsql stable security definer parallel safe rows 500
  set search_path = public, pg_temp as $$
declare
  district constant integer := wall_district();
  scope constant text := wall_scope();
  day date;
  year_start date;
begin
  if scope = 'student' then
    return next nullif(current_setting('app.student', true), '');
    return;
  end if;
  if scope = 'cases' then
    return query select distinct a.student_id from case_assignments a
      where a.district_id = district and a.person_id = wall_person() and a.ended_on is null;
    return;
  end if;
  if scope is null or scope not in ('schools', 'students') then return; end if;
  select c.as_of_on into day from calculations c where c.district_id = district order by c.calculation_id desc limit 1;
  year_start := make_date(extract(year from day - interval '6 months')::integer, 7, 1);
  if scope = 'schools' then
    return query
      select e.student_id from enrollments e
       where e.district_id = district and e.school_id = any (wall_schools()) and (e.exit_on is null or e.exit_on >= year_start);
    return;
  end if;
  return query
    select r.student_id from sections c
      join rosters r on r.district_id = c.district_id and r.section_id = c.section_id
      join enrollments e on e.district_id = r.district_id and e.student_id = r.student_id and e.school_id = c.school_id
     where c.district_id = district and c.staff_id = wall_staff()
       and (r.end_on is null or r.end_on >= day) and (e.exit_on is null or e.exit_on >= year_start);
  return query select t.student_id from student_staff t where t.district_id = district and t.staff_id = wall_staff();
end
$$;
select wall_table('case_assignments', 'student_id');

-- A contact, a meeting, a contract can be what a criterion asks for: whose events changed is judged again, at once or by the next run.
create table touched_students (
  district_id integer not null,
  touch_id bigint generated always as identity,
  student_id text not null,
  constraint touched_students_pk primary key (district_id, touch_id)
);
create index touched_students_student_ix on touched_students (district_id, student_id);
comment on table touched_students is 'Students with events that no calculation has seen; a row goes when one has.';
select wall_table('touched_students', 'student_id');

-- A school names its prevention specialist too.
alter table named_people drop constraint named_people_duty_ck;
alter table named_people add constraint named_people_duty_ck check (duty in ('approver', 'supervisor', 'officer', 'specialist'));
