import { describe, expect, it } from 'vitest';
import type { SimpleRule, TotalRule } from '../../engine/index.ts';
import { THREE, UNEXCUSED, account, criterion, day, on, total } from '../testing/rule-accounts.ts';
import { notCountedLine } from './not-counted.ts';
import { outsideOn } from './outside.ts';
import { nextStep, noFurther, whyNotSentence } from './why-not-sentences.ts';

describe('why not: how far a rule is', () => {
  it('total of dates says what is short', () => {
    expect(whyNotSentence([account(total('dates', 3), 2)])).toBe(
      'Maya had an unexcused absence, or more than 30 minutes missed without excuse on 2 of 3 days this school year (since Jul 1). 1 day more would meet the rule.',
    );
    expect(whyNotSentence([account(total('dates', 3), 1)])).toContain('2 days more would meet the rule.');
  });

  it('total of periods', () => {
    expect(whyNotSentence([account(total('periods', 18), 17)])).toBe(
      '17 of 18 periods counted this school year (since Jul 1). 1 period more would meet the rule.',
    );
  });

  it('total of minutes names the records without minutes', () => {
    const unknown = { record: on('2026-10-15', { code: 'T' }), why: 'minutes-unknown' } as const;
    expect(whyNotSentence([account(total('minutes', 600), 500, { progress: { notCounted: [unknown] } })])).toBe(
      '500 of 600 minutes this school year (since Jul 1). 1 record without minutes adds nothing.',
    );
    expect(
      whyNotSentence([account(total('minutes', 600), 500, { progress: { notCounted: [unknown, unknown] } })]),
    ).toContain('2 records without minutes add nothing.');
    expect(whyNotSentence([account(total('minutes', 600), 500)])).toBe(
      '500 of 600 minutes this school year (since Jul 1).',
    );
  });

  it('total of days by view', () => {
    const rule: TotalRule = {
      type: 'total',
      view: { name: 'half-and-full', cap: 1000, parts: [] },
      measure: 'days',
      band: { atLeast: 3000 },
    };
    expect(whyNotSentence([account(rule, 2.5)])).toBe(
      'By "half-and-full" the days add up to 2.5 of 3 days this school year (since Jul 1).',
    );
  });

  it('a band that was jumped over', () => {
    const jump = { day: day('2026-10-09'), before: 2, after: 6 };
    expect(whyNotSentence([account(total('periods', 3, 4), 6, { jump })])).toBe(
      'On Fri Oct 9, 2026 the count went from 2 to 6, past 3 to 4. The rule was never met.',
    );
  });

  it('same names the one with the most', () => {
    const rule: SimpleRule = { type: 'same', by: 'course', counts: [UNEXCUSED], band: { atLeast: 5 } };
    expect(whyNotSentence([account(rule, 3, { progress: { which: 'ALG1' } })])).toBe(
      'The most in one course is 3 (ALG1) of 5. Whole-day records do not count here.',
    );
    expect(whyNotSentence([account(rule, 0)])).toBe(
      'The most in one course is 0 of 5. Whole-day records do not count here.',
    );
  });

  it('a row says where it ended, why, and what did not break it', () => {
    const rule: SimpleRule = {
      type: 'pattern',
      counts: [UNEXCUSED],
      withinDay: { atLeast: 1, mode: 'cumulative' },
      days: { atLeast: 3, mode: 'consecutive' },
    };
    const row = {
      length: 2,
      start: day('2026-10-07'),
      end: day('2026-10-09'),
      brokenBy: { day: day('2026-10-12'), codes: ['E'] },
      bridged: [day('2026-10-08')],
    };
    expect(whyNotSentence([account(rule, 2, { row })])).toBe(
      'The longest row is 2 of 3 school days. It ended on Fri Oct 9, 2026: on Mon Oct 12 E does not count. Thu Oct 8 did not break it.',
    );
    expect(
      whyNotSentence([
        account(rule, 2, { row: { ...row, bridged: [], brokenBy: { day: day('2026-10-12'), codes: [] } } }),
      ]),
    ).toBe('The longest row is 2 of 3 school days. It ended on Fri Oct 9, 2026: nothing is on record for Mon Oct 12.');
    expect(whyNotSentence([account(rule, 0)])).toBe('The longest row is 0 of 3 school days.');
  });

  it('a pattern of any days names the dates with too few or too many periods', () => {
    const rule: SimpleRule = {
      type: 'pattern',
      counts: [UNEXCUSED],
      withinDay: { atLeast: 2, atMost: 2, mode: 'cumulative' },
      days: { atLeast: 5, mode: 'cumulative' },
    };
    const notCounted = [{ record: on('2026-10-15', { period: 'P1' }), why: 'adds-nothing' }] as const;
    expect(whyNotSentence([account(rule, 3, { progress: { notCounted } })])).toBe(
      '3 of 5 days. On Thu Oct 15 the periods were fewer or more than exactly 2 periods.',
    );
  });

  it('a rate, reached or too early', () => {
    const rule: SimpleRule = { type: 'rate', counts: [UNEXCUSED], test: 'over', percent: 10_000, minDays: 10 };
    expect(whyNotSentence([account(rule, 10, { progress: { enrolledDays: 80, absentThousandths: 8000 } })])).toBe(
      '8 of 80 days this school year (since Jul 1) is 10%; the rule asks for more than 10%.',
    );
    expect(whyNotSentence([account(rule, 20, { progress: { enrolledDays: 5, absentThousandths: 1000 } })])).toBe(
      'Only 5 days so far; the rule looks from 10 on.',
    );
    expect(whyNotSentence([account(rule, 100, { progress: { enrolledDays: 1, absentThousandths: 1000 } })])).toBe(
      'Only 1 day so far; the rule looks from 10 on.',
    );
  });

  it('an event that is not on record, also without a window', () => {
    const rule: SimpleRule = { type: 'event', event: 'contract-violated' };
    expect(whyNotSentence([account(rule, 0)])).toBe(
      'No "contract-violated" is on record this school year (since Jul 1).',
    );
    const since = account(total('dates', 3), 0, {
      window: { kind: 'since', event: 'letter-received', ref: 'L1' },
      windowStart: null,
    });
    expect(whyNotSentence([since])).toContain('on 0 of 3 days without "letter-received L1" on record.');
  });

  it('any tells of each of its conditions', () => {
    const rules = [
      { ...total('dates', 11), counts: [UNEXCUSED] },
      { type: 'event', event: 'contract-violated' },
    ] as const;
    const any = criterion({ type: 'any', rules });
    expect(whyNotSentence(rules.map((rule, at) => account(rule, at === 0 ? 9 : 0, { criterion: any })))).toBe(
      'None of the 2 conditions is met: Maya had an unexcused absence on 9 of 11 days this school year (since Jul 1). 2 days more would meet the rule. No "contract-violated" is on record this school year (since Jul 1).',
    );
  });

  it('a rule that does not hold yet says from when', () => {
    const rule = total('dates', 3);
    expect(
      whyNotSentence([account(rule, 3, { criterion: criterion(rule, { effective: { from: day('2027-01-04') } }) })]),
    ).toBe('The rule holds from Mon Jan 4, 2027.');
  });

  it('met, but not in the grade or school that the rule looks at', () => {
    const rule = total('dates', 3);
    const facts = {
      id: 'x',
      grade: '6',
      flags: [],
      enrollments: [{ school: 'ELM', entry: day('2026-08-24') }],
      events: [],
      records: {} as never,
    };
    const grades = account(rule, 3, {
      criterion: criterion(rule, { grades: ['7', '8'] }),
      progress: { counted: THREE },
    });
    expect(outsideOn(grades, { facts })).toBe('On Mon Nov 9, 2026 Maya was not in grades 7 and 8.');
    const schools = account(rule, 3, {
      criterion: criterion(rule, { schools: ['OAK'] }),
      progress: { counted: THREE },
    });
    expect(outsideOn(schools, { facts })).toBe('On Mon Nov 9, 2026 Maya was not in OAK.');
  });

  it('met once, or as often as a cycle allows', () => {
    const rule = total('dates', 3);
    expect(noFurther(account(rule, 4), [{ day: day('2026-11-09') }])).toBe(
      'Met once this school year (since Jul 1), on Mon Nov 9, 2026; it does not repeat.',
    );
    const each = account(rule, 4, {
      criterion: criterion(rule, { repeat: 'each', maxPerCycle: 2 }),
      window: { kind: 'term', term: 'quarter' },
    });
    expect(noFurther(each, [{ day: day('2026-11-09') }])).toBe('');
    expect(noFurther(each, [{ day: day('2026-11-09') }, { day: day('2026-11-10') }])).toBe(
      'The most for one quarter is 2.',
    );
    const every = account(rule, 4, { criterion: criterion(rule, { repeat: { every: 3 } }) });
    expect(nextStep(every, 1)).toBe('2 days more would be number 2, at 6.');
  });
});

describe('not counted: the reason beside each record', () => {
  const one = account(total('dates', 3), 0);
  it.each([
    [on('2026-10-15', { code: 'E' }), 'not-selected', 'Thu Oct 15 E: excused'],
    [on('2026-10-15', { code: 'P' }), 'not-selected', 'Thu Oct 15 P: present'],
    [
      on('2026-10-15', { code: 'T', minutes: 30 }),
      'minutes-too-few',
      'Thu Oct 15 T: 30 minutes, more than 30 asked for',
    ],
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
