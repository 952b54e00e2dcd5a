/** Answers from the two logs; each look leaves its own entry. */
import { z } from 'zod';
import {
  countDisclosures,
  parentLetter,
  planParentLetter,
  readChoices,
  readDisclosures,
  readEntries,
  recordDisclosures,
  type DisclosureFilter,
  type DisclosureOnFile,
  type EntryFilter,
  type EntryOnFile,
} from '../../access/index.ts';
import { todayIn } from '../../db/zone.ts';
import { MOST_SHEET_ROWS } from '../../documents/index.ts';
import type { Handlers } from '../context.ts';
import { cursorOf, parseStudentKey, readCursor, studentKeyOf } from '../keys.ts';
import { listOnPaper, speakerFor } from '../list-on-paper.ts';
import { problem } from '../problems.ts';
import type { AuditLine, auditContract, DisclosureLine } from './contract.ts';
import { countEntriesKept } from './counted-entries.ts';
import { csvOfDisclosures, csvOfEntries } from './csv.ts';
import { keptOfDisclosures } from './kept-disclosures.ts';
import { chosenWords, disclosureColumns, entryColumns, parentLetterPdf } from './paper.ts';
import { readState } from './state.ts';
import { nameOfStudent, placeOf } from './student-name.ts';

/** Lines read at once for a file. */
const PIECE = 2_000;

export const auditHandlers: Handlers<typeof auditContract> = {
  readAudit: async ({ query, parts, districtId, audit }) => {
    const filter = entryFilterOf(query);
    const before = readCursor(z.int(), query.cursor);
    const found = await readEntries(parts.db.pool, districtId, filter, {
      ...(before === undefined ? {} : { before }),
      limit: query.limit + 1,
    });
    const items = found.slice(0, query.limit);
    const total = await countEntriesKept(parts, filter);
    await audit(lookOf('audit', query));
    return { items: items.map(lineOf), next: nextOf(found, items), total };
  },
  readAuditChoices: async ({ parts, districtId }) => {
    const { people, actions } = await readChoices(parts.db.pool, districtId);
    return { people: [...people], actions: [...actions] };
  },
  readAuditState: async ({ parts }) => readState(parts),
  exportAudit: async ({ query, parts, districtId, audit }) => {
    const filter = entryFilterOf(query);
    await audit({ ...lookOf('audit', query), action: 'export-list' });
    return {
      name: 'audit.csv',
      type: 'text/csv',
      body: csvOfEntries((before) =>
        readEntries(parts.db.pool, districtId, filter, { ...(before === undefined ? {} : { before }), limit: PIECE }),
      ),
    };
  },
  listDisclosures: async (context) => {
    const { query, db, districtId, audit } = context;
    const filter = disclosureFilterOf(query);
    const before = readCursor(z.int(), query.cursor);
    const page = { ...(before === undefined ? {} : { before }), limit: query.limit + 1 };
    const { found, total } = await keptOfDisclosures(context, [filter, page], async () => ({
      found: await readDisclosures(db.pool, districtId, filter, page),
      total: await countDisclosures(db.pool, districtId, filter),
    }));
    const items = found.slice(0, query.limit);
    await audit({ ...lookOf('disclosures', query), students: keysOf(items) });
    return { items: items.map(disclosureOf), next: nextOf(found, items), total };
  },
  recordDisclosure: async ({ body, db, parts, actor, districtId, request }) => {
    const { students: keys, corrects, ...rest } = body;
    const { timeZone } = await placeOf(parts.db.pool, districtId);
    if (rest.on > todayIn(timeZone, parts.now()))
      throw problem('invalid', { errors: [{ path: 'body.on', message: 'allowed: today or earlier' }] });
    const students = keys.map(parseStudentKey);
    const seen = await db.pool.query('select from students where district_id = $1 and student_no = any ($2)', [
      districtId,
      students,
    ]);
    if (seen.rowCount !== new Set(students).size) throw problem('not-found');
    const who = { actor, districtId, from: request.ip, at: parts.now() };
    const disclosures = await recordDisclosures(db, who, {
      ...rest,
      students,
      ...(corrects === undefined ? {} : { corrects }),
    });
    return { disclosures: [...disclosures] };
  },
  exportDisclosures: async ({ query, db, districtId, audit }) => {
    const filter = disclosureFilterOf(query);
    await audit({ ...lookOf('disclosures', query), action: 'export-list' });
    return {
      name: 'disclosures.csv',
      type: 'text/csv',
      body: csvOfDisclosures((before) =>
        readDisclosures(db.pool, districtId, filter, { ...(before === undefined ? {} : { before }), limit: PIECE }),
      ),
    };
  },
  printAudit: async (context) => {
    const { query, parts, districtId, audit } = context;
    const rows = await readEntries(parts.db.pool, districtId, entryFilterOf(query), { limit: MOST_SHEET_ROWS + 1 });
    await audit({ ...lookOf('audit', query), action: 'print-list' });
    const speaker = await speakerFor(context);
    const title = speaker.words('audit')('title');
    const chosen = chosenWords(speaker, query);
    return listOnPaper(context, speaker, { name: 'audit.pdf', title, chosen, columns: entryColumns(speaker), rows });
  },
  printDisclosureList: async (context) => {
    const { query, db, districtId, audit } = context;
    const rows = await readDisclosures(db.pool, districtId, disclosureFilterOf(query), { limit: MOST_SHEET_ROWS + 1 });
    await audit({ ...lookOf('disclosures', query), action: 'print-list', students: keysOf(rows) });
    const speaker = await speakerFor(context);
    const title = speaker.words('disclosures')('title');
    const [chosen, columns] = [chosenWords(speaker, query), disclosureColumns(speaker)];
    return listOnPaper(context, speaker, { name: 'disclosures.pdf', title, chosen, columns, rows });
  },
  printDisclosures: async (context) => {
    const facts = await parentLetterFacts(context);
    return {
      name: 'disclosures.pdf',
      type: 'application/pdf',
      body: await parentLetterPdf(planParentLetter(facts), facts.timeZone),
    };
  },
  readDisclosuresText: async (context) => {
    const facts = await parentLetterFacts(context);
    return { name: 'disclosures.txt', type: 'text/plain', body: parentLetter(facts) };
  },
};

type LetterContext = Pick<
  Parameters<(typeof auditHandlers)['printDisclosures']>[0],
  'params' | 'query' | 'db' | 'parts' | 'districtId' | 'audit'
>;

/** Fails: `not-found` for a student out of reach. Leaves the entry of the look. */
async function parentLetterFacts({ params, query, db, parts, districtId, audit }: LetterContext) {
  const student = await nameOfStudent(db.pool, districtId, parseStudentKey(params.student));
  const { district, timeZone } = await placeOf(parts.db.pool, districtId);
  const disclosures = await readDisclosures(db.pool, districtId, { student: parseStudentKey(params.student) });
  const { language } = query;
  await audit({ action: 'view-document', students: [params.student], detail: { document: 'disclosures', language } });
  return { language, district, student, on: todayIn(timeZone, parts.now()), timeZone, disclosures };
}

interface AuditQuery {
  readonly person?: string | undefined;
  readonly student?: string | undefined;
  readonly action?: string | undefined;
  readonly outcome?: 'done' | 'refused' | undefined;
  readonly kind?: 'given' | 'asked' | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

function entryFilterOf({ person, student, action, outcome, from, to }: AuditQuery): EntryFilter {
  return {
    ...(person === undefined ? {} : { personId: person }),
    ...(student === undefined ? {} : { student: parseStudentKey(student) }),
    ...(action === undefined ? {} : { action }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

function disclosureFilterOf({ student, kind, from, to }: AuditQuery): DisclosureFilter {
  return {
    ...(student === undefined ? {} : { student: parseStudentKey(student) }),
    ...(kind === undefined ? {} : { kind }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

/** The entry of a look at a log, with its filter. */
function lookOf(list: string, { person, student, action, outcome, kind, from, to }: AuditQuery) {
  const filter = Object.entries({ person, action, outcome, kind, from, to }).filter(([, value]) => value !== undefined);
  return {
    action: 'view-list',
    detail: { list, ...Object.fromEntries(filter) },
    ...(student === undefined ? {} : { students: [student] }),
  };
}

function lineOf({ id, at, students, ...rest }: EntryOnFile): AuditLine {
  return {
    ...rest,
    entry: id,
    at: at.toISOString(),
    students: students.map(studentKeyOf),
    detail: { ...rest.detail },
  };
}

function disclosureOf({ id, at, student, person, name, kind, on, party, interest, given, ...rest }: DisclosureOnFile) {
  const { corrects, correctedBy } = rest;
  const line: DisclosureLine = {
    disclosure: id,
    at: at.toISOString(),
    person,
    student: studentKeyOf(student),
    name,
    kind,
    on,
    party,
    interest,
    given,
    corrects,
    correctedBy,
  };
  return line;
}

function keysOf(lines: readonly DisclosureOnFile[]): readonly string[] {
  return [...new Set(lines.map(({ student }) => studentKeyOf(student)))];
}

function nextOf(found: readonly { readonly id: number }[], items: readonly { readonly id: number }[]): string | null {
  return found.length > items.length ? cursorOf(items.at(-1)?.id) : null;
}
