/** Whether the logs are whole: verified on demand, at most once a minute, however many ask. */
import { verifyAudit } from '../../access/index.ts';
import type { ServerParts } from '../context.ts';
import type { AuditState } from './contract.ts';

const KEPT_MS = 60_000;

const known = new WeakMap<ServerParts['db'], { readonly at: number; readonly state: Promise<AuditState> }>();

export async function readState({
  db,
  districtId,
  now,
}: Pick<ServerParts, 'db' | 'districtId' | 'now'>): Promise<AuditState> {
  const kept = known.get(db);
  const at = now();
  if (kept !== undefined && at.getTime() - kept.at < KEPT_MS) return kept.state;
  const state = verifyAudit(db, { districtId }).then((logs) => ({ verifiedAt: at.toISOString(), logs: [...logs] }));
  known.set(db, { at: at.getTime(), state });
  state.catch(() => known.delete(db));
  return state;
}
