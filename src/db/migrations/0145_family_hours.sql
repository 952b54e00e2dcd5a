-- What is for a family leaves only in the hours of the district.

alter table mail_outbox add column to_family boolean not null default false;
update mail_outbox m set to_family = true
 where m.state in ('waiting', 'paused') and (m.thing = 'letter' or m.thing = 'notification' and exists (
   select from notification_recipients r where r.district_id = m.district_id and r.mail_id = m.mail_id and r.kind <> 'staff'));
comment on column mail_outbox.to_family is 'Whether it is for a guardian or a student: then it leaves in the hours and on the days of the district alone.';
