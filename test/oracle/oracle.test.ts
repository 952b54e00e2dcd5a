import { describe, expect, it } from 'vitest';
import { judge, sessionDays, short } from './worked-bundle.ts';
import type { WorkedCase, WorkedLine } from './worked-bundle.ts';
import type { CriterionText, GroupText, RuleText, SelectorText } from './pack-text.ts';

const UNEXCUSED: SelectorText[] = [{ excuse: ['unexcused'] }];
const ALL: SelectorText[] = [{ status: ['absent', 'tardy', 'left-early'] }];
const OVER_30: SelectorText[] = [
  { status: ['absent'], excuse: ['unexcused'], wholeDay: true },
  { status: ['absent', 'tardy', 'left-early'], excuse: ['unexcused'], minutesOver: 30 },
];

const atLeast = (n: number, more: Partial<RuleText> = {}): RuleText => ({
  type: 'total',
  counts: UNEXCUSED,
  atLeast: n,
  ...more,
});
const whole = (code: string, ...dates: string[]): string[] => dates.map((date) => `${date},,${code},`);
const sept = (...days: number[]): string[] => days.map((day) => `2025-09-${String(day).padStart(2, '0')}`);
const oct = (...days: number[]): string[] => days.map((day) => `2025-10-${String(day).padStart(2, '0')}`);
const criterion = (
  code: string,
  when: CriterionText['when'],
  more: Partial<CriterionText> = {},
): Partial<CriterionText> => ({
  code,
  when,
  then: [{ letter: 'letter' }],
  ...more,
});
const dates = (lines: readonly WorkedLine[]): string[] => lines.map((line) => `${line.criterion} ${line.date}`);

const SIX = whole('U', ...sept(22, 23), ...oct(6, 7, 8, 10));

function ladder(skipped: NonNullable<GroupText['skipped']>, asOf: string): WorkedLine[] {
  return judge({
    attendance: SIX,
    groups: [{ id: 'g', mode: 'ladder', skipped }],
    criteria: [
      criterion('A', atLeast(3), { group: 'g', order: 1 }),
      criterion('B', atLeast(5), { group: 'g', order: 2 }),
    ],
    asOf,
  });
}

describe('the worked examples of section 11', () => {
  it('1: two criteria without a group trigger on their own dates, whatever the as-of date', () => {
    const worked: WorkedCase = {
      attendance: SIX,
      criteria: [criterion('A', atLeast(3)), criterion('B', atLeast(5))],
      asOf: '2025-10-10',
    };
    expect(dates(judge(worked))).toEqual(['A 2025-10-06', 'B 2025-10-08']);
    expect(judge({ ...worked, asOf: '2026-05-29' })).toEqual(judge(worked));
  });

  it('2: in a sequential ladder the higher level is held after the lower', () => {
    expect(short(ladder('sequential', '2025-10-10'))).toEqual(['A 2025-10-06 issue', 'B 2025-10-08 held after:A']);
  });

  it('3: with skipped highest the lower level is satisfied, with all both are issued', () => {
    expect(short(ladder('highest', '2025-10-10'))).toEqual(['A 2025-10-06 satisfied by:B', 'B 2025-10-08 issue']);
    expect(short(ladder('all', '2025-10-10'))).toEqual(['A 2025-10-06 issue', 'B 2025-10-08 issue']);
  });

  it('4: a jump over a band never had it', () => {
    const cuts = ['1', '2', '3'].map((period) => `2025-10-09,${period},C,`);
    const lines = judge({
      attendance: [...whole('U', ...oct(6, 7)), ...cuts],
      groups: [{ id: 'g', mode: 'first-match' }],
      criteria: [
        criterion('B', atLeast(5, { measure: 'periods' }), { group: 'g', order: 1 }),
        criterion('A', atLeast(3, { measure: 'periods', atMost: 4 }), { group: 'g', order: 2 }),
      ],
      asOf: '2025-10-31',
    });
    expect(short(lines)).toEqual(['B 2025-10-09 issue']);
  });

  it('5: twelve absences in a band of five to ten give one trigger, on the fifth', () => {
    const days = sessionDays('2025-09-01', 12);
    const lines = judge({
      attendance: whole('U', ...days),
      criteria: [criterion('A', atLeast(5, { atMost: 10 }))],
      asOf: '2025-12-01',
    });
    expect(dates(lines)).toEqual([`A ${days[4]}`]);
  });

  it('6: a day qualifies only with both periods', () => {
    const [d1, d2, d3, d4, d5, d6, d7, d8] = sessionDays('2025-09-01', 8);
    const both = [d2, d3, d5, d7, d8].flatMap((date) => [`${date},AM,C,`, `${date},PM,C,`]);
    const lines = judge({
      attendance: [...[d1, d4, d6].map((date) => `${date},AM,C,`), ...both],
      periods: ['NORTH,AM,1', 'NORTH,PM,2'],
      criteria: [
        criterion('A', {
          type: 'pattern',
          counts: UNEXCUSED,
          withinDay: { atLeast: 2, atMost: 2 },
          days: { atLeast: 5 },
        }),
      ],
      asOf: '2025-12-01',
    });
    expect(dates(lines)).toEqual([`A ${d8}`]);
    expect(lines[0]?.value).toBe(5);
    expect(lines[0]?.evidence).toHaveLength(10);
  });

  it('7: a day with both halves counts once', () => {
    const [d1, d2, d3, d4, d5] = sessionDays('2025-09-01', 5);
    const rule: RuleText = {
      type: 'pattern',
      counts: UNEXCUSED,
      withinDay: { atLeast: 1, atMost: 2 },
      days: { atLeast: 5 },
    };
    const four = [`${d1},AM,T,`, `${d2},AM,T,`, `${d2},PM,T,`, `${d3},PM,T,`, `${d4},PM,T,`];
    const worked = { periods: ['NORTH,AM,1', 'NORTH,PM,2'], criteria: [criterion('A', rule)], asOf: '2025-12-01' };
    expect(judge({ ...worked, attendance: four })).toEqual([]);
    expect(dates(judge({ ...worked, attendance: [...four, `${d5},AM,T,`] }))).toEqual([`A ${d5}`]);
  });

  it('8: half days add up exactly', () => {
    const lines = judge({
      attendance: [...whole('H', ...sept(8, 15, 16, 17)), ...whole('U', ...sept(9))],
      criteria: [criterion('A', atLeast(3, { measure: 'days' }))],
      asOf: '2025-12-01',
    });
    expect(dates(lines)).toEqual(['A 2025-09-17']);
    expect(lines[0]?.value).toBe(3);
  });

  it('9: thirty minutes do not count as more than thirty', () => {
    const lines = judge({
      attendance: ['2025-09-08,,U,', '2025-09-10,1,T,31', '2025-09-12,1,T,30', '2025-09-15,1,C,50'],
      criteria: [criterion('A', atLeast(3, { counts: OVER_30 }))],
      asOf: '2025-12-01',
    });
    expect(dates(lines)).toEqual(['A 2025-09-15']);
    expect(lines[0]?.evidence.map((record) => record.date)).toEqual(sept(8, 10, 15));
  });

  it('10: short tardies and excused absences count for nothing', () => {
    const tardies = sessionDays('2025-09-01', 5).map((date) => `${date},1,T,20`);
    const lines = judge({
      attendance: [...tardies, ...whole('E', ...sessionDays('2025-10-01', 7))],
      criteria: [criterion('A', atLeast(3, { counts: OVER_30 }))],
      asOf: '2025-12-01',
    });
    expect(lines).toEqual([]);
  });

  it('11: a weekend and a holiday do not break a run', () => {
    const lines = judge({
      attendance: whole('U', ...oct(9, 10, 14)),
      criteria: [criterion('A', { type: 'pattern', counts: UNEXCUSED, days: { mode: 'consecutive', atLeast: 3 } })],
      asOf: '2025-12-01',
    });
    expect(dates(lines)).toEqual(['A 2025-10-14']);
  });

  it('12: Fridays only plus consecutive is Fridays in a row', () => {
    const rule: RuleText = {
      type: 'pattern',
      counts: UNEXCUSED,
      only: { weekdays: ['fri'] },
      days: { mode: 'consecutive', atLeast: 3 },
    };
    const lines = judge({
      attendance: whole('U', ...oct(3, 10, 17)),
      criteria: [criterion('A', rule)],
      asOf: '2025-12-01',
    });
    expect(dates(lines)).toEqual(['A 2025-10-17']);
  });

  it('13: an excused day breaks a run, unless it is bridged', () => {
    const rule: RuleText = { type: 'pattern', counts: UNEXCUSED, days: { mode: 'consecutive', atLeast: 3 } };
    const worked = {
      attendance: ['2025-09-08,,U,', '2025-09-09,,E,', '2025-09-10,,U,', '2025-09-11,,U,'],
      asOf: '2025-12-01',
    };
    expect(judge({ ...worked, criteria: [criterion('A', rule)] })).toEqual([]);
    const bridged: RuleText = { ...rule, bridge: [{ status: ['absent'], excuse: ['excused'] }] };
    expect(dates(judge({ ...worked, criteria: [criterion('A', bridged)] }))).toEqual(['A 2025-09-11']);
  });

  it('14: counting starts again with the next quarter', () => {
    const lines = judge({
      attendance: whole('U', ...oct(1, 2, 3), '2025-11-04'),
      terms: [',quarter,Q1,2025-08-20,2025-10-31', ',quarter,Q2,2025-11-01,2026-01-20'],
      criteria: [criterion('A', atLeast(4, { window: { term: 'quarter' } }))],
      asOf: '2025-12-01',
    });
    expect(lines).toEqual([]);
  });

  it('15: twenty-eight days hold the first day, twenty-nine do not', () => {
    const rule = atLeast(3, { window: { days: 28 } });
    const worked = { criteria: [criterion('A', rule)], asOf: '2025-12-01' };
    expect(dates(judge({ ...worked, attendance: whole('H', ...sept(2, 16, 29)) }))).toEqual(['A 2025-09-29']);
    expect(judge({ ...worked, attendance: whole('H', ...sept(2, 16, 30)) })).toEqual([]);
  });

  it('16: a correction moves the date and keeps the identity', () => {
    const worked = { criteria: [criterion('A', atLeast(3))], asOf: '2025-12-01' };
    const [before] = judge({ ...worked, attendance: whole('U', ...sept(8, 10, 12)) });
    const [after] = judge({ ...worked, attendance: [...whole('U', ...sept(8, 12, 17)), ...whole('E', ...sept(10))] });
    expect([before?.date, after?.date]).toEqual(sept(12, 17));
    expect([after?.criterion, after?.cycle, after?.occurrence]).toEqual([
      before?.criterion,
      before?.cycle,
      before?.occurrence,
    ]);
  });

  it('17: exactly ten percent is a rate of at least ten, one absence in five days is not', () => {
    const rule: RuleText = { type: 'rate', counts: UNEXCUSED, atLeast: 10, minDays: 10 };
    const eighty = sessionDays('2025-09-01', 80);
    const last = eighty.at(-1) as string;
    const absent = eighty.slice(-8);
    const worked = { criteria: [criterion('A', rule)], asOf: last };
    const met = judge({ ...worked, enrollments: ['NORTH,2025-09-01,'], attendance: whole('U', ...absent) });
    expect(dates(met)).toEqual([`A ${last}`]);
    expect(met[0]?.value).toBe(10);
    const short5 = {
      enrollments: ['NORTH,2025-09-01,'],
      attendance: whole('U', '2025-09-01'),
      asOf: eighty[4] as string,
    };
    expect(judge({ ...worked, ...short5 })).toEqual([]);
  });

  it('18: every three numbers the steps', () => {
    const days = sessionDays('2025-09-01', 7);
    const lines = judge({
      attendance: whole('U', ...days),
      criteria: [criterion('A', atLeast(3), { repeat: { every: 3 } })],
      asOf: '2025-12-01',
    });
    expect(lines.map((line) => `${line.occurrence} ${line.date}`)).toEqual([`1 ${days[2]}`, `2 ${days[5]}`]);
  });

  it('19: a transfer adds up at the district and is kept apart by school', () => {
    const days = sessionDays('2025-09-01', 178);
    const enrollments = [`NORTH,2025-09-01,${days[81]}`, `SOUTH,${days[82]},${days[177]}`];
    const attendance = whole('U', ...days.slice(0, 45), ...days.slice(82, 89));
    const at = (percent: number, scope: 'district' | 'school'): WorkedLine[] =>
      judge({
        enrollments,
        attendance,
        criteria: [criterion('A', { type: 'rate', counts: UNEXCUSED, atLeast: percent, minDays: 178 }, { scope })],
        asOf: '2026-06-30',
      });
    expect(at(20, 'district').map((line) => [line.date, line.value])).toEqual([[days[177], 29.21]]);
    const bySchool = judge({
      enrollments,
      attendance,
      criteria: [criterion('A', { type: 'rate', counts: UNEXCUSED, atLeast: 5, minDays: 82 }, { scope: 'school' })],
      asOf: '2026-06-30',
    });
    expect(bySchool.map((line) => [line.school, line.value])).toEqual([
      ['NORTH', 54.88],
      ['SOUTH', 8.54],
    ]);
    expect(at(20, 'school')).toEqual([]);
  });

  it('20: a violated contract refers at nine absences', () => {
    const lines = judge({
      attendance: whole('U', ...sessionDays('2025-09-01', 9)),
      events: ['2025-10-20,contract-violated,'],
      criteria: [
        criterion('L1', atLeast(7, { counts: ALL })),
        criterion('MED', atLeast(10, { counts: ALL })),
        criterion('REF', {
          any: [
            { type: 'total', counts: ALL, atLeast: 11 },
            { type: 'event', event: 'contract-violated' },
          ],
        }),
      ],
      asOf: '2025-12-01',
    });
    expect(dates(lines)).toEqual(['L1 2025-09-09', 'REF 2025-10-20']);
    expect(lines[1]?.evidence).toEqual([]);
  });

  it('21: one further absence after the letter opens the next level', () => {
    const worked: Omit<WorkedCase, 'attendance'> = {
      events: ['2025-10-07,issued,A'],
      groups: [{ id: 'g', mode: 'ladder', gap: { further: 1 } }],
      criteria: [
        criterion('A', atLeast(3), { group: 'g', order: 1 }),
        criterion('B', atLeast(5), { group: 'g', order: 2 }),
      ],
      asOf: '2025-10-08',
    };
    const lines = judge({ ...worked, attendance: whole('U', ...sept(22, 23), ...oct(3, 6, 8)) });
    expect(short(lines)).toEqual(['A 2025-10-03 issued', 'B 2025-10-08 issue']);
    const without = judge({ ...worked, attendance: whole('U', ...sept(22, 23), ...oct(3, 6, 7)) });
    expect(short(without)).toEqual(['A 2025-10-03 issued', 'B 2025-10-07 held gap:further']);
  });

  it('22: a notice sent after its month names the month', () => {
    const lines = judge({
      attendance: whole('U', ...oct(30, 31), '2025-11-03', '2025-11-04'),
      events: ['2025-11-03,issued,A@2025-10-01'],
      criteria: [criterion('A', atLeast(2, { window: 'month' }))],
      asOf: '2025-11-28',
    });
    expect(lines.map((line) => `${line.cycle} ${line.decision}`)).toEqual(['2025-10-01 issued', '2025-11-01 issue']);
  });

  it('23: absences before the criterion takes effect count, the trigger comes after', () => {
    const lines = judge({
      attendance: whole('U', ...oct(1, 2, 3), '2025-11-05'),
      criteria: [criterion('A', atLeast(3), { effective: { from: '2025-11-01' } })],
      asOf: '2025-12-01',
    });
    expect(dates(lines)).toEqual(['A 2025-11-05']);
    expect(lines[0]?.value).toBe(4);
  });

  it('24: a transfer between schools with other quarters is one cycle of the year', () => {
    const lines = judge({
      attendance: whole('U', ...oct(16, 17, 20, 21, 22)),
      enrollments: ['NORTH,2025-07-01,2025-10-17', 'SOUTH,2025-10-20,'],
      terms: [
        'NORTH,quarter,Q1,2025-08-20,2025-10-24',
        'SOUTH,quarter,Q1,2025-08-25,2025-10-17',
        'SOUTH,quarter,Q2,2025-10-18,2026-01-16',
      ],
      criteria: [criterion('A', atLeast(3, { window: 'year' }))],
      asOf: '2025-12-01',
    });
    expect(lines.map((line) => `${line.cycle} ${line.date}`)).toEqual(['2025-07-01 2025-10-20']);
  });
});
