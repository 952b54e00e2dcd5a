import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { absent, packText } from '../../calculation/test-bundle.ts';
import { withTransaction } from '../../db/index.ts';
import { parseDay } from '../../engine/index.ts';
import { AS_OF, TestDistrict, dropTestDistricts, lakeside, lakesideBundle } from '../testing/lakeside.ts';
import { explainWhy } from './why.ts';
import type { WhyCriterion } from './why.ts';

afterAll(dropTestDistricts);

/** Three days in a row over a weekend, one day that a note breaks, cuts of two periods on one date, a tardy. */
const DAYS = [
  ...absent('maya', 'U', '09-18 09-19 09-22 10-01'),
  ...absent('maya', 'E', '09-23'),
  'maya,oak,2025-10-06,P1,U,50',
  'maya,oak,2025-10-06,P2,U,50',
  'maya,oak,2025-10-07,P1,U,50',
];

const UNEXCUSED = '[{ status: [absent], excuse: [unexcused] }]';

function rule(code: string, when: string, more = ''): { readonly code: string; readonly text: string } {
  return { code, text: `code: ${code}\ntitle: ${code}\ndescription: x\nwhen: { ${when} }\n${more}\n` };
}

const PACK = packText(
  [
    rule('TD', `type: total, counts: ${UNEXCUSED}, atLeast: 5`),
    rule('TN', `type: total, counts: ${UNEXCUSED}, atLeast: 9`),
    rule('TP', `type: total, counts: ${UNEXCUSED}, measure: periods, atLeast: 6`),
    rule('TM', `type: total, counts: ${UNEXCUSED}, measure: minutes, atLeast: 3000`),
    rule('TV', 'type: total, view: half-and-full, measure: days, atLeast: 4.5'),
    rule('BAND', `type: total, counts: ${UNEXCUSED}, measure: periods, atLeast: 5, atMost: 5`),
    rule('SAME', `type: same, by: period, counts: ${UNEXCUSED}, atLeast: 2`),
    rule('ROW', `type: pattern, counts: ${UNEXCUSED}, days: { mode: consecutive, atLeast: 4 }`),
    rule('RATE', `type: rate, counts: ${UNEXCUSED}, atLeast: 10, minDays: 20`),
    rule('EV', 'type: event, event: contract-violated'),
    rule('ANY', `any: [{ type: total, counts: ${UNEXCUSED}, atLeast: 20 }, { type: event, event: contract-violated }]`),
    rule('GR', `type: total, counts: ${UNEXCUSED}, atLeast: 3`, 'grades: ["6"]'),
    rule('EVRY', `type: total, counts: ${UNEXCUSED}, atLeast: 2`, 'repeat: { every: 2 }'),
  ],
  `views:
  half-and-full:
    parts:
      - counts: ${UNEXCUSED}
        rows: [{ atLeast: 2, value: 0.5 }]`,
);

let why: ReadonlyMap<string, WhyCriterion>;

async function explain(
  district: TestDistrict,
  student: string,
  asOf = AS_OF,
  criterion?: string,
): Promise<readonly WhyCriterion[]> {
  const question = {
    districtId: district.id,
    student,
    asOf: parseDay(asOf) as number,
    ...(criterion === undefined ? {} : { criterion }),
  };
  return (await withTransaction(district.db, (client) => explainWhy(client, question)))?.criteria ?? [];
}

describe('why and why not, from the days on file', () => {
  beforeAll(async () => {
    const district = await TestDistrict.create();
    const files = lakesideBundle(DAYS, { events: ['maya,2025-10-15,contract-violated,'] });
    files.set('periods.csv', 'school_id,period,position,minutes\noak,P1,1,50\noak,P2,2,50\n');
    await district.import(files);
    await district.usePack(PACK);
    await district.calculate(AS_OF);
    why = new Map((await explain(district, 'maya')).map((one) => [one.criterion, one]));
  });

  it.each([
    [
      'TD',
      'Maya had an unexcused absence on 5 days this school year (since Jul 1): Thu Sep 18, Fri Sep 19, Mon Sep 22, Wed Oct 1 and Mon Oct 6. The rule asks for 5 days. The last one needed was Mon Oct 6, 2025.',
    ],
    [
      'TN',
      'Maya had an unexcused absence on 6 of 9 days this school year (since Jul 1). 3 days more would meet the rule.',
    ],
    [
      'TP',
      'Maya missed 6 periods by an unexcused absence this school year (since Jul 1); the rule asks for 6 periods. The last one needed was period P2 on Mon Oct 6, 2025.',
    ],
    ['TM', '1710 of 3000 minutes this school year (since Jul 1).'],
    [
      'TV',
      'By "half-and-full" the days add up to 4.5 days this school year (since Jul 1): Thu Sep 18 1, Fri Sep 19 1, Mon Sep 22 1, Wed Oct 1 1, Mon Oct 6 0.5. The rule asks for 4.5 days.',
    ],
    ['BAND', 'On Mon Oct 6, 2025 the count went from 4 to 6, past 5 to 5. The rule was never met.'],
    [
      'SAME',
      'In period P1 Maya had an unexcused absence 2 times this school year (since Jul 1); the rule asks for 2 or more times in one period.',
    ],
    ['ROW', 'The longest row is 3 of 4 school days. It ended on Mon Sep 22, 2025: on Tue Sep 23 E does not count.'],
    [
      'RATE',
      'Maya was absent 3 of 20 days this school year (since Jul 1), 15%; the rule asks for 10% or more, after at least 20 days.',
    ],
    ['EV', '"contract-violated" was recorded on Wed Oct 15, 2025 by test. That alone meets the rule.'],
    [
      'ANY',
      'One of 2 conditions is enough. This came first, on Wed Oct 15, 2025: "contract-violated" was recorded on Wed Oct 15, 2025 by test. That alone meets the rule.',
    ],
    ['GR', 'On Tue Oct 7, 2025 Maya was not in grade 6.'],
    ['EVRY', 'This is number 3; the rule repeats at every 2 days.'],
  ])('%s', (code, sentence) => {
    expect(why.get(code)?.sentence.replace(/ by test/g, '')).toContain(sentence.replace(/ by test/g, ''));
  });

  it('lists the days that count and those that do not, each with its reason', () => {
    const one = why.get('TN');
    expect(one?.counted.map(({ date, code, period }) => [date, code, period])).toHaveLength(7);
    expect(one?.not_counted).toEqual([
      { date: '2025-09-23', period: null, course: null, code: 'E', minutes: 390, why: 'excused' },
    ]);
    expect(one?.missing).toBe('3 days more');
    expect(why.get('EVRY')?.missing).toBe('2 days more would be number 4, at 8.');
    expect(why.get('TD')?.missing).toBe(
      'Met once this school year (since Jul 1), on Mon Oct 6, 2025; it does not repeat.',
    );
  });
});

describe('why, on other days and after other things', () => {
  it('as of an earlier day knows nothing of later ones', async () => {
    const district = await lakeside();
    const [one] = await explain(district, 'maya', '2025-09-23', 'A');
    expect(one).toMatchObject({ state: 'not-met', missing: '1 day more' });
    expect(one?.counted.map(({ date }) => date)).toEqual(['2025-09-22', '2025-09-23']);
  });

  it('says what a settling or spaced notice waits for, with both counts and the day it is ready', async () => {
    const district = await lakeside({ attendance: absent('maya', 'U', '10-29 10-30 10-31'), pack: { settle: 2 } });
    const [settling] = await explain(district, 'maya', AS_OF, 'A');
    expect(settling?.triggers[0]?.decided).toBe(
      'Waits for notes: 0 of 2 school days since Fri Oct 31, 2025. Ready Tue Nov 4, 2025.',
    );
  });

  it('tells of a trigger that lapsed before anything went out', async () => {
    const district = await lakeside();
    await district.import(lakesideBundle([...absent('maya', 'U', '09-22 09-23'), ...absent('maya', 'E', '10-06')]));
    await district.calculate(AS_OF);
    const [one] = await explain(district, 'maya', AS_OF, 'A');
    expect(one?.triggers[0]?.decided).toBe(
      'No longer met before it went out: 2 of 3 now: 2025-10-06 is E instead of U.',
    );
  });

  it('tells of letters that were sent before Rollcall', async () => {
    const district = await TestDistrict.create();
    await district.import(
      lakesideBundle(absent('maya', 'U', '09-22 09-23 10-06'), { events: ['maya,2025-10-10,issued,TD'] }),
    );
    await district.usePack(packText([rule('TD', `type: total, counts: ${UNEXCUSED}, atLeast: 3`)]));
    await district.calculate(AS_OF);
    const [one] = await explain(district, 'maya', AS_OF, 'TD');
    expect(one?.state).toBe('issued');
    expect(one?.triggers[0]?.decided).toMatch(/^N\d+: Sent on Fri Oct 10, 2025, before Rollcall\.$/);
  });

  it('of a student who is not known says nothing', async () => {
    const district = await lakeside();
    expect(await explain(district, 'nobody')).toEqual([]);
  });
});
