-- A task that asks for a contact is done with the entry of the communication log that reached the family, and open again without it.

alter table tasks
  add column done_with_thing text not null default '',
  add column done_with_id bigint,
  add constraint tasks_done_with_ck check ((done_with_thing = '') = (done_with_id is null) and (done_with_thing = '' or state = 'done'));
comment on column tasks.done_with_thing is 'What was logged and so did the task: contact; blank: a person marked it, or it ended with what it is about';
comment on column tasks.done_with_id is 'Its number';
create index tasks_done_with_ix on tasks (district_id, done_with_thing, done_with_id) where done_with_thing <> '';
create index tasks_contact_ix on tasks (district_id, student_id) where about_thing = 'contact';
