-- What became of a message after it left, and messages that wait together with their batch of notices.

alter table mail_outbox
  drop constraint mail_outbox_state_ck,
  add constraint mail_outbox_state_ck check (state in ('waiting', 'paused', 'sent', 'delivered', 'failed', 'cancelled')),
  add column school_id text not null default '',
  add column batch_id bigint,
  add column provider_id text not null default '',
  add column trying_since timestamptz,
  add column sent_at timestamptz,
  add column ask_at timestamptz,
  add column asks smallint not null default 0,
  add column why text not null default '',
  add column told_by text not null default '';
update mail_outbox set sent_at = ended_at where state = 'sent';
create unique index mail_outbox_provider_ix on mail_outbox (district_id, provider_id) where provider_id <> '';
create index mail_outbox_ask_ix on mail_outbox (district_id, ask_at) where ask_at is not null;
create index mail_outbox_batch_ix on mail_outbox (district_id, batch_id) where batch_id is not null;
create index mail_outbox_school_ix on mail_outbox (district_id, school_id, mail_id);
create index mail_outbox_failed_ix on mail_outbox (district_id, ended_at) where state = 'failed';
comment on column mail_outbox.state is 'waiting, paused by a person, sent (handed over; for e-mail nobody says more unless it comes back), delivered (the provider says so), failed for good, cancelled before it left';
comment on column mail_outbox.school_id is 'In whose list it stands; '''' in the district''s only';
comment on column mail_outbox.batch_id is 'The batch of notices it goes out with: it waits while that can be undone and is paused with it';
comment on column mail_outbox.provider_id is 'The number that the provider gave it; '''' before it left, and for e-mail';
comment on column mail_outbox.trying_since is 'When a try began whose end nobody knows yet: the provider is asked whether it has it before it is sent again';
comment on column mail_outbox.sent_at is 'When it was handed over';
comment on column mail_outbox.ask_at is 'When the provider is asked next what became of it; null: nothing more is asked';
comment on column mail_outbox.why is 'Why it failed, as a word for which the app has a sentence; '''' it did not';
comment on column mail_outbox.told_by is 'Who said what became of it: ''provider'', or the name of a person';

-- Which ways the installation has: what sends knows the settings, what plans a message does not.
create table message_ways (
  district_id integer not null,
  way text not null,
  is_set_up boolean not null,
  changed_at timestamptz not null,
  constraint message_ways_pk primary key (district_id, way),
  constraint message_ways_way_ck check (way in ('email', 'text'))
);
comment on table message_ways is 'Whether a way is set up, as the job that sends messages found it last.';
comment on column message_ways.changed_at is 'Since when it is so';
select open_table('message_ways');
