-- What a notice brings about besides letters: a task, a case, a plan, a status.

create table effects (
  district_id integer not null,
  effect_id bigint generated always as identity,
  notice_id bigint not null,
  then_no smallint not null,
  pack_id text not null,
  student_id text not null,
  criterion text not null,
  cycle_on date not null,
  occurrence integer not null,
  school_id text not null default '',
  at_school_id text not null,
  kind text not null,
  says_key text not null,
  says_values jsonb not null default '{}',
  data jsonb,
  state text not null,
  thing text not null default '',
  thing_id bigint,
  planned_at timestamptz not null,
  performed_at timestamptz,
  asked text not null default '',
  asked_on date,
  decided_by text not null default '',
  decided_on date,
  decided_reason text not null default '',
  constraint effects_pk primary key (district_id, effect_id),
  constraint effects_notice_uq unique (district_id, notice_id, then_no),
  constraint effects_notice_fk foreign key (district_id, notice_id) references notices (district_id, notice_id),
  constraint effects_state_ck check (state in ('planned', 'performed', 'nothing', 'stands', 'undone')),
  constraint effects_asked_ck check (asked in ('', 'amended', 'no-longer-met', 'rescinded') and (asked = '') = (asked_on is null)),
  constraint effects_thing_ck check ((thing = '') = (thing_id is null))
);
create unique index effects_once_ix
  on effects (district_id, student_id, pack_id, criterion, cycle_on, occurrence, school_id, kind, then_no) where state in ('planned', 'performed');
create index effects_student_ix on effects (district_id, student_id);
create index effects_asked_ix on effects (district_id, at_school_id) where asked <> '';
create index effects_planned_ix on effects (district_id, kind) where state = 'planned';
create index effects_thing_ix on effects (district_id, thing, thing_id) where thing <> '';
comment on table effects is 'What a notice brings about besides its letters: one row for each entry of then, planned with the stamp and performed once.';
comment on column effects.then_no is 'Its place in then, from 0';
comment on column effects.school_id is 'Of the trigger''s identity: '''' without a school';
comment on column effects.at_school_id is 'The student''s school when it was planned';
comment on column effects.says_key is 'A sentence of the app, in the words of effects, with the values in it';
comment on column effects.data is 'What is carried out; null: nothing, and the sentence says why';
comment on column effects.state is 'planned: no part of Rollcall carried it out yet; nothing: there was nothing to do; stands: an earlier notice of the same trigger made it';
comment on column effects.thing is 'What was made, with thing_id; '''' nothing that has a number';
comment on column effects.asked is 'Why a person has to say whether it is undone; '''' nobody is asked';
comment on column effects.decided_reason is 'Why it was undone or kept';
select wall_table('effects', 'student_id');

alter table batches add column calculation_id bigint;
comment on column batches.calculation_id is 'The calculation that issued it by itself; null: a person issued it';
create unique index batches_calculation_ix on batches (district_id, calculation_id) where calculation_id is not null;

-- What a calculation issues by itself sends nothing: a district's first issue is that of a person.
create or replace function has_notices(district integer) returns boolean language sql stable security definer set search_path = public, pg_temp
  return exists (select from notices n where n.district_id = district
    and not exists (select from batches b where b.district_id = district and b.batch_id = n.batch_id and b.calculation_id is not null));
