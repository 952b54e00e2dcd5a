-- Whether a list that was computed from these tables is still true is asked thousands of times a minute: by one small number for
-- each part of the district's data, raised in the transaction of whoever writes that part.

create table list_revisions (
  district_id integer not null,
  part text not null,
  revision bigint not null,
  constraint list_revisions_pk primary key (district_id, part),
  constraint list_revisions_part_ck check (part in ('facts', 'decided', 'slots', 'letters'))
);
comment on table list_revisions is 'A number for each part of the data that lists are computed from; every write of the part raises it.';
comment on column list_revisions.part is
  'facts: what an import says; decided: triggers, notices, people''s decisions; slots: conference slots; letters: letters that were made.';
select open_table('list_revisions');

-- What others issued while a list was open stays in it, greyed.
create index notices_issued_ix on notices (district_id, issued_at);
