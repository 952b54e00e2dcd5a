/** The command line leaves entries in the log of who saw or changed what, as the app does. */
import { recordAudit } from '../access/index.ts';
import type { Database } from '../db/index.ts';
import { ProblemError, Refusal } from '../problem.ts';

/**
 * Commands that neither show nor change a student's data; all others are recorded. What they were given stays out of the entry: it may
 * name a student.
 */
export const UNRECORDED: ReadonlySet<string> = new Set([
  'audit',
  'backup',
  'catalog',
  'demo',
  'did-it-help',
  'evaluate',
  'forms',
  'letterhead',
  'pack',
  'people',
  'restore',
  'sample',
  'serve',
  'settings',
  'work',
]);

interface Asking {
  readonly db: Pick<Database, 'pool'>;
  readonly districtId: number;
  readonly by: string;
  readonly now: () => Date;
}

/** Does the work and leaves an entry: done, or refused. A district without students has nothing to be seen. */
export async function recorded<T>(asking: Asking, command: string | undefined, work: () => Promise<T>): Promise<T> {
  if (command === undefined || UNRECORDED.has(command)) return work();
  try {
    const result = await work();
    await leaveEntry(asking, command, 'done');
    return result;
  } catch (error) {
    if (error instanceof Refusal || error instanceof ProblemError)
      await leaveEntry(asking, command, 'refused').catch(() => undefined);
    throw error;
  }
}

async function leaveEntry(
  { db, districtId, by, now }: Asking,
  command: string,
  outcome: 'done' | 'refused',
): Promise<void> {
  const students = await db.pool.query('select from students where district_id = $1 limit 1', [districtId]);
  if (students.rowCount === 0) return;
  await recordAudit(
    db.pool,
    { actor: { personId: '', name: by }, districtId, from: 'command line', at: now() },
    { action: 'command', outcome, detail: { command } },
  );
}
