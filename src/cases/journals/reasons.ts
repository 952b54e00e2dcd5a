/** The reasons of journal entries, as the district's catalog has them. Keys are its codes in small letters. */
import type { ClientBase } from 'pg';
import { readCatalog } from '../../catalogs/index.ts';
import { ProblemError } from '../../problem.ts';

export interface JournalReason {
  readonly key: string;
  readonly name: Readonly<Record<'en' | 'es', string>>;
  readonly joinsPlan: boolean;
}

/** Those that hold on a day, in the order of the catalog. */
export async function readJournalReasons(
  client: Pick<ClientBase, 'query'>,
  districtId: number,
  on: string,
): Promise<readonly JournalReason[]> {
  const entries = await readCatalog(client, districtId, 'journal-reasons', on);
  return entries.map(({ code, name, extra }) => ({ key: code.toLowerCase(), name, joinsPlan: extra.joinsPlan }));
}

/** Fails: ProblemError that names the reasons there are. */
export async function requireReason(
  client: Pick<ClientBase, 'query'>,
  districtId: number,
  { reason, on }: { readonly reason: string; readonly on: string },
): Promise<JournalReason> {
  const reasons = await readJournalReasons(client, districtId, on);
  const found = reasons.find(({ key }) => key === reason.toLowerCase());
  if (found !== undefined) return found;
  throw new ProblemError([{ path: 'reason', found: `"${reason}"`, allowed: reasons.map(({ key }) => key).join(', ') }]);
}
