/**
 * The casework of a large district, put into the migrated tables at once: of every fifth student an open file, with what goes with it.
 * Amounts are those of a year: five contacts, two open and three finished tasks a file, a plan for every other one.
 */
import type { Database } from '../../src/db/index.ts';
import { withTransaction } from '../../src/db/index.ts';
import { DISTRICT_ID } from '../database.ts';
import { remark } from '../measure.ts';

export type Statement = readonly [name: string, sql: string];

/** In this order: later ones look at earlier ones. `n` is the place of a student, from 0, among those of a file. */
const CASEWORK: readonly Statement[] = [
  [
    'students',
    `create temp table bench_files on commit drop as
       select s.student_id, s.student_no, e.school_id, row_number() over (order by s.student_no) - 1 as n,
              coalesce((select g.person_id from grants g where g.district_id = s.district_id and g.school_id = e.school_id and g.until_on is null
                order by g.person_id limit 1), '') as owner
         from students s
         cross join lateral (select school_id from enrollments e where e.district_id = s.district_id and e.student_id = s.student_id
           order by entry_on desc, school_id limit 1) e
        where s.district_id = $1 and s.student_no % 5 = 0`,
  ],
  [
    'cases',
    `insert into cases (district_id, student_id, year, school_id, opened_on, because, owner_id, made_by, made_at)
       select $1, student_id, 2026, school_id, date '2026-09-01' + (n % 270)::int, (array['D4', 'P4', 'by hand'])[1 + n % 3], owner,
              'bench', timestamptz '2026-09-01 18:00Z' + n * interval '20 minutes' from bench_files`,
  ],
  [
    'closed cases',
    `insert into cases (district_id, student_id, year, school_id, state, opened_on, because, made_by, made_at, closed_on, outcome)
       select $1, student_id, 2025, school_id, 'closed', '2025-10-01', 'D4', 'bench', '2025-10-01', '2026-06-30', 'the year is over'
         from bench_files where n % 4 = 0`,
  ],
  [
    'contacts',
    `insert into contacts (district_id, student_id, school_id, kind, with_whom, on_date, at, outcome, note, made_by_id, made_by, made_at)
       select $1, student_id, school_id, (array['phone', 'email', 'in-person', 'home-visit', 'text'])[1 + (n + i) % 5], 'guardian',
              d.on_date, d.on_date + time '10:00', (array['reached', 'message', 'no-answer'])[1 + (n + i) % 3], 'Spoke of the bus', owner,
              'bench', d.on_date + time '10:00'
         from bench_files, generate_series(1, 5) i, lateral (select date '2026-09-01' + ((n * 7 + i * 50) % 279)::int as on_date) d`,
  ],
  [
    'open tasks',
    `insert into tasks (district_id, student_id, school_id, case_id, what, role, assignee_id, due_on, made_by, made_at)
       select $1, f.student_id, f.school_id, c.case_id, (array['Call the family', 'key:address', 'Plan a meeting'])[1 + (n + i) % 3],
              (array['clerk', 'administrator', 'counselor'])[1 + (n + i) % 3], case when n % 3 = 0 then f.owner else '' end,
              case when (n + i) % 10 = 0 then null else date '2027-05-25' + ((n * 3 + i) % 40)::int end, 'bench', '2027-05-01'
         from bench_files f join cases c on c.district_id = $1 and c.student_id = f.student_id and c.year = 2026, generate_series(1, 2) i`,
  ],
  [
    'finished tasks',
    `insert into tasks (district_id, student_id, school_id, case_id, what, role, due_on, state, outcome, made_by, made_at, ended_on)
       select $1, f.student_id, f.school_id, c.case_id, 'Call the family', 'clerk', '2027-02-01', 'done', 'reached', 'bench', '2027-01-10',
              date '2026-10-01' + ((n * 5 + i * 60) % 240)::int
         from bench_files f join cases c on c.district_id = $1 and c.student_id = f.student_id and c.year = 2026, generate_series(1, 3) i`,
  ],
  [
    'steps',
    `insert into casework_steps (district_id, student_id, school_id, case_id, thing, thing_id, step, on_date, done_by_id, done_by, done_at)
       select $1, c.student_id, c.school_id, c.case_id, (array['case', 'task', 'contact', 'journal'])[1 + i % 4], c.case_id, 'made',
              c.opened_on + i, '', 'bench', c.made_at + i * interval '3 days'
         from cases c, generate_series(1, 10) i where c.district_id = $1 and c.year = 2026`,
  ],
  [
    'plans',
    `insert into plans (district_id, student_id, school_id, case_id, kind, pack_id, criterion, cycle_on, term_kind, term_name, begins_on,
                        ends_on, at_end, state, owner_id, closed_on, outcome, made_by, made_at)
       select $1, f.student_id, f.school_id, c.case_id, 'attendance', 'grade-term-plans', 'P4', t.begins, 'semester', t.name, t.begins + 20,
              t.ends, 'close', t.state, f.owner, t.closed, case when t.closed is null then '' else 'helped' end, 'bench', t.begins + 20
         from bench_files f join cases c on c.district_id = $1 and c.student_id = f.student_id and c.year = 2026,
              (values (date '2027-01-11', 'Second semester', date '2027-06-15', 'active', null::date),
                      (date '2026-08-24', 'First semester', date '2026-12-18', 'finished', date '2026-12-18')) t (begins, name, ends, state, closed)
        where f.n % 2 = 0 and (t.closed is null or f.n % 4 = 0)`,
  ],
  [
    'interventions',
    `insert into plan_interventions (district_id, plan_id, student_id, code, title, state, start_on, end_on, made_by, made_at)
       select $1, plan_id, student_id, (array['check-in', 'mentor'])[i], (array['Check-in each morning', 'A mentor'])[i], 'running', begins_on,
              ends_on, 'bench', made_at from plans, generate_series(1, 2) i where district_id = $1`,
  ],
  [
    'filings',
    `insert into court_filings (district_id, plan_id, student_id, state, recommended_on, recommended_by_id, recommended_by, reason, supervisor_id)
       select $1, plan_id, student_id, 'recommended', '2027-04-01', '', 'bench', 'eight days', owner_id
         from plans where district_id = $1 and state = 'active' and plan_id % 20 = 0`,
  ],
  [
    'referrals',
    `insert into referrals (district_id, student_id, school_id, case_id, role, duty, state, why, reviewer_id, reviewer, asked_on, due_on,
                            closed_on, made_on, made_by, made_at)
       select $1, f.student_id, f.school_id, c.case_id, 'truancy-officer', 'officer', s.state, 'D10', '', 'An officer', '2027-04-01', '2027-06-20',
              case when s.state = 'decided' then date '2027-05-01' end, '2027-03-20', 'bench', '2027-03-20'
         from bench_files f join cases c on c.district_id = $1 and c.student_id = f.student_id and c.year = 2026,
              lateral (select (array['preparing', 'new', 'in-review', 'returned', 'decided'])[1 + (f.n / 10) % 5] as state) s where f.n % 10 = 0`,
  ],
  [
    'meetings',
    `insert into meetings (district_id, student_id, case_id, school_id, kind, state, on_date, at_time, length_minutes, place, family, made_by,
                           made_by_id, made_at)
       select $1, f.student_id, c.case_id, f.school_id, (array['conference', 'team', 'contract', 'follow-up'])[1 + (n + i) % 4],
              case when i = 1 and n % 5 = 0 then 'planned' else 'held' end,
              case when i = 1 and n % 5 = 0 then date '2027-06-09' + (n % 12)::int else date '2026-09-10' + ((n * 3 + i * 90) % 260)::int end,
              time '09:00' + (n % 12) * interval '30 minutes', 30, 'Room 4', case when i = 1 and n % 5 = 0 then '' else 'took-part' end,
              'bench', '', '2027-05-01'
         from bench_files f join cases c on c.district_id = $1 and c.student_id = f.student_id and c.year = 2026, generate_series(1, 2) i
        where f.n % 2 = 0 or i = 1`,
  ],
  [
    'invitees',
    `insert into meeting_invitees (district_id, meeting_id, student_id, part, name, person_id, invited_by, invited_at)
       select $1, m.meeting_id, m.student_id, (array['guardian', 'student', 'administrator'])[i], 'Invited', '', 'bench', '2027-05-01'
         from meetings m, generate_series(1, 3) i where m.district_id = $1`,
  ],
  [
    'contracts',
    `insert into contracts (district_id, student_id, case_id, school_id, year, state, template, texts, languages, starts_on, review_on, ends_on,
                            offered_on, made_by, made_at)
       select $1, f.student_id, c.case_id, f.school_id, 2026, (array['draft', 'offered', 'signed', 'reviewed', 'ended'])[1 + (n / 4) % 5], 'standard',
              '{}', '{en}', '2027-02-01', date '2027-05-20' + (n % 30)::int, '2027-06-15', '2027-02-01', 'bench', '2027-02-01'
         from bench_files f join cases c on c.district_id = $1 and c.student_id = f.student_id and c.year = 2026 where f.n % 4 = 0`,
  ],
  [
    'signatures',
    `insert into contract_signatures (district_id, contract_id, student_id, part, name)
       select $1, contract_id, student_id, (array['guardian', 'student', 'school'])[i], 'Signer' from contracts, generate_series(1, 3) i
        where district_id = $1`,
  ],
  [
    'tiers',
    `insert into tier_students (district_id, student_id, school_id, year, tier, stage, because, case_id, plan_id, owner_id, review_on,
                                decision, decided_on, made_by, made_at)
       select $1, f.student_id, f.school_id, 2026, case when n % 40 = 0 then 3 else 2 end, s.stage, 'T2', c.case_id, null, f.owner,
              case when s.stage = 'running' then date '2027-05-20' + (n % 30)::int end, case when s.stage = 'decided' then 'close' else '' end,
              case when s.stage = 'decided' then date '2027-04-01' end, 'bench', '2027-02-01'
         from bench_files f join cases c on c.district_id = $1 and c.student_id = f.student_id and c.year = 2026,
              lateral (select (array['to-match', 'to-plan', 'running', 'decided'])[1 + (f.n / 2) % 4] as stage) s where f.n % 2 = 0`,
  ],
  [
    'activities',
    `insert into support_activities (district_id, school_id, student_id, kind, what, on_date, state, done_on, made_by, made_at)
       select $1, school_id, case when n % 8 = 0 then student_id end, 'restorative-conversation', 'A circle', d.on_date, 'done', d.on_date, 'bench',
              '2027-02-01' from bench_files, lateral (select date '2026-10-01' + (n % 240)::int as on_date) d where n % 4 = 0`,
  ],
  [
    'campaigns',
    `insert into campaigns (district_id, school_id, title, state, goal_tenths, from_month, from_enrolled, from_absent_thousandths, start_on, end_on,
                            made_by, made_at)
       select $1, school_id, 'We miss you', 'running', 960, '2027-04-01', 10000, 600000, '2027-05-20', '2027-06-10', 'bench', '2027-05-10'
         from schools where district_id = $1`,
  ],
  [
    'team meetings',
    `insert into team_meetings (district_id, school_id, on_date, state, minutes, made_by, made_at)
       select $1, school_id, date '2026-09-15' + i * 14, case when i < 19 then 'held' else 'planned' end, 'Minutes', 'bench', '2026-09-01'
         from schools, generate_series(0, 20) i where district_id = $1`,
  ],
  [
    'documents',
    `insert into documents (district_id, student_id, school_id, year, kind, file_name, type, size_bytes, sha256, received_on, days, made_by_id,
                            made_by, made_at)
       select $1, student_id, school_id, 2026, (array['medical-note', 'parent-note', 'other'])[1 + n % 3], 'note.pdf', 'pdf', 40000,
              encode(sha256(student_id::bytea), 'hex'), d.on_date, array[d.on_date], '', 'bench', '2027-02-01'
         from bench_files, lateral (select date '2026-09-10' + (n % 260)::int as on_date) d`,
  ],
  [
    'excusals',
    `insert into excusal_proposals (district_id, student_id, school_id, document_id, days, reason, state, made_by_id, made_by, made_at, ended_on)
       select $1, student_id, school_id, document_id, days, 'a note of the doctor', case when document_id % 20 = 0 then 'proposed' else 'shown' end,
              '', 'bench', made_at, case when document_id % 20 = 0 then null else received_on + 5 end
         from documents where district_id = $1 and document_id % 4 = 0`,
  ],
  [
    'journals',
    `insert into journals (district_id, student_id, school_id, on_date, reason, entry, made_by_id, made_by, made_at, joins_plan)
       select $1, student_id, school_id, date '2026-09-10' + ((n * 3 + i * 100) % 260)::int, (array['attendance', 'health'])[i], 'Wrote it down', owner,
              'bench', '2027-02-01', i = 1 from bench_files, generate_series(1, 2) i`,
  ],
  [
    'incidents',
    `insert into incidents (district_id, student_id, school_id, on_date, reporter_kind, reporter_id, reporter_name, code, action, state, because,
                            made_by, made_at)
       select $1, student_id, school_id, date '2026-09-10' + (n % 260)::int, 'staff', 'S1', 'A teacher', 'TARDY', 'DET', 'open', 'I3', 'bench',
              '2027-02-01' from bench_files where n % 2 = 0`,
  ],
  [
    'eligibility',
    `insert into eligibility_records (district_id, student_id, school_id, status, status_before, from_on, until_on, because, made_by, made_at)
       select $1, student_id, school_id, 'probation', 'eligible', '2027-05-01', '2027-06-15', 'E3', 'bench', '2027-05-01' from bench_files where n % 4 = 0`,
  ],
  [
    'at risk',
    `insert into at_risk_records (district_id, student_id, school_id, reason, factors, from_on, until_on, because, made_by, made_at)
       select $1, student_id, school_id, 'CHRONIC', '{attendance}', '2027-05-01', '2027-06-15', 'R3', 'bench', '2027-05-01' from bench_files`,
  ],
  [
    'alerts',
    `insert into alerts (district_id, student_id, school_id, says, from_on, until_on, because, made_by, made_at)
       select $1, student_id, school_id, 'Absent often', '2027-05-01', '2027-06-15', 'A3', 'bench', '2027-05-01' from bench_files where n % 2 = 0`,
  ],
  [
    'messages',
    `insert into mail_outbox (district_id, way, key, send_to, subject, body, language, student_id, thing, state, queued_by, queued_at, next_try_at,
                              ended_at, school_id)
       select $1, (array['email', 'text'])[1 + n % 2], 'bench-' || n, 'family@bench.example', 'A meeting', 'On Monday', 'en', student_id, '',
              s.state, 'bench', '2027-05-01', '2027-05-01', case when s.state <> 'waiting' then timestamptz '2027-05-02' end, school_id
         from bench_files, lateral (select (array['sent', 'delivered', 'failed', 'waiting'])[1 + n % 4] as state) s`,
  ],
  [
    'disclosures',
    `insert into disclosures (district_id, at, person_id, person, come_from, student_no, kind, on_date, party, interest, given)
       select $1, '2027-04-01', '', 'bench', '', student_no, 'given', date '2026-10-01' + (n % 240)::int, 'An officer', 'truancy', 'the attendance file'
         from bench_files where n % 10 = 0`,
  ],
];

export function addCasework(db: Database): Promise<void> {
  return addRows(db, CASEWORK);
}

/** All of them or, where one fails, none. */
export async function addRows(db: Database, statements: readonly Statement[]): Promise<void> {
  await withTransaction(db, async (client) => {
    for (const [name, sql] of statements) {
      const written = await client.query(sql, [DISTRICT_ID]).catch((error: unknown) => {
        throw new Error(`the bench's ${name}: ${error instanceof Error ? error.message : String(error)}`);
      });
      remark(`  ${written.rowCount} ${name}`);
    }
  });
  await db.pool.query('vacuum analyze');
}
