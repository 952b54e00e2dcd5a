/** Which `issued` events of a bundle become notices on file. Source: criteria.md section 7; product.md, "One cycle" 1. */
import type { Day, Identify, StudentFacts } from '../engine/index.ts';
import type { Identity } from './decision-events.ts';
import { identityKey, schoolOn, type Found, type FoundTriggers } from './found.ts';
import type { StudentFile } from './on-file.ts';
import { definitionsOf, type PackInUse } from './packs-in-use.ts';

/** An `issued` event of a bundle as a notice. `found`: its trigger, where there is one. */
export interface CarriedOver extends Identity {
  readonly issuedOn: Day;
  readonly fromSchool: string;
  readonly found: Found | null;
}

export interface CarriedOverInput {
  /** With the events of notices and decisions, which name their pack. */
  readonly facts: StudentFacts;
  readonly file: StudentFile;
  readonly found: FoundTriggers;
  /** In the order of the identifier's policies. */
  readonly packs: readonly PackInUse[];
  readonly identify: Identify;
  readonly asOf: Day;
}

/**
 * The notices to put on file, and the codes of events that wait because no pack in use has them.
 * An event concerns every pack in use at one of the student's schools that has its code. What is on file already,
 * in whatever state, is not put there again.
 */
export function carriedOverOf(input: CarriedOverInput): { notices: CarriedOver[]; waiting: string[] } {
  const { facts, packs, asOf } = input;
  const events = facts.events.filter(
    (event) => event.event === 'issued' && event.pack === undefined && event.day <= asOf,
  );
  if (events.length === 0) return { notices: [], waiting: [] };
  const waiting = events
    .map((event) => event.ref.split(/[#@]/)[0] ?? '')
    .filter((code) => packs.every((pack) => definitionsOf(pack, code).length === 0));
  const seen = new Set(input.file.notices.map(identityKey));
  const notices: CarriedOver[] = [];
  for (const [index, pack] of packs.entries()) {
    if (!concerns(pack, facts)) continue;
    for (const notice of noticesOf(index, pack, input)) {
      const key = identityKey(notice);
      if (seen.has(key)) continue;
      seen.add(key);
      notices.push(notice);
    }
  }
  return { notices, waiting };
}

function noticesOf(index: number, pack: PackInUse, { facts, found, identify }: CarriedOverInput): CarriedOver[] {
  return identify(facts, index)
    .filter(({ event }) => event.pack === undefined)
    .map(({ criterion, cycle, occurrence, school, event }) => {
      const identity: Identity = {
        packId: pack.id,
        student: facts.id,
        criterion,
        cycle,
        occurrence,
        school: school ?? '',
      };
      const trigger = found.get(identityKey(identity)) ?? null;
      return { ...identity, issuedOn: event.day, fromSchool: schoolOn(facts.enrollments, event.day), found: trigger };
    });
}

function concerns({ uses }: PackInUse, { enrollments }: StudentFacts): boolean {
  return uses === undefined || uses.some((use) => enrollments.some((one) => one.school === use.school));
}
