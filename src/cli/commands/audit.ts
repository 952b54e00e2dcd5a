/** `rollcall audit`: are the logs as they were written, and what do they say. */
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Option, type Command } from 'commander';
import {
  PARENT_LETTER_LANGUAGES,
  parentLetter,
  planParentLetter,
  readDisclosures,
  readEntries,
  recordAudit,
  sealSegments,
  verifyAudit,
  type AuditFault,
  type LogState,
} from '../../access/index.ts';
import { formatDay } from '../../engine/index.ts';
import { ProblemError, Refusal } from '../../problem.ts';
import { parentLetterPdf } from '../../server/audit/paper.ts';
import { csvOfDisclosures, csvOfEntries } from '../../server/audit/csv.ts';
import { formatCount, formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { dayOption, timeZoneOf, todayOf, withSession, type Session } from '../session.ts';
import { registerRecord } from './audit-record.ts';

export function register(program: Command): void {
  const command = program
    .command('audit')
    .description(
      'Who saw or changed what, and what parties outside were given: verify the logs, export them, write down a disclosure.',
    );
  registerVerify(command);
  registerSeal(command);
  registerExport(command);
  registerLetter(command);
  registerRecord(command, studentOf);
}

interface VerifyOptions {
  readonly head: readonly string[];
  readonly format: Format;
}

function registerVerify(command: Command): void {
  const verify = command
    .command('verify')
    .description(
      'Hold every entry against its seal and every seal against the one before, and name the first that does not fit. ' +
        'Keep the printed heads somewhere else: given again with --head, they show that the end was not cut off.',
    )
    .option('--head <hash>', 'a head that an earlier verify printed; may be given again', headOption, []);
  formatOption(verify).action((options: VerifyOptions) =>
    withSession(async ({ db, districtId }) => {
      const states = await verifyAudit(db, { districtId, heads: options.head });
      if (options.format === 'json') for (const state of states) printJsonLine(state);
      else printStates(states);
      const fault = states.find((state) => state.fault !== null)?.fault ?? null;
      if (fault !== null) throw new Refusal(faultSentence(fault));
      if (options.format === 'table') remark('Both logs are as they were written.');
    }),
  );
}

function headOption(text: string, before: readonly string[]): readonly string[] {
  if (!/^[0-9a-f]{64}$/i.test(text))
    throw new ProblemError([{ path: '--head', found: `"${text}"`, allowed: 'the 64 letters and digits of a head' }]);
  return [...before, text.toLowerCase()];
}

function printStates(states: readonly LogState[]): void {
  printTable(
    ['log', 'segments', 'sealed', 'written since', 'head'],
    states.map((state) => [
      NAMES[state.log],
      formatCount(state.segments),
      formatCount(state.sealed),
      formatCount(state.waiting),
      state.head === '' ? 'nothing was sealed yet' : state.head,
    ]),
  );
}

const NAMES: Readonly<Record<AuditFault['log'], string>> = {
  entries: 'who saw or changed',
  disclosures: 'disclosures',
};

function faultSentence({ log, id, segmentNo, what }: AuditFault): string {
  const entry = log === 'entries' ? `entry ${id}` : `line ${id} of the disclosures`;
  const place = `the log "${NAMES[log]}"`;
  switch (what) {
    case 'changed':
      return `Broken: ${entry} was changed after it was sealed (segment ${segmentNo}). It is the first that does not fit.`;
    case 'removed':
      return `Broken: ${entry} was removed after it was sealed (segment ${segmentNo}). It is the first that does not fit.`;
    case 'added':
      return `Broken: ${entry} was put in after its neighbours were sealed (segment ${segmentNo}). It is the first that does not fit.`;
    case 'students-changed':
      return `Broken: the students by which ${entry} is found are not those that it names.`;
    case 'seal-changed':
      return `Broken: segment ${segmentNo} of ${place} was changed. Nothing from there on can be relied on.`;
    case 'seal-removed':
      return `Broken: segment ${segmentNo} of ${place} is missing, or a head that was given is not in the chain.`;
  }
}

function registerSeal(command: Command): void {
  const seal = command
    .command('seal')
    .description('Seal what was written since the last seal. A running server does it every minute.');
  formatOption(seal).action((options: { readonly format: Format }) =>
    withSession(async ({ db, now }) => {
      const figures = await sealSegments(db, now());
      if (options.format === 'json') printJsonLine(figures);
      else remark(`Sealed ${formatCount(figures.entries)} entries in ${formatCount(figures.segments)} segments.`);
    }),
  );
}

interface ExportOptions {
  readonly log: string;
  readonly student?: string;
  readonly from?: string;
  readonly to?: string;
}

/** Lines read at once. */
const PIECE = 2_000;

function registerExport(command: Command): void {
  command
    .command('export')
    .description('Write a log as CSV to standard output, the newest first. Exporting leaves an entry too.')
    .option('--log <log>', 'entries (who saw or changed) or disclosures (what parties outside were given)', 'entries')
    .option('--student <id>', 'one student')
    .option('--from <date>', 'this day or later')
    .option('--to <date>', 'this day or before')
    .action((options: ExportOptions) => withSession((session) => exportLog(session, options)));
}

async function exportLog(session: Session, options: ExportOptions): Promise<void> {
  const { db, districtId } = session;
  if (options.log !== 'entries' && options.log !== 'disclosures')
    throw new ProblemError([{ path: '--log', found: `"${options.log}"`, allowed: 'entries or disclosures' }]);
  const student = options.student === undefined ? undefined : await studentOf(session, options.student);
  const filter = {
    ...(student === undefined ? {} : { student: student.no }),
    ...(options.from === undefined ? {} : { from: formatDay(dayOption('--from', options.from)) }),
    ...(options.to === undefined ? {} : { to: formatDay(dayOption('--to', options.to)) }),
  };
  await leaveEntry(session, 'export-list', student?.no, { list: options.log, ...filter });
  const page = (before: number | undefined) => ({ ...(before === undefined ? {} : { before }), limit: PIECE });
  await write(
    options.log === 'entries'
      ? csvOfEntries((before) => readEntries(db.pool, districtId, filter, page(before)))
      : csvOfDisclosures((before) => readDisclosures(db.pool, districtId, filter, page(before))),
  );
}

function registerLetter(command: Command): void {
  command
    .command('letter')
    .description('All requests for and disclosures of one student’s records, as a letter to the parents.')
    .requiredOption('--student <id>', 'the student')
    .addOption(new Option('--language <language>', 'of the family').choices([...PARENT_LETTER_LANGUAGES]).default('en'))
    .option('--pdf <file>', 'a tagged PDF instead of text')
    .action((options: { readonly student: string; readonly language: 'en' | 'es'; readonly pdf?: string }) =>
      withSession(async (session) => {
        const { db, districtId } = session;
        const { language } = options;
        const { no, name } = await studentOf(session, options.student);
        const disclosures = await readDisclosures(db.pool, districtId, { student: no });
        await leaveEntry(session, 'view-document', no, { document: 'disclosures' });
        const [timeZone, on] = [await timeZoneOf(session), await todayOf(session)];
        const found = await db.pool.query<{ name: string }>('select name from districts where district_id = $1', [
          districtId,
        ]);
        const district = found.rows[0]?.name ?? '';
        const facts = { language, district, student: name, on, timeZone, disclosures };
        if (options.pdf === undefined) process.stdout.write(parentLetter(facts));
        else await writeFile(options.pdf, await parentLetterPdf(planParentLetter(facts), timeZone));
      }),
    );
}

async function studentOf(
  { db, districtId }: Session,
  id: string,
): Promise<{ readonly no: number; readonly name: string }> {
  const found = await db.pool.query<{ no: number; name: string }>(
    `select student_no as no, first_name || ' ' || last_name as name from students where district_id = $1 and student_id = $2`,
    [districtId, id],
  );
  const [row] = found.rows;
  if (row === undefined) throw new Refusal('No student with that number.');
  return row;
}

async function leaveEntry(
  { db, districtId, by, now }: Session,
  action: string,
  student: number | undefined,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await recordAudit(
    db.pool,
    { actor: { personId: '', name: by }, districtId, from: 'command line', at: now() },
    { action, detail, ...(student === undefined ? {} : { students: [`s${student}`] }) },
  );
}

async function write(file: Readable): Promise<void> {
  for await (const piece of file) if (!process.stdout.write(piece as Buffer)) await once(process.stdout, 'drain');
}
