-- Notifications: what a criterion tells a family, a student or staff by e-mail or text, and on paper where neither works.

create table notifications (
  district_id integer not null,
  notification_id bigint generated always as identity,
  notice_id bigint not null,
  student_id text not null,
  school_id text not null,
  case_id bigint,
  name text not null,
  told text not null,
  made_by text not null,
  made_at timestamptz not null,
  cancelled_at timestamptz,
  cancelled_reason text not null default '',
  constraint notifications_pk primary key (district_id, notification_id),
  constraint notifications_once_uq unique (district_id, notice_id, name, told),
  constraint notifications_notice_fk foreign key (district_id, notice_id) references notices (district_id, notice_id)
);
create index notifications_student_ix on notifications (district_id, student_id);
comment on table notifications is 'One message of a criterion about one student: whom it goes to stands in notification_recipients.';
comment on column notifications.name is 'The folder in the notifications of the pack';
comment on column notifications.told is 'family, student, or a role of staff';
select wall_table('notifications', 'student_id');

create table notification_recipients (
  district_id integer not null,
  recipient_id bigint generated always as identity,
  notification_id bigint not null,
  student_id text not null,
  school_id text not null,
  kind text not null,
  person_id text not null,
  name text not null,
  language text not null,
  ways jsonb not null,
  way_no smallint not null default 0,
  subject text not null,
  body text not null,
  short text not null,
  facts jsonb not null,
  template text not null,
  state text not null,
  mail_id bigint,
  why text not null default '',
  reason text not null default '',
  state_at timestamptz not null,
  state_by text not null default '',
  constraint notification_recipients_pk primary key (district_id, recipient_id),
  constraint notification_recipients_fk foreign key (district_id, notification_id) references notifications (district_id, notification_id),
  constraint notification_recipients_kind_ck check (kind in ('guardian', 'student', 'staff')),
  constraint notification_recipients_state_ck check (state in ('waiting', 'sent', 'delivered', 'print', 'printed', 'cancelled'))
);
create index notification_recipients_of_ix on notification_recipients (district_id, notification_id);
create index notification_recipients_print_ix on notification_recipients (district_id, school_id) where state = 'print';
create index notification_recipients_mail_ix on notification_recipients (district_id, mail_id) where mail_id is not null;
comment on table notification_recipients is 'Whom a notification goes to, the ways to that person in their order, and what became of it. The words are frozen when the notice is issued.';
comment on column notification_recipients.ways is 'A list of {way, to}: email or text, and the address; empty: on paper from the start';
comment on column notification_recipients.way_no is 'Which of the ways is under way, from 0; behind the last one: none is left';
comment on column notification_recipients.short is 'The words of the text message';
comment on column notification_recipients.facts is 'What the page on paper is filled with, as a letter has it';
comment on column notification_recipients.state is 'waiting to leave; sent; delivered; print: no way works, a person prints it; printed; cancelled before it left';
comment on column notification_recipients.why is 'Why it is printed: a word for which the app has a sentence';
select wall_table('notification_recipients', 'student_id');
