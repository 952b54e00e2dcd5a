-- Who said that no more texts should come, and who took that back.

create table text_stops (
  district_id integer not null,
  stop_id bigint generated always as identity,
  number text not null,
  kind text not null,
  source text not null,
  noted_by text not null default '',
  noted_at timestamptz not null,
  constraint text_stops_pk primary key (district_id, stop_id),
  constraint text_stops_kind_ck check (kind in ('stop', 'start')),
  constraint text_stops_source_ck check (source in ('answer', 'provider', 'person'))
);
create index text_stops_number_ix on text_stops (district_id, number, stop_id);
comment on table text_stops is 'Numbers that want no texts, and that want them again: the last row of a number holds.';
comment on column text_stops.number is 'As +15105550100.';
comment on column text_stops.source is 'answer: STOP or START was answered; provider: it refused a message because of such an answer; person: somebody told the school.';
comment on column text_stops.noted_by is 'Who noted it; '''' nobody of the school.';
select open_table('text_stops');
