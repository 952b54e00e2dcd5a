/** Which carried-over notices an event of the bundle still tells of. */
import type { Identify, StudentFacts } from '../engine/index.ts';
import { identityKey } from './found.ts';
import type { NoticeFact } from './decision-events.ts';

export interface ToldInput {
  /** With the events of the bundle alone. */
  readonly facts: StudentFacts;
  /** Ids of the packs, in the order of the identifier's policies. */
  readonly packIds: readonly string[];
  readonly identify: Identify;
}

/** Whether an `issued` event names a notice's identity. The identifier sees events up to the as-of date only. */
export function toldByBundle({ facts, packIds, identify }: ToldInput): (notice: NoticeFact) => boolean {
  let told: Set<string> | undefined;
  return (notice) => {
    told ??= new Set(
      packIds.flatMap((packId, index) =>
        identify(facts, index).map(({ criterion, cycle, occurrence, school }) =>
          identityKey({ packId, student: facts.id, criterion, cycle, occurrence, school: school ?? '' }),
        ),
      ),
    );
    return told.has(identityKey(notice));
  };
}
