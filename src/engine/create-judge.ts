import { createCounters } from './attendance/counting.ts';
import { createDayValues } from './attendance/day-value.ts';
import { createSieve } from './attendance/records.ts';
import type { CountableRecords } from './attendance/records.ts';
import { createSchooling } from './attendance/schooling.ts';
import type { Schooling } from './attendance/schooling.ts';
import { compileDistrict } from './district.ts';
import type { CompiledDistrict } from './district.ts';
import { explainerOf, type Explainer } from './explain.ts';
import type { StudentFacts } from './facts.ts';
import type { Judge, JudgeInput } from './judge.ts';
import type { StudentJudgement } from './outcome.ts';
import { compilePolicy, judgePolicy } from './judge-policy.ts';
import type { CompiledPolicy, JudgedStudent } from './compiled-policy.ts';

/** Compiles a district's facts and its policies once, to judge any number of students. */
export function createJudge(input: JudgeInput): Judge {
  const district = compileDistrict(input.district, input.names);
  const environment = { district, counters: createCounters(district), dayValues: createDayValues(district) };
  const policies = input.policies.map((policy) => compilePolicy(policy, environment, input));
  const sieve = createSieve(district);
  const sift = (student: StudentFacts): JudgedStudent & { setAside: StudentJudgement['setAside'] } => {
    const schooling: Schooling = createSchooling(student.enrollments, district);
    return { student, schooling, district, ...sieve.sift(student.records, schooling) };
  };
  const policyAt = (index: number): CompiledPolicy => {
    const policy = policies[index];
    if (policy === undefined) throw new Error(`no policy number ${index}`);
    return policy;
  };
  // What was sifted lies in columns that the next student writes over.
  let last: { readonly student: StudentFacts; readonly explainer: Explainer } | undefined;
  const explainer = (student: StudentFacts): Explainer => {
    if (last?.student !== student) last = { student, explainer: explainerOf(sift(student)) };
    return last.explainer;
  };
  return {
    evaluateStudent: (student) => {
      last = undefined;
      const sifted = sift(student);
      return {
        policies: policies.map((policy) => judgePolicy(policy, sifted)),
        setAside: sifted.setAside,
        unknownMinutes: countUnknownMinutes(sifted.records),
        conflicts: findConflicts(sifted.records, district),
      };
    },
    explain: (student, policyIndex, criterion) => explainer(student).explain(policyAt(policyIndex), criterion),
    standing: (student, { policyIndex, ...question }) => explainer(student).standing(policyAt(policyIndex), question),
  };
}

function countUnknownMinutes({ count, minutes }: CountableRecords): number {
  let unknown = 0;
  for (let r = 0; r < count; r++) if (minutes[r] === -1) unknown++;
  return unknown;
}

/** Pairs of records of one school, date and period with different codes: all stand, and are reported. */
function findConflicts(records: CountableRecords, district: CompiledDistrict): [number, number][] {
  const conflicts: [number, number][] = [];
  for (let b = 1; b < records.count; b++) {
    for (let a = b - 1; a >= 0 && records.day[a] === records.day[b]; a--) {
      const isOnePlace = records.period[a] === records.period[b] && records.school[a] === records.school[b];
      if (!isOnePlace || codeName(records, a, district) === codeName(records, b, district)) continue;
      conflicts.push([records.source[a] as number, records.source[b] as number]);
      break;
    }
  }
  return conflicts;
}

function codeName(records: CountableRecords, record: number, district: CompiledDistrict): string | undefined {
  return district.codes[records.code[record] as number]?.code;
}
