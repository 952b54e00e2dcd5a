/** What one student's judgement says, by identity and ready to be compared with what is on file. */
import { evidenceHash } from '../db/evidence-pack.ts';
import type { Day, EnrollmentFact, EvidenceRecord, FoundTrigger, StudentFacts, StudentJudgement } from '../engine/index.ts';
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

/**
 * The triggers of one student by {@link identityKey}.
 * Two versions of one pack, at two schools, share their identities: the earlier trigger keeps it, then the first version.
 */
export function foundTriggers({ facts, judgement, packs, asOf }: FoundInput): Map<string, Found> {
  const found = new Map<string, Found>();
  const currentSchool = schoolOn(facts.enrollments, asOf);
  for (const [index, { outcomes }] of judgement.policies.entries()) {
    const pack = packs[index] as PackInUse;
    for (const outcome of outcomes) {
      const identity: Identity = {
        packId: pack.id,
        student: facts.id,
        criterion: outcome.criterion,
        cycle: outcome.cycle,
        occurrence: outcome.occurrence,
        school: outcome.school ?? '',
      };
      const key = identityKey(identity);
      const before = found.get(key);
      if (before !== undefined && before.day <= outcome.day) continue;
      found.set(key, {
        ...identity,
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
  return found;
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
