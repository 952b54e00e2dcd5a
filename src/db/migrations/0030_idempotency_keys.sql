-- Answers of actions that issue or send: the same key twice gives the first answer again.

create table idempotency_keys (
  district_id integer not null,
  person_id text not null,
  key text not null,
  operation text not null,
  -- sha256 over what was asked
  request_hash text not null,
  -- 'begun' or 'done'
  state text not null,
  status smallint,
  answer jsonb,
  begun_at timestamptz not null,
  constraint idempotency_keys_pk primary key (district_id, person_id, key),
  constraint idempotency_keys_state_ck check (state in ('begun', 'done'))
);
create index idempotency_keys_begun_ix on idempotency_keys (district_id, begun_at);
comment on table idempotency_keys is 'Requests that carried an Idempotency-Key, with the answer they got; kept for 30 days';
comment on column idempotency_keys.request_hash is 'sha256 over operation and body: the same key for another request is refused';
comment on column idempotency_keys.state is 'begun: at work, or cut off (taken over after a minute); done: the answer is given again';
comment on column idempotency_keys.answer is 'The JSON that was answered';
