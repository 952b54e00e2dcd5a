/** What one student's judgement says, by identity and ready to be compared with what is on file. */
import { evidenceHash } from '../db/evidence-pack.ts';
import type {
  Day,
  EnrollmentFact,
  EvidenceRecord,
  FoundTrigger,
  StudentFacts,
  StudentJudgement,
} from '../engine/index.ts';
import type { Identity } from './decision-events.ts';
import type { PackInUse } from './packs-in-use.ts';

export interface Found extends Identity, FoundTrigger {
  readonly evidence: readonly EvidenceRecord[];
}

export interface FoundInput {
  readonly facts: StudentFacts;
  readonly judgement: StudentJudgement;
  /** In the order of the judge's policies. */
  readonly packs: readonly PackInUse[];
  readonly asOf: Day;
}

/** What was found of one student: each identity once. */
export class FoundTriggers {
  readonly all: readonly Found[];
  private byKey: ReadonlyMap<string, Found> | undefined;

  constructor(all: readonly Found[]) {
    this.all = all;
  }

  get(key: string): Found | undefined {
    this.byKey ??= new Map(this.all.map((one) => [identityKey(one), one]));
    return this.byKey.get(key);
  }
}

/**
 * The triggers of one student.
 * Two versions of one pack, at two schools, share their identities: the earlier trigger keeps it, then the first version.
 */
export function foundTriggers({ facts, judgement, packs, asOf }: FoundInput): FoundTriggers {
  const found: Found[] = [];
  let currentSchool: string | undefined;
  for (const [index, { outcomes }] of judgement.policies.entries()) {
    const pack = packs[index] as PackInUse;
    for (const outcome of outcomes) {
      currentSchool ??= schoolOn(facts.enrollments, asOf);
      found.push({
        packId: pack.id,
        student: facts.id,
        criterion: outcome.criterion,
        cycle: outcome.cycle,
        occurrence: outcome.occurrence,
        school: outcome.school ?? '',
        day: outcome.day,
        evidence: outcome.evidence,
        evidenceHash: evidenceHash(outcome.evidence),
        value: String(outcome.value),
        decision: outcome.decision,
        reason: outcome.reason,
        triggerSchool: outcome.school ?? schoolOn(facts.enrollments, outcome.day),
        currentSchool,
        packHash: pack.hash,
      });
    }
  }
  return new FoundTriggers(hasTwoVersions(packs) ? earliestOfEach(found) : found);
}

function hasTwoVersions(packs: readonly PackInUse[]): boolean {
  return packs.length > 1 && new Set(packs.map(({ id }) => id)).size < packs.length;
}

function earliestOfEach(found: readonly Found[]): Found[] {
  const earliest = new Map<string, Found>();
  for (const one of found) {
    const key = identityKey(one);
    const before = earliest.get(key);
    if (before === undefined || one.day < before.day) earliest.set(key, one);
  }
  return [...earliest.values()];
}

/** One text for one identity of one student. */
export function identityKey({ packId, criterion, cycle, occurrence, school }: Identity): string {
  return `${packId}\u001f${criterion}\u001f${cycle}\u001f${occurrence}\u001f${school}`;
}

/**
 * The student's school on a date: of the latest entry, then the smallest id; without an enrollment on that date, the one
 * of the enrollment that ended last before it; '' without any.
 */
export function schoolOn(enrollments: readonly EnrollmentFact[], day: Day): string {
  let best: EnrollmentFact | undefined;
  for (const one of enrollments) {
    if (one.entry <= day && (best === undefined || isNearer(one, best, day))) best = one;
  }
  return best?.school ?? '';
}

function isNearer(one: EnrollmentFact, other: EnrollmentFact, day: Day): boolean {
  const [end, otherEnd] = [Math.min(one.exit ?? day, day), Math.min(other.exit ?? day, day)];
  if (end !== otherEnd) return end > otherEnd;
  return one.entry === other.entry ? one.school < other.school : one.entry > other.entry;
}
