/** Takes uploads, and lists what was imported. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { unpackBundle } from '../../bundle/index.ts';
import { withTransaction } from '../../db/index.ts';
import { enqueue } from '../../jobs/index.ts';
import type { Context, Handlers } from '../context.ts';
import { cursorOf, readCursor } from '../keys.ts';
import { problem } from '../problems.ts';
import { LARGEST_UPLOAD, type importsContract } from './contract.ts';

export const importsHandlers: Handlers<typeof importsContract> = {
  listImports: async ({ query, parts, audit }) => {
    const before = readCursor(z.int(), query.cursor) ?? Number.MAX_SAFE_INTEGER;
    const found = await parts.db.pool.query<ImportRow>(LIST, [parts.districtId, before, query.limit + 1]);
    const total = await parts.db.pool.query<{ total: number }>(
      'select count(*)::int as total from imports where district_id = $1',
      [parts.districtId],
    );
    const rows = found.rows.slice(0, query.limit);
    await audit({ action: 'view-list', detail: { list: 'imports' } });
    return {
      items: rows.map(importOf),
      next: found.rows.length > query.limit ? cursorOf(rows.at(-1)?.import_id) : null,
      total: total.rows[0]?.total ?? 0,
    };
  },
  importBundle: async (context) => {
    const { parts, actor, query, audit, idempotencyKey } = context;
    const name = createHash('sha256').update(`${actor.personId}\n${idempotencyKey}`).digest('hex').slice(0, 24);
    const dir = join(parts.home, 'uploads', name);
    const files = await receive(context, dir);
    const job = await withTransaction(parts.db, (client) =>
      enqueue(client, 'import', {
        districtId: parts.districtId,
        by: actor.name,
        now: parts.now(),
        once: `upload ${name}`,
        data: {
          dir,
          thenCalculate: query.thenCalculate,
          ...(query.acceptDrop === undefined ? {} : { acceptDrop: true, reason: query.acceptDrop }),
        },
      }),
    );
    await audit({ action: 'import', detail: { files } });
    return { job, files: [...files] };
  },
};

/** The zip into the home, unpacked; what was sent before under the same key makes way. */
async function receive({ request }: Pick<Context, 'request'>, dir: string): Promise<readonly string[]> {
  const part = await request.file({ limits: { fileSize: LARGEST_UPLOAD } });
  if (part === undefined)
    throw problem('invalid', { errors: [{ path: 'bundle', message: 'allowed: one zip file in the part `bundle`' }] });
  await mkdir(join(dir, '..'), { recursive: true, mode: 0o700 });
  const zip = `${dir}.zip`;
  try {
    await pipeline(part.file, createWriteStream(zip, { mode: 0o600 }));
    if (part.file.truncated) throw problem('too-large');
    await rm(dir, { recursive: true, force: true });
    return await unpackBundle(zip, dir);
  } finally {
    await rm(zip, { force: true });
  }
}

interface ImportRow {
  readonly import_id: number;
  readonly source: string;
  readonly state: 'done' | 'refused';
  readonly figures: unknown;
  readonly imported_by: string;
  readonly started_at: Date;
  readonly finished_at: Date | null;
}

const LIST = `select import_id, source, state, figures, imported_by, started_at, finished_at from imports
  where district_id = $1 and import_id < $2 order by import_id desc limit $3`;

function importOf(row: ImportRow) {
  return {
    import: row.import_id,
    source: row.source.split(/[\\/]/).at(-1) ?? '',
    state: row.state,
    figures: row.figures,
    importedBy: row.imported_by,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}
