/** One student judged for someone who asks why: nothing is written. */
import type { ClientBase } from 'pg';
import type { StoredNames } from '../db/district-facts.ts';
import { studentFacts, type StoredStudent } from '../db/student-facts.ts';
import type { Day, DistrictFacts, Explanation, StudentJudgement } from '../engine/index.ts';
import type { Pack } from '../packs/index.ts';
import { readDistrict } from './district.ts';
import { schoolOn } from './found.ts';
import { NOTHING_ON_FILE, openFiles } from './on-file.ts';
import { isInUse, judgedFrom } from './packs-in-use.ts';
import { StudentJudge } from './student-judge.ts';

export interface ExplainStudentOptions {
  readonly districtId: number;
  readonly student: string;
  readonly asOf: Day;
}

export interface StudentExplanation {
  /** With the events of notices on file and people's decisions. */
  readonly facts: StoredStudent;
  readonly district: DistrictFacts;
  readonly names: StoredNames;
  readonly asOf: Day;
  /** In the order of `judgement.policies`. */
  readonly packs: readonly ExplainedPack[];
  readonly judgement: StudentJudgement;
  /** How far a criterion is. Fails: a code that the pack does not have is an assertion. */
  readonly explain: (packIndex: number, criterion: string) => readonly Explanation[];
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
  { districtId, student, asOf }: ExplainStudentOptions,
): Promise<StudentExplanation | null> {
  const { facts: district, names, packs } = await readDistrict(client, districtId);
  const yearStart = Math.min(asOf, ...packs.map((pack) => judgedFrom(pack, asOf)));
  let stored: StoredStudent | undefined;
  for await (const one of studentFacts(client, districtId, { yearStart, asOf, students: [student] })) stored = one;
  if (stored === undefined) return null;
  const files = await openFiles(client, districtId, [student]);
  const file = (await files.through(stored.no)).get(stored.no) ?? NOTHING_ON_FILE;
  await files.close();
  const judge = new StudentJudge({ facts: district, names, packs }, asOf);
  const { facts, judgement } = judge.judge(stored, file);
  const school = schoolOn(facts.enrollments, asOf);
  return {
    facts,
    district,
    names,
    asOf,
    packs: packs.map((one) => ({ pack: one.pack, hash: one.hash, inUseAtSchool: isInUse(one, school, asOf) })),
    judgement,
    explain: (packIndex, criterion) => judge.explainAt(facts, packIndex, criterion),
  };
}
