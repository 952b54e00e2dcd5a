/**
 * What a large district sent in a year, put into the tables at once: of the notices settled without sending, three in five went out
 * in weekly batches of their schools, with letters on paper and by e-mail, and one in five told the family by a message.
 */
import type { Statement } from './lists-casework.ts';

/** The Monday of the first week with a batch, and how many weeks follow. */
const FIRST_WEEK = '2026-09-07';
const WEEKS = 38;

export const SENDINGS: readonly Statement[] = [
  [
    'batches',
    `insert into batches (district_id, idempotency_key, as_of_on, filter, issued_by, issued_at, figures, opened_at, opened_by)
       select $1, 'bench-' || s.school_id || '-' || w, d.on_date, jsonb_build_object('school', s.school_id), 'A clerk', d.on_date + time '09:00',
              '{}', d.on_date + time '09:30', 'A clerk'
         from (select distinct notice_school_id as school_id from notices where district_id = $1 and origin = 'adopted') s,
              generate_series(0, ${WEEKS - 1}) w, lateral (select date '${FIRST_WEEK}' + w * 7 as on_date) d`,
  ],
  [
    'notices that went out',
    `update notices n set origin = 'rollcall', batch_id = b.batch_id, issued_on = b.as_of_on, issued_at = b.issued_at, issued_by = 'A clerk',
            state = (array['sent', 'sent', 'sent', 'received', 'returned'])[1 + n.notice_id / 5 % 5]
       from batches b
      where n.district_id = $1 and n.origin = 'adopted' and n.notice_id % 5 < 3
        and b.district_id = $1 and b.idempotency_key = 'bench-' || n.notice_school_id || '-' || n.notice_id / 5 % ${WEEKS}`,
  ],
  [
    'steps of their way',
    `insert into notice_steps (district_id, notice_id, step, on_date, way, note, done_by, done_at)
       select $1, notice_id, s.step, issued_on + 1, case s.step when 'sent' then 'mail' else '' end, '', 'A clerk', issued_at + interval '1 day'
         from notices, lateral (select 'sent' as step union all select state where state <> 'sent') s
        where district_id = $1 and batch_id is not null and issued_by = 'A clerk'`,
  ],
  [
    'mails of letters',
    `insert into mail_outbox (district_id, way, key, send_to, subject, body, language, student_id, thing, state, queued_by, queued_at,
                              next_try_at, ended_at, school_id)
       select $1, 'email', 'bench-letter-' || notice_id, 'family@bench.example', 'A letter', 'See the letter', 'en', student_id, '',
              case when notice_id / 20 % 5 = 3 then 'waiting' else 'sent' end, 'A clerk', issued_at, issued_at,
              case when notice_id / 20 % 5 = 3 then null else issued_at end, notice_school_id
         from notices where district_id = $1 and batch_id is not null and issued_by = 'A clerk' and notice_id % 20 >= 15`,
  ],
  [
    'letters',
    `insert into notice_letters (district_id, notice_id, letter_no, letter, language, wanted_language, recipients, address, postal_code, facts,
                                 template, content_hash, send_to, by_email, mail_id)
       select $1, n.notice_id, i, 'letter', (array['en', 'en', 'es'])[1 + n.notice_id % 3], '', array['A parent', 'Another parent'],
              array['1 Main Street', 'Laurel'], '90001', '{}', '', encode(sha256((n.notice_id || '-' || i)::bytea), 'hex'),
              case when m.mail_id is null then '' else 'family@bench.example' end,
              case when m.mail_id is null then '' else (array['sent', 'sent', 'failed', 'waiting', 'print'])[1 + n.notice_id / 20 % 5] end, m.mail_id
         from notices n cross join generate_series(1, 2) i
              left join mail_outbox m on m.district_id = n.district_id and m.key = 'bench-letter-' || n.notice_id and i = 1
        where n.district_id = $1 and n.batch_id is not null and n.issued_by = 'A clerk' and (i = 1 or n.notice_id % 10 = 0)`,
  ],
  [
    'notifications',
    `insert into notifications (district_id, notice_id, student_id, school_id, name, told, made_by, made_at)
       select $1, notice_id, student_id, notice_school_id, 'absent', 'family', 'A clerk', issued_at from notices
        where district_id = $1 and batch_id is not null and issued_by = 'A clerk' and notice_id % 3 = 0`,
  ],
  [
    'their recipients',
    `insert into notification_recipients (district_id, notification_id, student_id, school_id, kind, person_id, name, language, ways, subject,
                                          body, short, facts, template, state, state_at)
       select $1, notification_id, student_id, school_id, 'guardian', '', 'A parent', 'en',
              case when notification_id % 5 = 0 then '[]'::jsonb else '[{"way": "email", "to": "family@bench.example"}]'::jsonb end,
              'Absences', repeat('We missed your child. ', 20), 'We missed your child.', '{}', '', s.state, made_at + interval '1 day'
         from notifications, lateral (select case when notification_id % 5 = 0 then (array['print', 'printed'])[1 + (notification_id / 5 % 20 > 0)::int]
                when notification_id % 50 = 1 then 'waiting' else (array['sent', 'delivered'])[1 + (notification_id % 2)::int] end as state) s
        where district_id = $1`,
  ],
  [
    'welfare steps',
    `insert into welfare_steps (district_id, student_id, case_id, school_id, decision, on_date, reason, made_by, made_by_id, made_at)
       select $1, student_id, case_id, school_id, 'not-needed', opened_on + 30, 'the family is known to us', 'bench', '', made_at
         from cases where district_id = $1 and year = 2026 and case_id % 20 = 0`,
  ],
  [
    'welfare tasks',
    `insert into tasks (district_id, student_id, school_id, case_id, what, role, about_thing, about_id, due_on, made_by, made_at)
       select $1, student_id, school_id, case_id, 'key:welfare', 'administrator', 'welfare', case_id, '2027-06-10', 'bench', '2027-05-20'
         from cases where district_id = $1 and year = 2026 and case_id % 50 = 1`,
  ],
  [
    'slots',
    `insert into conference_slots (district_id, school_id, on_date, at_time, place, with_whom, added_by, added_at)
       select $1, school_id, date '2027-06-08' + d, time '08:00' + i * interval '20 minutes', 'Office', 'The counselor', 'bench', '2027-06-01'
         from schools, generate_series(0, 7) d, generate_series(0, 11) i where district_id = $1`,
  ],
  [
    'disclosures of files',
    `insert into disclosures (district_id, at, person_id, person, come_from, student_no, kind, on_date, party, interest, given)
       select $1, c.made_at, '', 'bench', '', s.student_no, 'given', c.opened_on + 20, 'The court', 'truancy', 'the attendance file'
         from cases c join students s using (district_id, student_id) where district_id = $1 and year = 2026 and case_id % 3 = 0`,
  ],
];
