import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase } from '../../db/testing.ts';
import { readPdf } from '../../documents/testing/read-pdf.ts';
import { decline, hold } from '../../notices/index.ts';
import { ApiError, type Client } from '../client.ts';
import type { ServerParts } from '../context.ts';
import type { ApiContract } from '../contract.ts';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';
import { readComputedWorklist } from './computed-worklist.ts';
import type { WorklistPage } from './contract.ts';

let server: TestServer;
let clerk: Client<ApiContract>;
let district: Client<ApiContract>;
let now = SAMPLE_NOW;

beforeAll(async () => {
  server = await startTestServer({ now: () => now });
  clerk = await server.as('clerk');
  district = await server.as('district');
}, 120_000);
afterAll(() => server.close());
beforeEach(() => {
  now = SAMPLE_NOW;
});

const names = ({ items }: Pick<WorklistPage, 'items'>): readonly string[] =>
  items.map(({ name, level }) => `${name} ${level}`);
const problemOf = async (asked: Promise<unknown>): Promise<string> => {
  const failure = await asked.then(
    () => undefined,
    (error: unknown) => error,
  );
  return failure instanceof ApiError ? failure.problem.code : 'none';
};
const entries = async (action: string): Promise<readonly { detail: Record<string, unknown>; students: number[] }[]> => {
  const found = await server.db.pool.query<{ detail: Record<string, unknown>; students: number[] }>(
    'select detail, students from audit_entries where action = $1 order by entry_id',
    [action],
  );
  return found.rows;
};

describe('who sees which lines', () => {
  test('a clerk sees the lines of the own school and of no other', async () => {
    const own = await clerk.readWorklist({ query: { limit: 200 } });
    expect(new Set(own.items.map(({ school }) => school))).toEqual(new Set(['oak']));
    expect(own.total).toBe(12);
    expect(await clerk.readWorklist({ query: { school: 'oak', limit: 200 } })).toMatchObject({ total: 12 });
    expect(await problemOf(clerk.readWorklist({ query: { school: 'elm' } }))).toBe('not-found');
  });

  test('the district office sees every school, and one school as its clerk does', async () => {
    const all = await district.readWorklist({ query: { limit: 200 } });
    expect(new Set(all.items.map(({ school }) => school)).size).toBeGreaterThan(3);
    const oak = await district.readWorklist({ query: { school: 'oak', limit: 200 } });
    expect(oak.items).toEqual((await clerk.readWorklist({ query: { limit: 200 } })).items);
  });

  test('the team sees the list and may not take it away; teachers, officers and the system see none of it', async () => {
    const team = await server.as('team');
    expect((await team.readWorklist()).total).toBe(12);
    expect(await problemOf(team.exportWorklist({ body: {} }))).toBe('not-open');
    for (const role of ['teacher', 'officer', 'system'] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, for the message
      expect([role, await problemOf((await server.as(role)).readWorklist())]).toEqual([role, 'not-open']);
    }
    expect(await problemOf(server.anybody.readWorklist())).toBe('sign-in-first');
  });

  test('a school that is asked for in the filter brings nothing from outside', async () => {
    expect((await clerk.readWorklist({ query: { at: ['elm'] } })).total).toBe(0);
    expect((await district.readWorklist({ query: { at: ['elm'] } })).total).toBe(2);
  });
});

describe('tabs, filters and order', () => {
  test('counts are those of the tabs, and say how many can go out', async () => {
    const { counts } = await district.readWorklist();
    expect(counts).toEqual({ due: 23, 'to-approve': 1, held: 2, declined: 0, changed: 0, ready: 22 });
    for (const tab of ['due', 'to-approve', 'held', 'declined', 'changed'] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, for the message
      expect([tab, (await district.readWorklist({ query: { tab } })).total]).toEqual([tab, counts[tab]]);
    }
  });

  test('doubtful rows stand first: no address, then a sibling also due, then the others', async () => {
    const { items } = await clerk.readWorklist();
    expect(items.slice(0, 3).map(({ name, isReady, doubts }) => [name, isReady, doubts[0]?.kind])).toEqual([
      ['Osei, Kwame', false, 'no-address'],
      ['Torres, Leo', true, 'sibling-also-due'],
      ['Torres, Maya', true, 'sibling-also-due'],
    ]);
    expect(items.at(-1)?.doubts).toEqual([]);
  });

  test('filters narrow by level, pack, grade, type and reason, several at once', async () => {
    const of = async (query: object): Promise<number> => (await district.readWorklist({ query })).total;
    expect(await of({ level: ['L1'] })).toBe(12);
    expect(await of({ level: 'L1,L2' as never })).toBe(13);
    expect(await of({ level: ['L1'], grade: ['8'] })).toBeLessThan(12);
    expect(await of({ pack: ['four-seven-ten'] })).toBe(2);
    expect(await of({ type: ['task'] })).toBe(2);
    expect(await of({ tab: 'held', decision: ['gap'] })).toBe(1);
    expect(await of({ level: ['nothing'] })).toBe(0);
  });

  test('facets count what is in the tab, whatever else is filtered', async () => {
    const { facets } = await district.readWorklist({ query: { level: ['L1'] } });
    expect(facets.level.find(({ value }) => value === 'L2')).toMatchObject({ count: 1 });
    expect(facets.at.map(({ value }) => value)).toEqual(['elm', 'juniper', 'laurel', 'oak', 'willow']);
  });

  test('every column sorts, and the other way round', async () => {
    const values = async (sort: string, order: string): Promise<readonly unknown[]> => {
      const { items } = await clerk.readWorklist({ query: { sort: sort as 'grade', order: order as 'asc' } });
      return items.map((line) => ({ student: line.name, grade: Number(line.grade), count: line.count })[sort]);
    };
    for (const sort of ['student', 'grade', 'count']) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, for the message
      const ascending = await values(sort, 'asc');
      const sorted = ascending.toSorted((a, b) =>
        typeof a === 'number' ? a - Number(b) : String(a).localeCompare(String(b)),
      );
      expect([sort, ascending]).toEqual([sort, sorted]);
      // oxlint-disable-next-line no-await-in-loop
      expect((await values(sort, 'desc'))[0]).toEqual(sorted.at(-1));
    }
    for (const sort of ['level', 'met-on', 'sends', 'school', 'look-first'] as const) {
      // oxlint-disable-next-line no-await-in-loop
      expect((await clerk.readWorklist({ query: { sort, order: 'desc' } })).total).toBe(12);
    }
  });

  test('an order or a tab that does not exist is said to be invalid', async () => {
    expect(await problemOf(clerk.readWorklist({ query: { sort: 'x' as 'grade' } }))).toBe('invalid');
    expect(await problemOf(clerk.readWorklist({ query: { tab: 'x' as 'due' } }))).toBe('invalid');
  });
});

describe('pages', () => {
  test('follow each other without gap or doubling', async () => {
    const whole = await clerk.readWorklist({ query: { limit: 200 } });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      // oxlint-disable-next-line no-await-in-loop -- each page says where the next begins
      const page: WorklistPage = await clerk.readWorklist({ query: { limit: 5, cursor } });
      seen.push(...names(page));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(names(whole));
    expect(whole.next).toBeNull();
  });

  test('a cursor of another list, and a made-up one, are refused or end the list', async () => {
    expect(await problemOf(clerk.readWorklist({ query: { cursor: 'made-up' } }))).toBe('invalid');
    const { next } = await clerk.readWorklist({ query: { limit: 5 } });
    expect((await clerk.readWorklist({ query: { limit: 5, cursor: next ?? '', tab: 'held' } })).items).toEqual([]);
  });
});

describe('a name or number', () => {
  test('is searched in the body: words of the name in any order, without accents, or the number', async () => {
    const found = async (text: string): Promise<readonly string[]> =>
      names(await district.searchWorklist({ body: { text } }));
    expect(await found('maya tor')).toEqual(['Torres, Maya L1']);
    expect(await found('TORRES')).toEqual(['Torres, Leo L1', 'Torres, Maya L1']);
    expect(await found('orres')).toEqual([]);
    const number = await server.db.pool.query<{ student_id: string }>(
      `select student_id from students where first_name = 'Maya' and last_name = 'Torres'`,
    );
    expect(await found(number.rows[0]?.student_id ?? '')).toEqual(['Torres, Maya L1']);
  });

  test('leaves whose lines were shown on record, and not the text', async () => {
    await clerk.searchWorklist({ body: { text: 'torres maya' } });
    const [last] = (await entries('view-list')).slice(-1);
    expect(last?.students).toHaveLength(1);
    expect(last?.detail).toMatchObject({ list: 'worklist', searched: true });
    expect(JSON.stringify(last?.detail).toLowerCase()).not.toContain('torres');
  });
});

describe('the revision', () => {
  const read = async (headers: Record<string, string>, path = '/api/worklist?limit=5'): Promise<Response> =>
    server.fetch(path, { headers: { cookie: await server.cookieOf('clerk'), ...headers } });

  test('answers 304 and no body while nothing has changed, and the list again after a decision', async () => {
    const first = await read({});
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[^"]+"$/);
    const again = await read({ 'if-none-match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    await decide('maya');
    const fresh = await read({ 'if-none-match': etag });
    expect(fresh.status).toBe(200);
    expect(fresh.headers.get('etag')).not.toBe(etag);
    await lift('maya');
  });

  test('is another for another person’s reach, so that nobody keeps what another may see', async () => {
    const ofDistrict = await server.fetch('/api/worklist?limit=5', {
      headers: { cookie: await server.cookieOf('district') },
    });
    expect((await read({ 'if-none-match': ofDistrict.headers.get('etag') ?? '' })).status).toBe(200);
  });

  test('a write of another process is seen at once', async () => {
    const before = await clerk.readWorklistSummary();
    await decide('leo');
    const after = await clerk.readWorklistSummary();
    expect(after.revision).not.toBe(before.revision);
    expect(after.counts).toMatchObject({ due: before.counts.due - 1, declined: 1 });
    await lift('leo');
    expect((await clerk.readWorklistSummary()).counts).toEqual(before.counts);
  });

  test('a hold ends with its last day, without any write', async () => {
    const parts = { db: server.db, now: () => now, env: {} } as Partial<ServerParts> as ServerParts;
    const asking = { parts, db: server.db, districtId: 1, reach: { kind: 'district' } } as const;
    const held = async (): Promise<number> => (await readComputedWorklist(asking, ['oak'])).counts.held;
    const before = await held();
    await hold(server.db, { ...deciding(await triggerOf('maya')), until: '2026-11-14' });
    now = new Date('2026-11-15T07:59:00Z'); // still Saturday in the district
    expect(await held()).toBe(before + 1);
    now = new Date('2026-11-15T08:01:00Z');
    expect(await held()).toBe(before);
    await lift('maya');
  });

  // Straight into the database, as another process would.
  const triggerOf = async (first: string): Promise<{ student: string; criterion: string }> => {
    const found = await server.db.pool.query<{ student_id: string }>(
      `select student_id from students where lower(first_name) = $1 and last_name = 'Torres'`,
      [first],
    );
    return { student: found.rows[0]?.student_id ?? '', criterion: 'L1' };
  };
  const deciding = (trigger: { student: string; criterion: string }) => ({
    districtId: 1,
    trigger,
    reason: 'because',
    by: 'A. Bell',
    now: SAMPLE_NOW,
    on: '2026-11-13',
  });
  const decide = async (first: string): Promise<unknown> => decline(server.db, deciding(await triggerOf(first)));
  const lift = async (first: string): Promise<unknown> => {
    const rooms = await import('../../notices/index.ts');
    return rooms.lift(server.db, deciding(await triggerOf(first)));
  };
});

describe('keys and the file', () => {
  test('the keys of a filter are those of its lines, with what can go out', async () => {
    const { lines } = await clerk.readWorklistKeys({ body: { level: ['L1'] } });
    const page = await clerk.readWorklist({ query: { level: ['L1'], limit: 200 } });
    expect(lines.map(({ trigger }) => trigger)).toEqual(page.items.map(({ trigger }) => trigger));
    expect(lines.filter(({ isReady }) => isReady)).toHaveLength(page.readyHere);
  });

  test('holds every line under the filter, with CR LF, and leaves one entry', async () => {
    const file = await clerk.exportWorklist({ body: { level: ['L1'] } });
    const text = await file.text();
    const rows = text.split('\r\n');
    expect(rows[0]).toContain('student_number,name,grade,school');
    expect(rows.at(-1)).toBe('');
    expect(rows).toHaveLength(12);
    expect(text).toContain('"Torres, Maya"');
    const [last] = (await entries('export-list')).slice(-1);
    expect(last?.detail).toMatchObject({ list: 'worklist', level: ['L1'], rows: 10 });
  });
});

describe('on paper', () => {
  test('has the columns of the screen, the data, the criteria and the page, in the language of the person', async () => {
    const read = await readPdf(await bytesOf(clerk.printWorklist({ body: { school: 'oak', level: ['L1'] } })));
    const text = read.pages.join('\n');
    expect(text).toMatch(/Oak Middle School · Due · Level: L1 · 10 lines/);
    expect(text).toMatch(/Student[^]*Gr[^]*Level[^]*Count[^]*Met on[^]*Sends[^]*Look first/);
    expect(text).toContain('Torres, Maya');
    expect(read.pages[0]).toMatch(/data through \w+, \w+ \d+, 2026 · criteria: L1 · printed .* by Alma Bell/);
    expect(read.pages[0]).toContain(`Page 1 of ${read.pages.length}`);
    expect(read.tags.flat()).toEqual(expect.arrayContaining(['H1', 'Table', 'TH']));
    expect((await entries('print-list')).at(-1)?.detail).toMatchObject({ list: 'worklist', school: 'oak', rows: 10 });
  });

  test('says why others wait, and never what was searched for', async () => {
    const read = await readPdf(await bytesOf(clerk.printWorklist({ body: { tab: 'held', text: 'a' } })));
    const text = read.pages.join('\n');
    expect(text).toContain('only what a name or number matches');
    expect(text).toContain('Why');
  });
});

test('before the first calculation the list is empty and says so', async () => {
  const db = await createTestDatabase();
  await db.pool.query(`insert into districts (district_id, name) values (1, 'Lakeside')`);
  const parts = { db, now: () => now, env: {} } as Partial<ServerParts> as ServerParts;
  const reach = { kind: 'district' } as const;
  const worklist = await readComputedWorklist({ parts, db, districtId: 1, reach }, undefined);
  expect(worklist).toMatchObject({ asOf: null, dataThrough: null, entries: [], counts: { due: 0, ready: 0 } });
  await db.drop();
});

async function bytesOf(file: Promise<Blob>): Promise<Buffer> {
  return Buffer.from(await (await file).arrayBuffer());
}
