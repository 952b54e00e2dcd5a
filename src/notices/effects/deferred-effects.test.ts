/** Effects whose notice is out and that nobody carried out. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { absent, bundleText, packText, unexcusedDates } from '../../calculation/test-bundle.ts';
import { NOW, TestDistrict, dayOf, dropTestDistricts } from '../../calculation/test-district.ts';
import type { Who } from '../../cases/index.ts';
import type { AnyPerformer } from '../../consequences/performer.ts';
import { PERFORMERS } from '../../consequences/performers.ts';
import { Refusal } from '../../problem.ts';
import { calculateAndRelease } from '../issue/calculate-and-release.ts';
import { decideHeldBack } from '../issue/decide-held-back.ts';
import { readHeldBack } from '../issue/held-back.ts';
import { issueNotices } from '../issue/issue-notices.ts';

const AS_OF = '2025-10-31';
const REVIEWED = unexcusedDates(
  'R3',
  3,
  'then:\n  - { case: attendance-file }\n  - { task: Plan a meeting, role: administrator, dueSchoolDays: 5 }',
);

let district: TestDistrict;
beforeEach(async () => {
  district = await TestDistrict.create();
  await district.import(
    bundleText({ attendance: ['mia', 'leo'].flatMap((student) => absent(student, 'U', '09-22 09-23 10-06')) }),
  );
  await district.usePack(packText([REVIEWED]));
  await run();
});
afterEach(() => PERFORMING.splice(0, PERFORMING.length, ...ALL));
afterAll(dropTestDistricts);

const PERFORMING = PERFORMERS as AnyPerformer[];
const ALL = [...PERFORMERS];
/** As it is before a version of Rollcall carries the kind out. */
const without = (kind: string) => PERFORMING.splice(0, PERFORMING.length, ...ALL.filter((one) => one.kind !== kind));
/** One student's task cannot be made at this moment. */
const refusing = (student: string) =>
  PERFORMING.splice(
    0,
    PERFORMING.length,
    ...ALL.map((one) =>
      one.kind !== 'task'
        ? one
        : {
            ...one,
            perform: async (...given: Parameters<typeof one.perform>) => {
              const made = await one.perform(...given);
              if (given[2].some(({ occasion }) => occasion.student === student))
                throw new Refusal('The school is closed.');
              return made;
            },
          },
    ),
  );

const run = (asOf = AS_OF) =>
  calculateAndRelease(district.db, { districtId: district.id, asOf: dayOf(asOf), by: 'test', now: NOW });
const issue = () =>
  issueNotices(district.db, { districtId: district.id, asOf: AS_OF, filter: {}, by: 'A. Bell', now: NOW });
const effects = () => district.rows<Record<string, unknown>>('effects', 'student_id, then_no');
const tasks = () => district.rows<Record<string, unknown>>('tasks', 'student_id');
const who = (): Who => ({
  districtId: district.id,
  personId: '',
  name: 'R. Chen',
  role: 'district',
  now: NOW,
  on: AS_OF,
});

describe('an effect of a kind that was not carried out when its notice went out', () => {
  beforeEach(async () => {
    without('task');
    await issue();
    PERFORMING.splice(0, PERFORMING.length, ...ALL);
  });

  test('is carried out by the next calculation, once, with its deadline from that day', async () => {
    expect((await effects()).map(({ kind, state }) => `${String(kind)} ${String(state)}`)).toEqual([
      'case performed',
      'task planned',
      'case performed',
      'task planned',
    ]);
    const report = await run('2025-11-03');
    expect(report.caughtUp).toMatchObject([{ kind: 'task', count: 2 }]);
    expect(report.heldBack).toEqual([]);
    expect((await run('2025-11-03')).caughtUp).toEqual([]);
    expect(await tasks()).toMatchObject([
      { student_id: 'leo', due_on: '2025-11-10' },
      { student_id: 'mia', due_on: '2025-11-10' },
    ]);
    expect((await effects()).every(({ state, thing_id: id }) => state === 'performed' && id !== null)).toBe(true);
    expect(await district.rows('cases', 'case_id')).toHaveLength(2);
  });

  test('is carried out once by two calculations at once', async () => {
    const reports = await Promise.all([run('2025-11-03'), run('2025-11-03')]);
    expect(reports.flatMap(({ caughtUp }) => caughtUp)).toHaveLength(1);
    expect(await tasks()).toHaveLength(2);
  });

  test('leaves nothing half done when the calculation is killed, and is done once by the next', async () => {
    await killedAfterCatchingUp();
    expect(await tasks()).toEqual([]);
    expect((await effects()).filter(({ state }) => state === 'planned')).toHaveLength(2);
    await run('2025-11-03');
    expect(await tasks()).toHaveLength(2);
  });

  test('is still carried out on the fourteenth day, and from the fifteenth on waits for a person', async () => {
    await district.query(`update notices set issued_on = '2025-11-01' where district_id = $1 and student_id = 'mia'`, [
      district.id,
    ]);
    const report = await run('2025-11-15');
    expect(report.caughtUp).toMatchObject([{ count: 1 }]);
    expect(await tasks()).toMatchObject([{ student_id: 'mia' }]);
    expect(report.heldBack).toMatchObject([
      { why: 'not-made', criterion: 'R3', title: 'R3', kinds: ['task'], count: 1, first: AS_OF, because: '' },
    ]);
    const decided = await decideHeldBack(district.db, who(), { decision: 'perform', reason: 'still meant', key: 'k' });
    expect(decided).toMatchObject({ decided: 1, effects: [{ kind: 'task' }] });
    expect(await tasks()).toHaveLength(2);
  });

  test('is not carried out any more once a person settled it, and says who and why', async () => {
    expect(await decideHeldBack(district.db, who(), { decision: 'settle', reason: 'done by phone', key: 'k' })).toEqual(
      {
        decided: 2,
        effects: [],
      },
    );
    expect((await run('2025-11-03')).caughtUp).toEqual([]);
    expect(await tasks()).toEqual([]);
    expect((await effects()).filter(({ kind }) => kind === 'task')).toMatchObject([
      { state: 'settled', decided_by: 'R. Chen', decided_reason: 'done by phone' },
      { state: 'settled' },
    ]);
    expect(await readHeldBack(district.db.pool, district.id)).toEqual([]);
  });

  test('is not carried out where its notice was taken back', async () => {
    await district.query(`update notices set state = 'rescinded' where district_id = $1 and student_id = 'mia'`, [
      district.id,
    ]);
    await run('2025-11-03');
    expect((await tasks()).map((one) => one['student_id'])).toEqual(['leo']);
  });
});

describe('what a performer refuses for one student', () => {
  test('waits with the reason, while the others get theirs and everything else of the notice is done', async () => {
    refusing('mia');
    expect((await issue()).effects).toMatchObject([
      { kind: 'case', count: 2 },
      { kind: 'task', count: 1 },
    ]);
    expect(await tasks()).toMatchObject([{ student_id: 'leo' }]);
    expect((await effects()).filter(({ state }) => state === 'planned')).toMatchObject([
      { student_id: 'mia', kind: 'task', waits_because: 'The school is closed.' },
    ]);
    expect(await readHeldBack(district.db.pool, district.id)).toMatchObject([
      { why: 'not-made', count: 1, because: 'The school is closed.' },
    ]);
    expect((await run('2025-11-03')).heldBack).toMatchObject([{ because: 'The school is closed.' }]);
    PERFORMING.splice(0, PERFORMING.length, ...ALL);
    expect((await run('2025-11-03')).caughtUp).toMatchObject([{ kind: 'task', count: 1 }]);
    expect(await tasks()).toHaveLength(2);
    expect((await effects()).every(({ waits_because: because }) => because === '')).toBe(true);
  });
});

/** Kills a process that carried out what waited and did not commit. */
async function killedAfterCatchingUp(): Promise<void> {
  const code = `
    import { openDatabase, withTransaction } from ${JSON.stringify(new URL('../../db/index.ts', import.meta.url))};
    import { calculateAndReleaseIn } from ${JSON.stringify(new URL('../issue/calculate-and-release.ts', import.meta.url))};
    const db = await openDatabase({ home: '/nonexistent', databaseUrl: process.env.DATABASE_URL });
    await withTransaction(db, async (client) => {
      const report = await calculateAndReleaseIn(client, { districtId: ${district.id}, asOf: ${dayOf('2025-11-03')}, by: 'test', now: new Date() });
      process.stdout.write('caught up ' + report.caughtUp[0].count);
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    });`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', code], {
    env: { ...process.env, DATABASE_URL: district.db.url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  expect(said.toString()).toBe('caught up 2');
  child.kill('SIGKILL');
  await once(child, 'exit');
}
