/**
 * What a calculation releases by itself: notices without letters, issued and carried out in its transaction, once
 * (docs/adr/0060). Criteria whose kinds are not all carried out are left to people, and so is what was met before the pack
 * was in use (docs/adr/0120).
 */
import type pg from 'pg';
import { ROLLCALL } from '../identity.ts';
import { countHeldBack, type HeldBack } from './held-back.ts';
import { readReleaseLines } from './release-lines.ts';
import { stampSilently, type Released } from './stamp-silently.ts';

export interface Releasing {
  readonly districtId: number;
  readonly calculationId: number;
  /** ISO: the day of the calculation. */
  readonly asOf: string;
  readonly now: Date;
}

export interface Release {
  readonly released: readonly Released[];
  /** What waits for one decision of a person. */
  readonly heldBack: readonly HeldBack[];
}

/**
 * Issues and carries out everything that acts by itself and is due. Again: nothing more is due.
 * Input: the calculation's transaction, which holds the district's lock.
 */
export async function releaseAutomatic(client: pg.ClientBase, releasing: Releasing): Promise<Release> {
  const { districtId, calculationId, asOf, now } = releasing;
  const { ready, heldBack } = await readReleaseLines(client, { districtId, asOf });
  const who = { districtId, personId: '', name: ROLLCALL, role: 'rollcall', now, on: asOf } as const;
  const stamp = { who, asOf, calculationId, key: `calculation ${calculationId}` };
  return { released: await stampSilently(client, stamp, ready), heldBack: countHeldBack(heldBack) };
}
