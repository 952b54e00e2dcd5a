/** Lets a performer act on many effects at once; where one of them cannot be made, the others are. */
import type pg from 'pg';
import type { ThingRef, Who } from '../../cases/index.ts';
import type { AnyPerformer, Occasion } from '../../consequences/performer.ts';
import { Refusal } from '../../problem.ts';

/** `made` null: there was nothing to make; undefined: it could not be made now, `because` says why. */
export interface Carried {
  readonly made: ThingRef | null | undefined;
  readonly because: string;
}

interface Effect {
  readonly occasion: Occasion;
  readonly data: unknown;
}

/** In the order of the effects. What a performer refuses is undone and waits; anything else that fails undoes the whole transaction. */
export async function carryOut(
  client: pg.ClientBase,
  who: Who,
  performer: AnyPerformer,
  effects: readonly Effect[],
): Promise<readonly Carried[]> {
  if (effects.length === 0) return [];
  const together = await tried(client, () => performer.perform(client, who, effects));
  if (!(together instanceof Refusal)) return effects.map((_, at) => ({ made: together[at] ?? null, because: '' }));
  if (effects.length === 1) return [{ made: undefined, because: together.message }];
  const carried: Carried[] = [];
  for (const effect of effects) carried.push(...(await carryOut(client, who, performer, [effect])));
  return carried;
}

/** What the work returns, or the refusal after which nothing of it stays. */
async function tried<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T | Refusal> {
  await client.query('savepoint carry_out');
  try {
    const done = await work();
    await client.query('release savepoint carry_out');
    return done;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await client.query('rollback to savepoint carry_out');
    return error;
  }
}
