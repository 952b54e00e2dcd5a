import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { absent, bundleText, packText, unexcusedDates } from '../test-bundle.ts';
import { dayOf, dropTestDistricts, TestDistrict } from '../test-district.ts';
import { readiness, type Readiness } from './index.ts';

const LETTER = '# Notice\n\nDear {{guardian.names}},\n\nPlease come.\n\n{{conference}}\n';
const asOf = '2025-09-12';

let district: TestDistrict;
beforeEach(async () => {
  district = await TestDistrict.create();
});
afterAll(dropTestDistricts);

describe('before letter day', () => {
  test('a school shows its last days, and the days in session on which nobody has a record', async () => {
    await start([...absent('mia', 'U', '09-01 09-02 09-04 09-10'), ...absent('leo', 'U', '09-11', 'elm')]);
    const { schools } = await ready({});
    expect(schools).toMatchObject([
      { school: 'elm', name: 'Elm Middle School', lastDayInSession: asOf, lastDayWithRecords: '2025-09-11' },
      {
        school: 'oak',
        lastDayWithRecords: '2025-09-10',
        daysWithoutRecords: ['2025-09-03', '2025-09-05', '2025-09-08', '2025-09-09', '2025-09-11', '2025-09-12'],
      },
    ]);
    expect(schools[1]?.lastImportAt).toBeInstanceOf(Date);
    expect((await ready({ school: 'oak' })).schools.map(({ school }) => school)).toEqual(['oak']);
  });

  test('unverified absences of the last two weeks are named, the latest first', async () => {
    await start([...absent('mia', 'V', '09-01 09-12'), ...absent('mia', 'U', '09-02'), ...absent('leo', 'V', '09-15')]);
    const { unverified } = await ready({});
    expect(unverified.map(({ student, date, period, code }) => [student, date, period, code])).toEqual([
      ['mia', '2025-09-12', null, 'V'],
      ['mia', '2025-09-01', null, 'V'],
    ]);
    expect((await ready({ on: '2025-09-15' })).unverified.map(({ date }) => date)).toEqual([
      '2025-09-15',
      '2025-09-12',
    ]);
  });

  test('what is due without an address, and conferences that are short, are named', async () => {
    await start(absent('mia', 'U', '09-01 09-02 09-03'));
    await district.calculate(asOf);
    const short = await ready({});
    expect(short).toMatchObject({ due: 1, calculatedAsOf: asOf, isCalculationStale: false });
    expect(short.missingAddresses).toMatchObject([
      { student: 'mia', criterion: 'A', guardian: null, reason: 'no-guardian' },
    ]);
    expect(short.conferences).toEqual([{ school: 'oak', needed: 1, free: 0 }]);
    await district.query(
      `insert into conference_slots (district_id, school_id, on_date, at_time, place, with_whom, added_by, added_at)
       values ($1, 'oak', '2025-09-19', '09:00', 'Room 1', 'P. Lang', 'clerk', now())`,
      [district.id],
    );
    expect((await ready({})).conferences).toEqual([{ school: 'oak', needed: 1, free: 1 }]);
  });

  test('rows set aside are named for students on the worklist only', async () => {
    await start([
      ...absent('mia', 'U', '09-01 09-02 09-03'),
      ...absent('mia', 'X', '09-04'),
      ...absent('leo', 'X', '09-04'),
    ]);
    await district.calculate(asOf);
    expect((await ready({})).setAside).toEqual([{ student: 'mia', name: 'Test, mia', school: 'oak', records: 1 }]);
  });

  test('missing letterhead parts are named for each school', async () => {
    await start(absent('mia', 'U', '09-01'));
    expect((await ready({ school: 'oak' })).missingLetterheads).toMatchObject([
      { school: 'oak', missing: expect.arrayContaining(['signer', 'phone']) },
    ]);
  });

  test('a calculation older than the last import is pointed out, as is none at all', async () => {
    await start(absent('mia', 'U', '09-01 09-02 09-03'));
    expect(await ready({})).toMatchObject({ calculatedAsOf: null, isCalculationStale: false, due: 0 });
    await district.calculate(asOf);
    await district.import(bundleText({ attendance: absent('mia', 'U', '09-01 09-02 09-05') }));
    expect(await ready({})).toMatchObject({ calculatedAsOf: asOf, isCalculationStale: true });
  });
});

async function start(attendance: readonly string[]): Promise<void> {
  const enrollments = ['mia,oak,2025-08-25,', 'leo,elm,2025-08-25,'];
  await district.import(bundleText({ attendance, enrollments }));
  const pack = packText([unexcusedDates('A', 3, 'then:\n  - { letter: notice, history: evidence, conference: true }')]);
  await district.usePack(pack.set('letters/notice/en.md', LETTER));
}

async function ready({ school, on = asOf }: { readonly school?: string; readonly on?: string }): Promise<Readiness> {
  const client = await district.db.pool.connect();
  try {
    return await readiness(client, {
      districtId: district.id,
      asOf: dayOf(on),
      ...(school === undefined ? {} : { school }),
    });
  } finally {
    client.release();
  }
}
