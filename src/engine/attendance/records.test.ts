import { describe, expect, it } from 'vitest';
import { createJudge } from '../index.ts';
import type { RecordColumns, StudentJudgement } from '../index.ts';
import { day, exampleFacts, examplePolicy, UNEXCUSED } from '../testing/example.ts';
import type { Example, ExampleRecord } from '../testing/example.ts';

const PERIODS = ['1', '2'];

function judge(
  records: readonly ExampleRecord[],
  change: (columns: RecordColumns) => RecordColumns = (columns) => columns,
): StudentJudgement {
  const enrollments = [
    { school: 'elm', entry: '2025-08-01', exit: '2025-10-17' },
    { school: 'oak', entry: '2025-10-20' },
  ];
  const example: Example = { records, criteria: [UNEXCUSED], periods: PERIODS, enrollments };
  const { district, names, student } = exampleFacts(example);
  const policies = [{ policy: examplePolicy(example) }];
  return createJudge({ policies, district, names, asOf: day('2026-03-09') }).evaluateStudent({
    ...student,
    records: change(student.records),
  });
}

const reasons = (judgement: StudentJudgement): string[] => judgement.setAside.map(({ reason }) => reason);
const elm = { school: 'elm', code: 'U' };

describe('a record that cannot be counted is set aside', () => {
  it('on a day without school', () => {
    expect(reasons(judge([{ on: '2025-10-11', ...elm }]))).toEqual(['not-in-session']);
    expect(reasons(judge([{ on: '2025-10-10', ...elm }]))).toEqual([]);
  });

  it('at a school where the student is not enrolled that day, the last day of enrollment included', () => {
    expect(reasons(judge([{ on: '2025-10-17', ...elm }]))).toEqual([]);
    expect(reasons(judge([{ on: '2025-10-20', ...elm }]))).toEqual(['not-enrolled']);
    expect(reasons(judge([{ on: '2025-10-17', ...elm, school: 'oak' }]))).toEqual(['not-enrolled']);
  });

  it('in a period that the school does not list', () => {
    expect(reasons(judge([{ on: '2025-10-10', ...elm, period: '9' }]))).toEqual(['unknown-period']);
    expect(reasons(judge([{ on: '2025-10-10', ...elm, period: '2' }]))).toEqual([]);
  });

  it('with an unknown school or code, told before all other reasons', () => {
    const wrong = (column: 'school' | 'code') => (columns: RecordColumns) => ({
      ...columns,
      [column]: new Int32Array(columns.count).fill(99),
    });
    expect(reasons(judge([{ on: '2025-10-11', ...elm }], wrong('school')))).toEqual(['unknown-school']);
    expect(reasons(judge([{ on: '2025-10-11', ...elm, period: '9' }], wrong('code')))).toEqual(['unknown-code']);
  });
});

describe('what is counted', () => {
  it('is reported where two codes stand on one date and period, and both count', () => {
    const judgement = judge([
      { on: '2025-10-10', ...elm, period: '1' },
      { on: '2025-10-10', ...elm, period: '1', code: 'E' },
      { on: '2025-10-10', ...elm, period: '2', code: 'E' },
    ]);
    expect(judgement.conflicts).toHaveLength(1);
  });

  it('is told when its minutes are unknown', () => {
    expect(judge([{ on: '2025-10-10', ...elm, period: '1' }]).unknownMinutes).toBe(1);
    expect(judge([{ on: '2025-10-10', ...elm, period: '1', minutes: 0 }]).unknownMinutes).toBe(0);
    expect(judge([{ on: '2025-10-10', ...elm }]).unknownMinutes).toBe(0);
  });

  it('comes in the order of evidence: whole day first, then periods by position', () => {
    const records = [
      { on: '2025-10-10', ...elm, period: '2' },
      { on: '2025-10-10', ...elm, period: '1' },
      { on: '2025-10-10', ...elm },
      { on: '2025-10-08', ...elm },
      { on: '2025-10-09', ...elm },
    ];
    const [outcome] = judge(records).policies[0]?.outcomes ?? [];
    expect(outcome?.evidence.map(({ period }) => period)).toEqual([null, null, null, '1', '2']);
  });
});
