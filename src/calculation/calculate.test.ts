import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { decodeEvidence } from '../db/evidence-pack.ts';
import { readDistrictFacts } from '../db/district-facts.ts';
import { formatDay } from '../engine/index.ts';
import { Refusal } from '../problem.ts';
import { absent, bundleText, packText, unexcusedDates } from './test-bundle.ts';
import { dropTestDistricts, TestDistrict } from './test-district.ts';

const THREE = packText([unexcusedDates('A', 3)]);
const asOf = '2025-10-10';

let district: TestDistrict;
beforeEach(async () => {
  district = await TestDistrict.create();
});
afterAll(dropTestDistricts);

describe('a calculation', () => {
  test('before any import is refused, and says what to do', async () => {
    await expect(district.calculate(asOf)).rejects.toThrow(Refusal);
    await expect(district.calculate(asOf)).rejects.toThrow('./rollcall import');
  });

  test('without a pack in use is refused, and says what to do', async () => {
    await district.import(bundleText({ attendance: [] }));
    await expect(district.calculate(asOf)).rejects.toThrow('./rollcall pack use');
  });

  test('stores each trigger with its date, value, decision, schools and evidence', async () => {
    await district.import(
      bundleText({
        attendance: [...absent('mia', 'U', '09-22 09-23 10-06 10-07'), ...absent('leo', 'U', '09-22 09-23')],
      }),
    );
    const hash = await district.usePack(THREE);
    const { figures } = await district.calculate(asOf);
    expect(figures).toMatchObject({ mode: 'full', students: 2, judged: 2, new: 1, lapsed: 0 });
    expect(figures.byCriterion).toEqual([{ pack: 'test-pack', criterion: 'A', decision: 'issue', count: 1 }]);
    const [trigger] = await triggers();
    expect(trigger).toMatchObject({
      student_id: 'mia',
      criterion: 'A',
      cycle_on: '2025-07-01',
      occurrence: 1,
      school_id: '',
      trigger_on: '2025-10-06',
      value: '3',
      trigger_school_id: 'oak',
      current_school_id: 'oak',
      decision: 'issue',
      reason: null,
      state: 'active',
      pack_hash: hash,
    });
    expect(await datesOf(trigger as { evidence: Buffer })).toEqual(['2025-09-22', '2025-09-23', '2025-10-06']);
  });

  test('a second time changes nothing and judges nobody', async () => {
    await district.import(bundleText({ attendance: absent('mia', 'U', '09-22 09-23 10-06') }));
    await district.usePack(THREE);
    await district.calculate(asOf);
    const before = await everything();
    const again = await district.calculate(asOf);
    expect(again.figures).toMatchObject({ mode: 'changed', judged: 0, new: 0, moved: 0, redecided: 0, lapsed: 0 });
    const full = await district.calculate(asOf, { full: true });
    expect(full.figures).toMatchObject({ mode: 'full', judged: 2, new: 0, moved: 0, redecided: 0, lapsed: 0 });
    expect(await everything()).toEqual(before);
  });

  test('tried only says what would change and changes nothing', async () => {
    await district.import(bundleText({ attendance: absent('mia', 'U', '09-22 09-23 10-06') }));
    await district.usePack(THREE);
    const tried = await district.calculate(asOf, { dryRun: true });
    expect(tried.figures.new).toBe(1);
    expect(tried.examples).toMatchObject([
      { change: 'new', student: 'mia', criterion: 'A', date: '2025-10-06', decision: 'issue' },
    ]);
    expect(await triggers()).toEqual([]);
    expect(await district.rows('calculations', 'calculation_id')).toEqual([]);
  });

  test('twice at once queues: the second finds nothing to change', async () => {
    await district.import(bundleText({ attendance: absent('mia', 'U', '09-22 09-23 10-06') }));
    await district.usePack(THREE);
    const reports = await Promise.all([1, 2, 3, 4].map(() => district.calculate(asOf, { full: true })));
    expect(reports.map(({ figures }) => figures.new).sort()).toEqual([0, 0, 0, 1]);
    expect(await triggers()).toHaveLength(1);
  });

  test('does not see days after the as-of date, whatever is stored of them', async () => {
    await district.import(bundleText({ attendance: absent('mia', 'U', '09-22 09-23 10-13') }));
    await district.usePack(THREE);
    expect((await district.calculate(asOf)).figures.new).toBe(0);
    expect((await district.calculate('2025-10-13')).figures.new).toBe(1);
  });

  test('that fails in the middle leaves everything as it was', async () => {
    await district.import(bundleText({ attendance: absent('mia', 'U', '09-22 09-23 10-06') }));
    await district.usePack(THREE);
    const fails = district.calculate(asOf, {
      onProgress: () => {
        throw new Error('power cut');
      },
    });
    await expect(fails).rejects.toThrow('power cut');
    expect(await triggers()).toEqual([]);
    expect((await district.calculate(asOf)).figures.new).toBe(1);
  });

  test('of an earlier day takes back what lies after it, and a later one brings it again', async () => {
    await district.import(bundleText({ attendance: absent('mia', 'U', '09-22 09-23 10-06') }));
    await district.usePack(THREE);
    await district.calculate(asOf);
    const back = await district.calculate('2025-10-01');
    expect(back.figures).toMatchObject({ mode: 'full', lapsed: 1 });
    expect(await triggers()).toMatchObject([
      { state: 'lapsed', lapsed_reason: 'its date lies after the last day judged, 2025-10-01' },
    ]);
    expect((await district.calculate(asOf)).figures).toMatchObject({ activeAgain: 1, new: 0 });
    expect(await triggers()).toMatchObject([{ state: 'active', lapsed_reason: null }]);
  });

  test('of the next school year lets the triggers of the last one lapse, and going back brings them again', async () => {
    await district.import(bundleText({ attendance: absent('mia', 'U', '09-22 09-23 10-06') }));
    await district.usePack(THREE);
    await district.calculate(asOf);
    expect((await district.calculate('2026-09-10')).figures).toMatchObject({
      mode: 'changed',
      lapsed: 1,
      new: 0,
      byCriterion: [],
    });
    expect(await triggers()).toMatchObject([
      { state: 'lapsed', lapsed_reason: 'its school year is over', cycle_on: '2025-07-01' },
    ]);
    expect((await district.calculate(asOf)).figures).toMatchObject({ activeAgain: 1 });
  });

  test('gives the school at the trigger date and the school now', async () => {
    const enrollments = ['mia,oak,2025-08-25,2025-10-07', 'mia,elm,2025-10-08,2025-11-14', 'leo,oak,2025-08-25,'];
    await district.import(bundleText({ attendance: absent('mia', 'U', '09-22 09-23 10-06'), enrollments }));
    await district.usePack(THREE);
    await district.calculate('2025-10-07');
    expect(await triggers()).toMatchObject([{ trigger_school_id: 'oak', current_school_id: 'oak' }]);
    expect((await district.calculate('2025-10-08')).figures).toMatchObject({
      mode: 'changed',
      judged: 1,
      redecided: 1,
    });
    expect(await triggers()).toMatchObject([{ trigger_school_id: 'oak', current_school_id: 'elm', decision: 'issue' }]);
    await district.calculate('2025-12-01');
    expect(await triggers()).toMatchObject([{ current_school_id: 'elm', decision: 'held', reason: 'not-enrolled' }]);
  });

  test('judges only at the schools and dates of a pack in use', async () => {
    await district.import(bundleText({ attendance: absent('mia', 'U', '09-22 09-23 10-06 10-08') }));
    await district.usePack(THREE, [{ school: 'elm' }]);
    expect((await district.calculate(asOf)).figures.new).toBe(0);
    await district.usePack(THREE, [{ school: 'oak', from: '2025-10-07' }]);
    expect((await district.calculate(asOf)).figures).toMatchObject({ mode: 'full', new: 1 });
    expect(await triggers()).toMatchObject([{ trigger_on: '2025-10-08' }]);
  });

  test('with two versions of one pack at two schools keeps one trigger of each identity, the earlier', async () => {
    const enrollments = ['mia,oak,2025-08-25,2025-10-07', 'mia,elm,2025-10-08,'];
    await district.import(
      bundleText({
        attendance: [...absent('mia', 'U', '09-22 09-23 10-06'), ...absent('mia', 'U', '10-09', 'elm')],
        enrollments,
      }),
    );
    const first = await district.usePack(THREE, [{ school: 'oak' }]);
    await district.addPack(packText([unexcusedDates('A', 2)]), [{ school: 'elm' }]);
    expect((await district.calculate(asOf)).figures.new).toBe(1);
    expect(await triggers()).toMatchObject([{ trigger_on: '2025-10-06', pack_hash: first }]);
  });
});

describe('a criterion that its pack releases without a person', () => {
  test('is named with the kinds behind it, and recorded as due', async () => {
    await district.import(bundleText({ attendance: absent('mia', 'U', '09-22 09-23 10-06') }));
    await district.usePack(
      packText([unexcusedDates('P', 3, 'release: automatic\nthen:\n  - { plan: attendance }'), unexcusedDates('A', 3)]),
    );
    const report = await district.calculate(asOf);
    expect(report.automatic).toEqual([{ pack: 'test-pack', criterion: 'P', kinds: ['plan'], count: 1 }]);
  });
});

describe('a criterion that is held', () => {
  test('until it has settled is due on the first day after that, judged then without a full run', async () => {
    await district.import(bundleText({ attendance: absent('mia', 'U', '09-22 09-23 10-06') }));
    await district.usePack(packText([unexcusedDates('A', 3, 'settle: 2')]));
    await district.calculate('2025-10-07');
    expect(await triggers()).toMatchObject([{ decision: 'held', reason: 'settling' }]);
    expect((await district.calculate('2025-10-08')).figures).toMatchObject({ mode: 'changed', redecided: 1 });
    expect(await triggers()).toMatchObject([{ decision: 'issue', reason: null }]);
  });
});

interface TriggerRow extends Record<string, unknown> {
  readonly evidence: Buffer;
}

function triggers(): Promise<TriggerRow[]> {
  return district.rows('triggers', 'student_id, criterion, cycle_on, occurrence, school_id');
}

async function datesOf({ evidence }: { readonly evidence: Buffer }): Promise<string[]> {
  const client = await district.db.pool.connect();
  const { names } = await readDistrictFacts(client, district.id);
  client.release();
  return decodeEvidence(evidence, names).map(({ day }) => formatDay(day));
}

async function everything(): Promise<unknown> {
  return [
    await triggers(),
    await district.rows('judged_students', 'student_id'),
    await district.rows('notices', 'notice_id'),
  ];
}
