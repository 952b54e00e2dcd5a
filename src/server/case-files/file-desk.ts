/** Builds and seals a file for whoever asks: a walled connection reads, and one transaction writes. */
import { buildFile, sealFile, type BuiltFile, type FilePartKey, type Purpose } from '../../case-files/index.ts';
import type { Who } from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import type { ClientBase } from 'pg';
import type { Context } from '../context.ts';
import { memoryOf } from '../students/open-student.ts';

export interface FileAsked {
  readonly caseId: number;
  readonly purpose: Purpose;
  readonly parts: readonly FilePartKey[];
  readonly planId?: number | null;
  readonly recommendation?: { readonly by: string; readonly reason: string };
}

/** Nothing is written. Fails: Refusal for a case out of reach. */
export async function buildFor(
  { db, parts: server }: Pick<Context, 'db' | 'parts'>,
  who: Who,
  { caseId, purpose, parts, planId, recommendation }: FileAsked,
): Promise<BuiltFile> {
  return withTransaction(db, async (client) => {
    const known = await memoryOf(server.db).of(client, who.districtId);
    return buildFile(client, who, {
      caseId,
      purpose,
      parts,
      planId: planId ?? (await planOf(client, who, caseId)),
      recommendation: recommendation ?? null,
      home: server.home,
      known,
    });
  });
}

export async function sealFor(
  context: Pick<Context, 'db' | 'parts'>,
  who: Who,
  asked: FileAsked & { readonly referralId?: number },
): Promise<number> {
  const built = await buildFor(context, who, asked);
  const { purpose, planId, referralId } = asked;
  return withTransaction(context.db, (client) =>
    sealFile(client, who, { built, purpose, planId: planId ?? null, referralId: referralId ?? null }),
  );
}

/** The newest plan of the case: its filing sheet stands in a court packet. */
async function planOf(client: ClientBase, { districtId }: Who, caseId: number): Promise<number | null> {
  const found = await client.query<{ id: number | null }>(
    `select max(plan_id) as id from plans where district_id = $1 and case_id = $2 and state <> 'cancelled'`,
    [districtId, caseId],
  );
  return found.rows[0]?.id ?? null;
}
