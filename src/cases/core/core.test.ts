import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calculate, lockDistrict } from '../../calculation/index.ts';
import { absent } from '../../calculation/test-bundle.ts';
import { withTransaction } from '../../db/index.ts';
import { AS_OF, NOW, TestDistrict, dropTestDistricts, ladderPack } from '../../notices/testing/lakeside.ts';
import { bundleText } from '../../calculation/test-bundle.ts';
import { parseDay } from '../../engine/index.ts';
import {
  appendSteps,
  assign,
  closeTasksAbout,
  createTasks,
  defineStates,
  dueOn,
  endAssignment,
  findCase,
  openCase,
  readSteps,
  recordEvents,
  requireStep,
  takeBackEvent,
  type Who,
} from '../index.ts';

let district: TestDistrict;
let who: Who;

beforeAll(async () => {
  district = await TestDistrict.create();
  await district.import(
    bundleText({
      attendance: absent('ada', 'U', '09-22 09-23'),
      enrollments: ['ada,oak,2025-08-25,', 'leo,oak,2025-08-25,'],
    }),
  );
  await district.usePack(ladderPack());
  await district.calculate(AS_OF);
  who = {
    districtId: district.id,
    personId: 'p1',
    name: 'A. Bell',
    role: 'administrator',
    now: NOW,
    on: AS_OF,
  };
});
afterAll(dropTestDistricts);

describe('an attendance file', () => {
  it('is opened once for a student and school year, whoever asks again', async () => {
    const ask = { student: 'ada', school: 'oak', because: 'D4' };
    const first = await withTransaction(district.db, (client) => openCase(client, who, ask));
    const again = await Promise.all(
      Array.from({ length: 6 }, () => withTransaction(district.db, (client) => openCase(client, who, ask))),
    );
    expect(first.isNew).toBe(true);
    expect(again).toEqual(again.map(() => ({ caseId: first.caseId, isNew: false })));
    expect(await findCase(district.db.pool, { districtId: district.id, student: 'ada', year: 2025 })).toMatchObject({
      caseId: first.caseId,
      state: 'open',
      because: 'D4',
    });
    const steps = await readSteps(district.db.pool, { districtId: district.id, caseId: first.caseId });
    expect(steps.map(({ step, by }) => [step, by])).toEqual([['opened', 'A. Bell']]);
  });

  it('of another school year is another file', async () => {
    const next = await withTransaction(district.db, (client) =>
      openCase(client, { ...who, on: '2026-07-01' }, { student: 'ada', school: 'oak', because: 'by hand' }),
    );
    expect(next.isNew).toBe(true);
    expect(await findCase(district.db.pool, { districtId: district.id, student: 'ada', year: 2026 })).toMatchObject({
      caseId: next.caseId,
    });
  });
});

describe('tasks', () => {
  it('are made with a step each and closed with what they were made for', async () => {
    const about = { thing: 'meeting', id: 7 } as const;
    const ids = await withTransaction(district.db, (client) =>
      createTasks(client, who, [
        { student: 'ada', school: 'oak', what: 'Call the family', role: 'clerk', dueOn: '2025-10-10', about },
        { student: null, school: 'oak', what: 'Prepare the room', role: 'administrator', dueOn: null, about },
        { student: 'leo', school: 'oak', what: 'Something else', role: 'clerk', dueOn: null },
      ]),
    );
    expect(new Set(ids).size).toBe(3);
    const closed = await withTransaction(district.db, (client) =>
      closeTasksAbout(client, who, { about, state: 'cancelled', outcome: 'the meeting was called off' }),
    );
    expect(closed.toSorted()).toEqual(ids.slice(0, 2).toSorted());
    const states = await district.query<{ state: string }>(
      'select state from tasks where district_id = $1 order by task_id',
      [district.id],
    );
    expect(states.map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'open']);
    const [step] = await readSteps(district.db.pool, {
      districtId: district.id,
      about: { thing: 'task', id: ids[0] as number },
    });
    expect(step).toMatchObject({ step: 'cancelled', reason: 'the meeting was called off' });
  });
});

describe('a deadline in school days', () => {
  it('is the n-th day in session after the day, over weekends and days without school', async () => {
    await district.query(
      `delete from calendar_days where district_id = $1 and school_id = 'oak' and on_date = '2025-10-13' returning 1`,
      [district.id],
    );
    const asks = [
      { school: 'oak', from: '2025-10-10', schoolDays: 0 },
      { school: 'oak', from: '2025-10-09', schoolDays: 1 },
      { school: 'oak', from: '2025-10-10', schoolDays: 1 },
      { school: 'oak', from: '2025-10-10', schoolDays: 5 },
    ];
    expect(await dueOn(district.db.pool, district.id, asks)).toEqual([
      '2025-10-10',
      '2025-10-10',
      '2025-10-14',
      '2025-10-20',
    ]);
  });

  it('counts Monday to Friday where the calendar has no more days', async () => {
    const asks = [{ school: 'nowhere', from: '2025-10-10', schoolDays: 6 }];
    expect(await dueOn(district.db.pool, district.id, asks)).toEqual(['2025-10-20']);
  });
});

describe('an event of casework', () => {
  const events = [{ student: 'ada', on: '2025-10-01', event: 'contact-made' }];

  it('is judged at once where the district is free', async () => {
    await withTransaction(district.db, (client) => recordEvents(client, who, events));
    expect(await district.query('select 1 from touched_students where district_id = $1', [district.id])).toEqual([]);
  });

  it('waits for the next calculation where somebody calculates, and delays nobody', async () => {
    const busy = await district.db.pool.connect();
    try {
      await busy.query('begin');
      await lockDistrict(busy, district.id);
      await withTransaction(district.db, (client) => recordEvents(client, who, events));
    } finally {
      await busy.query('rollback');
      busy.release();
    }
    expect(await district.query('select 1 from touched_students where district_id = $1', [district.id])).toHaveLength(
      1,
    );
    await calculate(district.db, {
      districtId: district.id,
      asOf: parseDay(AS_OF) as number,
      by: 'test',
      now: NOW,
    });
    expect(await district.query('select 1 from touched_students where district_id = $1', [district.id])).toEqual([]);
  });

  it('that was a mistake is taken back and stays written', async () => {
    await withTransaction(district.db, (client) => takeBackEvent(client, who, events[0] as (typeof events)[0]));
    const rows = await district.query<{ superseded_import_id: number | null }>(
      `select superseded_import_id from events where district_id = $1 and event = 'contact-made'`,
      [district.id],
    );
    expect(rows.map((row) => row.superseded_import_id)).toEqual([0, 0]);
  });
});

describe('an assignment', () => {
  it('is made once and ended with a reason', async () => {
    const given = { student: 'ada', caseId: null, duty: 'officer', personId: 'p9', because: 'D11' } as const;
    const [one, two] = [
      await withTransaction(district.db, (client) => assign(client, who, given)),
      await withTransaction(district.db, (client) => assign(client, who, given)),
    ];
    expect(one).toBe(two);
    await withTransaction(district.db, (client) =>
      endAssignment(client, who, { assignmentId: one, reason: 'moved to another county' }),
    );
    const again = await withTransaction(district.db, (client) => assign(client, who, given));
    expect(again).not.toBe(one);
  });
});

describe('a table of states', () => {
  const DOOR = defineStates('door', {
    open: { close: { to: 'closed', may: ['clerk'], words: 'close it' } },
    closed: {},
  });

  it('leads on for the roles it names and for Rollcall itself', () => {
    expect(requireStep(DOOR, { status: 'open', action: 'close', who: { role: 'clerk' } })).toBe('closed');
    expect(requireStep(DOOR, { status: 'open', action: 'close', who: { role: 'rollcall' } })).toBe('closed');
  });

  it('refuses other roles and other states in words', () => {
    expect(() => requireStep(DOOR, { status: 'open', action: 'close', who: { role: 'teacher' } })).toThrow(
      'This door is open. To close it is for the attendance clerk.',
    );
    expect(() => requireStep(DOOR, { status: 'closed', action: 'close', who: { role: 'clerk' } })).toThrow(
      'This door is closed: this cannot be done now. Nothing can be done with it any more.',
    );
  });
});

it('an empty list of steps writes nothing', async () => {
  const before = await district.query('select 1 from casework_steps where district_id = $1', [district.id]);
  await appendSteps(district.db.pool, who, []);
  expect(await district.query('select 1 from casework_steps where district_id = $1', [district.id])).toHaveLength(
    before.length,
  );
});
