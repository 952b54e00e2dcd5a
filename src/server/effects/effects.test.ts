import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiError, type Client } from '../client.ts';
import type { ApiContract } from '../contract.ts';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
let clerk: Client<ApiContract>;

beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
  clerk = await server.as('clerk');
}, 120_000);
afterAll(() => server.close());

const codeOf = async (asked: Promise<unknown>): Promise<string> => {
  const error: unknown = await asked.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  return error instanceof ApiError ? error.problem.code : 'done';
};

const TASK = 'Social services or law enforcement considered for the student’s welfare'.replace('’', "'");

describe('a notice that brings about more than a letter', () => {
  let batch = '';
  let notice = '';

  test('says so before it is issued, in the trigger and in the preview, and looking makes nothing', async () => {
    const preview = await clerk.previewIssue({ body: { school: 'oak', levels: ['L3'] } });
    expect(preview.notices).toBeGreaterThan(0);
    expect(preview.incidents).toBe(0);
    expect(preview.effects).toMatchObject([
      { kind: 'task', count: preview.notices, values: { role: 'administrator', what: TASK }, isPerformed: true },
    ]);
    const trigger = preview.rows[0]?.example ?? '';
    const { notice: none, effects } = await clerk.readTriggerEffects({ params: { trigger } });
    expect(none).toBeNull();
    expect(effects).toMatchObject([{ kind: 'task', state: 'planned', made: null, effect: null }]);
    const made = await server.db.pool.query(`select from tasks where district_id = 1 and what = $1`, [TASK]);
    expect(made.rowCount).toBe(0);
  });

  test('says the same afterwards, and links to what was made', async () => {
    const preview = await clerk.previewIssue({ body: { school: 'oak', levels: ['L3'] } });
    const done = await clerk.issue({ body: { school: 'oak', revision: preview.revision }, key: 'third' });
    batch = done.batch;
    expect((await clerk.readBatch({ params: { batch } })).effects).toEqual(preview.effects);
    const [line] = (await clerk.readNotices({ query: { batch } })).items;
    notice = line?.notice ?? '';
    const shown = await clerk.readNoticeEffects({ params: { notice } });
    expect(shown).toMatchObject({ notice, student: line?.student });
    expect(shown.effects).toMatchObject([
      { state: 'performed', made: { thing: 'task' }, asked: null, whenWithdrawn: 'cancel' },
    ]);
    const administrator = await server.as('administrator');
    const tasks = await administrator.readTasks({ query: { school: 'oak', limit: 200 } });
    expect(tasks.items.find((one) => one.notice === notice)).toMatchObject({
      what: TASK,
      madeBy: (await clerk.readMe()).name,
    });
  });

  test('undone takes the tasks back with the notices', async () => {
    await clerk.undoBatch({ params: { batch }, key: 'undo' });
    const open = await server.db.pool.query(
      `select from tasks where district_id = 1 and what = $1 and state = 'open'`,
      [TASK],
    );
    expect(open.rowCount).toBe(0);
    expect((await clerk.readBatch({ params: { batch } })).effects).toEqual([]);
  });

  test('is decided on by those who may, within their schools, when it was rescinded', async () => {
    const preview = await clerk.previewIssue({ body: { school: 'oak', levels: ['L3'] } });
    const again = await clerk.issue({ body: { school: 'oak', revision: preview.revision }, key: 'third again' });
    const [line] = (await clerk.readNotices({ query: { batch: again.batch } })).items;
    const params = { notice: line?.notice ?? '' };
    await clerk.printNotice({ params });
    await clerk.rescindNotice({ params, body: { reason: 'sent to the wrong family' }, key: 'rescind' });
    const [effect] = (await clerk.readNoticeEffects({ params })).effects;
    expect(effect).toMatchObject({ asked: 'rescinded', state: 'performed', canBeUndone: true });
    const decision = {
      params: { effect: effect?.effect ?? 0 },
      body: { decision: 'undo' as const, reason: 'rescinded' },
    };
    const team = await server.as('team');
    expect(await codeOf(team.decideEffect(decision))).toBe('not-open');
    await server.db.pool.query(
      `update effects set student_id = (select student_id from enrollments e where e.district_id = 1
        and not exists (select from enrollments o join grants g on g.district_id = 1 and g.role = 'clerk' and g.school_id = o.school_id
          where o.district_id = 1 and o.student_id = e.student_id) order by 1 limit 1) where district_id = 1 and effect_id = $1`,
      [effect?.effect],
    );
    expect(await codeOf(clerk.decideEffect(decision))).toBe('not-found');
    await server.db.pool.query(
      `update effects e set student_id = n.student_id from notices n where e.district_id = 1 and e.effect_id = $1 and n.district_id = 1 and n.notice_id = e.notice_id`,
      [effect?.effect],
    );
    expect(await clerk.decideEffect(decision)).toEqual(params);
    expect((await clerk.readNoticeEffects({ params })).effects).toMatchObject([
      { state: 'undone', asked: null, decided: { reason: 'rescinded' } },
    ]);
    expect(await codeOf(clerk.decideEffect(decision))).toBe('refused');
  });
});
