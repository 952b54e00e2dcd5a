-- What waits to be sent to people: written in the transaction of what it tells, sent by a job.

create table mail_outbox (
  district_id integer not null,
  mail_id bigint generated always as identity,
  -- email | text
  way text not null,
  key text not null,
  -- an e-mail address or a phone number
  send_to text not null,
  send_to_name text not null default '',
  subject text not null,
  body text not null,
  language text not null,
  ics text not null default '',
  ics_method text not null default '',
  student_id text,
  -- what it is about: a meeting and its number, a plan and its number
  thing text not null default '',
  thing_id bigint,
  state text not null default 'waiting',
  tries integer not null default 0,
  reason text not null default '',
  queued_by text not null,
  queued_at timestamptz not null,
  next_try_at timestamptz not null,
  ended_at timestamptz,
  constraint mail_outbox_pk primary key (district_id, mail_id),
  constraint mail_outbox_key_uq unique (district_id, key),
  constraint mail_outbox_way_ck check (way in ('email', 'text')),
  constraint mail_outbox_state_ck check (state in ('waiting', 'sent', 'failed', 'cancelled')),
  constraint mail_outbox_ics_ck check ((ics = '') = (ics_method = '') and ics_method in ('', 'REQUEST', 'CANCEL'))
);
create index mail_outbox_waiting_ix on mail_outbox (district_id, next_try_at) where state = 'waiting';
create index mail_outbox_thing_ix on mail_outbox (district_id, thing, thing_id);
create index mail_outbox_student_ix on mail_outbox (district_id, student_id) where student_id is not null;
comment on table mail_outbox is 'E-mails and text messages that wait to be sent, and what became of each. At least once: the key is the Message-ID, by which a mailbox knows a copy.';
comment on column mail_outbox.way is 'email or text; which provider carries it is said by the configuration of the installation.';
comment on column mail_outbox.key is 'The same key twice is one message: it is queued once.';
comment on column mail_outbox.send_to is 'An e-mail address or a phone number.';
comment on column mail_outbox.ics is 'An invitation for a calendar that goes with the mail, as RFC 5545 writes it; empty without one.';
comment on column mail_outbox.student_id is 'Whom it is about; null: about no student.';
comment on column mail_outbox.reason is 'Why it did not leave, in words, without an address.';
comment on column mail_outbox.next_try_at is 'Not before then.';
comment on column mail_outbox.ended_at is 'When it was sent, failed for good or was cancelled.';
select wall_table_if('mail_outbox', 'mail_outbox.student_id is null and (select wall_scope()) is not null
  or mail_outbox.student_id in (select wall_students())');
