-- What a person saw before issuing, and until when a batch can be taken back.

create table issue_previews (
  district_id integer not null,
  -- random: the revision that the app sends back when the person says yes
  preview_id uuid not null,
  person_id text not null,
  -- '' means every school of the person
  school_id text not null,
  as_of_on date not null,
  made_at timestamptz not null,
  constraint issue_previews_pk primary key (district_id, preview_id)
);
create index issue_previews_made_ix on issue_previews (district_id, made_at);
comment on table issue_previews is 'A preview of an issue that a person was shown; gone after a day.';
comment on column issue_previews.preview_id is 'Random: the revision that the app sends back when the person says yes.';
comment on column issue_previews.as_of_on is 'The date that the letters were to bear.';
select open_table('issue_previews');

create table issue_preview_lines (
  district_id integer not null,
  preview_id uuid not null,
  trigger_id text not null,
  student_id text not null,
  -- see src/notices/issue/seen.ts
  seen_hash text not null,
  sentence text not null default '',
  constraint issue_preview_lines_pk primary key (district_id, preview_id, trigger_id),
  constraint issue_preview_lines_preview_fk foreign key (district_id, preview_id)
    references issue_previews (district_id, preview_id) on delete cascade
);
comment on table issue_preview_lines is 'The notices of a preview as they were shown: only these go out, and only as they were seen.';
comment on column issue_preview_lines.seen_hash is 'Equal while the same days, recipients and conference slot stand behind the notice.';
comment on column issue_preview_lines.sentence is 'A sentence of the person''s own in the letters of this notice.';
select wall_table('issue_preview_lines', 'student_id');

alter table batches
  add column issued_by_person text,
  add column undo_until timestamptz,
  add column paused_at timestamptz,
  add column opened_at timestamptz,
  add column opened_by text;
comment on column batches.issued_by_person is 'Who issued it in the app; null: at the command line.';
comment on column batches.undo_until is 'All of it can be taken back until then; null: as long as no letter was made for printing.';
comment on column batches.paused_at is 'The clock of the undo stands still since then; null: it runs.';
comment on column batches.opened_at is 'When a print file was opened for printing for the first time, or something was marked as sent: from then on nothing is undone.';
comment on column batches.opened_by is 'Who did that.';
create index batches_issued_ix on batches (district_id, issued_at);
create index notices_log_ix on notices (district_id, issued_on, notice_id);
