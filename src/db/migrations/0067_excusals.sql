-- A note of a doctor or a parent says that days should be excused. The attendance office accepts (and changes the student information
-- system) or refuses; until that system shows the days excused, notices that rest on them wait.

create table excusal_proposals (
  district_id integer not null,
  proposal_id bigint generated always as identity,
  student_id text not null,
  school_id text not null,
  document_id bigint,
  days date[] not null,
  reason text not null,
  state text not null default 'proposed',
  made_by_id text not null,
  made_by text not null,
  made_at timestamptz not null,
  decided_by text not null default '',
  decided_at timestamptz,
  decided_reason text not null default '',
  ended_on date,
  constraint excusal_proposals_pk primary key (district_id, proposal_id),
  constraint excusal_proposals_state_ck check (state in ('proposed', 'accepted', 'refused', 'shown', 'withdrawn')),
  constraint excusal_proposals_days_ck check (cardinality(days) between 1 and 200),
  constraint excusal_proposals_ended_ck check ((state in ('proposed', 'accepted')) = (ended_on is null))
);
create index excusal_proposals_open_ix on excusal_proposals (district_id, school_id) where ended_on is null;
create index excusal_proposals_student_ix on excusal_proposals (district_id, student_id);
create index excusal_proposals_document_ix on excusal_proposals (district_id, document_id) where document_id is not null;
comment on table excusal_proposals is 'Days that somebody asks the attendance office to excuse, mostly with a note that was filed.';
comment on column excusal_proposals.school_id is 'The school of the student on the latest of the days, whose office decides';
comment on column excusal_proposals.state is 'shown: the student information system shows all of the days excused; withdrawn: the note was moved or taken out';
comment on column excusal_proposals.ended_on is 'From this day on it holds nothing any more';
select wall_table('excusal_proposals', 'student_id');

create table excusal_holds (
  district_id integer not null,
  proposal_id bigint not null,
  student_id text not null,
  pack_id text not null,
  criterion text not null,
  cycle_on date not null,
  occurrence integer not null,
  school_id text not null,
  held_at timestamptz not null,
  constraint excusal_holds_pk primary key (district_id, proposal_id, pack_id, criterion, cycle_on, occurrence, school_id),
  constraint excusal_holds_proposal_fk foreign key (district_id, proposal_id) references excusal_proposals (district_id, proposal_id)
);
comment on table excusal_holds is 'Triggers that a proposed excusal holds by a note: lifted with it.';
select wall_table('excusal_holds', 'student_id');
