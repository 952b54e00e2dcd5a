import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { raiseRevision } from '../../db/revisions.ts';
import { ApiError, type Client } from '../client.ts';
import type { ApiContract } from '../contract.ts';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';
import type { WorklistLine } from '../worklist/contract.ts';

let server: TestServer;
let clerk: Client<ApiContract>;
let administrator: Client<ApiContract>;
let district: Client<ApiContract>;

beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
  clerk = await server.as('clerk');
  administrator = await server.as('administrator');
  district = await server.as('district');
}, 120_000);
afterAll(() => server.close());
beforeEach(async () => {
  await server.db.pool.query('delete from person_decisions');
  await changed();
});

/** What was written past the rooms. */
const changed = (): Promise<void> => raiseRevision(server.db.pool, 1, 'decided');

const lineOf = async (text: string, tab: 'due' | 'held' | 'declined' | 'to-approve' = 'due'): Promise<WorklistLine> => {
  const { items } = await district.searchWorklist({ body: { text, tab } });
  if (items[0] === undefined) throw new Error(`nobody called ${text} in ${tab}`);
  return items[0];
};
const refused = async (asked: Promise<unknown>): Promise<string> => {
  const failure = await asked.then(
    () => undefined,
    (error: unknown) => error,
  );
  return failure instanceof ApiError ? [failure.problem.code, failure.problem.detail ?? ''].join(' ').trim() : 'done';
};

describe('one trigger', () => {
  test('says why it is met, which days count, which do not and why, and what was sent before', async () => {
    const maya = await lineOf('torres maya');
    const detail = await clerk.readTrigger({ params: { trigger: maya.trigger } });
    expect(detail).toMatchObject({
      name: 'Torres, Maya',
      level: 'L1',
      why: expect.stringContaining('The rule asks for 3 days'),
      decided: 'Due: nothing holds it back.',
      progress: [{ have: 3, need: 3, unit: 'day' }],
      sentBefore: [],
      decisions: [],
      change: null,
      may: { decide: true, approve: false, issue: true },
    });
    expect(detail.counted.map(({ on, code }) => `${on} ${code}`)).toEqual([
      '2026-10-27 U',
      '2026-11-04 T',
      '2026-11-09 U',
    ]);
    expect(detail.notCounted).toContainEqual(
      expect.objectContaining({ on: '2026-10-15', code: 'T', why: '30 minutes, more than 30 asked for' }),
    );
    expect(detail.line).toEqual(maya);
    expect(
      (await clerk.readTrigger({ params: { trigger: (await lineOf('lindqvist')).trigger } })).sentBefore,
    ).toMatchObject([{ level: 'L1', state: 'carried-over' }]);
  });

  test('leaves one entry for a visit, however often it is looked at', async () => {
    const { trigger, student } = await lineOf('baker lee');
    const count = async (): Promise<number> => {
      const found = await server.db.pool.query<{ count: number }>(
        `select count(*)::int as count from audit_entries where action = 'view-student' and students = array[$1::int]
            and detail->>'part' = 'trigger'`,
        [Number(student.slice(1))],
      );
      return found.rows[0]?.count ?? 0;
    };
    await clerk.readTrigger({ params: { trigger } });
    await clerk.readTrigger({ params: { trigger } });
    expect(await count()).toBe(1);
  });

  test('of another school, and one that is made up, are not there', async () => {
    const elm = (await district.readWorklist({ query: { at: ['elm'] } })).items[0] as WorklistLine;
    expect(await refused(clerk.readTrigger({ params: { trigger: elm.trigger } }))).toBe('not-found');
    expect(await refused(district.readTrigger({ params: { trigger: elm.trigger } }))).toBe('done');
    expect(await refused(district.readTrigger({ params: { trigger: 'made-up' } }))).toBe('not-found');
  });
});

describe('a notice that changed after sending', () => {
  test('stands then and now side by side, until a person keeps it', async () => {
    const { trigger, student } = await lineOf('varga');
    const { revision } = await clerk.previewIssue({ body: { school: 'oak', triggers: [trigger] } });
    await clerk.issue({ body: { school: 'oak', revision }, key: 'changed' });
    expect((await clerk.readTrigger({ params: { trigger } })).change).toBeNull();
    const { items } = await clerk.readNotices({ query: { student } });
    const notice = items[0]?.notice ?? '';
    await clerk.printNotice({ params: { notice } });
    await server.db.pool.query(
      `update notices set correction = 'amended', correction_on = '2026-11-13', now_trigger_on = '2026-11-12', now_value = 4,
         now_evidence = evidence || '[{"date":"2026-11-12","school":"oak","period":null,"course":null,"code":"U","minutes":336}]'
        where notice_id = $1`,
      [Number(notice.slice(1))],
    );
    await changed();
    const { change, may } = await clerk.readTrigger({ params: { trigger } });
    expect(change).toMatchObject({
      notice,
      kind: 'amended',
      then: { count: 3 },
      now: { count: 4, metOn: '2026-11-12' },
    });
    expect(change?.now.counted.map(({ on }) => on)).toEqual([
      ...(change?.then.counted ?? []).map(({ on }) => on),
      '2026-11-12',
    ]);
    expect(may.rescind).toBe(true);
    expect((await clerk.readWorklist({ query: { tab: 'changed' } })).items).toMatchObject([
      { trigger, reason: 'amended' },
    ]);
    await clerk.keepNotice({ params: { notice }, body: { reason: 'the count stands' } });
    expect((await clerk.readWorklist({ query: { tab: 'changed' } })).total).toBe(0);
    expect((await clerk.readTrigger({ params: { trigger } })).change).toBeNull();
  });
});

describe('a decision', () => {
  test('declines, is shown with its reason, and is lifted again', async () => {
    const { trigger } = await lineOf('torres maya');
    const params = { trigger };
    expect(await clerk.declineTrigger({ params, body: { reason: 'Flu, note follows' } })).toMatchObject({
      kind: 'declined',
    });
    const declined = await lineOf('torres maya', 'declined');
    expect(declined).toMatchObject({ trigger, person: { by: expect.any(String), reason: 'Flu, note follows' } });
    expect(await refused(clerk.declineTrigger({ params, body: { reason: 'again' } }))).toContain(
      'refused Declined already',
    );
    expect((await clerk.readTrigger({ params })).decisions).toMatchObject([{ kind: 'declined', lifted: null }]);
    expect(await clerk.liftTrigger({ params, body: { reason: 'a mistake' } })).toEqual({ trigger, lifted: 1 });
    expect(await lineOf('torres maya')).toMatchObject({ trigger, state: 'due' });
    expect((await clerk.readTrigger({ params })).decisions).toMatchObject([{ lifted: { reason: 'a mistake' } }]);
    expect(await refused(clerk.liftTrigger({ params, body: { reason: 'twice' } }))).toContain('refused');
  });

  test('holds until a day that is not over, and not until one that is', async () => {
    const { trigger } = await lineOf('torres maya');
    const params = { trigger };
    expect(await refused(clerk.holdTrigger({ params, body: { reason: 'x', until: '2026-11-12' } }))).toContain(
      'refused',
    );
    await clerk.holdTrigger({ params, body: { reason: 'called, calls back', until: '2026-11-13' } });
    expect(await lineOf('torres maya', 'held')).toMatchObject({ reason: 'person', person: { until: '2026-11-13' } });
  });

  test('keeps a note with the days it covers', async () => {
    const { trigger } = await lineOf('torres maya');
    const days = ['2026-11-09', '2026-10-27'];
    await clerk.noteTrigger({ params: { trigger }, body: { reason: 'Doctor, seen on paper', days } });
    expect(await lineOf('torres maya', 'held')).toMatchObject({
      reason: 'note',
      person: { reason: 'Doctor, seen on paper' },
    });
    expect((await clerk.readTrigger({ params: { trigger } })).decisions).toMatchObject([
      { kind: 'note', days: ['2026-10-27', '2026-11-09'], reason: 'Doctor, seen on paper' },
    ]);
    expect(await refused(clerk.noteTrigger({ params: { trigger }, body: { reason: 'x', days: [] } }))).toContain(
      'invalid',
    );
  });

  test('wants a reason', async () => {
    const { trigger } = await lineOf('torres maya');
    expect(await refused(clerk.declineTrigger({ params: { trigger }, body: { reason: '  ' } }))).toContain('invalid');
  });

  test('leaves an entry with the student and without the reason', async () => {
    const { trigger, student } = await lineOf('torres leo');
    await clerk.declineTrigger({ params: { trigger }, body: { reason: 'private matter' } });
    const found = await server.db.pool.query<{ students: number[]; detail: unknown }>(
      `select students, detail from audit_entries where action = 'decide-trigger' order by entry_id desc limit 1`,
    );
    expect(found.rows[0]?.students).toEqual([Number(student.slice(1))]);
    expect(found.rows[0]?.detail).toMatchObject({ decision: 'declined', criterion: 'L1' });
    expect(JSON.stringify(found.rows[0]?.detail)).not.toContain('private');
  });
});

describe('who may decide', () => {
  test('the team looks and decides nothing', async () => {
    const team = await server.as('team');
    const { trigger } = await lineOf('torres maya');
    expect((await team.readTrigger({ params: { trigger } })).may).toEqual({
      decide: false,
      approve: false,
      issue: false,
      rescind: false,
    });
    expect(await refused(team.declineTrigger({ params: { trigger }, body: { reason: 'x' } }))).toBe('not-open');
  });

  test('nothing is decided about another school’s students', async () => {
    const elm = (await district.readWorklist({ query: { at: ['elm'] } })).items[0] as WorklistLine;
    const params = { trigger: elm.trigger };
    expect(await refused(clerk.declineTrigger({ params, body: { reason: 'x' } }))).toBe('not-found');
    expect(await refused(clerk.liftTrigger({ params, body: { reason: 'x' } }))).toBe('not-found');
    expect(await refused(clerk.holdTrigger({ params, body: { reason: 'x', until: '2026-11-30' } }))).toBe('not-found');
  });

  test('about a student who left this year, the new school decides and the old one sees', async () => {
    const maya = await lineOf('torres maya');
    const no = Number(maya.student.slice(1));
    await server.db.pool.query(
      `update triggers set current_school_id = 'elm' where student_id = (select student_id from students where student_no = $1)`,
      [no],
    );
    const params = { trigger: maya.trigger };
    expect((await clerk.readTrigger({ params })).may.decide).toBe(false);
    expect(await refused(clerk.declineTrigger({ params, body: { reason: 'x' } }))).toBe('not-found');
    await server.db.pool.query(
      `update triggers set current_school_id = 'oak' where student_id = (select student_id from students where student_no = $1)`,
      [no],
    );
    expect(await refused(clerk.declineTrigger({ params, body: { reason: 'x' } }))).toBe('done');
    await clerk.liftTrigger({ params, body: { reason: 'x' } });
  });

  test('a clerk does not approve, nor lift what was approved; who may approve does both', async () => {
    const waiting = (await district.readWorklist({ query: { tab: 'to-approve' } })).items[0] as WorklistLine;
    const params = { trigger: waiting.trigger };
    expect(await refused(clerk.approveTrigger({ params, body: { reason: 'x' } }))).toBe('not-open');
    expect(await district.approveTrigger({ params, body: { reason: 'tried all else' } })).toMatchObject({
      kind: 'approved',
    });
    expect((await district.readWorklist({ query: { tab: 'to-approve' } })).total).toBe(0);
    expect(await refused(clerk.liftTrigger({ params, body: { reason: 'x', kind: 'approved' } }))).toMatch(/not-/);
    expect(await district.liftTrigger({ params, body: { reason: 'too early' } })).toMatchObject({ lifted: 1 });
  });

  test('what needs no approval is not approved', async () => {
    const { trigger } = await lineOf('torres maya');
    expect(await refused(administrator.approveTrigger({ params: { trigger }, body: { reason: 'x' } }))).toContain(
      'needs no approval',
    );
  });
});
