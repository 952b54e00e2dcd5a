import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { adopt, type AdoptOptions, type AdoptReport } from './adopt.ts';
import { absent, bundleText, packText, unexcusedDates } from './test-bundle.ts';
import { dayOf, dropTestDistricts, NOW, TestDistrict } from './test-district.ts';

const LADDER = packText(
  [
    unexcusedDates('A', 3, 'group: steps\norder: 1'),
    unexcusedDates('B', 5, 'group: steps\norder: 2'),
    unexcusedDates('N', 1, 'release: none'),
  ],
  'groups:\n  - { id: steps, mode: ladder, cycle: year, skipped: sequential }',
);
const attendance = [...absent('mia', 'U', '09-22 09-23 10-06 10-07 10-08'), ...absent('leo', 'U', '09-22 09-23 10-20')];

let district: TestDistrict;
beforeEach(async () => {
  district = await TestDistrict.create();
  await district.import(bundleText({ attendance }));
  await district.usePack(LADDER);
});
afterAll(dropTestDistricts);

describe('adopting up to a day', () => {
  test('settles what is due and what is held, sends nothing, and the ladder goes on from there', async () => {
    const report = await adoptTo('2025-10-10');
    expect(report).toMatchObject({ asOfOn: '2025-10-10', adopted: 2, students: 1, isDryRun: false });
    expect(report.rows).toEqual([
      { pack: 'test-pack', criterion: 'A', school: 'oak', count: 1, first: '2025-10-06', last: '2025-10-06' },
      { pack: 'test-pack', criterion: 'B', school: 'oak', count: 1, first: '2025-10-08', last: '2025-10-08' },
    ]);
    expect(await decisions()).toEqual(['mia A issued', 'mia B issued', 'mia N noted', 'leo N noted']);
    await district.calculate('2025-10-31');
    expect(await decisions()).toEqual(['mia A issued', 'mia B issued', 'mia N noted', 'leo A issue', 'leo N noted']);
    expect(await district.rows('notices', 'criterion')).toMatchObject([
      {
        criterion: 'A',
        origin: 'adopted',
        state: 'sent',
        issued_on: '2025-10-10',
        trigger_on: '2025-10-06',
        batch_id: null,
        correction: null,
      },
      { criterion: 'B', origin: 'adopted', trigger_on: '2025-10-08' },
    ]);
    expect(await district.rows('batches', 'batch_id')).toEqual([]);
  });

  test('again settles nothing more', async () => {
    await adoptTo('2025-10-10');
    expect(await adoptTo('2025-10-10')).toMatchObject({ adopted: 0, rows: [] });
    expect(await district.rows('notices', 'notice_id')).toHaveLength(2);
  });

  test('tried only settles nothing', async () => {
    expect(await adoptTo('2025-10-10', { dryRun: true })).toMatchObject({ adopted: 2, isDryRun: true });
    expect(await district.rows('notices', 'notice_id')).toEqual([]);
    expect(await district.rows('calculations', 'calculation_id')).toEqual([]);
  });

  test('leaves what came after that day due, also when a later day was calculated before', async () => {
    await district.calculate('2025-10-31');
    expect(await adoptTo('2025-10-10')).toMatchObject({ adopted: 2 });
    expect(await decisions()).toEqual(['mia A issued', 'mia B issued', 'mia N noted', 'leo A issue', 'leo N noted']);
  });

  test('leaves what a person declined declined', async () => {
    await district.query(
      `insert into person_decisions (district_id, pack_id, student_id, criterion, cycle_on, occurrence, kind, on_date, reason, decided_by, decided_at)
       values ($1, 'test-pack', 'mia', 'A', '2025-07-01', 1, 'declined', '2025-10-09', 'a note', 'clerk', now())`,
      [district.id],
    );
    expect(await adoptTo('2025-10-10')).toMatchObject({ adopted: 1 });
    expect(await decisions()).toEqual(['mia A declined', 'mia B issued', 'mia N noted', 'leo N noted']);
  });
});

function adoptTo(asOf: string, more: Partial<AdoptOptions> = {}): Promise<AdoptReport> {
  return adopt(district.db, { districtId: district.id, asOf: dayOf(asOf), by: 'test', now: NOW, ...more });
}

async function decisions(): Promise<string[]> {
  const rows = (await district.rows('triggers', 'student_id desc, criterion')).filter(
    ({ state }) => state === 'active',
  );
  return rows.map((row) => `${String(row['student_id'])} ${String(row['criterion'])} ${String(row['decision'])}`);
}
