/** Opening print files: from then on their notices count as printed, and nothing is undone. */
import type pg from 'pg';
import { lockDistrict } from '../../calculation/index.ts';
import { recordReprint } from '../../documents/index.ts';
import { withTransaction } from '../../db/index.ts';
import { batchName, markProduced } from '../../notices/index.ts';
import { Refusal } from '../../problem.ts';
import type { Context } from '../context.ts';
import { todayInDistrict } from '../../db/zone.ts';
import { problem } from '../problems.ts';
import type { PrintFile } from './contract.ts';
import { readMaking, type LettersJob } from './making.ts';
import { readBatchRow } from './read-batch.ts';
import { countTakenBack } from './taken-back.ts';

type Printing = Pick<Context, 'db' | 'districtId' | 'parts'> & { readonly actor: NonNullable<Context['actor']> };

export interface Opened {
  readonly files: readonly PrintFile[];
  readonly printed: number;
  readonly again: number;
  readonly students: readonly string[];
}

/**
 * Opens the print files of a batch, of some kinds of letter or all. An undo at the same moment waits for it or wins.
 * Fails: `not-found`, also where some of the batch is out of reach; Refusal when its letters are not ready, were taken
 * back, or are being made anew.
 */
export async function openPrintFiles(
  printing: Printing,
  { batchId, letters }: { readonly batchId: number; readonly letters: readonly string[] | undefined },
): Promise<Opened> {
  const { db, districtId, parts, actor } = printing;
  const now = parts.now();
  const on = await todayInDistrict(parts.db.pool, { districtId, now });
  return withTransaction(db, async (client) => {
    await lockDistrict(client, districtId);
    const job = await readyJob(client, printing, batchId);
    const files = job.making.files.filter((file) => letters === undefined || letters.includes(file.letter));
    if (files.length === 0) throw problem('not-found');
    const failed = new Set(job.failed.map(({ notice, letter }) => `${notice} ${letter}`));
    const notices = (
      await readPrintable(client, districtId, { batchId, kinds: files.map((file) => file.letter) })
    ).filter((notice) => !failed.has(`N${notice.noticeId} ${notice.letter}`));
    const fresh = idsOf(notices.filter(({ state }) => state === 'issued'));
    const again = idsOf(notices.filter(({ state }) => state !== 'issued'));
    const by = { by: actor.name, now, on };
    await markProduced(client, { districtId, notices: fresh, ...by });
    await recordReprint(client, { districtId, notices: again, ...by });
    await markOpened(client, { districtId, batchId, by: actor.name, now });
    return {
      files,
      printed: fresh.length,
      again: again.length,
      students: [...new Set(notices.map((notice) => notice.student))],
    };
  });
}

/** Whole, made, and holding no letter that was taken back since. */
async function readyJob(client: pg.ClientBase, printing: Printing, batchId: number): Promise<LettersJob> {
  const { districtId, parts } = printing;
  const row = await readBatchRow(client, printing, batchId);
  if (!row.isWhole) throw problem('not-found');
  if (row.withdrawn === row.notices)
    throw new Refusal(`${batchName(batchId)} was taken back: there is nothing to print.`, {
      code: 'print.taken-back',
      values: { name: batchName(batchId) },
    });
  const job = await readMaking(parts.db.pool, { districtId, batchId });
  if (job === null)
    throw new Refusal(`The letters of ${batchName(batchId)} were not made here yet. Make them first.`, {
      code: 'print.not-made',
      values: { name: batchName(batchId) },
    });
  if (job.making.state === 'failed')
    throw new Refusal('The letters could not be made. Make them again.', { code: 'print.failed' });
  if (job.making.state !== 'done')
    throw new Refusal('The letters are being made. Wait a moment, then print.', { code: 'print.making' });
  if (job.takenBack !== (await countTakenBack(client, districtId, batchId)))
    throw new Refusal('A notice was taken back since its letter was made. Make the print files again, then print.', {
      code: 'print.withdrawn-since',
    });
  return job;
}

interface Printable {
  readonly noticeId: number;
  readonly letter: string;
  readonly state: string;
  readonly student: string;
}

async function readPrintable(
  client: pg.ClientBase,
  districtId: number,
  { batchId, kinds }: { readonly batchId: number; readonly kinds: readonly string[] },
): Promise<readonly Printable[]> {
  const found = await client.query<Printable>(
    `select distinct n.notice_id as "noticeId", l.letter, n.state, n.student_id as student
       from notices n join notice_letters l on l.district_id = n.district_id and l.notice_id = n.notice_id and l.letter_no < 101
      where n.district_id = $1 and n.batch_id = $2 and l.letter = any ($3) and l.by_email = ''
        and n.state not in ('withdrawn', 'rescinded')
      order by 1`,
    [districtId, batchId, kinds],
  );
  return found.rows;
}

/** From now on nothing of the batch can be undone together. Input: a client in a transaction under the district's lock. */
export async function markOpened(
  client: pg.ClientBase,
  {
    districtId,
    batchId,
    by,
    now,
  }: { readonly districtId: number; readonly batchId: number; readonly by: string; readonly now: Date },
): Promise<void> {
  await client.query(
    `update batches set opened_at = $3, opened_by = $4, paused_at = null
      where district_id = $1 and batch_id = $2 and opened_at is null`,
    [districtId, batchId, now, by],
  );
}

function idsOf(notices: readonly Printable[]): readonly number[] {
  return [...new Set(notices.map((notice) => notice.noticeId))];
}
