-- What a district defines for its casework: codes, reasons, interventions, statuses, people who are neither staff nor student.

create table catalog_entries (
  district_id integer not null,
  entry_id bigint generated always as identity,
  catalog text not null,
  code text not null,
  name_en text not null,
  name_es text not null,
  extra jsonb not null default '{}',
  from_on date,
  until_on date,
  reason text not null default '',
  added_by text not null,
  added_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  ended_reason text,
  constraint catalog_entries_pk primary key (district_id, entry_id),
  constraint catalog_entries_catalog_ck check (catalog ~ '^[a-z]+(-[a-z]+)*$'),
  constraint catalog_entries_until_ck check (until_on is null or from_on is null or until_on >= from_on),
  constraint catalog_entries_ended_ck check ((until_on is null) = (ended_by is null) and (ended_by is null) = (ended_at is null) and (ended_by is null) = (ended_reason is null))
);
create unique index catalog_entries_code_ix on catalog_entries (district_id, catalog, code) where until_on is null;
create index catalog_entries_catalog_ix on catalog_entries (district_id, catalog, code);
comment on table catalog_entries is 'A code of one of the district''s catalogs as it holds for some days. A change ends the row and adds one; nothing is deleted.';
comment on column catalog_entries.code is 'The id of a person in the directory of people who are neither staff nor students';
comment on column catalog_entries.extra is 'The catalog''s further columns: an amount, a severity, factors, a tier';
comment on column catalog_entries.from_on is 'First day on which it holds; null: always did';
comment on column catalog_entries.until_on is 'First day without it; the same as from_on: replaced before it ever held';
select open_table('catalog_entries');
