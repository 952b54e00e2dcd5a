import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { absent, bundleText, packText, unexcusedDates } from './test-bundle.ts';
import { dayOf, dropTestDistricts, TestDistrict } from './test-district.ts';

const asOf = '2025-10-31';

let district: TestDistrict;
beforeEach(async () => {
  district = await TestDistrict.create();
  await district.import(bundleText({ attendance: absent('mia', 'U', '09-22 09-23 10-06') }));
  await district.usePack(packText([unexcusedDates('A', 3)]));
});
afterAll(dropTestDistricts);

test('a process that is killed in the middle of a calculation leaves what was, and holds nobody up', async () => {
  await killedWhileCalculating();
  expect(await district.rows('triggers', 'student_id')).toEqual([]);
  expect(await district.rows('judged_students', 'student_id')).toEqual([]);
  expect((await district.calculate(asOf)).figures).toMatchObject({ new: 1 });
});

test('a process that is killed while it corrects leaves the calculation before as it was', async () => {
  await district.calculate(asOf);
  const before = await stored();
  await district.import(bundleText({ attendance: absent('mia', 'U', '09-22 10-06 10-08') }));
  const imported = await stored();
  await killedWhileCalculating();
  expect(await stored()).toEqual(imported);
  expect(imported[0]).toEqual(before[0]);
  expect((await district.calculate(asOf)).figures).toMatchObject({ moved: 1 });
});

async function stored(): Promise<unknown[]> {
  return [
    await district.rows('triggers', 'student_id'),
    await district.rows('judged_students', 'student_id'),
    await district.rows('calculations', 'calculation_id'),
  ];
}

/** Kills a process after its first students were judged and everything it gathered was sent, before it commits. */
async function killedWhileCalculating(): Promise<void> {
  const code = `
    import { openDatabase, withTransaction } from ${JSON.stringify(new URL('../db/index.ts', import.meta.url))};
    import { calculateIn } from ${JSON.stringify(new URL('./calculate.ts', import.meta.url))};
    const db = await openDatabase({ home: '/nonexistent', databaseUrl: process.env.DATABASE_URL });
    await withTransaction(db, async (client) => {
      await calculateIn(client, { districtId: ${district.id}, asOf: ${dayOf(asOf)}, by: 'test', now: new Date() });
      process.stdout.write('stored, not committed');
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    });`;
  const env = { ...process.env, DATABASE_URL: district.db.url };
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', code], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  expect(said.toString()).toBe('stored, not committed');
  child.kill('SIGKILL');
  await once(child, 'exit');
}
