/** The parts of a file that are rows of what people and the information system wrote down. */
import type { ClientBase } from 'pg';
import { readContacts, readJournals, readMeetings, readSteps } from '../cases/index.ts';
import { readDisclosures } from '../access/index.ts';
import type { SheetSection } from '../documents/index.ts';
import {
  dayText,
  languageText,
  momentText,
  timeText,
  words,
  yearOfFile,
  zoneText,
  type FileFacts,
} from './file-facts.ts';
import { factsSection, PART_TITLES, tableSection, type FilePart, type FilePartKey } from './file-part.ts';

type Reader = (client: ClientBase, facts: FileFacts) => Promise<FilePart>;

const part = (key: FilePartKey, entries: number, sections: readonly SheetSection[]): FilePart => ({
  key,
  title: PART_TITLES[key],
  entries,
  sections,
  attachments: [],
});

interface Happened {
  readonly on: string;
  readonly at: string;
  readonly what: string;
  readonly note: string;
  readonly by: string;
}

/** Everything that was done, in order: steps of casework, notices, and what the information system tells. */
export const timelinePart: Reader = async (client, facts) => {
  const { districtId, student, zone } = facts;
  const { from, to } = yearOfFile(facts);
  const steps = await readSteps(client, { districtId, student, limit: 5000 });
  const notices = await client.query<Happened>(
    `select s.on_date as "on", s.done_at::text as at, 'notice N' || n.notice_id || ' (' || n.criterion || '): ' || s.step || case when s.way = '' then '' else ', ' || s.way end as what,
        s.note, s.done_by as by
       from notices n join notice_steps s on s.district_id = n.district_id and s.notice_id = n.notice_id
      where n.district_id = $1 and n.student_id = $2 and s.on_date between $3 and $4`,
    [districtId, student, from, to],
  );
  const events = await client.query<Happened>(
    `select on_date as "on", '' as at, event as what, ref as note, 'imported' as by from events
      where district_id = $1 and student_id = $2 and origin = 'bundle' and superseded_import_id is null and on_date between $3 and $4`,
    [districtId, student, from, to],
  );
  const all: Happened[] = [
    ...steps
      .filter(({ on }) => from <= on && on <= to)
      .map(({ on, at, thing, step, reason, detail, by }) => ({
        on,
        at,
        what: `${words(thing)} ${words(step)}`,
        note: noteOf(reason === '' && typeof detail['what'] === 'string' ? detail['what'] : reason),
        by,
      })),
    ...notices.rows,
    ...events.rows.map((one) => ({ ...one, what: words(one.what) })),
  ].toSorted((a, b) => (a.on === b.on ? (a.at < b.at ? -1 : Number(a.at > b.at)) : a.on < b.on ? -1 : 1));
  const rows = all.map(({ on, what, note, by }) => [dayText(on), what, note, by]);
  return part('timeline', rows.length, [
    tableSection(
      '',
      [
        ['Day', 4],
        ['What', 6],
        ['Note', 7],
        ['By', 4],
      ],
      rows,
      [`All times are of the district (${zoneText(zone)}).`],
    ),
  ]);
};

/** A task that Rollcall closed by itself says so by a key of the app's words: "welfare not needed". */
function noteOf(reason: string): string {
  if (!reason.startsWith('key:')) return reason;
  return words(reason.slice('key:'.length).replaceAll(/([A-Z])/g, (letter) => `-${letter.toLowerCase()}`));
}

/** Every day of the school year with an absence, a late arrival or an early leave, as it stands in the official attendance. */
export const attendancePart: Reader = async (client, facts) => {
  const { districtId, studentNo } = facts;
  const { from, to } = yearOfFile(facts);
  const found = await client.query<{
    readonly on: string;
    readonly school: string;
    readonly period: string;
    readonly code: string;
    readonly meaning: string;
    readonly excuse: string;
    readonly minutes: number | null;
  }>(
    `with records as (
       select a.on_date, school.word as school_id, coalesce(period.word, '') as period, code.word as code, a.minutes_absent
         from attendance_records a
         join fact_words school on school.district_id = a.district_id and school.kind = 'school' and school.word_no = a.school_no
         join fact_words code on code.district_id = a.district_id and code.kind = 'code' and code.word_no = a.code_no
         left join fact_words period on period.district_id = a.district_id and period.kind = 'period' and period.word_no = a.period_no
        where a.district_id = $1 and a.student_no = $2 and a.on_date between $3 and $4 and a.superseded_import_id is null)
     select r.on_date as "on", coalesce(s.name, r.school_id) as school, r.period, r.code,
        coalesce(nullif(m.description, ''), m.status, 'not known') as meaning, coalesce(m.excuse, '') as excuse, r.minutes_absent as minutes
       from records r left join schools s on s.district_id = $1 and s.school_id = r.school_id
       left join lateral (select c.* from codes c where c.district_id = $1 and c.code = r.code and c.school_id in (r.school_id, '')
         order by c.school_id desc limit 1) m on true
      where m.status is null or m.status in ('absent', 'tardy', 'left-early')
      order by r.on_date, r.period`,
    [districtId, studentNo, from, to],
  );
  const rows = found.rows.map((row) => [
    dayText(row.on),
    row.period === '' ? 'all day' : `period ${row.period}`,
    `${row.code} ${row.meaning}`,
    row.excuse,
    row.minutes === null ? '' : `${row.minutes} min`,
    row.school,
  ]);
  const days = new Set(found.rows.map(({ on }) => on)).size;
  return part('attendance', days, [
    tableSection(
      '',
      [
        ['Day', 4],
        ['When', 3],
        ['Code', 5],
        ['Excuse', 3],
        ['Missed', 2],
        ['School', 5],
      ],
      rows,
      [`Official attendance from ${dayText(from)} on: days with an absence, a late arrival or an early leave.`],
    ),
  ]);
};

/** Also those that were corrected: both stay on record. */
export const contactsPart: Reader = async (client, facts) => {
  const { districtId, student, zone } = facts;
  const all = await readContacts(client, { districtId, student, ...yearOfFile(facts) });
  const rows = all
    .toReversed()
    .map((one) => [
      momentText(one.at, zone),
      words(one.kind),
      one.name === '' ? one.party : one.name,
      words(one.outcome),
      [languageText(one.language), one.hasInterpreter ? 'with an interpreter' : '']
        .filter((text) => text !== '')
        .join(', '),
      [one.note, correctionOf(one)].filter((text) => text !== '').join(' '),
      one.by,
    ]);
  return part('contacts', rows.length, [
    tableSection(
      '',
      [
        ['When', 4],
        ['How', 2],
        ['With', 4],
        ['Outcome', 3],
        ['Language', 3],
        ['Note', 6],
        ['By', 3],
      ],
      rows,
    ),
  ]);
};

export const journalPart: Reader = async (client, facts) => {
  const { districtId, student } = facts;
  const all = await readJournals(client, { districtId, student, ...yearOfFile(facts) });
  const rows = all
    .toReversed()
    .map((one) => [
      dayText(one.on),
      one.reason,
      [one.entry, correctionOf(one)].filter((text) => text !== '').join(' '),
      one.by,
    ]);
  return part('journal', rows.length, [
    tableSection(
      '',
      [
        ['Day', 4],
        ['Reason', 3],
        ['Entry', 12],
        ['By', 4],
      ],
      rows,
    ),
  ]);
};

export const meetingsPart: Reader = async (client, facts) => {
  const { districtId, student } = facts;
  const all = await readMeetings(client, { districtId, student, ...yearOfFile(facts) });
  const sections = all.flatMap((one) => [
    factsSection(`${words(one.kind)}, ${dayText(one.on)}, ${timeText(one.at)}`, [
      ['Place', one.place],
      ['Purpose', one.purpose],
      ['State', words(one.state)],
      ['Family', words(one.family)],
      ['Minutes', one.minutesText],
      ['Decisions', one.decisions],
      ['Written by', one.minutesBy],
    ]),
    tableSection(
      '',
      [
        ['Invited', 6],
        ['As', 4],
        ['Answer', 3],
        ['Came', 2],
      ],
      one.invitees.map(({ name, part: as, response, attended }) => [
        name,
        words(as),
        words(response),
        attended === null ? '' : attended ? 'yes' : 'no',
      ]),
    ),
  ]);
  return part('meetings', all.length, sections.length === 0 ? [tableSection('', [['', 1]], [])] : sections);
};

export const disclosuresPart: Reader = async (client, facts) => {
  const all = await readDisclosures(client, facts.districtId, { student: facts.studentNo });
  const rows = all
    .toReversed()
    .map((one) => [
      dayText(one.on),
      one.kind === 'given' ? 'given' : 'asked for, not given',
      one.party,
      one.given,
      one.interest,
    ]);
  return part('disclosures', rows.length, [
    tableSection(
      '',
      [
        ['Day', 4],
        ['', 3],
        ['Party', 5],
        ['What', 5],
        ['Interest', 5],
      ],
      rows,
      ['Kept under 34 CFR 99.32.'],
    ),
  ]);
};

/** Who has reviewed the file, and what came of it. */
export const referralsPart: Reader = async (client, facts) => {
  const found = await client.query<{
    readonly role: string;
    readonly state: string;
    readonly reviewer: string;
    readonly asked: string | null;
    readonly outcome: string;
    readonly notes: string;
    readonly decided: string | null;
    readonly why: string;
    readonly whyOn: string | null;
  }>(
    `select why, why_on as "whyOn", role, state, reviewer, asked_on as asked, outcome, outcome_notes as notes, outcome_on as decided from referrals
      where district_id = $1 and student_id = $2 and case_id = $3 order by referral_id`,
    [facts.districtId, facts.student, facts.caseId],
  );
  const rows = found.rows.map((row) => [
    words(row.role),
    [row.why, dayText(row.whyOn)].filter((text) => text !== '').join(', '),
    row.reviewer,
    dayText(row.asked),
    words(row.state),
    [words(row.outcome), row.notes].filter((text) => text !== '').join(': '),
    dayText(row.decided),
  ]);
  return part('referrals', rows.length, [
    tableSection(
      '',
      [
        ['To', 4],
        ['Why', 8],
        ['Person', 4],
        ['Sent', 4],
        ['State', 4],
        ['Outcome', 5],
        ['Decided', 4],
      ],
      rows,
    ),
  ]);
};

function correctionOf(one: {
  readonly corrects: number | null;
  readonly correctionReason: string;
  readonly isVoid: boolean;
  readonly correctedBy: number | null;
}): string {
  if (one.correctedBy !== null) return '[corrected later]';
  if (one.corrects === null) return '';
  return one.isVoid ? `[taken back: ${one.correctionReason}]` : `[correction: ${one.correctionReason}]`;
}
