/** The jobs that make the print files of a batch. */
import { readJob, type JobRecord } from '../../jobs/index.ts';
import type { ClientBase } from 'pg';
import { z } from 'zod';
import type { Batch, Making } from './contract.ts';

export interface LettersJob {
  readonly making: Making;
  readonly failed: Batch['failed'];
  readonly missing: number;
  /** Notices that were left out because they were taken back before. */
  readonly takenBack: number;
}

const Result = z.object({
  files: z.array(
    z.object({ name: z.string(), letter: z.string(), letters: z.int(), pages: z.int(), coverPages: z.int() }),
  ),
  failed: z.array(z.object({ notice: z.string(), letter: z.string(), why: z.string() })),
  missing: z.int(),
  takenBack: z.int(),
});

/** The last job that made all print files of a batch; null: there was none. */
export async function readMaking(
  client: Pick<ClientBase, 'query'>,
  { districtId, batchId }: { readonly districtId: number; readonly batchId: number },
): Promise<LettersJob | null> {
  const found = await client.query<{ id: string }>(
    `select job_id as id from job_records
      where district_id = $1 and job = 'letters' and (data->>'batch')::bigint = $2
        and data->>'fromPage' is null and data->'instead' is null and coalesce((data->>'rescissions')::boolean, false) = false
      order by job_no desc limit 1`,
    [districtId, batchId],
  );
  const id = found.rows[0]?.id;
  const job = id === undefined ? undefined : await readJob(client, { districtId, id });
  return job === undefined ? null : lettersJobOf(job);
}

/** One job of a batch; null: there is none of this number. */
export async function readMakingJob(
  client: Pick<ClientBase, 'query'>,
  { districtId, batchId, job: id }: { readonly districtId: number; readonly batchId: number; readonly job: string },
): Promise<LettersJob | null> {
  const job = await readJob(client, { districtId, id });
  return job?.job === 'letters' && job.data['batch'] === batchId ? lettersJobOf(job) : null;
}

/** Names of all print files that jobs of a batch have made. */
export async function readFileNames(
  client: Pick<ClientBase, 'query'>,
  { districtId, batchId }: { readonly districtId: number; readonly batchId: number },
): Promise<ReadonlySet<string>> {
  const found = await client.query<{ name: string }>(
    `select distinct f.value->>'name' as name
       from job_records r, jsonb_array_elements(coalesce(r.result->'files', '[]')) f
      where r.district_id = $1 and r.job = 'letters' and (r.data->>'batch')::bigint = $2 and r.state = 'done'`,
    [districtId, batchId],
  );
  return new Set(found.rows.map((row) => row.name));
}

function lettersJobOf(job: JobRecord): LettersJob {
  const result = Result.safeParse(job.result).data ?? { files: [], failed: [], missing: 0, takenBack: 0 };
  return {
    making: {
      job: job.id,
      state: job.state,
      done: job.done,
      total: job.total,
      reason: job.state === 'failed' ? job.reason : null,
      files: result.files.map(({ name, ...file }) => ({ ...file, file: name })),
    },
    failed: result.failed,
    missing: result.missing,
    takenBack: result.takenBack,
  };
}
