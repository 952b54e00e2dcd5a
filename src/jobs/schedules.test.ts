import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { readJobs, type JobName } from './index.ts';
import { askForDue, readSchedules, writeSchedule, type Schedule } from './schedules.ts';

const MONDAY = new Date('2026-11-16T20:00:00Z');
const weekly = { isOn: true, days: [1, 3, 5], at: '17:32', settings: {} };

let db: TestDatabase;
let districtId = 0;
const ready = createTestDatabase().then((made) => (db = made));
beforeEach(async () => {
  await ready;
  districtId += 1;
  await db.pool.query(
    `insert into districts (district_id, name, time_zone) values ($1, 'Lakeside Unified', 'America/Los_Angeles')`,
    [districtId],
  );
  await quiet();
});
afterAll(async () => {
  await ready;
  await db.drop();
});

/** Nothing that runs by itself as Rollcall came, so that a test sees its own alone. */
async function quiet(): Promise<void> {
  for (const { job, isOn } of await readSchedules(db.pool, districtId))
    if (isOn) await decide(job, { isOn: false, days: [], at: '00:00', settings: {} }, MONDAY);
}

async function decide(
  job: JobName,
  what: Pick<Schedule, 'isOn' | 'days' | 'at' | 'settings'>,
  now: Date,
): Promise<void> {
  await writeSchedule(db.pool, { districtId, job, ...what, by: 'M. Vance', now });
}

async function due(at: string): Promise<readonly JobName[]> {
  return askForDue(db, { districtId, now: new Date(at) });
}

async function asked(): Promise<number> {
  return (await readJobs(db.pool, { districtId, limit: 50 })).total;
}

async function scheduleOf(job: JobName): Promise<Schedule | undefined> {
  return (await readSchedules(db.pool, districtId)).find((schedule) => schedule.job === job);
}

describe('a schedule', () => {
  test('is asked for at its moment, not a second before, and once', async () => {
    await decide('calculation', weekly, MONDAY);
    expect(await due('2026-11-17T01:31:59Z')).toEqual([]);
    expect(await due('2026-11-17T01:32:00Z')).toEqual(['calculation']);
    expect(await due('2026-11-17T01:32:01Z')).toEqual([]);
    expect(await asked()).toBe(1);
    expect(await scheduleOf('calculation')).toMatchObject({
      lastAt: new Date('2026-11-17T01:32:00Z'),
      nextAt: new Date('2026-11-19T01:32:00Z'),
    });
  });

  test('that was missed while nothing ran is caught up once, and goes on from now', async () => {
    await decide('calculation', weekly, MONDAY);
    expect(await due('2026-12-03T12:00:00Z')).toEqual(['calculation']);
    expect(await due('2026-12-03T12:00:15Z')).toEqual([]);
    expect(await asked()).toBe(1);
    expect((await scheduleOf('calculation'))?.nextAt).toEqual(new Date('2026-12-05T01:32:00Z'));
  });

  test('is asked for once although twenty processes look at the same moment', async () => {
    await decide('calculation', weekly, MONDAY);
    const found = await Promise.all(Array.from({ length: 20 }, () => due('2026-11-17T01:32:00Z')));
    expect(found.flat()).toEqual(['calculation']);
    expect(await asked()).toBe(1);
  });

  test('that is off is never asked for; switched on later it begins from then, nothing is caught up', async () => {
    await decide('calculation', { ...weekly, isOn: false }, MONDAY);
    expect(await due('2026-12-03T12:00:00Z')).toEqual([]);
    await decide('calculation', weekly, new Date('2026-12-03T12:00:00Z'));
    expect(await due('2026-12-03T12:00:00Z')).toEqual([]);
    expect((await scheduleOf('calculation'))?.nextAt).toEqual(new Date('2026-12-05T01:32:00Z'));
  });

  test('keeps its local time over the change of the clocks, and is due once in the hour that comes twice', async () => {
    await decide('calculation', { ...weekly, days: [7], at: '01:30' }, new Date('2026-10-31T12:00:00Z'));
    expect(await due('2026-11-01T08:30:00Z')).toEqual(['calculation']);
    expect(await due('2026-11-01T09:30:00Z')).toEqual([]);
    expect(await due('2026-11-08T08:30:00Z')).toEqual([]);
    expect(await due('2026-11-08T09:30:00Z')).toEqual(['calculation']);
    expect(await asked()).toBe(2);
  });

  test('follows the district into another zone', async () => {
    await decide('calculation', weekly, MONDAY);
    await db.pool.query(`update districts set time_zone = 'America/New_York' where district_id = $1`, [districtId]);
    expect(await due('2026-11-16T20:00:15Z')).toEqual([]);
    expect((await scheduleOf('calculation'))?.nextAt).toEqual(new Date('2026-11-16T22:32:00Z'));
    expect(await due('2026-11-16T22:32:00Z')).toEqual(['calculation']);
    expect(await due('2026-11-17T01:32:00Z')).toEqual([]);
  });

  test('gives its settings to the job', async () => {
    await decide('backup', { isOn: true, days: [1], at: '02:00', settings: { keep: 3 } }, MONDAY);
    expect(await due('2026-11-23T10:00:00Z')).toEqual(['backup']);
    const { jobs } = await readJobs(db.pool, { districtId, limit: 1 });
    expect(jobs[0]).toMatchObject({ job: 'backup', data: { keep: 3 }, askedBy: 'schedule' });
  });
});

test('a new district is backed up every night without anybody deciding so', async () => {
  districtId += 1;
  await db.pool.query(
    `insert into districts (district_id, name, time_zone) values ($1, 'Seaview', 'America/Los_Angeles')`,
    [districtId],
  );
  expect(await due('2026-11-16T20:00:00Z')).toEqual([]);
  // What waits in the outbox is sent every few minutes besides.
  expect(await due('2026-11-17T10:00:00Z')).toEqual(['mail', 'backup']);
  expect((await scheduleOf('calculation'))?.isOn).toBe(false);
});
