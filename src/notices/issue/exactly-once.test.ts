import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { absent } from '../../calculation/test-bundle.ts';
import { withTransaction } from '../../db/index.ts';
import { parseBatchOrNotice } from '../identity.ts';
import { withdraw } from '../decisions/withdraw.ts';
import { AS_OF, NOW, TestDistrict, dropTestDistricts, issueAt, ladderPack } from '../testing/lakeside.ts';
import { bundleText } from '../../calculation/test-bundle.ts';
import type { IssueResult } from './issue-notices.ts';

const STUDENTS = 120;
const CLIENTS = 20;

/** Number 1 of its database: the district that the command line works on. */
let district: TestDistrict;

beforeAll(async () => {
  district = await TestDistrict.create();
  const ids = Array.from({ length: STUDENTS }, (_, at) => `s${String(at).padStart(3, '0')}`);
  const files = bundleText({
    attendance: ids.flatMap((id) => absent(id, 'U', '09-22 09-23 10-06')),
    enrollments: ids.map((id) => `${id},oak,2025-08-25,`),
  });
  files.set(
    'guardians.csv',
    `student_id,guardian_id,name,address_1,city,state,postal_code\n${ids.map((id) => `${id},g,Parent ${id},1 Elm St ${id},Lakeside,CA,95401`).join('\n')}\n`,
  );
  await district.import(files);
  await district.usePack(ladderPack());
  await district.calculate(AS_OF);
});
afterAll(dropTestDistricts);

beforeEach(async () => {
  for (const { batch_id } of await district.query<{ batch_id: number }>(
    'select batch_id from batches where district_id = $1',
    [district.id],
  )) {
    const open = await district.query(
      `select 1 from notices where district_id = $1 and batch_id = $2 and state <> 'withdrawn'`,
      [district.id, batch_id],
    );
    if (open.length > 0) await undo(`B${batch_id}`);
  }
});

/** Makes everything due again, so that each test starts from a full worklist. */
async function undo(batch: string): Promise<void> {
  await withdraw(district.db, {
    districtId: district.id,
    named: parseBatchOrNotice(batch),
    reason: 'undone',
    undo: true,
    by: 'test',
    now: NOW,
    on: AS_OF,
  });
}

/** Notices that stand, and identities that stand twice: 120 and 0 are a worklist issued once. */
async function standing(): Promise<{
  notices: number;
  doubles: number;
  withoutLetter: number;
  withoutStep: number;
  due: number;
}> {
  const [row] = await district.query<{
    notices: number;
    doubles: number;
    withoutLetter: number;
    withoutStep: number;
    due: number;
  }>(
    `with n as (select * from notices where district_id = $1 and state <> 'withdrawn')
     select (select count(*)::int from n) as notices,
            (select count(*)::int from (select 1 from n group by pack_id, student_id, criterion, cycle_on, occurrence, school_id having count(*) > 1) d) as doubles,
            (select count(*)::int from n where not exists (select 1 from notice_letters l where l.district_id = $1 and l.notice_id = n.notice_id)) as "withoutLetter",
            (select count(*)::int from n where not exists (select 1 from notice_steps s where s.district_id = $1 and s.notice_id = n.notice_id)) as "withoutStep",
            (select count(*)::int from triggers where district_id = $1 and state = 'active' and decision = 'issue') as due`,
    [district.id],
  );
  return row as NonNullable<typeof row>;
}

const ONCE = { notices: STUDENTS, doubles: 0, withoutLetter: 0, withoutStep: 0, due: 0 };

describe('issued exactly once', () => {
  it('by twenty clients at the same time: no double, no miss', async () => {
    const results = await Promise.all(
      Array.from({ length: CLIENTS }, (_, at) => issueAt(district, { by: `clerk ${at}` })),
    );
    expect(results.reduce((sum, result) => sum + result.issued, 0)).toBe(STUDENTS);
    expect(results.filter((result) => result.batch !== null)).toHaveLength(1);
    expect(await standing()).toEqual(ONCE);
  });

  it('by twenty clients with parts that overlap', async () => {
    const students = (at: number) =>
      Array.from({ length: 30 }, (_, n) => `s${String((at * 6 + n) % STUDENTS).padStart(3, '0')}`);
    const results = await Promise.all(
      Array.from({ length: CLIENTS }, (_, at) => issueAt(district, { filter: { students: students(at) } })),
    );
    expect(results.reduce((sum, result) => sum + result.issued, 0)).toBe(STUDENTS);
    expect(await standing()).toEqual(ONCE);
  });

  it('by twenty clients with one key: all are told of one batch', async () => {
    const results = await Promise.all(Array.from({ length: CLIENTS }, () => issueAt(district, { key: 'monday' })));
    expect(new Set(results.map((result) => result.batch)).size).toBe(1);
    expect(results.every((result) => result.issued === STUDENTS)).toBe(true);
    expect(await standing()).toEqual(ONCE);
  });

  it('also without the lock that queues them: the unique key alone gives no double', async () => {
    const insert = `insert into notices (district_id, pack_id, student_id, criterion, cycle_on, occurrence, issue_no, origin, issued_on, issued_at, issued_by, state)
      select $1, 'free', 's' || n, 'A', '2025-07-01', 1, 1, 'rollcall', $2, now(), 'x', 'withdrawn' from generate_series(1, 200) n on conflict do nothing returning notice_id`;
    const counts = await Promise.all(
      Array.from(
        { length: CLIENTS },
        async () => (await district.db.pool.query(insert, [district.id, AS_OF])).rowCount ?? 0,
      ),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(200);
    await district.query(`delete from notices where district_id = $1 and pack_id = 'free'`, [district.id]);
  });

  it('while it is calculated at the same time', async () => {
    const [results] = await Promise.all([
      Promise.all(Array.from({ length: 8 }, () => issueAt(district))),
      Promise.all(Array.from({ length: 6 }, (_, at) => district.calculate(AS_OF, { full: at % 2 === 0 }))),
    ]);
    expect(results.reduce((sum, result) => sum + result.issued, 0)).toBe(STUDENTS);
    expect(await standing()).toEqual(ONCE);
    await district.calculate(AS_OF, { full: true });
    expect(await standing()).toEqual(ONCE);
    expect(await issueAt(district)).toMatchObject({ batch: null, issued: 0 });
  });

  it('while it is withdrawn at the same time: what stands, stands once', async () => {
    const { batch } = await issueAt(district);
    await Promise.all([undo(batch ?? ''), ...Array.from({ length: 6 }, () => issueAt(district))]);
    await issueAt(district);
    expect(await standing()).toEqual(ONCE);
  });
});

describe('a process that is killed', { timeout: 240_000 }, () => {
  it.each(['notices', 'notice_letters', 'triggers'])(
    'with kill -9 while it waits to write %s leaves nothing half done, and the next one carries on',
    async (table) => {
      await whileLocked(table, async () => {
        const child = issueByCommand();
        await waitUntil(isWaiting);
        child.process.kill('SIGKILL');
        await child.ended;
      });
      await waitUntil(async () => !(await isAtWork()));
      expect(await standing()).toMatchObject({ notices: 0, doubles: 0, due: STUDENTS });
      expect(await issueAt(district)).toMatchObject({ issued: STUDENTS });
      expect(await standing()).toEqual(ONCE);
    },
  );

  it('with kill -9 at any moment: with the same key again, everything is issued once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const key = `round ${round} ${Date.now()}`;
      const child = issueByCommand(['--key', key]);
      await new Promise((resolve) => setTimeout(resolve, 500 + round * 300));
      child.process.kill('SIGKILL');
      await child.ended;
      await waitUntil(async () => !(await isAtWork()));
      const { notices } = await standing();
      expect([0, STUDENTS]).toContain(notices);
      expect(await issueAt(district, { key })).toMatchObject({ issued: STUDENTS });
      expect(await standing()).toEqual(ONCE);
      const [last] = await district.query<{ batch_id: number }>(
        'select max(batch_id) as batch_id from batches where district_id = $1',
        [district.id],
      );
      await undo(`B${last?.batch_id ?? 0}`);
    }
  });

  it('whose connection the database cuts gets an error, and nothing was issued', async () => {
    let outcome: Promise<IssueResult | Error> | undefined;
    await whileLocked('notice_letters', async () => {
      outcome = issueAt(district).then(
        (result) => result,
        (error: Error) => error,
      );
      let isOver = false;
      void outcome.then(() => (isOver = true));
      // Whoever waits for a moment for something else is not the one: until it is over, all who wait are cut.
      await waitUntil(async () => {
        await district.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return isOver;
      });
    });
    expect(await outcome).toBeInstanceOf(Error);
    expect(await standing()).toMatchObject({ notices: 0, due: STUDENTS });
    expect(await issueAt(district)).toMatchObject({ issued: STUDENTS });
    expect(await standing()).toEqual(ONCE);
  });
});

interface Child {
  readonly process: ChildProcess;
  readonly ended: Promise<void>;
}

/** `rollcall issue --yes` in a process of its own, on this district. */
function issueByCommand(more: readonly string[] = []): Child {
  const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
  const child = spawn(process.execPath, [main, 'issue', '--yes', '--format', 'json', ...more], {
    env: { ...process.env, DATABASE_URL: district.db.url, ROLLCALL_USER: 'test' },
    stdio: 'ignore',
  });
  return { process: child, ended: new Promise((resolve) => child.on('exit', () => resolve())) };
}

/** Holds a table against writers while `work` is done. */
async function whileLocked(table: string, work: () => Promise<void>): Promise<void> {
  const client = await district.db.pool.connect();
  try {
    await client.query('begin');
    await client.query(`lock table ${table} in share row exclusive mode`);
    await work();
  } finally {
    await client.query('rollback');
    client.release();
  }
}

/** Whether somebody waits for a lock. On a connection of its own: inside a transaction the view stands still. */
async function isWaiting(): Promise<boolean> {
  return (
    (
      await district.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
    ).length > 0
  );
}

/** Whether a connection of another process is inside a transaction. */
async function isAtWork(): Promise<boolean> {
  return withTransaction(district.db, async (client) => {
    const found = await client.query(
      `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state in ('active', 'idle in transaction')`,
    );
    return found.rows.length > 0;
  });
}

async function waitUntil(isDone: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await isDone()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('waited too long');
}
