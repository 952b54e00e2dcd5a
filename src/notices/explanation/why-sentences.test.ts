import { describe, expect, it } from 'vitest';
import type { SimpleRule, TotalRule } from '../../engine/index.ts';
import { THREE, UNEXCUSED, account, criterion, day, on, told, total } from '../testing/rule-accounts.ts';
import { whySentence } from './why-sentences.ts';

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
    const records = [
      on('2026-11-06', { period: 'P1' }),
      on('2026-11-09', { period: 'P2' }),
      on('2026-11-09', { period: 'P3' }),
    ];
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
    const rule: TotalRule = {
      type: 'total',
      view: { name: 'half-and-full', cap: 1000, parts: [] },
      measure: 'days',
      band: { atLeast: 2500 },
    };
    const dayValues = new Map([
      [day('2026-10-27'), 1],
      [day('2026-11-04'), 0.5],
      [day('2026-11-09'), 1],
    ]);
    expect(whySentence([account(rule, 2.5, { progress: { dayValues } })], told(2.5, THREE))).toBe(
      'By "half-and-full" the days add up to 2.5 days this school year (since Jul 1): Tue Oct 27 1, Wed Nov 4 0.5, Mon Nov 9 1. The rule asks for 2.5 days.',
    );
  });

  it('a band says what it must not pass', () => {
    expect(whySentence([account({ ...total('dates', 3, 5), counts: [UNEXCUSED] }, 3)], told(3, THREE))).toContain(
      'The rule asks for 3 days and not more than 5 days.',
    );
  });

  it('same names the course or period', () => {
    const rule: SimpleRule = { type: 'same', by: 'period', counts: [UNEXCUSED], band: { atLeast: 5 } };
    expect(whySentence([account(rule, 5, { progress: { which: 'P3' } })], told(5, THREE))).toBe(
      'In period P3 Maya had an unexcused absence 5 times this school year (since Jul 1); the rule asks for 5 or more times in one period.',
    );
    const course: SimpleRule = { type: 'same', by: 'course', counts: [UNEXCUSED], band: { atLeast: 1 } };
    expect(whySentence([account(course, 1, { progress: { which: 'ALG1' } })], told(1, THREE))).toContain(
      'In ALG1 Maya had an unexcused absence 1 time',
    );
  });

  it('a pattern in a row says what does not break it', () => {
    const rule: SimpleRule = {
      type: 'pattern',
      counts: [UNEXCUSED],
      withinDay: { atLeast: 1, mode: 'cumulative' },
      days: { atLeast: 3, mode: 'consecutive' },
    };
    const row = [on('2026-10-09'), on('2026-10-12'), on('2026-10-13')];
    expect(whySentence([account(rule, 3)], told(3, row))).toBe(
      'Maya had an unexcused absence on 3 school days in a row, ending Tue Oct 13, 2026: Fri Oct 9, Mon Oct 12 and Tue Oct 13. Weekends and days without school do not break a row.',
    );
  });

  it('a pattern of any days says how many periods a day', () => {
    const rule: SimpleRule = {
      type: 'pattern',
      counts: [UNEXCUSED],
      withinDay: { atLeast: 2, atMost: 2, mode: 'cumulative' },
      days: { atLeast: 3, mode: 'cumulative' },
    };
    expect(whySentence([account(rule, 3)], told(3, THREE))).toBe(
      'On 3 days this school year (since Jul 1) Maya missed exactly 2 periods by an unexcused absence: Tue Oct 27, Wed Nov 4 and Mon Nov 9. The rule asks for 3 or more days.',
    );
  });

  it('a pattern of neighbouring periods says that they come one after the other', () => {
    const rule: SimpleRule = {
      type: 'pattern',
      counts: [UNEXCUSED],
      withinDay: { atLeast: 3, mode: 'consecutive' },
      days: { atLeast: 3, mode: 'cumulative' },
    };
    expect(whySentence([account(rule, 3)], told(3, THREE))).toContain(
      'Maya missed 3 or more periods one after the other by an unexcused absence:',
    );
  });

  it('a rate gives both numbers and the percentage', () => {
    const rule: SimpleRule = { type: 'rate', counts: [UNEXCUSED], test: 'atLeast', percent: 10_000, minDays: 10 };
    expect(
      whySentence(
        [account(rule, 10.59, { progress: { enrolledDays: 85, absentThousandths: 9000 } })],
        told(10.59, THREE),
      ),
    ).toBe(
      'Maya was absent 9 of 85 days this school year (since Jul 1), 10.59%; the rule asks for 10% or more, after at least 10 days.',
    );
  });

  it('an event names who recorded it, where that is known', () => {
    const rule: SimpleRule = { type: 'event', event: 'contract-violated' };
    const recorded = { day: day('2026-11-09'), by: 'J. Okafor' };
    expect(
      whySentence([account(rule, 1, { recorded, through: day('2026-11-09') })], {
        ...told(1, []),
        day: day('2026-11-09'),
      }),
    ).toBe('"contract-violated" was recorded on Mon Nov 9, 2026 by J. Okafor. That alone meets the rule.');
    expect(
      whySentence([account(rule, 1, { recorded: { ...recorded, by: '' } })], {
        ...told(1, []),
        day: day('2026-11-09'),
      }),
    ).toContain('Nov 9, 2026. That alone');
  });

  it('any names the rule that came first', () => {
    const rules = [total('dates', 11), { type: 'event', event: 'contract-violated' }] as const;
    const any = criterion({ type: 'any', rules });
    const accounts = [
      account(rules[0], 9, { criterion: any }),
      account(rules[1], 1, {
        criterion: any,
        through: day('2026-11-09'),
        recorded: { day: day('2026-11-09'), by: '' },
      }),
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
    const rule = {
      ...total('dates', 3),
      counts: [UNEXCUSED],
      only: { weekdays: ['fri'], periods: ['P1', 'P2'] },
    } as const;
    expect(
      whySentence([account(rule, 3, { criterion: criterion(rule, { grades: ['7', '8'] }) })], told(3, THREE)),
    ).toContain('(Only Fridays, periods P1 and P2, grades 7 and 8 are looked at.)');
  });
});
