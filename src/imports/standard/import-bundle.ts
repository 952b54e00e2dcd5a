/**
 * Brings a standard bundle into the database: one transaction, alone in its district. The same bundle again changes nothing;
 * what changed or vanished inside the schools and dates of the file is superseded, never erased.
 */
import type { ClientBase } from 'pg';
import { readBundle, type Bundle } from '../../bundle/index.ts';
import { withTransaction, type Database } from '../../db/index.ts';
import { lockDistrictFacts } from '../../db/district-lock.ts';
import { Refusal, type Problem } from '../../problem.ts';
import { contentHash } from './content-hash.ts';
import { hasChanges, type ImportFigures } from './figures.ts';
import { importAttendance } from './import-attendance.ts';
import { readLetterheads, type ReadLetterhead } from './import-letterheads.ts';
import { importReferences } from './import-references.ts';
import type { ImportProgress } from './progress.ts';

export interface ImportOptions {
  readonly districtId: number;
  readonly dir: string;
  /** Who imports, for the record. */
  readonly by: string;
  readonly now: Date;
  /** Go on although the file is suspiciously short, and why. */
  readonly acceptDrop?: boolean;
  readonly reason?: string;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Runs at the end of the import's transaction: what must be on record exactly when the import is. */
  readonly onImported?: (client: ClientBase, result: ImportResult) => Promise<void>;
}

export interface ImportResult {
  readonly importId: number;
  readonly figures: ImportFigures;
  readonly hasChanges: boolean;
  readonly warnings: readonly Problem[];
}

/**
 * Imports the bundle in a folder. Two imports of one district queue.
 * Fails: ProblemError for a bundle that cannot be used; Refusal with the figures for one that is suspiciously short. Both
 * change nothing; a refusal leaves a record of itself.
 */
export async function importBundle(db: Database, options: ImportOptions): Promise<ImportResult> {
  const bundle = await readBundle(options.dir, {
    onProgress: ({ read, total }) => options.onProgress?.({ step: 'read', done: read, total }),
  });
  const letterheads = await readLetterheads(bundle);
  const hash = await contentHash(
    options.dir,
    [...bundle.present].filter((name) => name.endsWith('.csv')),
  );
  try {
    return await withTransaction(db, (client) => importInto(client, { ...options, bundle, letterheads, hash }));
  } catch (error) {
    if (error instanceof Refusal) await recordRefusal(db, { ...options, hash, message: error.message });
    throw error;
  }
}

interface Source extends ImportOptions {
  readonly bundle: Bundle;
  readonly letterheads: readonly ReadLetterhead[];
  readonly hash: string;
}

async function importInto(client: ClientBase, source: Source): Promise<ImportResult> {
  const { districtId, bundle } = source;
  await lockDistrictFacts(client, districtId, 'exclusive');
  const importId = await beginImport(client, source);
  const context = { ...source, importId };
  const files = await importReferences(client, context);
  const attendance = await importAttendance(client, context);
  await client.query(FORGET_JUDGEMENTS, [districtId, concernsDistrict(files)]);
  const figures: ImportFigures = {
    files: { ...files, 'attendance.csv': attendance.figures },
    schools: attendance.schools,
    ...(source.reason === undefined ? {} : { reason: source.reason }),
  };
  if (rowsWritten(figures) >= MANY_ROWS) await client.query(`analyze ${FACT_TABLES}`);
  await client.query('update imports set figures = $3, finished_at = now() where district_id = $1 and import_id = $2', [
    districtId,
    importId,
    JSON.stringify(figures),
  ]);
  const result = { importId, figures, hasChanges: hasChanges(figures), warnings: bundle.warnings };
  await source.onImported?.(client, result);
  return result;
}

/** From here on what the planner knew of the tables is no longer true, and waiting for the server to notice makes slow plans. */
const MANY_ROWS = 5_000;
const FACT_TABLES = 'students, enrollments, guardians, rosters, events, attendance_records, attendance_packs';

function rowsWritten({ files }: ImportFigures): number {
  return Object.values(files).reduce((sum, file) => sum + file.new + file.changed, 0);
}

async function beginImport(client: ClientBase, source: Source): Promise<number> {
  const added = await client.query<{ id: number }>(
    `insert into imports (district_id, source, state, content_hash, accepted_drop, imported_by, started_at)
     values ($1, $2, 'done', $3, $4, $5, $6) returning import_id as id`,
    [source.districtId, source.dir, source.hash, source.acceptDrop === true, source.by, source.now],
  );
  const [row] = added.rows;
  if (row === undefined) throw new Error('an import got no number');
  return row.id;
}

/** Students concerned are judged again by the next calculation; all of them when a fact of the district changed. */
const FORGET_JUDGEMENTS = `
  delete from judged_students
   where district_id = $1 and ($2::boolean or student_id in (select student_id from touched_students))`;

const DISTRICT_FILES = ['schools.csv', 'calendar.csv', 'periods.csv', 'terms.csv', 'codes.csv'];

function concernsDistrict(files: ImportFigures['files']): boolean {
  return hasChanges({
    files: Object.fromEntries(Object.entries(files).filter(([name]) => DISTRICT_FILES.includes(name))),
    schools: {},
  });
}

async function recordRefusal(
  db: Database,
  source: ImportOptions & { readonly hash: string; readonly message: string },
): Promise<void> {
  await db.pool.query(
    `insert into imports (district_id, source, state, content_hash, figures, imported_by, started_at, finished_at)
     values ($1, $2, 'refused', $3, $4, $5, $6, now())`,
    [source.districtId, source.dir, source.hash, JSON.stringify({ refusal: source.message }), source.by, source.now],
  );
}
