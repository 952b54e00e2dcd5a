/**
 * The sample district: write it, import it, put the packs in use, go through last week's cycle (calculate, issue, make the
 * letters), and calculate this week's, which is left for a person to review. Each step is safe to repeat, so a start that was
 * cut off is carried on by the next.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lastCalculation } from '../calculation/index.ts';
import { withTransaction, type Database } from '../db/index.ts';
import { printLetters, type PrintResult } from '../documents/index.ts';
import { formatDay, parseDay, type Day } from '../engine/index.ts';
import { importBundle } from '../imports/index.ts';
import { refreshAttendance } from '../insight/index.ts';
import {
  calculateAndRelease,
  issueNotices,
  markProduced,
  parseBatchOrNotice,
  presumeReceived,
} from '../notices/index.ts';
import { generateDistrict, writeDistrict } from '../sample/index.ts';
import { defineCatalogs } from './casework-catalogs.ts';
import { beginTiers } from './casework-tiers.ts';
import { readDemoState, type DemoState } from './demo-state.ts';
import { offerSampleSlots, useSamplePacks } from './prepare-district.ts';

export interface DemoOptions {
  readonly districtId: number;
  /** Receives the bundle (`sample/`) and the letters (`letters/`). */
  readonly home: string;
  /** Folder of the five packs. */
  readonly packs: string;
  readonly students: number;
  readonly by: string;
  readonly now: () => Date;
  /** A step begins, goes on, or (with `done` equal to `total`) ends. */
  readonly onProgress: (step: DemoStep, done: number, total: number) => void;
}

export type DemoStep = 'write' | 'import' | 'packs' | 'calculate' | 'issue' | 'letters';

export interface DemoReport {
  /** `kept`: nothing was loaded, the home holds another district. */
  readonly outcome: 'loaded' | 'already-there' | 'kept';
  readonly state: DemoState;
  readonly warnings: readonly string[];
}

/** The batch of the demo; issuing it again gives the same one. */
const BATCH_KEY = 'sample district';

/** Runs what is still to be done. A home with another district is left as it is. */
export async function runDemo(db: Database, options: DemoOptions): Promise<DemoReport> {
  const before = await readDemoState(db.pool, options);
  if (before.source !== null && before.source !== bundleFolder(options))
    return { outcome: 'kept', state: before, warnings: [] };
  if (before.batch !== null && before.toPrint === 0 && before.files.length > 0 && isThisWeek(before, options))
    return { outcome: 'already-there', state: before, warnings: [] };
  const warnings = await runCycle(db, options, before);
  return { outcome: 'loaded', state: await readDemoState(db.pool, options), warnings };
}

/** Whether this week's calculation was made, whatever came after it. */
function isThisWeek({ asOf }: DemoState, { students }: DemoOptions): boolean {
  return asOf !== null && asOf >= formatDay(generateDistrict({ students }).through + 1);
}

async function runCycle(db: Database, options: DemoOptions, before: DemoState): Promise<readonly string[]> {
  if (before.source === null) {
    await writeSample(options);
    await importSample(db, options);
    await removeDrafts(options);
  }
  const prepared = { ...options, now: options.now() };
  await useSamplePacks(db, { ...prepared, onProgress: (done, total) => options.onProgress('packs', done, total) });
  await offerSampleSlots(db, prepared);
  const week = await weekOf(db, options);
  const by = { districtId: options.districtId, name: options.by, now: prepared.now, on: formatDay(week.lettersOn) };
  await defineCatalogs(db, by);
  const warnings = await judge(db, options, week.lettersOn);
  const batch = await issue(db, options, week.lettersOn);
  if (batch !== null) warnings.push(...(await makeLetters(db, options, { batch, asOf: week.lettersOn })));
  if (week.review > week.lettersOn) warnings.push(...(await judge(db, options, week.review)));
  await beginTiers(db, { ...by, personId: '', role: 'rollcall', on: formatDay(week.review) });
  return warnings;
}

/** Under another name first: a bundle that was cut off is never imported. */
async function writeSample(options: DemoOptions): Promise<void> {
  const folder = bundleFolder(options);
  options.onProgress('write', 0, options.students);
  if (!existsSync(folder)) {
    // With a PostgreSQL of one's own nothing has made the home yet.
    await mkdir(options.home, { recursive: true, mode: 0o700 });
    const draft = await mkdtemp(`${folder}-draft-`);
    let done = 0;
    await writeDistrict(draft, generateDistrict({ students: options.students }), {
      onStudent: () => options.onProgress('write', Math.min((done += 1), options.students - 1), options.students),
    });
    await rename(draft, folder).catch((error: NodeJS.ErrnoException) => {
      // Another start was faster; its bundle is the same.
      if (!existsSync(folder)) throw error;
    });
  }
  options.onProgress('write', options.students, options.students);
}

/** What starts that were cut off, or were slower, left behind. */
async function removeDrafts({ home }: DemoOptions): Promise<void> {
  for (const name of await readdir(home)) {
    if (name.startsWith('sample-draft-')) await rm(join(home, name), { recursive: true, force: true });
  }
}

async function importSample(db: Database, options: DemoOptions): Promise<void> {
  const { districtId, by } = options;
  options.onProgress('import', 0, 300);
  await importBundle(db, {
    districtId,
    dir: bundleFolder(options),
    by,
    now: options.now(),
    // Reading, reference files and rows are a third of the bar each.
    onProgress: ({ step, done, total }) =>
      options.onProgress(
        'import',
        { read: 0, reference: 100, write: 200 }[step] + Math.floor((99 * done) / Math.max(total, 1)),
        300,
      ),
  });
  const { name } = generateDistrict({ students: options.students });
  await db.pool.query(`update districts set name = $2 where district_id = $1`, [districtId, name]);
  options.onProgress('import', 300, 300);
}

/**
 * This week's day is the day after the last one with records, as after a night's import; letters went out seven days before.
 * A calculation that came meanwhile goes before both: nothing is issued as of a day before it.
 */
async function weekOf(
  db: Database,
  { districtId, students }: DemoOptions,
): Promise<{ readonly lettersOn: Day; readonly review: Day }> {
  const review = generateDistrict({ students }).through + 1;
  const last = await lastCalculation(db.pool, districtId);
  const known = last === null ? undefined : parseDay(last.asOfOn);
  const lettersOn = Math.max(review - 7, known ?? 0);
  return { lettersOn, review };
}

async function judge(db: Database, options: DemoOptions, asOf: Day): Promise<string[]> {
  const { districtId, by } = options;
  const now = options.now();
  options.onProgress('calculate', 0, 1);
  const report = await calculateAndRelease(db, {
    districtId,
    asOf,
    by,
    now,
    prepare: (client) => presumeReceived(client, { districtId, asOf: formatDay(asOf), by, now }),
    onProgress: (done, total) => options.onProgress('calculate', Math.min(done, total - 1), total),
  });
  await refreshAttendance(db, { districtId, now });
  options.onProgress('calculate', report.figures.students, report.figures.students);
  return [...report.warnings];
}

async function issue(db: Database, options: DemoOptions, asOf: Day): Promise<number | null> {
  const { districtId, by } = options;
  options.onProgress('issue', 0, 1);
  const result = await issueNotices(db, {
    districtId,
    asOf: formatDay(asOf),
    filter: {},
    by,
    now: options.now(),
    key: BATCH_KEY,
  });
  options.onProgress('issue', 1, 1);
  if (result.batch === null) return null;
  return parseBatchOrNotice(result.batch).id;
}

async function makeLetters(
  db: Database,
  options: DemoOptions,
  { batch, asOf }: { readonly batch: number; readonly asOf: Day },
): Promise<readonly string[]> {
  const { districtId, by, home } = options;
  const now = options.now();
  options.onProgress('letters', 0, 1);
  await mkdir(join(home, 'letters'), { recursive: true, mode: 0o700 });
  const printed = await printLetters(db.pool, {
    districtId,
    selection: { batch },
    out: join(home, 'letters', 'letters.pdf'),
    onProgress: (made, total) => options.onProgress('letters', Math.min(made, total - 1), total),
  });
  options.onProgress('letters', 1, 1);
  await withTransaction(db, (client) =>
    markProduced(client, { districtId, notices: printed.notices, on: formatDay(asOf), by, now }),
  );
  return warningsOf(printed);
}

function warningsOf({ failed, missing }: PrintResult): readonly string[] {
  return [
    ...failed.map(({ notice, why }) => `The letter of ${notice} could not be made: ${why}`),
    ...(missing.length === 0 ? [] : [`${missing.length} could not get a letter; the cover sheet names them.`]),
  ];
}

function bundleFolder({ home }: Pick<DemoOptions, 'home'>): string {
  return join(home, 'sample');
}
