import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Client } from '../client.ts';
import type { ApiContract } from '../contract.ts';
import { startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
let clerk: Client<ApiContract>;
let district: Client<ApiContract>;

beforeAll(async () => {
  server = await startTestServer();
  clerk = await server.as('clerk');
  district = await server.as('district');
  await add('x1', ['José', 'García-López'], ['Núria Peña', '+1 (209) 555.8899']);
  await add('x2', ['Seán', 'O’Neill'], ['Bríd O’Neill', '209-555-7711 x 4']);
  await add('x3', ['Anna', 'de la Cruz'], ['Øyvind Strøm', '']);
  await add('AB-2201', ['Torres', 'Mayala'], ['Zed Zed', '5550001111']);
});
afterAll(() => server.close());

async function add(
  id: string,
  [first, last]: readonly [string, string],
  [name, phone]: readonly [string, string],
): Promise<void> {
  const { pool } = server.db;
  await pool.query(
    `insert into students (district_id, student_id, student_no, first_name, last_name, grade)
     values (1, $1, 1 + (select max(student_no) from students), $2, $3, '7')`,
    [id, first, last],
  );
  await pool.query(
    `insert into enrollments (district_id, student_id, school_id, entry_on) values (1, $1, 'oak', '2026-08-24')`,
    [id],
  );
  await pool.query(
    `insert into guardians (district_id, student_id, guardian_id, name, phone) values (1, $1, 'G-' || $1, $2, $3)`,
    [id, name, phone],
  );
}

const found = async (text: string, api = clerk): Promise<readonly string[]> =>
  (await api.searchStudents({ body: { text } })).items.map(({ firstName, lastName }) => `${firstName} ${lastName}`);

test('parts of a name in any order, each by its beginning', async () => {
  expect(await found('maya torres')).toEqual(['Maya Torres', 'Torres Mayala']);
  expect(await found('Torres, Maya')).toEqual(['Maya Torres', 'Torres Mayala']);
  expect(await found('tor ma')).toEqual(expect.arrayContaining(['Maya Torres']));
  expect(await found('maya torrez')).toEqual([]);
});

test('accents, case, hyphens and apostrophes do not matter', async () => {
  for (const text of ['jose garcia', 'JOSÉ', 'garcia-lopez', 'lópez jo', 'garcialopez'])
    expect(await found(text)).toContain('José García-López');
  for (const text of ['oneill', "o'neill", 'O’NEILL sean', 'neill'])
    expect(await found(text)).toContain('Seán O’Neill');
  for (const text of ['de la cruz', 'delacruz', 'cruz anna']) expect(await found(text)).toContain('Anna de la Cruz');
});

test('the number, whole before its beginning', async () => {
  expect(await found('100001')).toEqual(['Maya Torres']);
  expect((await found('10000')).length).toBeGreaterThan(3);
  expect(await found('ab-2201')).toEqual(['Torres Mayala']);
  expect(await found('ab2201')).toEqual(['Torres Mayala']);
});

test('a guardian’s name, with accents or without', async () => {
  const { items } = await clerk.searchStudents({ body: { text: 'nuria pena' } });
  expect(items).toMatchObject([{ firstName: 'José', through: 'guardian', guardian: 'Núria Peña' }]);
  expect(await found('oyvind strom')).toEqual(['Anna de la Cruz']);
});

test('a guardian’s phone in any spelling, by its beginning or its end', async () => {
  for (const text of ['2095558899', '(209) 555-8899', '+1 209 555 8899', '555-8899', '8899', '209 555 88']) {
    const { items } = await clerk.searchStudents({ body: { text } });
    expect(items).toMatchObject([{ firstName: 'José', through: 'phone', guardian: 'Núria Peña' }]);
  }
  expect(await found('899')).toEqual([]);
  expect(await found('2095558898')).toEqual([]);
});

test('a student’s own name goes before a guardian’s, a whole word before a beginning', async () => {
  const { items } = await clerk.searchStudents({ body: { text: 'torres', limit: 3 } });
  expect(items.map(({ through }) => through)).toEqual(['name', 'name', 'name']);
  const names = await found('may');
  expect(names.indexOf('Maya Torres')).toBeGreaterThanOrEqual(0);
});

test('only students within reach; a miss is the same for one who is elsewhere and one who is nowhere', async () => {
  expect(await found('silva rui', district)).toEqual(['Rui Silva']);
  expect(await clerk.searchStudents({ body: { text: 'silva rui' } })).toEqual({ items: [], next: null, total: 0 });
  expect(await clerk.searchStudents({ body: { text: 'nobody nowhere' } })).toEqual({ items: [], next: null, total: 0 });
  expect(await found('100007')).toEqual([]);
});

test('pages follow each other and count the whole', async () => {
  const all = await district.searchStudents({ body: { text: 'an', limit: 100 } });
  const first = await district.searchStudents({ body: { text: 'an', limit: 4 } });
  const second = await district.searchStudents({ body: { text: 'an', limit: 4, cursor: first.next ?? '' } });
  expect(first.total).toBe(all.total);
  expect([...first.items, ...second.items]).toEqual(all.items.slice(0, 8));
});

test('pages go over from students of the name to students of a guardian of the name, none twice and none left out', async () => {
  for (const number of [1, 2, 3, 4, 5])
    await add(`q${number}`, ['Ada', `Quill${number === 1 ? '' : 'on'}`], [`Q Quill${number}`, '']);
  for (const number of [6, 7, 8]) await add(`q${number}`, ['Ada', `Zeta${number}`], ['Quilla Zeta', '']);
  for (const api of [clerk, district]) {
    const all = await api.searchStudents({ body: { text: 'quill', limit: 100 } });
    expect(all.total).toBe(8);
    expect(all.items.map(({ number }) => number)).toEqual(['q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7', 'q8']);
    expect(all.items.map(({ through }) => through)).toEqual([
      ...Array<string>(5).fill('name'),
      ...Array<string>(3).fill('guardian'),
    ]);
    const paged: typeof all.items = [];
    for (let cursor: string | undefined = undefined; ;) {
      const page: typeof all = await api.searchStudents({
        body: { text: 'quill', limit: 2, ...(cursor === undefined ? {} : { cursor }) },
      });
      expect(page.total).toBe(8);
      paged.push(...page.items);
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(paged).toEqual(all.items);
  }
});

test('one letter is not enough, and signs of a query language are only signs', async () => {
  await expect(clerk.searchStudents({ body: { text: 'a' } })).rejects.toThrow();
  for (const text of ["'' | !x", 'a & b', ':*', '\\\\', "'; drop table students; --", '%_', '((((', '--', '....'])
    expect((await clerk.searchStudents({ body: { text } })).items.length).toBeLessThan(9);
});

test('nothing set, nobody found: the wall is inside the function', async () => {
  const client = await server.db.pool.connect();
  expect((await client.query(`select * from find_students('maya', 0, 8)`)).rows).toEqual([]);
  await client.query(
    `select set_config('app.district_id', '1', false), set_config('app.scope', 'schools', false), set_config('app.schools', '{elm}', false)`,
  );
  expect((await client.query(`select * from find_students('maya torres', 0, 8)`)).rows).toEqual([]);
  await client.query('reset app.district_id; reset app.scope; reset app.schools');
  client.release();
});
