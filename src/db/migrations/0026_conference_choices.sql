-- Conferences whose slot a person chose, before the letter is issued (docs/adr/0025).

create table conference_choices (
  district_id integer not null,
  slot_id bigint not null,
  -- the trigger, by its identity
  pack_id text not null,
  student_id text not null,
  criterion text not null,
  cycle_on date not null,
  occurrence integer not null,
  school_id text not null default '',
  chosen_by text not null,
  chosen_at timestamptz not null,
  constraint conference_choices_pk primary key (district_id, slot_id),
  constraint conference_choices_trigger_uq unique (district_id, pack_id, student_id, criterion, cycle_on, occurrence, school_id),
  constraint conference_choices_slot_fk foreign key (district_id, slot_id) references conference_slots (district_id, slot_id)
);
comment on table conference_choices is 'A free slot that a person chose for a trigger; its letter takes this one when it is issued, and no other does.';
select wall_table('conference_choices', 'student_id');
