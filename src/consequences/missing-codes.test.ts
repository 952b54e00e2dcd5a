import { afterAll, beforeAll, expect, it } from 'vitest';
import { addEntry } from '../catalogs/index.ts';
import { withTransaction } from '../db/index.ts';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { findMissingCodes } from './missing-codes.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await db.pool.query(`insert into districts (district_id, name) values (1, 'Lakeside'), (2, 'With fines')`);
  await db.pool.query(`insert into staff (district_id, staff_id, name) values (1, 'S1', 'Patricia Lang')`);
  await db.pool.query(
    `insert into terms (district_id, school_id, kind, name, start_on, end_on) values (1, '', 'quarter', 'Q1', '2026-08-24', '2026-10-30')`,
  );
  const fine = { code: 'LATE', name: { en: 'Fee', es: 'Multa' }, extra: { amountCents: 1 }, reason: 'board' };
  const who = { districtId: 2, name: 'R. Chen', now: new Date('2026-09-01T16:00:00Z'), on: '2026-09-01' };
  await withTransaction(db, (client) => addEntry(client, who, 'fines', fine));
});
afterAll(() => db.drop());

const missing = async (kind: string, settings: Readonly<Record<string, unknown>>, districtId = 1) => {
  const criteria = [{ code: 'X', then: [{ kind, settings: { [kind]: settings[kind], ...settings } }] }];
  const found = await findMissingCodes(db.pool, { districtId, criteria, schools: ['oak'], on: '2026-11-13' });
  return found.map(({ criterion, says }) => `${criterion}: ${says}`);
};

it.each([
  ['eligibility', { eligibility: 'probation', lasts: { term: 'quarter' } }, []],
  ['eligibility', { eligibility: 'benched' }, ['X: the catalog eligibility-statuses has no benched']],
  [
    'eligibility',
    { eligibility: [{ from: ['eligible', 'watch'], to: 'out' }] },
    ['X: the catalog eligibility-statuses has no watch', 'X: the catalog eligibility-statuses has no out'],
  ],
  ['at-risk', { 'at-risk': 'ATTENDANCE' }, []],
  [
    'at-risk',
    { 'at-risk': 'NOPE', lasts: { term: 'trimester' } },
    [
      'X: the catalog at-risk-reasons has no NOPE',
      'X: no school has terms of the kind trimester, so it lasts to the end of the school year',
    ],
  ],
  ['incident', { incident: 'TARDY', action: 'DETENTION', reporter: 'S1' }, []],
  [
    'incident',
    { incident: 'NOPE', action: 'NONE', reporter: 'S1' },
    ['X: the catalog incident-codes has no NOPE', 'X: the catalog action-codes has no NONE'],
  ],
  ['incident', { incident: 'TARDY', reporter: 'S9' }, ['X: nobody in the staff has the id S9']],
  [
    'incident',
    { incident: 'TARDY', reporterKind: 'non-student', reporter: 'S1' },
    ['X: nobody in the directory of people who are no staff has the id S1'],
  ],
  [
    'incident',
    { incident: 'TARDY' },
    [
      'X: it names nobody who reports the incident, and these schools have neither an approver nor one administrator in staff.csv: oak',
    ],
  ],
  [
    'incident',
    { incident: 'TARDY', reporter: 'S1', fine: true },
    ['X: it adds the district’s fines, and the catalog fines has none'],
  ],
  ['task', { task: 'Call' }, []],
])('%s %j lacks %j', async (kind, settings, expected) => {
  expect(await missing(kind, settings)).toEqual(expected);
});

it('fines that are defined are not missed', async () => {
  const found = await missing('incident', { incident: 'TARDY', reporter: 'S1', fine: true }, 2);
  expect(found).toEqual(['X: nobody in the staff has the id S1']);
});
