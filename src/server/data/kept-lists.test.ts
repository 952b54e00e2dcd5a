/** A server that has put its lists in order already answers like one that was started just now, whatever was written meanwhile. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../../access/index.ts';
import { calculate } from '../../calculation/index.ts';
import { parseDay } from '../../engine/index.ts';
import { importBundle } from '../../imports/index.ts';
import { refreshAttendance } from '../../insight/index.ts';
import { generateDistrict, writeDistrict } from '../../sample/index.ts';
import { serve } from '../serve.ts';
import { SAMPLE_AS_OF, SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
});
afterAll(() => server.close());

const ROLES: readonly Role[] = ['clerk', 'administrator', 'team', 'district', 'teacher', 'officer'];
const ADDRESSES = [
  '/api/data/attendance?limit=200',
  '/api/data/attendance?limit=200&school=oak',
  '/api/data/attendance?limit=200&band=chronic',
  '/api/data/attendance?limit=200&band=below-5&grade=9',
  '/api/data/attendance?limit=200&band=new-chronic&since=2026-10-01',
  '/api/data/attendance?limit=200&band=close',
  '/api/data/set-aside?limit=200',
  '/api/data/set-aside?limit=2',
];

async function answersOf(url: string): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>();
  for (const role of ROLES) {
    const headers = { cookie: await server.cookieOf(role) };
    for (const address of ADDRESSES) {
      const answer = await fetch(`${url}${address}`, { headers });
      // What failed is said of a request, with the number of that request.
      answers.set(`${role} ${address}`, answer.ok ? await answer.text() : String(answer.status));
    }
  }
  return answers;
}

async function answersAnew(): Promise<ReadonlyMap<string, string>> {
  const db = { pool: server.db.pool, close: () => Promise.resolve() };
  const options = { districtId: 1, host: '127.0.0.1', port: 0, env: {}, webRoot: null, log: false } as const;
  const rest = { trustProxy: false, showsSampleSignIns: true, version: 'test', home: server.home } as const;
  const fresh = await serve({ db, ...options, ...rest, now: () => SAMPLE_NOW });
  try {
    return await answersOf(fresh.url);
  } finally {
    await fresh.close();
  }
}

/** Before, kept; after, as from a server that kept nothing. Returns who gets another answer where. (Home would count the figures meanwhile.) */
async function changedBy(write: () => Promise<unknown>): Promise<readonly string[]> {
  const before = await answersOf(server.url);
  await write();
  const after = await answersOf(server.url);
  expect(differing(after, await answersAnew())).toEqual([]);
  return differing(before, after);
}

function differing(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): readonly string[] {
  return [...one.keys()].filter((key) => one.get(key) !== other.get(key));
}

type Change = (file: string, line: string) => string;

async function importChanged(change: Change): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'rollcall-lists-'));
  await writeDistrict(dir, generateDistrict({ students: 200 }));
  for (const file of ['students.csv', 'attendance.csv', 'enrollments.csv']) {
    const lines = (await readFile(join(dir, file), 'utf8')).split('\n');
    await writeFile(join(dir, file), lines.map((line) => change(file, line)).join('\n'));
  }
  await importBundle(server.db, { districtId: 1, dir, by: 'test', now: SAMPLE_NOW });
  await rm(dir, { recursive: true });
}

const calculated = (): Promise<unknown> =>
  calculate(server.db, { districtId: 1, asOf: parseDay(SAMPLE_AS_OF) ?? 0, by: 'test', now: SAMPLE_NOW });
const counted = (): Promise<unknown> => refreshAttendance(server.db, { districtId: 1, now: SAMPLE_NOW });

test('nothing was written: the same answers, and page after page the same list', async () => {
  expect(await changedBy(() => Promise.resolve())).toEqual([]);
  const clerk = await server.as('clerk');
  const whole = await clerk.readAttendanceList({ query: { limit: 200 } });
  const paged: typeof whole.items = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: typeof whole = await clerk.readAttendanceList({
      query: { limit: 7, ...(cursor === '' ? {} : { cursor }) },
    });
    expect(page.total).toBe(whole.total);
    paged.push(...page.items);
    cursor = page.next;
  }
  expect(paged).toEqual(whole.items);
});

test('another name, and days that a code of nobody’s stands on, from the import to the figures', async () => {
  const changed = new Set<string>();
  const change: Change = (file, line) =>
    file === 'students.csv'
      ? line.replace('Maya,Torres', 'Maya,Aardvark')
      : file === 'attendance.csv' && line.includes('2026-11-09')
        ? line.replace(/,(A|U|E|X|T|ABS|UNX|[A-Z]{1,3}),/, ',QQ,')
        : line;
  for (const write of [() => importChanged(change), calculated, counted])
    for (const key of await changedBy(write)) changed.add(key);
  expect([...changed]).toEqual(
    expect.arrayContaining(['clerk /api/data/set-aside?limit=200', 'district /api/data/attendance?limit=200']),
  );
  const { items } = await (await server.as('clerk')).readAttendanceList({ query: { limit: 200 } });
  expect(items.some(({ name }) => name === 'Aardvark, Maya')).toBe(true);
});

test('who has left for another school is no longer in the lists of the first, and nobody else’s student comes in', async () => {
  const clerk = await server.as('clerk');
  const mine = new Set((await clerk.readMe()).schools.map(({ name }) => name));
  await changedBy(async () => {
    await importChanged((_, line) => line);
    await calculated();
    await counted();
  });
  const [first] = (await clerk.readAttendanceList()).items;
  await changedBy(() =>
    server.db.pool.query(
      `with gone as (
         update enrollments e set school_id = 'laurel' from students s
          where s.district_id = 1 and s.student_no = $1 and e.district_id = 1 and e.student_id = s.student_id
       ), moved as (
         update student_attendance set school_id = 'laurel' where district_id = 1 and student_no = $1
       )
       update list_revisions set revision = revision + 1 where district_id = 1 and part = 'facts'`,
      [Number(first?.student.slice(1))],
    ),
  );
  const { items, total } = await clerk.readAttendanceList({ query: { limit: 200 } });
  expect(items).toHaveLength(total);
  expect(items.map(({ student }) => student)).not.toContain(first?.student);
  expect(items.every(({ schoolName }) => mine.has(schoolName))).toBe(true);
});

test('each look at a kept page leaves an entry with its rows', async () => {
  const entries = async (): Promise<readonly unknown[]> =>
    (
      await server.db.pool.query<{ detail: unknown }>(
        `select detail from audit_entries where action = 'view-list' and detail ->> 'list' = 'set-aside' order by entry_id`,
      )
    ).rows.map(({ detail }) => detail);
  const before = (await entries()).length;
  const clerk = await server.as('clerk');
  const { items } = await clerk.readSetAside();
  await clerk.readSetAside();
  const entry = { list: 'set-aside', school: '', rows: items.length };
  expect((await entries()).slice(before)).toMatchObject([entry, entry]);
});
