import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withTransaction } from '../../db/index.ts';
import { createTestDatabase, type TestDatabase } from '../../db/testing.ts';
import {
  addEntry,
  countStaff,
  directoryOf,
  endEntry,
  findInDirectory,
  findPerson,
  readDirectory,
  searchDirectory,
  type ReporterKind,
} from '../index.ts';
import { lastNameOf } from './directory.ts';

const TODAY = '2026-11-13';
const WHO = { districtId: 1, name: 'R. Chen', now: new Date('2026-11-13T16:00:00Z'), on: TODAY };

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await db.pool.query(`insert into districts (district_id, name) values (1, 'Lakeside'), (2, 'Elsewhere')`);
  await db.pool.query(`insert into staff (district_id, staff_id, name, kind, school_id) values
    (1, 't1', 'Dana Marsh', 'teacher', 'oak'), (1, 't2', 'Lee Hidemarsh', 'teacher', 'oak'), (1, 't3', 'Marsha Bell', 'nurse', 'elm'),
    (1, 't4', 'Peña, Iván', 'teacher', 'oak'), (2, 't5', 'Jo Marsh', 'teacher', 'oak')`);
  await withTransaction(db, async (client) => {
    const driver = { code: 'BUS-7', name: { en: 'Lou Ortega', es: '' }, extra: { kind: 'bus driver' } };
    await addEntry(client, WHO, 'non-students', { ...driver, reason: 'drives line 7' });
    await endEntry(client, WHO, 'non-students', { code: 'BUS-7', on: '2026-12-01', reason: 'moved' });
  });
});
afterAll(() => db.drop());

const search = async (text: string, kind: ReporterKind = 'staff', on = TODAY): Promise<readonly string[]> =>
  (await searchDirectory(db.pool, { districtId: 1, kind, on, text })).map(({ id }) => id);

describe('the directory', () => {
  it('finds by a part of the last name, those that begin so first, and nobody by the first name', async () => {
    expect(await search('marsh')).toEqual(['t1', 't2']);
    expect(await search('dana')).toEqual([]);
  });

  it('finds whatever accents are typed, and names written with a comma', async () => {
    expect(await search('pena')).toEqual(['t4']);
    expect(await search('PEÑA')).toEqual(['t4']);
  });

  it('finds by the beginning of an id, and nothing for no text', async () => {
    expect(await search('t')).toEqual(['t3', 't2', 't1', 't4']);
    expect(await search('t3')).toEqual(['t3']);
    expect(await search(' ')).toEqual([]);
  });

  it('is read once and searched as often as somebody types, with the same answers', async () => {
    const directory = directoryOf(await readDirectory(db.pool, { districtId: 1, kind: 'staff', on: TODAY }));
    for (const text of ['marsh', 'dana', 'PEÑA', 't', ' '])
      expect(findInDirectory(directory, text).map(({ id }) => id)).toEqual(await search(text));
    expect(findInDirectory(directory, 't', 2).map(({ id }) => id)).toEqual(['t3', 't2']);
  });

  it('counts the staff of its district', async () => {
    expect(await countStaff(db.pool, 1)).toBe(4);
    expect(await countStaff(db.pool, 3)).toBe(0);
  });

  it('keeps staff and other people apart', async () => {
    expect(await search('ortega')).toEqual([]);
    expect(await search('ortega', 'non-student')).toEqual(['BUS-7']);
  });

  it('knows an id exactly, and a person who was ended no more from that day on', async () => {
    const find = (id: string, on: string) => findPerson(db.pool, { districtId: 1, kind: 'non-student', id, on });
    expect(await find('BUS-7', '2026-11-30')).toMatchObject({ name: 'Lou Ortega', does: 'bus driver' });
    expect(await find('BUS-7', '2026-12-01')).toBeUndefined();
    expect(await find('bus-7', '2026-11-30')).toBeUndefined();
    expect(await findPerson(db.pool, { districtId: 1, kind: 'staff', id: 't5', on: TODAY })).toBeUndefined();
  });

  it.each([
    ['Dana Marsh', 'Marsh'],
    ['Marsh, Dana', 'Marsh'],
    ['Ana de la Cruz', 'de la Cruz'],
    ['Cher', 'Cher'],
  ])('takes of %j the last name %j', (name, lastName) => {
    expect(lastNameOf(name)).toBe(lastName);
  });
});
