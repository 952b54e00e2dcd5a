-- What casework adds to a list (calls that were made) has a number of its own: it never waits for a calculation.

alter table list_revisions drop constraint list_revisions_part_ck;
alter table list_revisions add constraint list_revisions_part_ck check (part in ('facts', 'decided', 'slots', 'letters', 'casework'));
comment on column list_revisions.part is
  'facts: what an import says; decided: triggers, notices, people''s decisions; slots: conference slots; letters: letters that were made; casework: contacts and what else of casework stands in a list.';
