import { describe, expect, it } from 'vitest';
import { parseDay } from '../../engine/index.ts';
import type { CodeFact, Criterion, Day, EvidenceRecord, Measure, Rule, RuleProgress, SimpleRule, TotalRule } from '../../engine/index.ts';
import { notCountedLine } from './not-counted.ts';
import { outsideOn } from './outside.ts';
import type { RuleAccount } from './rule-account.ts';
import { criterionInWords } from './rule-in-words.ts';
import { selectorInWords } from './selectors-in-words.ts';
import { nextStep, noFurther, whyNotSentence } from './why-not-sentences.ts';
import { whySentence } from './why-sentences.ts';

const UNEXCUSED = { status: ['absent'], excuse: ['unexcused'] } as const;
const TRUANCY = [UNEXCUSED, { status: ['absent', 'tardy', 'left-early'], excuse: ['unexcused'], minutesOver: 30 }] as const;

function day(iso: string): Day {
  return parseDay(iso) as Day;
}

function on(iso: string, more: Partial<EvidenceRecord> = {}): EvidenceRecord {
  return { day: day(iso), school: 'OAK', period: null, course: null, code: 'U', minutes: null, ...more };
}

function criterion(when: Rule, more: Partial<Criterion> = {}): Criterion {
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

function account(rule: SimpleRule, have: number, more: Partial<Omit<RuleAccount, 'progress'>> & { readonly progress?: Partial<RuleProgress> } = {}): RuleAccount {
  const { progress, ...rest } = more;
  return {
    name: 'Maya',
    criterion: rest.criterion ?? criterion(rule),
    window: { kind: 'year' },
    windowStart: day('2026-07-01'),
    through: day('2026-11-12'),
    isCurrent: true,
    progress: { rule, have, which: null, enrolledDays: null, absentThousandths: null, counted: [], notCounted: [], ...progress },
    dayValues: new Map(),
    jump: null,
    row: null,
    recorded: null,
    codeOf: ({ code }) => CODES.find((one) => one.code === code),
    ...rest,
  };
}

function total(measure: Measure, atLeast: number, atMost?: number): TotalRule {
  return { type: 'total', counts: TRUANCY, measure, band: { atLeast, ...(atMost === undefined ? {} : { atMost }) } };
}

function told(value: number, evidence: readonly EvidenceRecord[], occurrence = 1): Parameters<typeof whySentence>[1] {
  return { day: evidence.at(-1)?.day ?? day('2026-11-09'), value, occurrence, evidence };
}

const THREE = [on('2026-10-27'), on('2026-11-04', { code: 'T', minutes: 34 }), on('2026-11-09')];

describe('why: the sentence behind a trigger', () => {
  it('total of dates names the days and the last one needed', () => {
    expect(whySentence([account(total('dates', 3), 3)], told(3, THREE))).toBe(
      'Maya had an unexcused absence, or more than 30 minutes missed without excuse on 3 days this school year (since Jul 1): Tue Oct 27, Wed Nov 4 and Mon Nov 9. The rule asks for 3 days. The last one needed was Mon Nov 9, 2026.',
    );
  });

  it('one day is one day', () => {
    const rule = { ...total('dates', 1), counts: [UNEXCUSED] };
    expect(whySentence([account(rule, 1)], told(1, [on('2026-11-09')]))).toBe(
      'Maya had an unexcused absence on 1 day this school year (since Jul 1): Mon Nov 9. The rule asks for 1 day. The last one needed was Mon Nov 9, 2026.',
    );
  });

  it('total of periods names the period that was the last one needed', () => {
    const records = [on('2026-11-06', { period: 'P1' }), on('2026-11-09', { period: 'P2' }), on('2026-11-09', { period: 'P3' })];
    expect(whySentence([account({ ...total('periods', 2), counts: [UNEXCUSED] }, 3)], told(3, records))).toBe(
      'Maya missed 3 periods by an unexcused absence this school year (since Jul 1); the rule asks for 2 periods. The last one needed was period P2 on Mon Nov 9, 2026.',
    );
  });

  it('total of minutes says when they were reached', () => {
    expect(whySentence([account({ ...total('minutes', 600), counts: [UNEXCUSED] }, 640)], told(640, THREE))).toBe(
      'Maya missed 640 minutes by an unexcused absence this school year (since Jul 1); the rule asks for 600 minutes, reached on Mon Nov 9, 2026.',
    );
  });

  it('total of days by a view gives the value of each date', () => {
    const rule: TotalRule = { type: 'total', view: { name: 'half-and-full', cap: 1000, parts: [] }, measure: 'days', band: { atLeast: 2500 } };
    const dayValues = new Map([[day('2026-10-27'), 1], [day('2026-11-04'), 0.5], [day('2026-11-09'), 1]]);
    expect(whySentence([account(rule, 2.5, { dayValues })], told(2.5, THREE))).toBe(
      'By "half-and-full" the days add up to 2.5 days this school year (since Jul 1): Tue Oct 27 1, Wed Nov 4 0.5, Mon Nov 9 1. The rule asks for 2.5 days.',
    );
  });

  it('a band says what it must not pass', () => {
    expect(whySentence([account({ ...total('dates', 3, 5), counts: [UNEXCUSED] }, 3)], told(3, THREE))).toContain('The rule asks for 3 days and not more than 5 days.');
  });

  it('same names the course or period', () => {
    const rule: SimpleRule = { type: 'same', by: 'period', counts: [UNEXCUSED], band: { atLeast: 5 } };
    expect(whySentence([account(rule, 5, { progress: { which: 'P3' } })], told(5, THREE))).toBe(
      'In period P3 Maya had an unexcused absence 5 times this school year (since Jul 1); the rule asks for 5 or more times in one period.',
    );
    const course: SimpleRule = { type: 'same', by: 'course', counts: [UNEXCUSED], band: { atLeast: 1 } };
    expect(whySentence([account(course, 1, { progress: { which: 'ALG1' } })], told(1, THREE))).toContain('In ALG1 Maya had an unexcused absence 1 time');
  });

  it('a pattern in a row says what does not break it', () => {
    const rule: SimpleRule = { type: 'pattern', counts: [UNEXCUSED], withinDay: { atLeast: 1, mode: 'cumulative' }, days: { atLeast: 3, mode: 'consecutive' } };
    const row = [on('2026-10-09'), on('2026-10-12'), on('2026-10-13')];
    expect(whySentence([account(rule, 3)], told(3, row))).toBe(
      'Maya had an unexcused absence on 3 school days in a row, ending Tue Oct 13, 2026: Fri Oct 9, Mon Oct 12 and Tue Oct 13. Weekends and days without school do not break a row.',
    );
  });

  it('a pattern of any days says how many periods a day', () => {
    const rule: SimpleRule = { type: 'pattern', counts: [UNEXCUSED], withinDay: { atLeast: 2, atMost: 2, mode: 'cumulative' }, days: { atLeast: 3, mode: 'cumulative' } };
    expect(whySentence([account(rule, 3)], told(3, THREE))).toBe(
      'On 3 days this school year (since Jul 1) Maya missed exactly 2 periods by an unexcused absence: Tue Oct 27, Wed Nov 4 and Mon Nov 9. The rule asks for 3 or more days.',
    );
  });

  it('a rate gives both numbers and the percentage', () => {
    const rule: SimpleRule = { type: 'rate', counts: [UNEXCUSED], test: 'atLeast', percent: 10_000, minDays: 10 };
    expect(whySentence([account(rule, 10.59, { progress: { enrolledDays: 85, absentThousandths: 9000 } })], told(10.59, THREE))).toBe(
      'Maya was absent 9 of 85 days this school year (since Jul 1), 10.59%; the rule asks for 10% or more, after at least 10 days.',
    );
  });

  it('an event names who recorded it, where that is known', () => {
    const rule: SimpleRule = { type: 'event', event: 'contract-violated' };
    const recorded = { day: day('2026-11-09'), by: 'J. Okafor' };
    expect(whySentence([account(rule, 1, { recorded, through: day('2026-11-09') })], { ...told(1, []), day: day('2026-11-09') })).toBe(
      '"contract-violated" was recorded on Mon Nov 9, 2026 by J. Okafor. That alone meets the rule.',
    );
    expect(whySentence([account(rule, 1, { recorded: { ...recorded, by: '' } })], { ...told(1, []), day: day('2026-11-09') })).toContain('Nov 9, 2026. That alone');
  });

  it('any names the rule that came first', () => {
    const rules = [total('dates', 11), { type: 'event', event: 'contract-violated' }] as const;
    const any = criterion({ type: 'any', rules });
    const accounts = [
      account(rules[0], 9, { criterion: any }),
      account(rules[1], 1, { criterion: any, through: day('2026-11-09'), recorded: { day: day('2026-11-09'), by: '' } }),
    ];
    expect(whySentence(accounts, { ...told(1, []), day: day('2026-11-09') })).toBe(
      'One of 2 conditions is enough. This came first, on Mon Nov 9, 2026: "contract-violated" was recorded on Mon Nov 9, 2026. That alone meets the rule.',
    );
  });

  it('a rule that repeats says which number it is', () => {
    const rule = { ...total('dates', 3), counts: [UNEXCUSED] };
    const every = account(rule, 6, { criterion: criterion(rule, { repeat: { every: 3 } }) });
    expect(whySentence([every], told(6, THREE, 2))).toContain('This is number 2; the rule repeats at every 3 days.');
  });

  it('limits of weekdays, periods and grades are said', () => {
    const rule = { ...total('dates', 3), counts: [UNEXCUSED], only: { weekdays: ['fri'], periods: ['P1', 'P2'] } } as const;
    expect(whySentence([account(rule, 3, { criterion: criterion(rule, { grades: ['7', '8'] }) })], told(3, THREE))).toContain(
      '(Only Fridays, periods P1 and P2, grades 7 and 8 are looked at.)',
    );
  });
});

describe('why not: how far a rule is', () => {
  it('total of dates says what is short', () => {
    expect(whyNotSentence([account(total('dates', 3), 2)])).toBe(
      'Maya had an unexcused absence, or more than 30 minutes missed without excuse on 2 of 3 days this school year (since Jul 1). 1 day more would meet the rule.',
    );
    expect(whyNotSentence([account(total('dates', 3), 1)])).toContain('2 days more would meet the rule.');
  });

  it('total of periods', () => {
    expect(whyNotSentence([account(total('periods', 18), 17)])).toBe('17 of 18 periods counted this school year (since Jul 1). 1 period more would meet the rule.');
  });

  it('total of minutes names the records without minutes', () => {
    const unknown = { record: on('2026-10-15', { code: 'T' }), why: 'minutes-unknown' } as const;
    expect(whyNotSentence([account(total('minutes', 600), 500, { progress: { notCounted: [unknown] } })])).toBe(
      '500 of 600 minutes this school year (since Jul 1). 1 record without minutes adds nothing.',
    );
    expect(whyNotSentence([account(total('minutes', 600), 500, { progress: { notCounted: [unknown, unknown] } })])).toContain('2 records without minutes add nothing.');
    expect(whyNotSentence([account(total('minutes', 600), 500)])).toBe('500 of 600 minutes this school year (since Jul 1).');
  });

  it('total of days by view', () => {
    const rule: TotalRule = { type: 'total', view: { name: 'half-and-full', cap: 1000, parts: [] }, measure: 'days', band: { atLeast: 3000 } };
    expect(whyNotSentence([account(rule, 2.5)])).toBe('By "half-and-full" the days add up to 2.5 of 3 days this school year (since Jul 1).');
  });

  it('a band that was jumped over', () => {
    const jump = { day: day('2026-10-09'), before: 2, after: 6 };
    expect(whyNotSentence([account(total('periods', 3, 4), 6, { jump })])).toBe(
      'On Fri Oct 9, 2026 the count went from 2 to 6, past 3 to 4. The rule was never met.',
    );
  });

  it('same names the one with the most', () => {
    const rule: SimpleRule = { type: 'same', by: 'course', counts: [UNEXCUSED], band: { atLeast: 5 } };
    expect(whyNotSentence([account(rule, 3, { progress: { which: 'ALG1' } })])).toBe('The most in one course is 3 (ALG1) of 5. Whole-day records do not count here.');
    expect(whyNotSentence([account(rule, 0)])).toBe('The most in one course is 0 of 5. Whole-day records do not count here.');
  });

  it('a row says where it ended, why, and what did not break it', () => {
    const rule: SimpleRule = { type: 'pattern', counts: [UNEXCUSED], withinDay: { atLeast: 1, mode: 'cumulative' }, days: { atLeast: 3, mode: 'consecutive' } };
    const row = { length: 2, start: day('2026-10-07'), end: day('2026-10-09'), brokenBy: { day: day('2026-10-12'), codes: ['E'] }, bridged: [day('2026-10-08')] };
    expect(whyNotSentence([account(rule, 2, { row })])).toBe(
      'The longest row is 2 of 3 school days. It ended on Fri Oct 9, 2026: on Mon Oct 12 E does not count. Thu Oct 8 did not break it.',
    );
    expect(whyNotSentence([account(rule, 2, { row: { ...row, bridged: [], brokenBy: { day: day('2026-10-12'), codes: [] } } })])).toBe(
      'The longest row is 2 of 3 school days. It ended on Fri Oct 9, 2026: nothing is on record for Mon Oct 12.',
    );
    expect(whyNotSentence([account(rule, 0)])).toBe('The longest row is 0 of 3 school days.');
  });

  it('a pattern of any days names the dates with too few or too many periods', () => {
    const rule: SimpleRule = { type: 'pattern', counts: [UNEXCUSED], withinDay: { atLeast: 2, atMost: 2, mode: 'cumulative' }, days: { atLeast: 5, mode: 'cumulative' } };
    const notCounted = [{ record: on('2026-10-15', { period: 'P1' }), why: 'adds-nothing' }] as const;
    expect(whyNotSentence([account(rule, 3, { progress: { notCounted } })])).toBe('3 of 5 days. On Thu Oct 15 the periods were fewer or more than exactly 2 periods.');
  });

  it('a rate, reached or too early', () => {
    const rule: SimpleRule = { type: 'rate', counts: [UNEXCUSED], test: 'over', percent: 10_000, minDays: 10 };
    expect(whyNotSentence([account(rule, 10, { progress: { enrolledDays: 80, absentThousandths: 8000 } })])).toBe(
      '8 of 80 days this school year (since Jul 1) is 10%; the rule asks for more than 10%.',
    );
    expect(whyNotSentence([account(rule, 20, { progress: { enrolledDays: 5, absentThousandths: 1000 } })])).toBe('Only 5 days so far; the rule looks from 10 on.');
    expect(whyNotSentence([account(rule, 100, { progress: { enrolledDays: 1, absentThousandths: 1000 } })])).toBe('Only 1 day so far; the rule looks from 10 on.');
  });

  it('an event that is not on record, also without a window', () => {
    const rule: SimpleRule = { type: 'event', event: 'contract-violated' };
    expect(whyNotSentence([account(rule, 0)])).toBe('No "contract-violated" is on record this school year (since Jul 1).');
    const since = account(total('dates', 3), 0, { window: { kind: 'since', event: 'letter-received', ref: 'L1' }, windowStart: null });
    expect(whyNotSentence([since])).toContain('on 0 of 3 days without "letter-received L1" on record.');
  });

  it('any tells of each of its conditions', () => {
    const rules = [{ ...total('dates', 11), counts: [UNEXCUSED] }, { type: 'event', event: 'contract-violated' }] as const;
    const any = criterion({ type: 'any', rules });
    expect(whyNotSentence(rules.map((rule, at) => account(rule, at === 0 ? 9 : 0, { criterion: any })))).toBe(
      'None of the 2 conditions is met: Maya had an unexcused absence on 9 of 11 days this school year (since Jul 1). 2 days more would meet the rule. No "contract-violated" is on record this school year (since Jul 1).',
    );
  });

  it('a rule that does not hold yet says from when', () => {
    const rule = total('dates', 3);
    expect(whyNotSentence([account(rule, 3, { criterion: criterion(rule, { effective: { from: day('2027-01-04') } }) })])).toBe('The rule holds from Mon Jan 4, 2027.');
  });

  it('met, but not in the grade or school that the rule looks at', () => {
    const rule = total('dates', 3);
    const facts = { id: 'x', grade: '6', flags: [], enrollments: [{ school: 'ELM', entry: day('2026-08-24') }], events: [], records: {} as never };
    const grades = account(rule, 3, { criterion: criterion(rule, { grades: ['7', '8'] }), progress: { counted: THREE } });
    expect(outsideOn(grades, { facts })).toBe('On Mon Nov 9, 2026 Maya was not in grades 7 and 8.');
    const schools = account(rule, 3, { criterion: criterion(rule, { schools: ['OAK'] }), progress: { counted: THREE } });
    expect(outsideOn(schools, { facts })).toBe('On Mon Nov 9, 2026 Maya was not in OAK.');
  });

  it('met once, or as often as a cycle allows', () => {
    const rule = total('dates', 3);
    expect(noFurther(account(rule, 4), [{ day: day('2026-11-09') }])).toBe('Met once this school year (since Jul 1), on Mon Nov 9, 2026; it does not repeat.');
    const each = account(rule, 4, { criterion: criterion(rule, { repeat: 'each', maxPerCycle: 2 }), window: { kind: 'term', term: 'quarter' } });
    expect(noFurther(each, [{ day: day('2026-11-09') }])).toBe('');
    expect(noFurther(each, [{ day: day('2026-11-09') }, { day: day('2026-11-10') }])).toBe('The most for one quarter is 2.');
    const every = account(rule, 4, { criterion: criterion(rule, { repeat: { every: 3 } }) });
    expect(nextStep(every, 1)).toBe('2 days more would be number 2, at 6.');
  });
});

describe('not counted: the reason beside each record', () => {
  const one = account(total('dates', 3), 0);
  it.each([
    [on('2026-10-15', { code: 'E' }), 'not-selected', 'Thu Oct 15 E: excused'],
    [on('2026-10-15', { code: 'P' }), 'not-selected', 'Thu Oct 15 P: present'],
    [on('2026-10-15', { code: 'T', minutes: 30 }), 'minutes-too-few', 'Thu Oct 15 T: 30 minutes, more than 30 asked for'],
    [on('2026-10-15', { code: 'T' }), 'minutes-unknown', 'Thu Oct 15 T: minutes unknown'],
    [on('2026-10-15', { code: 'U' }), 'weekday', 'Thu Oct 15 U: another weekday'],
    [on('2026-10-15', { code: 'U', period: 'P6' }), 'period', 'Thu Oct 15 U period P6: another period'],
    [on('2026-06-15'), 'before-window', 'Mon Jun 15 U: before this school year'],
    [on('2026-10-15'), 'whole-day', 'Thu Oct 15 U: a whole day does not count here'],
    [on('2026-10-15'), 'adds-nothing', 'Thu Oct 15 U: adds nothing on this day'],
  ] as const)('%#', (record, why, line) => {
    expect(notCountedLine(one, { record, why })).toBe(line);
  });
});

describe('a criterion in words', () => {
  it('reads as one sentence after the other', () => {
    const words = criterionInWords(
      criterion({ ...total('dates', 3), counts: [{ ...UNEXCUSED, wholeDay: true }, TRUANCY[1]] }, {
        settle: 2,
        source: 'Education Code 48260(a)',
        then: [{ kind: 'letter', settings: { letter: 'first-notice' } }],
      }),
    );
    expect(words).toBe(
      'On the first day on which a student has 3 or more days with a whole-day unexcused absence, or more than 30 minutes missed without excuse, in the school year. Waits 2 school days. Then: letter "first-notice". Source: Education Code 48260(a).',
    );
  });

  it('says how it repeats, where it is counted and who releases it', () => {
    const rule = { ...total('dates', 3), counts: [UNEXCUSED] };
    expect(criterionInWords(criterion(rule, { repeat: { every: 3 }, scope: 'school', release: { approve: 'administrator' }, window: { kind: 'term', term: 'quarter' } }))).toBe(
      'On the day on which a student has 3 or more days with an unexcused absence, in one quarter, and again at every 3 days more. Each school counts apart. Waits for administrator to approve.',
    );
  });

  it.each([
    [{ status: ['tardy'], minutesOver: 30 }, 'a tardy of more than 30 minutes'],
    [{ status: ['absent', 'tardy'], excuse: ['excused', 'unexcused'] }, 'an excused or unexcused absence or tardy'],
    [{ codes: ['UA', 'UB'] }, 'a record marked UA or UB'],
    [{ status: ['absent'], groups: ['district:UNX'] }, 'an absence of group district:UNX'],
    [{ status: ['absent'], wholeDay: false }, 'a period absence'],
    [{ minutesAtLeast: 5, minutesUnder: 30, excuse: ['excused'] }, 'at least 5 and less than 30 minutes missed with an excuse'],
    [{ status: ['absent'], excuse: [''] }, 'an unmarked absence'],
  ] as const)('selector %#', (selector, words) => {
    expect(selectorInWords(selector)).toBe(words);
  });
});
