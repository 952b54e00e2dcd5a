import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withTransaction } from '../db/index.ts';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { ProblemError, Refusal } from '../problem.ts';
import { CATALOG_NAMES, addEntry, catalogOf, changeEntry, endEntry, readCatalog, readCatalogHistory } from './index.ts';
import type { CatalogAuthor, CatalogName, EntryGiven } from './index.ts';
import { checkEntry } from './check-entry.ts';

/** Friday. */
const TODAY = '2026-11-13';

let db: TestDatabase;
let districtId = 0;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  districtId += 1;
  await db.pool.query(`insert into districts (district_id, name) values ($1, 'Lakeside Unified')`, [districtId]);
});

const who = (): CatalogAuthor => ({
  districtId,
  name: 'R. Chen',
  now: new Date('2026-11-13T16:00:00Z'),
  on: TODAY,
});
const codesOn = async (catalog: CatalogName, on: string): Promise<readonly string[]> =>
  (await readCatalog(db.pool, districtId, catalog, on)).map(({ code }) => code);
const fine = (code: string, amountCents: number): EntryGiven & { reason: string } => ({
  code,
  name: { en: 'Parking', es: 'Estacionamiento' },
  extra: { amountCents },
  reason: 'board of 3 November',
});
const add = (catalog: CatalogName, given: Parameters<typeof addEntry>[3]) =>
  withTransaction(db, (client) => addEntry(client, who(), catalog, given));
const change = (catalog: CatalogName, given: Parameters<typeof changeEntry>[3]) =>
  withTransaction(db, (client) => changeEntry(client, who(), catalog, given));
const end = (catalog: CatalogName, given: Parameters<typeof endEntry>[3]) =>
  withTransaction(db, (client) => endEntry(client, who(), catalog, given));

describe('what is shipped', () => {
  it('is in every district before anybody defined anything, from the mildest status to the most severe', async () => {
    expect(await codesOn('eligibility-statuses', TODAY)).toEqual(['eligible', 'probation', 'ineligible']);
    expect(await codesOn('incident-codes', TODAY)).toContain('TARDY');
    expect(await codesOn('action-codes', TODAY)).toContain('DETENTION');
    expect(await codesOn('at-risk-reasons', TODAY)).toContain('ATTENDANCE');
    expect(await codesOn('fines', TODAY)).toEqual([]);
    const [first] = await readCatalog(db.pool, districtId, 'journal-reasons', TODAY);
    expect(first).toMatchObject({ code: 'ATTENDANCE', extra: { joinsPlan: true }, addedBy: '' });
  });

  it.each(CATALOG_NAMES)('would pass the check that what a person writes has to pass: %s', async (catalog) => {
    for (const entry of catalogOf(catalog).shipped)
      expect(await checkEntry(db.pool, { districtId, catalog, on: TODAY }, entry)).toEqual(entry);
    const codes = catalogOf(catalog).shipped.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('stays when the district adds a code of its own, and is its own from then on', async () => {
    await add('incident-codes', {
      code: 'PHONE',
      name: { en: 'Phone in class', es: 'Teléfono en clase' },
      extra: {},
      reason: 'new rule',
    });
    expect(await codesOn('incident-codes', TODAY)).toEqual(['TARDY', 'CUT', 'TRUANCY', 'LEFT', 'PHONE']);
    const elsewhere = await readCatalog(db.pool, districtId - 1, 'incident-codes', TODAY);
    expect(elsewhere.map(({ code }) => code)).not.toContain('PHONE');
  });
});

describe('an entry', () => {
  it('holds from its first day, not the day before', async () => {
    await add('fines', { ...fine('PARK', 1500), from: '2026-12-01' });
    expect(await codesOn('fines', '2026-11-30')).toEqual([]);
    expect(await codesOn('fines', '2026-12-01')).toEqual(['PARK']);
  });

  it('is ended from a day on, and stays on record with who and why', async () => {
    await end('action-codes', { code: 'SATURDAY', on: '2026-12-01', reason: 'no staff' });
    expect(await codesOn('action-codes', '2026-11-30')).toContain('SATURDAY');
    expect(await codesOn('action-codes', '2026-12-01')).not.toContain('SATURDAY');
    const history = await readCatalogHistory(db.pool, districtId, 'action-codes');
    expect(history.find(({ code }) => code === 'SATURDAY')).toMatchObject({
      until: '2026-12-01',
      endedBy: 'R. Chen',
      endedReason: 'no staff',
    });
  });

  it('is changed from a day on, and what it was before still says so for the days before', async () => {
    await add('fines', fine('PARK', 1500));
    await change('fines', { ...fine('PARK', 2000), from: '2027-01-04', reason: 'board of 8 December' });
    const amountOn = async (on: string) =>
      (await readCatalog(db.pool, districtId, 'fines', on)).map(({ extra }) => extra);
    expect(await amountOn('2027-01-03')).toEqual([{ amountCents: 1500 }]);
    expect(await amountOn('2027-01-04')).toEqual([{ amountCents: 2000 }]);
  });

  it('changed on its first day is replaced, and does not show twice', async () => {
    await add('fines', fine('PARK', 1500));
    await change('fines', { ...fine('PARK', 1600), reason: 'a slip of the pen' });
    expect(await readCatalogHistory(db.pool, districtId, 'fines')).toHaveLength(1);
    const rows = await db.pool.query('select from catalog_entries where district_id = $1 and catalog = $2', [
      districtId,
      'fines',
    ]);
    expect(rows.rowCount).toBe(2);
  });

  it('is refused twice under one code, also in other letters, and may come again after its end', async () => {
    await add('fines', fine('PARK', 1500));
    await expect(add('fines', fine('park', 1))).rejects.toThrow(Refusal);
    await end('fines', { code: 'PARK', on: '2026-12-01', reason: 'no longer' });
    await expect(add('fines', { ...fine('PARK', 1), from: '2026-11-30' })).rejects.toThrow(Refusal);
    await add('fines', { ...fine('PARK', 900), from: '2026-12-01' });
    expect(await codesOn('fines', '2026-12-01')).toEqual(['PARK']);
  });

  it('cannot be ended twice, before it began, or without a reason', async () => {
    await add('fines', { ...fine('PARK', 1500), from: '2026-12-01' });
    await expect(end('fines', { code: 'PARK', on: '2026-11-30', reason: 'no longer' })).rejects.toThrow('2026-12-01');
    await expect(end('fines', { code: 'PARK', on: '2026-12-01', reason: ' ' })).rejects.toThrow(ProblemError);
    await end('fines', { code: 'PARK', on: '2026-12-01', reason: 'no longer' });
    await expect(end('fines', { code: 'PARK', on: '2026-12-02', reason: 'no longer' })).rejects.toThrow(Refusal);
    await expect(end('fines', { code: 'NONE', on: '2026-12-02', reason: 'no longer' })).rejects.toThrow(Refusal);
  });

  it('is one, when two people add the same code at once', async () => {
    const both = await Promise.allSettled([add('fines', fine('PARK', 1)), add('fines', fine('PARK', 2))]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('what a person writes', () => {
  const problemsOf = async (catalog: CatalogName, given: EntryGiven): Promise<readonly (string | undefined)[]> => {
    try {
      await add(catalog, { ...given, reason: 'test' });
      return [];
    } catch (error) {
      if (error instanceof ProblemError) return error.problems.map(({ path }) => path);
      throw error;
    }
  };
  const name = { en: 'Name', es: 'Nombre' };

  it('is told everything that is wrong at once', async () => {
    expect(await problemsOf('fines', { code: 'two words', name: { en: '', es: ' ' }, extra: { amount: 5 } })).toEqual([
      'code',
      'name.en',
      'name.es',
      'amount',
      'amountCents',
    ]);
  });

  it.each([
    ['fines', { amountCents: -1 }, { amountCents: 0 }],
    ['fines', { amountCents: 1.5 }, { amountCents: 1 }],
    ['eligibility-statuses', { severity: 101 }, { severity: 100 }],
    ['interventions', { tier: 4, rootCauses: [], dosage: name }, { tier: 3, rootCauses: [], dosage: name }],
    ['at-risk-reasons', { factors: ['NOPE'] }, { factors: ['HEALTH'] }],
    ['root-causes', { group: 'weather' }, { group: 'barriers' }],
    ['journal-reasons', { joinsPlan: 'yes' }, { joinsPlan: true }],
    ['non-students', { kind: ' ' }, { kind: 'bus driver' }],
    [
      'help-links',
      { address: 'javascript:alert(1)', helps: 'clerk' },
      { address: 'https://video.example.org/1', helps: 'clerk' },
    ],
    [
      'help-links',
      { address: 'https://video.example.org', helps: 'parents' },
      { address: 'https://video.example.org', helps: 'everybody' },
    ],
  ] as const)('has the columns of the catalog within their limits: %s %j, %j', async (catalog, wrong, right) => {
    expect(await problemsOf(catalog, { code: 'X1', name, extra: wrong })).toHaveLength(1);
    expect(await problemsOf(catalog, { code: 'X1', name, extra: right })).toEqual([]);
  });

  it('needs one name only for a person', async () => {
    expect(
      await problemsOf('non-students', {
        code: 'B7',
        name: { en: 'Lou Ortega', es: '' },
        extra: { kind: 'bus driver' },
      }),
    ).toEqual([]);
    expect(await problemsOf('fines', { code: 'B7', name: { en: 'Fine', es: '' }, extra: { amountCents: 1 } })).toEqual([
      'name.es',
    ]);
  });
});
