import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const fine = (code: string, amountCents: unknown) => ({
  code,
  name: { en: 'Late fee', es: 'Multa' },
  extra: { amountCents } as Record<string, number>,
  reason: 'board of 3 November',
});

test('the catalogs and the staff are counted and read by everybody; staff is of the student information system', async () => {
  const teacher = await server.as('teacher');
  const { items } = await teacher.listCatalogs();
  expect(items).toContainEqual({ catalog: 'eligibility-statuses', holds: 3 });
  expect(items.find(({ catalog }) => catalog === 'staff')?.holds).toBeGreaterThan(10);
  const staff = await teacher.readCatalog({ params: { catalog: 'staff' } });
  expect(staff).toMatchObject({ isOurs: false, isOfPeople: true });
  expect(staff.items).toContainEqual(
    expect.objectContaining({ code: 'S-LANG', name: { en: 'Patricia Lang', es: 'Patricia Lang' } }),
  );
  await expect(teacher.readCatalog({ params: { catalog: 'nothing' } })).rejects.toMatchObject({
    problem: { code: 'not-found' },
  });
});

test('a form is told what each further column may hold, codes of other catalogs with their names', async () => {
  const district = await server.as('district');
  const { fields } = await district.readCatalog({ params: { catalog: 'interventions' } });
  expect(fields.map(({ key, kind, least, most }) => [key, kind, least, most])).toEqual([
    ['tier', 'whole', 1, 3],
    ['rootCauses', 'codes', null, null],
    ['dosage', 'words', null, null],
  ]);
  expect(fields[1]?.choices).toContainEqual({
    value: 'HEALTH',
    name: { en: 'Illness or health', es: 'Enfermedad o salud' },
  });
});

test('the district adds, changes and ends a code; what is wrong is said by its place; nobody else may', async () => {
  const district = await server.as('district');
  const params = { catalog: 'fines' };
  expect(await district.addCatalogEntry({ params, body: fine('LATE', 500) })).toMatchObject({
    code: 'LATE',
    state: 'holds',
    addedBy: 'Miriam Vance',
  });
  await expect(district.addCatalogEntry({ params, body: fine('LATE', 500) })).rejects.toMatchObject({
    problem: { code: 'refused' },
  });
  await expect(district.addCatalogEntry({ params, body: fine('TWO WORDS', 'five') })).rejects.toMatchObject({
    problem: { code: 'invalid', errors: [{ path: 'code' }, { path: 'amountCents' }] },
  });
  await district.changeCatalogEntry({ params, body: { ...fine('LATE', 600), from: '2999-01-01' } });
  await district.endCatalogEntry({ params, body: { code: 'LATE', on: '2999-06-01', reason: 'no longer' } });
  const { items } = await district.readCatalog({ params });
  expect(items.map(({ state, extra, until }) => [state, extra['amountCents'], until])).toEqual([
    ['holds', 500, '2999-01-01'],
    ['comes', 600, '2999-06-01'],
  ]);
  const administrator = await server.as('administrator');
  await expect(administrator.addCatalogEntry({ params, body: fine('X', 1) })).rejects.toMatchObject({
    problem: { code: 'not-open' },
  });
});

test('the directory is searched by a part of the last name or the beginning of the id', async () => {
  const clerk = await server.as('clerk');
  const ids = async (text: string) =>
    (await clerk.searchDirectory({ query: { kind: 'staff', text } })).items.map(({ id }) => id);
  expect(await ids('lang')).toContain('S-LANG');
  expect(await ids('s-lan')).toContain('S-LANG');
  expect(await ids('')).toEqual([]);
});
