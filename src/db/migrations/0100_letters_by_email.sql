-- Letters that go by e-mail, and the file that goes along with a message.

alter table notice_letters
  add column send_to text not null default '',
  add column by_email text not null default '',
  add column mail_id bigint,
  add constraint notice_letters_by_email_ck check (by_email in ('', 'waiting', 'sent', 'failed', 'print')),
  add constraint notice_letters_mail_ck check ((by_email = '') = (mail_id is null) and (by_email = '') = (send_to = ''));
create index notice_letters_by_email_ix on notice_letters (district_id, by_email) where by_email <> '';
comment on column notice_letters.send_to is 'The e-mail address it was to go to when the notice was stamped; '''' on paper.';
comment on column notice_letters.by_email is ''''' on paper from the start; waiting to leave by e-mail; sent (handed over to a mail server); failed: no mailbox took it, or it came back; print: printed instead, because a person said so.';
comment on column notice_letters.mail_id is 'Its message in the outbox.';

alter table mail_outbox
  add column attachment text not null default '',
  add column attachment_name text not null default '',
  add column attachment_at timestamptz,
  add constraint mail_outbox_attachment_ck check ((attachment = '') = (attachment_name = '') and (attachment <> '' or attachment_at is null));
comment on column mail_outbox.attachment is 'A file that goes along, by its path below the home of the installation; '''' none.';
comment on column mail_outbox.attachment_name is 'The name under which it goes along. Names no student.';
comment on column mail_outbox.attachment_at is 'When the file was made. The message does not leave before.';
