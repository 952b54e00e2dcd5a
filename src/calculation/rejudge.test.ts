import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { withTransaction } from '../db/index.ts';
import { explainStudent } from './explain-student.ts';
import { forgetJudged } from './judged-writer.ts';
import { lastCalculation } from './last-calculation.ts';
import { lockDistrict } from './lock.ts';
import { rejudge } from './rejudge.ts';
import { absent, bundleText, packText, unexcusedDates } from './test-bundle.ts';
import { dayOf, dropTestDistricts, NOW, TestDistrict } from './test-district.ts';

const asOf = '2025-10-31';
const attendance = [...absent('mia', 'U', '09-22 09-23 10-06'), ...absent('leo', 'U', '09-22 09-23 10-06')];

let district: TestDistrict;
beforeEach(async () => {
  district = await TestDistrict.create();
  await district.import(bundleText({ attendance }));
  await district.usePack(packText([unexcusedDates('A', 3)]));
});
afterAll(dropTestDistricts);

describe('judging a few students again', () => {
  test('before the first calculation does nothing', async () => {
    await again(['mia']);
    expect(await decisions()).toEqual([]);
  });

  test('shows a decision at once, for these students only, as of the last calculation', async () => {
    await district.calculate(asOf);
    await decline('mia');
    await decline('leo');
    await again(['mia', 'nobody']);
    expect(await decisions()).toEqual(['leo issue', 'mia declined']);
    expect(await last()).toMatchObject({ asOfOn: asOf, figures: { isOutdated: true } });
  });

  test('goes by the packs of that calculation, so that one worklist is of one piece', async () => {
    await district.calculate(asOf);
    await district.usePack(packText([unexcusedDates('A', 9)]));
    await again(['mia']);
    expect(await decisions()).toEqual(['leo issue', 'mia issue']);
  });

  test('is undone with the transaction it belongs to', async () => {
    await district.calculate(asOf);
    await decline('mia');
    const undone = withTransaction(district.db, async (client) => {
      await lockDistrict(client, district.id);
      await rejudge(client, { districtId: district.id, students: ['mia'], by: 'test', now: NOW });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await decisions()).toEqual(['leo issue', 'mia issue']);
  });

  test('is followed by figures that are counted anew', async () => {
    await district.calculate(asOf);
    await decline('mia');
    await again(['mia']);
    const { figures } = await district.calculate(asOf);
    expect(figures.byCriterion.map(({ decision, count }) => [decision, count])).toEqual([
      ['declined', 1],
      ['issue', 1],
    ]);
  });
});

describe('a decision that nobody judged', () => {
  test('is seen by the next calculation when the student is forgotten', async () => {
    await district.calculate(asOf);
    await decline('mia');
    expect((await district.calculate(asOf)).figures.judged).toBe(0);
    await withTransaction(district.db, (client) => forgetJudged(client, district.id, ['mia']));
    expect((await district.calculate(asOf)).figures).toMatchObject({ judged: 1, redecided: 1 });
    expect(await decisions()).toEqual(['leo issue', 'mia declined']);
  });
});

describe('one student explained', () => {
  test('is judged with their notices and decisions as of any day, and nothing is written', async () => {
    await district.calculate(asOf);
    await decline('mia');
    const explained = await explain('mia', asOf);
    expect(explained?.judgement.policies[0]?.outcomes).toMatchObject([{ criterion: 'A', decision: 'declined' }]);
    expect(explained?.packs).toMatchObject([{ inUseAtSchool: true }]);
    expect(explained?.explain(0, 'A')[0]?.rules[0]?.have).toBe(3);
    expect((await explain('mia', '2025-09-30'))?.judgement.policies[0]?.outcomes).toEqual([]);
    expect(await decisions()).toEqual(['leo issue', 'mia issue']);
  });

  test('who is not known is null', async () => {
    expect(await explain('nobody', asOf)).toBeNull();
  });
});

async function again(students: readonly string[]): Promise<void> {
  await withTransaction(district.db, async (client) => {
    await lockDistrict(client, district.id);
    await rejudge(client, { districtId: district.id, students, by: 'test', now: NOW });
  });
}

async function last(): Promise<unknown> {
  return lastCalculation(district.db.pool, district.id);
}

async function explain(student: string, on: string): ReturnType<typeof explainStudent> {
  const client = await district.db.pool.connect();
  try {
    return await explainStudent(client, { districtId: district.id, student, asOf: dayOf(on) });
  } finally {
    client.release();
  }
}

async function decline(student: string): Promise<void> {
  await district.query(
    `insert into person_decisions (district_id, pack_id, student_id, criterion, cycle_on, occurrence, kind, on_date, reason, decided_by, decided_at)
     values ($1, 'test-pack', $2, 'A', '2025-07-01', 1, 'declined', $3, 'a note', 'clerk', now())`,
    [district.id, student, asOf],
  );
}

async function decisions(): Promise<string[]> {
  return (await district.rows('triggers', 'student_id')).map(
    (row) => `${String(row['student_id'])} ${String(row['decision'])}`,
  );
}
