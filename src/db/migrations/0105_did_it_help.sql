-- Whether what schools do about absence helped: for each school and kind of response, sums from which any set of schools is answered.
-- A projection, counted behind the calculation (src/insight/did-it-help): attendance and the responses themselves are the truth.

create table response_comparisons (
  district_id integer not null,
  school_id text not null,
  -- 'letter', 'letter:pack/criterion', 'contact:phone', ...
  response text not null,
  -- the sums; their names and units: src/insight/did-it-help/figures.ts
  figures jsonb not null,
  constraint response_comparisons_pk primary key (district_id, school_id, response)
);
comment on table response_comparisons is 'Attendance in the 20 school days before and after a kind of response at a school, beside students alike who had none.';
select wall_table('response_comparisons', 'school_id');

create table response_comparison_state (
  district_id integer not null,
  -- the attendance figures they were counted from: of which calculation and which state of the facts
  calculation_id bigint not null,
  facts_revision bigint not null,
  as_of_on date not null,
  year_start_on date not null,
  counted_at timestamptz not null,
  constraint response_comparison_state_pk primary key (district_id)
);
comment on table response_comparison_state is 'Of which day and which data the stored comparisons of a district are.';
select open_table('response_comparison_state');
