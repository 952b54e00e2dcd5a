-- Whom a school names for a duty, and the weekly mail that asks for approvals.

create table named_people (
  district_id integer not null,
  school_id text not null,
  -- what the school names somebody for
  duty text not null,
  person_id text not null,
  -- stands in from the first to the last day; '' and null without one
  deputy_id text not null default '',
  deputy_from_on date,
  deputy_until_on date,
  named_by text not null,
  named_at timestamptz not null,
  reason text not null,
  revision integer not null default 1,
  constraint named_people_pk primary key (district_id, school_id, duty),
  constraint named_people_person_fk foreign key (district_id, person_id) references people (district_id, person_id),
  constraint named_people_duty_ck check (duty in ('approver', 'supervisor', 'officer')),
  constraint named_people_deputy_ck check
    ((deputy_id = '') = (deputy_from_on is null) and (deputy_from_on is null) = (deputy_until_on is null)
      and (deputy_until_on is null or deputy_until_on >= deputy_from_on))
);
comment on table named_people is 'Whom a school names: who approves, who supervises attendance, the truancy officer; each with a deputy for some days.';
comment on column named_people.deputy_until_on is 'The last day of the deputy';
comment on column named_people.revision is 'Counts the changes: two people who change the same are told of one another';
select open_table('named_people');

create table approval_links (
  district_id integer not null,
  -- sha256 of what stands in the link
  link_hash bytea not null,
  person_id text not null,
  school_id text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  -- decided by it, or replaced by the next week's
  closed_at timestamptz,
  constraint approval_links_pk primary key (district_id, link_hash),
  constraint approval_links_person_fk foreign key (district_id, person_id) references people (district_id, person_id)
);
create index approval_links_person_ix on approval_links (district_id, person_id, school_id);
comment on table approval_links is 'Links of the weekly mail with which one person approves or declines at one school, once.';

create table approval_mails (
  district_id integer not null,
  school_id text not null,
  person_id text not null,
  -- the job that sends it: a job that is done again sends nothing twice
  job_id text not null,
  waiting integer not null,
  state text not null,
  reason text not null default '',
  sent_at timestamptz,
  constraint approval_mails_pk primary key (district_id, job_id, school_id, person_id),
  constraint approval_mails_state_ck check (state in ('sending', 'sent', 'failed'))
);
comment on table approval_mails is 'The weekly mails that asked for approvals: how many waited, and whether the mail left.';
comment on column approval_mails.reason is 'Why it failed, in words, without an address';
