import { createJudge, type Day, type Judge, type StudentJudgement } from '../../engine/index.ts';
import { kindOfFile } from '../pack-files.ts';
import type { Pack } from '../pack.ts';
import type { CaseFile, WrittenExample, WrittenStudent } from '../schema/case-file.ts';
import { parseYamlFile } from '../yaml/yaml-file.ts';
import { acceptedCaseDay } from './case-day.ts';
import { compareTriggers } from './compare.ts';
import { buildDistrict, formatCaseDay, type CaseDistrict } from './district.ts';
import { buildStudent, linesOf } from './student.ts';

/** One student of one worked example: what was expected, and what differs from it. */
export interface CaseResult {
  readonly file: string;
  readonly example: string;
  readonly student: string;
  /** In words, one line each; empty: as expected. */
  readonly differences: readonly string[];
}

/**
 * Judges every worked example of a pack.
 * Input: a pack that was read without problems, its cases included.
 */
export function runCases(pack: Pack): readonly CaseResult[] {
  return [...pack.files]
    .filter(([path]) => kindOfFile(path).kind === 'case')
    .flatMap(([path, text]) => runFile(pack, { path, text }));
}

function runFile(pack: Pack, { path, text }: { path: string; text: string }): readonly CaseResult[] {
  const reading = parseYamlFile(path, text);
  if (!reading.ok) throw new Error(`${path} was read before and cannot be read now`);
  const file = reading.yaml.value as CaseFile;
  const district = buildDistrict(file, coursesOf(file));
  const judges = new Map<Day, Judge>();
  const judgeOf = (asOf: Day): Judge => {
    const judge =
      judges.get(asOf) ??
      createJudge({ policies: [{ policy: pack.policy }], district: district.facts, names: district.names, asOf });
    judges.set(asOf, judge);
    return judge;
  };
  return file.examples.flatMap((example) =>
    Object.entries(example.students).map(([student, written]) => ({
      file: path,
      example: example.name,
      student,
      differences: differencesOf(student, { written, example, district, judgeOf }),
    })),
  );
}

function coursesOf(file: CaseFile): readonly string[] {
  const lines = file.examples.flatMap(({ students }) => Object.values(students)).flatMap(linesOf);
  return [...new Set(lines.flatMap(({ course }) => course ?? []))];
}

interface Situation {
  readonly written: WrittenStudent;
  readonly example: WrittenExample;
  readonly district: CaseDistrict;
  readonly judgeOf: (asOf: Day) => Judge;
}

function differencesOf(id: string, { written, example, district, judgeOf }: Situation): readonly string[] {
  const student = buildStudent(id, written, district);
  const judgement = judgeOf(acceptedCaseDay(written.asOf ?? example.asOf)).evaluateStudent(student);
  const outcomes = (judgement.policies[0]?.outcomes ?? []).filter(
    ({ criterion }) => example.criteria === undefined || example.criteria.includes(criterion),
  );
  return [
    ...setAsideOf(judgement, student.records.day),
    ...compareTriggers(written.expect === 'nothing' ? [] : written.expect, outcomes),
  ];
}

/** A record of a worked example that cannot be counted is a slip of its author. */
function setAsideOf({ setAside }: StudentJudgement, days: Int32Array): readonly string[] {
  return setAside.map(
    ({ record, reason }) => `the record of ${formatCaseDay(days[record] ?? 0)} cannot be counted: ${reason}`,
  );
}
