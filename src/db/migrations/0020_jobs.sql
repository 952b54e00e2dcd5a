-- What runs without a person waiting for it. The queue itself lives in the schema `jobs` and belongs to pg-boss
-- (docs/adr/0020-jobs.md); here is what people are told, and what is kept for good.

create table job_records (
  district_id integer not null,
  -- the same id as in the queue
  job_id uuid not null,
  -- calculation, letters, import, backup, ...
  job text not null,
  -- what is to be done; never a student's name or number
  data jsonb not null,
  -- two requests with one key are one job; null: each is its own
  once_key text,
  asked_by text not null,
  asked_at timestamptz not null,
  -- waiting, running, done, failed
  state text not null default 'waiting',
  attempts integer not null default 0,
  started_at timestamptz,
  finished_at timestamptz,
  -- how far: what is counted, and how many of how many
  step text not null default '',
  done_count bigint not null default 0,
  total_count bigint not null default 0,
  -- why the last attempt failed, in words for a person
  reason text,
  -- what was made or found, without students
  result jsonb,
  -- the machine and process that has it or had it last
  worker text,
  constraint job_records_pk primary key (district_id, job_id),
  constraint job_records_state_ck check (state in ('waiting', 'running', 'done', 'failed'))
);
create unique index job_records_once_ix on job_records (district_id, job, once_key) where once_key is not null;
create index job_records_asked_ix on job_records (district_id, asked_at);
comment on table job_records is 'Every job that was asked for: by whom, how far it is, what came of it. Written in the same transaction as its effects.';

create table schedules (
  district_id integer not null,
  -- one schedule for each kind of job
  job text not null,
  is_on boolean not null,
  -- 1 is Monday, 7 is Sunday; in the district's zone
  days smallint[] not null,
  at_time time not null,
  -- null: on days and a time; else again after so many minutes
  every_minutes integer,
  settings jsonb not null default '{}',
  -- the next moment it is due; null while it is off
  next_at timestamptz,
  -- the moment it was last due and asked for
  last_at timestamptz,
  changed_by text not null,
  changed_at timestamptz not null,
  revision integer not null default 1,
  constraint schedules_pk primary key (district_id, job),
  constraint schedules_days_ck check (days <@ array[1, 2, 3, 4, 5, 6, 7]::smallint[])
);
comment on table schedules is 'When jobs run by themselves: days and a time in the district''s zone.';

-- Asks for a job in the caller's transaction, whatever role it runs as: the job exists when that transaction is committed.
create or replace function enqueue_job(
  for_district integer, job_name text, job_data jsonb, by_whom text, at_moment timestamptz, options jsonb
) returns uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  new_id uuid := gen_random_uuid();
  found_id uuid;
begin
  if job_name !~ '^[a-z]+(-[a-z]+)*$' then
    raise exception 'no job of this name: %', left(job_name, 40);
  end if;
  insert into public.job_records (district_id, job_id, job, data, once_key, asked_by, asked_at)
    values (for_district, new_id, job_name, job_data, options ->> 'once', by_whom, at_moment)
    on conflict (district_id, job, once_key) where once_key is not null do nothing;
  if not found then
    select job_id into found_id from public.job_records
      where district_id = for_district and job = job_name and once_key = options ->> 'once';
    return found_id;
  end if;
  perform public.queue_job(job_name, new_id, for_district, options);
  return new_id;
end $$;

-- Puts a job that is on record into the queue of pg-boss.
create or replace function queue_job(job_name text, job_id uuid, for_district integer, options jsonb)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from jobs.queue where name = job_name) then
    perform jobs.create_queue(job_name, jsonb_build_object('policy', 'standard', 'notify', true));
  end if;
  insert into jobs.job (id, name, data, start_after, keep_until, retry_limit, retry_delay, retry_backoff, retry_delay_max,
      expire_seconds, heartbeat_seconds, policy)
    select job_id, job_name, jsonb_build_object('district', for_district), jobs.job_now(), jobs.job_now() + interval '400 days',
      (options ->> 'retryLimit')::int, (options ->> 'retryDelay')::int, true, (options ->> 'retryDelayMax')::int,
      (options ->> 'expireSeconds')::int, (options ->> 'heartbeatSeconds')::int, queue.policy
    from jobs.queue where queue.name = job_name;
  perform pg_notify('pgboss_' || left(encode(sha224('jobs'::bytea), 'hex'), 24), job_name);
end $$;
revoke execute on function queue_job(text, uuid, integer, jsonb) from public;
