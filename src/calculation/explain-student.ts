/** One student judged for someone who asks why: nothing is written. */
import type { ClientBase } from 'pg';
import type { StoredNames } from '../db/district-facts.ts';
import type { KnownStudent } from '../db/one-student.ts';
import type {
  Day,
  DistrictFacts,
  Explanation,
  Standing,
  StandingQuestion,
  StudentFacts,
  StudentJudgement,
} from '../engine/index.ts';
import type { Pack } from '../packs/index.ts';
import { readDistrict } from './district.ts';
import { schoolOn } from './found.ts';
import { KnownDistrict } from './known-district.ts';
import { readStudentWithFile } from './on-file.ts';
import { isInUse, judgedFrom } from './packs-in-use.ts';
import type { StudentJudge } from './student-judge.ts';

export interface ExplainStudentOptions {
  readonly districtId: number;
  readonly student: string;
  readonly asOf: Day;
  /** What is known of the district already; left out: it is read. */
  readonly known?: KnownDistrict;
}

export interface StudentExplanation {
  /** With the events of notices on file and people's decisions. */
  readonly facts: KnownStudent;
  /** What was judged by. */
  readonly known: KnownDistrict;
  readonly district: DistrictFacts;
  readonly names: StoredNames;
  readonly asOf: Day;
  /** In the order of `judgement.policies`. */
  readonly packs: readonly ExplainedPack[];
  readonly judgement: StudentJudgement;
  /** How far a criterion is. Fails: a code that the pack does not have is an assertion. */
  readonly explain: (packIndex: number, criterion: string) => readonly Explanation[];
  /** As `explain` without triggers, as of any day up to the as-of date. */
  readonly standing: (question: StandingQuestion) => readonly Standing[];
}

/** What several parts of a page ask is worked out once. */
function askedOnce(judge: StudentJudge, facts: StudentFacts): Pick<StudentExplanation, 'explain' | 'standing'> {
  const known = new Map<string, readonly Explanation[]>();
  const explain: StudentExplanation['explain'] = (packIndex, criterion) => {
    const name = `${packIndex} ${criterion}`;
    const found = known.get(name) ?? judge.explainAt(facts, packIndex, criterion);
    known.set(name, found);
    return found;
  };
  return {
    explain,
    standing: (question) => {
      const { policyIndex, criterion, asOf = judge.asOf, notCounted = true } = question;
      return asOf === judge.asOf && notCounted ? explain(policyIndex, criterion) : judge.standing(facts, question);
    },
  };
}

export interface ExplainedPack {
  readonly pack: Pack;
  readonly hash: string;
  /** Whether the student's school on the as-of date uses it. */
  readonly inUseAtSchool: boolean;
}

/** Judges one student as of any day by the packs in use now. null: the student is not known. */
export async function explainStudent(
  client: ClientBase,
  { districtId, student, asOf, known }: ExplainStudentOptions,
): Promise<StudentExplanation | null> {
  const district = known ?? new KnownDistrict(await readDistrict(client, districtId));
  const { facts: reference, names, packs } = district.district;
  const yearStart = Math.min(asOf, ...packs.map((pack) => judgedFrom(pack, asOf)));
  const found = await readStudentWithFile(client, { districtId, student, yearStart, asOf });
  if (found === undefined) return null;
  const { student: stored, file } = found;
  const judge = district.judgeAt(asOf);
  const { facts, judgement } = judge.judge(stored, file);
  const school = schoolOn(facts.enrollments, asOf);
  return {
    facts: { ...stored, ...facts },
    known: district,
    district: reference,
    names,
    asOf,
    packs: packs.map((one) => ({ pack: one.pack, hash: one.hash, inUseAtSchool: isInUse(one, school, asOf) })),
    judgement,
    ...askedOnce(judge, facts),
  };
}
