/** Why somebody got in touch, as the district's catalog has it. Keys are its codes in small letters. */
import type { ClientBase } from 'pg';
import { readCatalog, readCatalogHistory } from '../../catalogs/index.ts';
import { ProblemError } from '../../problem.ts';

/** What a quick entry begins with. */
export const FIRST_CONTACT_REASON = 'attendance';

export interface ContactReason {
  readonly key: string;
  readonly name: Readonly<Record<'en' | 'es', string>>;
}

type Asks = Pick<ClientBase, 'query'>;

/** Those that hold on a day, in the order of the catalog. */
export async function readContactReasons(
  client: Asks,
  districtId: number,
  on: string,
): Promise<readonly ContactReason[]> {
  const entries = await readCatalog(client, districtId, 'contact-reasons', on);
  return entries.map(({ code, name }) => ({ key: code.toLowerCase(), name }));
}

/** The name of each reason that ever held, for entries of any day. */
export async function readContactReasonNames(
  client: Asks,
  districtId: number,
): Promise<ReadonlyMap<string, ContactReason['name']>> {
  const entries = await readCatalogHistory(client, districtId, 'contact-reasons');
  return new Map(entries.map(({ code, name }) => [code.toLowerCase(), name]));
}

/** Returns its key. Fails: ProblemError that names the reasons there are. */
export async function requireContactReason(
  client: Asks,
  districtId: number,
  { reason, on }: { readonly reason: string; readonly on: string },
): Promise<string> {
  const key = reason.toLowerCase();
  // A district that took "attendance" out of its catalog still has entries that begin with it.
  if (key === FIRST_CONTACT_REASON) return key;
  const reasons = await readContactReasons(client, districtId, on);
  if (reasons.some((one) => one.key === key)) return key;
  throw new ProblemError([{ path: 'reason', found: `"${reason}"`, allowed: reasons.map((one) => one.key).join(', ') }]);
}
