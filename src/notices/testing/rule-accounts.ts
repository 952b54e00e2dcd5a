/** Accounts of rules as the golden tests of sentences need them: Maya, on Thursday 2026-11-12. */
import { parseDay } from '../../engine/index.ts';
import type {
  CodeFact,
  Criterion,
  Day,
  EvidenceRecord,
  Measure,
  Rule,
  RuleProgress,
  SimpleRule,
  TotalRule,
} from '../../engine/index.ts';
import type { RuleAccount } from '../explanation/rule-account.ts';
import type { Told } from '../explanation/why-sentences.ts';

export const UNEXCUSED = { status: ['absent'], excuse: ['unexcused'] } as const;
export const TRUANCY = [
  UNEXCUSED,
  { status: ['absent', 'tardy', 'left-early'], excuse: ['unexcused'], minutesOver: 30 },
] as const;

export function day(iso: string): Day {
  return parseDay(iso) as Day;
}

export function on(iso: string, more: Partial<EvidenceRecord> = {}): EvidenceRecord {
  return { day: day(iso), school: 'OAK', period: null, course: null, code: 'U', minutes: null, ...more };
}

export function criterion(when: Rule, more: Partial<Criterion> = {}): Criterion {
  return {
    code: 'L1',
    title: 'First notice',
    description: '',
    order: 1,
    when,
    window: { kind: 'year' },
    repeat: 'once',
    scope: 'district',
    release: 'review',
    settle: 0,
    exempt: [],
    effective: {},
    then: [],
    ...more,
  };
}

const CODES: readonly CodeFact[] = [
  { code: 'U', description: 'Unexcused', status: 'absent', excuse: 'unexcused', groups: [] },
  { code: 'E', description: 'Excused', status: 'absent', excuse: 'excused', groups: [] },
  { code: 'P', description: 'Present', status: 'present', excuse: '', groups: [] },
];

export function account(
  rule: SimpleRule,
  have: number,
  more: Partial<Omit<RuleAccount, 'progress'>> & { readonly progress?: Partial<RuleProgress> } = {},
): RuleAccount {
  const { progress, ...rest } = more;
  return {
    name: 'Maya',
    criterion: rest.criterion ?? criterion(rule),
    window: { kind: 'year' },
    windowStart: day('2026-07-01'),
    through: day('2026-11-12'),
    isCurrent: true,
    progress: {
      rule,
      have,
      which: null,
      enrolledDays: null,
      absentThousandths: null,
      dayValues: new Map(),
      counted: [],
      notCounted: [],
      ...progress,
    },
    jump: null,
    row: null,
    recorded: null,
    codeOf: ({ code }) => CODES.find((one) => one.code === code),
    ...rest,
  };
}

export function total(measure: Measure, atLeast: number, atMost?: number): TotalRule {
  return { type: 'total', counts: TRUANCY, measure, band: { atLeast, ...(atMost === undefined ? {} : { atMost }) } };
}

export function told(value: number, evidence: readonly EvidenceRecord[], occurrence = 1): Told {
  return { day: evidence.at(-1)?.day ?? day('2026-11-09'), value, occurrence, evidence };
}

export const THREE = [on('2026-10-27'), on('2026-11-04', { code: 'T', minutes: 34 }), on('2026-11-09')];
