import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withTransaction } from '../../db/index.ts';
import { createTestDatabase, type TestDatabase } from '../../db/testing.ts';
import {
  callOffTeamMeeting,
  moveTeamMeeting,
  nextMeetingBy,
  planTeamMeeting,
  readCadences,
  readTeamMeetings,
  writeTeamMinutes,
  type Who,
} from '../index.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

let districtId = 0;
let teamMeetingId = 0;
const who = (): Who => ({
  districtId,
  personId: 'p1',
  name: 'J. Okafor',
  role: 'team',
  now: new Date('2026-11-16T17:00:00Z'),
  on: '2026-11-16',
});
beforeEach(async () => {
  districtId += 1;
  await db.pool.query(`insert into districts (district_id, name) values ($1, 'Lakeside')`, [districtId]);
  teamMeetingId = await withTransaction(db, (client) =>
    planTeamMeeting(client, who(), { school: 'oak', on: '2026-11-18', at: '15:30', place: 'Library' }),
  );
});

const meeting = async () => (await readTeamMeetings(db.pool, { districtId, teamMeetingId }))[0];
const write = (revision: number, minutes: string) =>
  withTransaction(db, (client) =>
    writeTeamMinutes(client, who(), {
      teamMeetingId,
      people: 'J. Okafor\nR. Chen',
      minutes,
      agenda: { reviewsDue: 3 },
      decisions: [{ what: 'Call the Silva family', role: 'intervention-team', dueOn: '2026-11-25', student: 'ada' }],
      revision,
    }),
  );

describe('a meeting of the team', () => {
  it('is moved while it is planned', async () => {
    await withTransaction(db, (client) =>
      moveTeamMeeting(client, who(), { teamMeetingId, on: '2026-11-19', at: null, place: 'Room 4' }),
    );
    expect(await meeting()).toMatchObject({ on: '2026-11-19', at: null, place: 'Room 4', state: 'planned' });
  });

  it('keeps the agenda of the first minutes, and makes tasks of what was decided', async () => {
    expect(await write(1, 'We looked at three plans.')).toBe(true);
    expect(await meeting()).toMatchObject({ state: 'held', agenda: { reviewsDue: 3 }, people: 'J. Okafor\nR. Chen' });
    const tasks = await db.pool.query(
      `select what, role, about_thing from tasks where district_id = $1 and student_id = 'ada'`,
      [districtId],
    );
    expect(tasks.rows).toEqual([
      { what: 'Call the Silva family', role: 'intervention-team', about_thing: 'team-meeting' },
    ]);
  });

  it('is not overwritten by who has not seen the last minutes', async () => {
    await write(1, 'first');
    expect(await write(1, 'second')).toBe(false);
    expect(await meeting()).toMatchObject({ minutes: 'first' });
    expect(await write(2, 'second')).toBe(true);
  });

  it('that was called off stays called off, with the reason', async () => {
    await withTransaction(db, (client) => callOffTeamMeeting(client, who(), { teamMeetingId, reason: 'snow' }));
    await expect(write(2, 'x')).rejects.toThrow('is called-off');
  });
});

it('a team meets twice a month unless its school, or the district, says monthly', async () => {
  expect((await readCadences(db.pool, districtId))('oak')).toBe('twice-a-month');
  await db.pool.query(`insert into school_settings (district_id, school_id, team_meets) values ($1, '', 'monthly')`, [
    districtId,
  ]);
  expect((await readCadences(db.pool, districtId))('oak')).toBe('monthly');
  expect(nextMeetingBy('2026-11-18', 'monthly')).toBe('2026-12-16');
  expect(nextMeetingBy('2026-11-18', 'twice-a-month')).toBe('2026-12-02');
});
