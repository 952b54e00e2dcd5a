import { readFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { calculate } from '../../calculation/index.ts';
import { withTransaction } from '../../db/index.ts';
import { parseDay } from '../../engine/index.ts';
import { importBundle } from '../../imports/index.ts';
import { decline, issueNotices, lift } from '../../notices/index.ts';
import { endUse, listUses } from '../../packs/index.ts';
import { generateDistrict, writeDistrict } from '../../sample/index.ts';
import { serve, type RunningServer } from '../serve.ts';
import { SAMPLE_AS_OF, SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';
import { Written } from '../written.ts';
import { KeptAnswers } from './kept-answers.ts';
import { TABLES_OF_STATE } from './student-state.ts';

let server: TestServer;
let now = SAMPLE_NOW;
let cookies: { readonly clerk: string; readonly district: string };
const others: RunningServer[] = [];

beforeAll(async () => {
  server = await startTestServer({ now: () => now });
  cookies = { clerk: await server.cookieOf('clerk'), district: await server.cookieOf('district') };
});
afterAll(async () => {
  await Promise.all(others.map((other) => other.close()));
  await server.close();
});

const MAYA = '100001';
const LEO = '100002';
const NO_MORE = { districtId: 1, by: 'A. Bell', reason: 'because', now: SAMPLE_NOW, on: SAMPLE_AS_OF } as const;

const query = async <Row extends object>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> =>
  (await server.db.pool.query<Row>(sql, [...values])).rows;

async function keyOf(id: string): Promise<string> {
  const [row] = await query<{ no: number }>('select student_no as no from students where student_id = $1', [id]);
  return `s${row?.no ?? 0}`;
}

const PARTS = ['', '/attendance', '/why'] as const;

async function read(url: string, id: string, cookie = cookies.clerk): Promise<readonly string[]> {
  const key = await keyOf(id);
  const answers: string[] = [];
  for (const part of PARTS) {
    const answer = await fetch(`${url}/api/students/${key}${part}`, { headers: { cookie } });
    answers.push(`${answer.status} ${await answer.text()}`);
  }
  return answers;
}

/** As a server that was started just now answers. */
async function readAnew(id: string): Promise<readonly string[]> {
  const db = { pool: server.db.pool, close: () => Promise.resolve() };
  const options = { districtId: 1, host: '127.0.0.1', port: 0, env: {}, webRoot: null, log: false } as const;
  const rest = {
    trustProxy: false,
    showsSampleSignIns: true,
    version: 'test',
    home: server.home,
    now: () => now,
  } as const;
  const fresh = await serve({ db, ...options, ...rest });
  others.push(fresh);
  return read(fresh.url, id);
}

/** Names of the questions that are asked while `work` is done. */
async function questionsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const asked: string[] = [];
  // oxlint-disable-next-line typescript/unbound-method -- applied to the client that asks
  const original = pg.Client.prototype.query;
  const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...all: unknown[]) {
    const question = all[0] as string | { readonly text?: string };
    asked.push(typeof question === 'string' ? question : (question.text ?? ''));
    return Reflect.apply(original, this, all) as never;
  });
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return asked;
}

describe('a student opened again', () => {
  test('is not read or judged again, whoever opens the page: one question for each part, and the entry of the visit', async () => {
    await read(server.url, MAYA);
    const asked = await questionsOf(() => read(server.url, MAYA, cookies.district));
    const ofStudents = asked.filter((text) => !/session|write_audit_entry|student_no as no/.test(text));
    expect(ofStudents).toHaveLength(PARTS.length);
    expect(ofStudents.every((text) => text.includes('wall_would_show'))).toBe(true);
    expect(asked.filter((text) => text.includes('write_audit_entry'))).toHaveLength(1);
  });

  test('says the same as at the first time', async () => {
    expect(await read(server.url, MAYA)).toEqual(await readAnew(MAYA));
    expect(await read(server.url, MAYA)).toEqual(await readAnew(MAYA));
  });

  test('leaves an entry at each visit of the page', async () => {
    const entries = async () => (await query('select from audit_entries where action = $1', ['view-student'])).length;
    const before = await entries();
    await read(server.url, MAYA);
    await read(server.url, MAYA);
    expect((await entries()) - before).toBe(2);
  });
});

test('is kept for each language: who reads English is not answered in Spanish', async () => {
  const team = await server.as('team');
  const params = { student: await keyOf(MAYA) };
  const english = await team.readStudentWhy({ params });
  await team.savePreferences({ body: { language: 'es' } });
  const spanish = await team.readStudentWhy({ params });
  expect(spanish.criteria[0]?.sentence).not.toBe(english.criteria[0]?.sentence);
  expect(spanish.criteria[0]?.title).not.toBe(english.criteria[0]?.title);
  await team.savePreferences({ body: { language: 'en' } });
  expect(await team.readStudentWhy({ params })).toEqual(english);
});

describe('the wall comes before what is kept', () => {
  test('a student who left the clerk’s school is not found any more, and found again where the student is back', async () => {
    const before = await read(server.url, LEO);
    expect(before[0]).toMatch(/^200 /);
    await query(`update enrollments set school_id = 'elm' where student_id = $1`, [LEO]);
    expect((await read(server.url, LEO)).map((text) => text.slice(0, 3))).toEqual(['404', '404', '404']);
    expect((await read(server.url, LEO, cookies.district))[0]).toMatch(/^200 .*elm/);
    await query(`update enrollments set school_id = 'oak' where student_id = $1`, [LEO]);
    expect(await read(server.url, LEO)).toEqual(before);
  });

  test('what somebody of the district opened is not shown to a clerk of another school', async () => {
    const RUI = '100007';
    expect((await read(server.url, RUI, cookies.district))[0]).toMatch(/^200 /);
    expect((await read(server.url, RUI))[0]).toMatch(/^404 /);
  });
});

describe('what changes the page is seen at once', () => {
  /** The page is kept, the change made, and then the page is what a server without memory says, and no longer what it was. */
  async function seen(id: string, change: () => Promise<unknown>): Promise<void> {
    const before = await read(server.url, id);
    expect(await read(server.url, id)).toEqual(before);
    await change();
    const after = await read(server.url, id);
    expect(after).toEqual(await readAnew(id));
    expect(after).not.toEqual(before);
  }

  const trigger = { student: LEO, criterion: 'L1' };

  test('a decision of a person, and that it is lifted', async () => {
    await seen(LEO, () => decline(server.db, { ...NO_MORE, trigger }));
    await seen(LEO, () => lift(server.db, { ...NO_MORE, trigger }));
  });

  test('a notice issued, sent and withdrawn', async () => {
    const filter = { students: [LEO] };
    await seen(LEO, () => issueNotices(server.db, { ...NO_MORE, asOf: SAMPLE_AS_OF, filter }));
    const [notice] = await query<{ id: number }>(
      `select notice_id as id from notices where student_id = $1 and criterion = 'L1' order by 1 desc limit 1`,
      [LEO],
    );
    const id = notice?.id ?? 0;
    await seen(LEO, () => withTransaction(server.db, (client) => changeState(client, id)));
  });

  const changeState = (client: pg.ClientBase, id: number): Promise<unknown> =>
    client.query(
      `insert into notice_steps (district_id, notice_id, step, on_date, way, note, done_by, done_at)
       values (1, $1, 'sent', $2, 'mail', 'by hand', 'A. Bell', $3)`,
      [id, SAMPLE_AS_OF, SAMPLE_NOW],
    );

  test('an event that a person recorded', async () => {
    await seen(MAYA, () =>
      query(
        `insert into events (district_id, student_id, on_date, event, ref, origin, recorded_by, recorded_at)
         values (1, $1, '2026-11-10', 'declined', 'L1', 'rollcall', 'A. Bell', $2)`,
        [MAYA, SAMPLE_NOW],
      ),
    );
  });

  test('a guardian who must not be told', async () => {
    await seen(MAYA, () => query('update guardians set no_contact = true where student_id = $1', [MAYA]));
  });

  test('an alert that somebody made, and that it ended', async () => {
    await seen(MAYA, () =>
      query(
        `insert into alerts (district_id, student_id, school_id, says, from_on, until_on, because, made_by, made_at)
         values (1, $1, 'oak', 'Call the family first.', '2026-11-10', '2026-12-10', 'L1', 'A. Bell', $2)`,
        [MAYA, SAMPLE_NOW],
      ),
    );
    await seen(MAYA, () =>
      query(`update alerts set state = 'ended', ended_on = '2026-11-13', ended_by = 'A. Bell' where student_id = $1`, [
        MAYA,
      ]),
    );
  });

  test('a new calculation', async () => {
    await seen(MAYA, () =>
      calculate(server.db, { districtId: 1, asOf: (parseDay(SAMPLE_AS_OF) ?? 0) + 3, by: 'test', now: SAMPLE_NOW }),
    );
  });

  test('the day that begins in the district at midnight', async () => {
    await query(`update students set birth_on = '2008-11-14' where student_id = $1`, [MAYA]);
    await query(`update districts set time_zone = 'Asia/Manila'`);
    now = new Date('2026-11-13T15:59:00Z');
    const before = await read(server.url, MAYA);
    expect(before[0]).toContain('"isAdult":false');
    now = new Date('2026-11-13T15:59:59Z');
    expect(await read(server.url, MAYA)).toEqual(before);
    now = new Date('2026-11-13T16:00:00Z');
    expect((await read(server.url, MAYA))[0]).toContain('"isAdult":true');
    await query(`update districts set time_zone = 'America/Los_Angeles'`);
  });

  test('an import that took a day away', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'rollcall-kept-'));
    await writeDistrict(dir, generateDistrict({ students: 200 }));
    const file = join(dir, 'attendance.csv');
    const lines = (await readFile(file, 'utf8')).split('\n');
    const kept = lines.filter((line) => !(line.includes(MAYA) && line.includes('2026-11-09')));
    expect(kept.length).toBeLessThan(lines.length);
    await writeFile(file, kept.join('\n'));
    await seen(MAYA, () => importBundle(server.db, { districtId: 1, dir, by: 'test', now: SAMPLE_NOW }));
    await rm(dir, { recursive: true });
  });

  test('a pack whose use has ended', async () => {
    await seen(MAYA, () =>
      withTransaction(server.db, async (client) => {
        const uses = await listUses(client, 1);
        for (const packId of new Set(uses.map((use) => use.packId))) await endOf(client, packId);
      }),
    );
  });

  const endOf = (client: pg.ClientBase, packId: string): Promise<unknown> =>
    endUse(client, { districtId: 1, packId, schools: [], by: 'test', at: SAMPLE_NOW });
});

test('the state that decides covers every table that the page is made of', async () => {
  const fresh = { pool: server.db.pool, close: () => Promise.resolve() };
  expect(fresh.pool).toBe(server.db.pool);
  const asked = await questionsOf(() => readAnew(LEO));
  const own = asked.filter(
    (text) => !text.includes('wall_would_show') && !/sign_in|audit|from students where/.test(text),
  );
  const tables = new Set(
    own.flatMap((text) => [...text.matchAll(/\b(?:from|join) ([a-z_]+)\b/g)].map(([, table]) => table ?? '')),
  );
  const isTable = new Set(
    (await query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public'`)).map(
      ({ name }) => name,
    ),
  );
  const OF_STATE: readonly string[] = [...TABLES_OF_STATE, 'alerts', 'attendance_packs', 'notice_steps'];
  // Written by imports alone, or by packs’ uses, or never changed: the district’s revision tells of them.
  const OF_DISTRICT = [
    'attendance_records',
    'calculations',
    'calendar_days',
    'codes',
    'districts',
    'fact_words',
    'imports',
    'pack_uses',
    'pack_versions',
    'periods',
    'schools',
    'terms',
  ];
  expect([...tables].filter((table) => isTable.has(table) && ![...OF_STATE, ...OF_DISTRICT].includes(table))).toEqual(
    [],
  );
});

describe('answers that are kept', () => {
  const AT = new Date('2026-11-13T16:00:00Z');
  const answer = (text: string): Written => Written.of(z.string(), text);
  let answers: KeptAnswers;
  let made = 0;
  beforeEach(() => {
    answers = new KeptAnswers();
    made = 0;
  });
  const ask = (own: string, wide: string, { isWide = false, name = 'a', at = AT, size = 1 } = {}): Promise<Written> =>
    answers.of(name, { state: { own, wide }, now: at }, () => {
      made += 1;
      return Promise.resolve({ answer: answer('x'.repeat(size)), isWide });
    });

  test('are made anew where the student’s own state is another', async () => {
    await ask('1', 'w');
    await ask('1', 'v');
    expect(made).toBe(1);
    await ask('2', 'v');
    expect(made).toBe(2);
  });

  test('that rest on other students are made anew where anything of theirs is another', async () => {
    await ask('1', 'w', { isWide: true });
    await ask('1', 'w', { isWide: true });
    expect(made).toBe(1);
    await ask('1', 'v', { isWide: true });
    expect(made).toBe(2);
  });

  test('are made once for those who ask at once within the same reach', async () => {
    await Promise.all([ask('1', 'w'), ask('1', 'w')]);
    expect(made).toBe(1);
    await Promise.all([ask('2', 'w'), ask('2', 'v')]);
    expect(made).toBe(3);
  });

  test('are forgotten when they fail', async () => {
    const failing = answers.of('a', { state: { own: '1', wide: 'w' }, now: AT }, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    await ask('1', 'w');
    expect(made).toBe(1);
  });

  test('take a bounded room: the one asked for longest ago goes first', async () => {
    const size = 50 * 1024 * 1024;
    await ask('1', 'w', { name: 'a', size });
    await ask('1', 'w', { name: 'b', size });
    await ask('1', 'w', { name: 'a', size });
    await ask('1', 'w', { name: 'c', size });
    expect(made).toBe(3);
    await ask('1', 'w', { name: 'a', size });
    expect(made).toBe(3);
    await ask('1', 'w', { name: 'b', size });
    expect(made).toBe(4);
  });

  test('are forgotten half an hour after they were asked for last', async () => {
    await ask('1', 'w', { name: 'old' });
    const later = new Date(AT.getTime() + 31 * 60_000);
    await ask('1', 'w', { name: 'new', at: later });
    await ask('1', 'w', { name: 'old', at: later });
    expect(made).toBe(3);
  });
});
