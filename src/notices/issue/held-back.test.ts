/** What was met before a pack was in use is left to one decision of a person. */
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { absent, bundleText, packText, unexcusedDates } from '../../calculation/test-bundle.ts';
import { NOW, TestDistrict, dayOf, dropTestDistricts } from '../../calculation/test-district.ts';
import type { Who } from '../../cases/index.ts';
import { adopt } from '../../calculation/index.ts';
import { calculateAndRelease } from './calculate-and-release.ts';
import { decideHeldBack, type DecideHeldBack } from './decide-held-back.ts';
import { isFirstIssue } from './first-issue.ts';
import { readHeldBack } from './held-back.ts';

const AS_OF = '2025-10-31';
/** A Monday. */
const START = '2025-10-06';
const AUGUST = '2025-08-25';
/** The moment at which somebody puts a pack in use from a day on. */
const noonOf = (day: string) => new Date(`${day}T19:00:00Z`);
const itself = (code: string, more = '') =>
  unexcusedDates(code, 3, `release: automatic\n${more}then:\n  - { task: Call home, role: clerk }`);

let district: TestDistrict;
beforeEach(async () => {
  district = await TestDistrict.create();
});
afterAll(dropTestDistricts);

/** Mia met it on Friday Oct 3, Leo on the first day on which it acts by itself, Ana a week later at the other school. */
async function begin(actsFrom = START, criteria = [itself('A')]): Promise<void> {
  await district.import(
    bundleText({
      attendance: [
        ...absent('mia', 'U', '09-22 09-23 10-03'),
        ...absent('leo', 'U', '09-22 09-23 10-06'),
        ...absent('ana', 'U', '09-22 09-23 10-13', 'elm'),
      ],
      enrollments: ['mia,oak,2025-08-25,', 'leo,oak,2025-08-25,', 'ana,elm,2025-08-25,'],
    }),
  );
  await district.usePack(packText(criteria), [{ actsFrom }], noonOf(actsFrom));
}

const run = (more: { readonly dryRun?: boolean; readonly asOf?: string } = {}) => {
  const { asOf = AS_OF, ...options } = more;
  return calculateAndRelease(district.db, {
    districtId: district.id,
    asOf: dayOf(asOf),
    by: 'test',
    now: NOW,
    ...options,
  });
};
const who = (): Who => ({
  districtId: district.id,
  personId: '',
  name: 'R. Chen',
  role: 'district',
  now: NOW,
  on: '2025-11-03',
});
const decide = (decision: 'perform' | 'settle', more: Partial<DecideHeldBack> = {}) =>
  decideHeldBack(district.db, who(), {
    decision,
    reason: 'a late start',
    key: `${decision} ${Math.random()}`,
    ...more,
  });
const held = () => readHeldBack(district.db.pool, district.id);
const tasksOf = async () =>
  (await district.rows<{ student_id: string }>('tasks', 'student_id')).map(({ student_id }) => student_id);
const notices = () => district.rows<Record<string, unknown>>('notices', 'student_id');

describe('the first calculation in the middle of a year', () => {
  test('carries out what was met since the day that was named, on that very day too, and holds back what was met before', async () => {
    await begin();
    const report = await run();
    expect(await tasksOf()).toEqual(['ana', 'leo']);
    expect(report.released).toMatchObject([{ criterion: 'A', count: 2 }]);
    expect(report.heldBack).toEqual([
      {
        why: 'before-use',
        pack: 'test-pack',
        criterion: 'A',
        title: 'A',
        kinds: ['task'],
        count: 1,
        students: 1,
        schools: 1,
        first: '2025-10-03',
        last: '2025-10-03',
        since: '2025-10-06',
        because: '',
      },
    ]);
    expect(report.automatic).toEqual([]);
    expect(await held()).toEqual(report.heldBack);
  });

  test('evaluates as ever: what is held back is due', async () => {
    await begin();
    await run();
    expect(await district.rows('triggers', 'student_id')).toMatchObject([
      { student_id: 'ana', decision: 'issued' },
      { student_id: 'leo', decision: 'issued' },
      { student_id: 'mia', decision: 'issue', reason: null },
    ]);
  });

  test('holds back again each time, until somebody decides', async () => {
    await begin();
    await run();
    expect((await run()).heldBack).toMatchObject([{ count: 1 }]);
    expect((await run({ asOf: '2025-11-03' })).released).toEqual([]);
    expect(await tasksOf()).toEqual(['ana', 'leo']);
  });

  test('tried only, says the same and changes nothing', async () => {
    await begin();
    expect((await run({ dryRun: true })).heldBack).toMatchObject([{ count: 1 }]);
    expect(await notices()).toEqual([]);
  });

  test('carries out all of it where nobody named a day', async () => {
    await begin();
    await district.query('update pack_uses set acts_from = null where district_id = $1', [district.id]);
    expect((await run()).heldBack).toEqual([]);
    expect(await tasksOf()).toEqual(['ana', 'leo', 'mia']);
  });

  test('holds back nothing once the past was adopted', async () => {
    await begin();
    await adopt(district.db, { districtId: district.id, asOf: dayOf('2025-10-05'), by: 'R. Chen', now: NOW });
    expect((await run()).heldBack).toEqual([]);
    expect(await tasksOf()).toEqual(['ana', 'leo']);
  });
});

describe('the decision', () => {
  test('to perform does it once, as of the day of the decision, and is no first issue', async () => {
    await begin();
    await run();
    const done = await decide('perform');
    expect(done).toMatchObject({ decided: 1, effects: [{ kind: 'task', count: 1 }] });
    expect(await decide('perform')).toEqual({ decided: 0, effects: [] });
    expect(await tasksOf()).toEqual(['ana', 'leo', 'mia']);
    expect((await notices()).find((one) => one['student_id'] === 'mia')).toMatchObject({
      origin: 'rollcall',
      issued_on: '2025-11-03',
      issued_by: 'R. Chen',
    });
    expect(await district.rows('batches', 'batch_id')).toMatchObject([
      { is_silent: true },
      { is_silent: true, calculation_id: null, figures: { reason: 'a late start' } },
    ]);
    expect(await isFirstIssue(district.db.pool, district.id)).toBe(true);
    expect(await held()).toEqual([]);
    expect((await run({ asOf: '2025-11-03' })).released).toEqual([]);
  });

  test('to settle makes nothing, and counts as sent with the reason, as adopting does', async () => {
    await begin();
    await run();
    expect(await decide('settle')).toEqual({ decided: 1, effects: [] });
    expect(await tasksOf()).toEqual(['ana', 'leo']);
    expect((await notices()).find((one) => one['student_id'] === 'mia')).toMatchObject({
      origin: 'adopted',
      state: 'sent',
      issued_by: 'R. Chen',
    });
    expect(
      await district.query('select note from notice_steps where district_id = $1 and step = $2', [district.id, 'sent']),
    ).toEqual([{ note: 'settled without performing: a late start' }]);
    expect((await run({ asOf: '2025-11-03' })).released).toEqual([]);
    expect(await held()).toEqual([]);
  });

  test('made twice at once is made once', async () => {
    await begin('2025-10-31');
    await run();
    const done = await Promise.all([decide('perform'), decide('perform'), decide('settle')]);
    expect(done.map(({ decided }) => decided).toSorted()).toEqual([0, 0, 3]);
    expect(await notices()).toHaveLength(3);
  });

  test('may be about one criterion or one school alone', async () => {
    await begin('2025-10-31', [itself('A'), itself('B')]);
    await run();
    expect((await held()).map(({ criterion, count, schools }) => [criterion, count, schools])).toEqual([
      ['A', 3, 2],
      ['B', 3, 2],
    ]);
    expect(await decide('perform', { criterion: 'A', school: 'elm' })).toMatchObject({ decided: 1 });
    expect(await tasksOf()).toEqual(['ana']);
    expect(await decide('settle', { criterion: 'B' })).toMatchObject({ decided: 3 });
    expect((await held()).map(({ criterion, count }) => [criterion, count])).toEqual([['A', 2]]);
    expect(await decide('settle', { pack: 'another' })).toEqual({ decided: 0, effects: [] });
  });
});

describe('a pack is in use', () => {
  test('since it was first, when a new version takes its place', async () => {
    await begin(AUGUST);
    await district.usePack(packText([itself('A', 'settle: 1\n')]), [{ actsFrom: '2025-10-20' }], noonOf('2025-10-20'));
    expect((await run()).heldBack).toEqual([]);
    expect(await tasksOf()).toEqual(['ana', 'leo', 'mia']);
  });

  test('for a criterion since the version that lets it act by itself', async () => {
    await begin(AUGUST);
    await district.usePack(packText([itself('A'), itself('B')]), [{ actsFrom: '2025-10-08' }], noonOf('2025-10-08'));
    expect((await run()).heldBack).toMatchObject([{ criterion: 'B', count: 2, since: '2025-10-08' }]);
  });

  test('anew where it was ended in between', async () => {
    await begin(AUGUST);
    await district.query('update pack_uses set ended_at = $2 where district_id = $1', [
      district.id,
      noonOf('2025-09-30'),
    ]);
    await district.addPack(packText([itself('A')]), [{ actsFrom: START }], noonOf(START));
    expect((await run()).heldBack).toMatchObject([{ count: 1, since: '2025-10-06' }]);
  });

  test('at each school since its own day', async () => {
    await begin();
    await district.query('update pack_uses set ended_at = activated_at where district_id = $1', [district.id]);
    await district.addPack(packText([itself('A')]), [{ school: 'oak', actsFrom: '2025-09-01' }], noonOf('2025-09-01'));
    await district.addPack(packText([itself('A')]), [{ school: 'elm', actsFrom: '2025-10-20' }], noonOf('2025-10-20'));
    expect((await run()).heldBack).toMatchObject([{ count: 1, since: '2025-10-20' }]);
    expect(await tasksOf()).toEqual(['leo', 'mia']);
  });
});
