import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { withTransaction } from '../db/index.ts';
import { formatDay, parseDay, type Day } from '../engine/index.ts';
import { Refusal } from '../problem.ts';
import type { Pack } from './pack.ts';
import { activePacks, listUses, packHistory } from './active-packs.ts';
import { endUse, saveUse, type SavedUse } from './store.ts';
import { CRITERION_YAML, PACK_YAML, readable, readSmall } from './testing.ts';

const DISTRICT = 1;
const NOW = new Date('2026-11-16T09:00:00Z');
const first = readable(readSmall());
const second = readable(readSmall({ 'pack.yaml': PACK_YAML.replace('version: "1"', 'version: "2"') }));
const other = readable(
  readSmall({ 'pack.yaml': PACK_YAML.replace('id: small', 'id: other'), 'criteria/a.yaml': CRITERION_YAML }),
);

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  await db.pool.query("insert into districts (district_id, name) values ($1, 'Lakeside')", [DISTRICT]);
  for (const id of ['elm', 'oak', 'pine'])
    await db.pool.query('insert into schools (district_id, school_id, name) values ($1, $2, $2)', [DISTRICT, id]);
});

afterAll(() => db.drop());

beforeEach(async () => {
  await db.pool.query('delete from pack_uses');
  await db.pool.query('delete from pack_versions');
});

function use(
  pack: Pack,
  schools: readonly string[] = [],
  days: { readonly from?: Day; readonly until?: Day } = {},
): Promise<SavedUse> {
  return withTransaction(db, (client) =>
    saveUse(client, { districtId: DISTRICT, pack, schools, ...days, by: 'A. Bell', at: NOW }),
  );
}

async function inUse(): Promise<readonly string[]> {
  return (await listUses(db.pool, DISTRICT)).map(({ packId, version, school, from, until }) =>
    [
      `${packId} ${version}`,
      school === '' ? 'everywhere' : school,
      from === null ? '' : `from ${formatDay(from)}`,
      until === null ? '' : `until ${formatDay(until)}`,
    ]
      .filter((part) => part !== '')
      .join(' '),
  );
}

describe('a pack in use', () => {
  test('everywhere and always is no use at all to the engine', async () => {
    await use(first);
    const [active, ...rest] = await activePacks(db.pool, DISTRICT);
    expect(rest).toEqual([]);
    expect(active?.uses).toBeUndefined();
    expect(active?.pack.policy).toEqual(first.policy);
    expect(active?.pack.hash).toBe(first.hash);
  });

  test('at chosen schools, from a day included until a day not included', async () => {
    const from = parseDay('2026-08-24') ?? 0;
    const until = parseDay('2027-06-12') ?? 0;
    await use(first, ['oak', 'elm', 'oak'], { from, until });
    expect((await activePacks(db.pool, DISTRICT))[0]?.uses).toEqual([
      { school: 'elm', from, until },
      { school: 'oak', from, until },
    ]);
  });

  test('everywhere from a day is a use at each school', async () => {
    const from = parseDay('2026-08-24') ?? 0;
    await use(first, [], { from });
    expect((await activePacks(db.pool, DISTRICT))[0]?.uses).toEqual(
      ['elm', 'oak', 'pine'].map((school) => ({ school, from })),
    );
  });

  test('a new version ends the earlier one at the same schools, other packs stay', async () => {
    await use(first);
    await use(other);
    const saved = await use(second);
    expect(saved.ended.map(({ version }) => version)).toEqual(['1']);
    expect(await inUse()).toEqual(['other 1 everywhere', 'small 2 everywhere']);
  });

  test('used again as it was, it is in use once', async () => {
    await use(first, ['oak']);
    await use(first, ['oak']);
    expect(await inUse()).toEqual(['small 1 oak']);
  });

  test('a day for one school leaves the others as they were', async () => {
    await use(first);
    await use(first, ['oak'], { from: parseDay('2026-11-16') ?? 0 });
    expect(await inUse()).toEqual(['small 1 elm', 'small 1 oak from 2026-11-16', 'small 1 pine']);
  });

  test('two versions at two schools are refused, and nothing changes', async () => {
    await use(first);
    await expect(use(second, ['oak'])).rejects.toThrow(/another version \(1, [0-9a-f]{12}\) at: elm, pine/);
    expect(await inUse()).toEqual(['small 1 everywhere']);
    expect(await packHistory(db.pool, DISTRICT, 'small')).toHaveLength(1);
  });

  test('a school that is not in the district is refused', async () => {
    await expect(use(first, ['oka'])).rejects.toThrow(
      new Refusal('Unknown school oka. The schools of the last import: elm, oak, pine.'),
    );
  });

  test('twenty clients at once leave one use', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => use(index % 2 === 0 ? first : second)));
    expect(await inUse()).toHaveLength(1);
    const { rows } = await db.pool.query<{ n: number }>('select count(*)::int as n from pack_uses');
    expect(rows[0]?.n).toBe(20);
  });
});

describe('ending a use', () => {
  const end = (schools: readonly string[]): Promise<unknown> =>
    withTransaction(db, (client) =>
      endUse(client, { districtId: DISTRICT, packId: 'small', schools, by: 'A. Bell', at: NOW }),
    );

  test('at one school', async () => {
    await use(first, ['oak', 'elm']);
    await end(['oak']);
    expect(await inUse()).toEqual(['small 1 elm']);
  });

  test('at one school of all leaves the others', async () => {
    await use(first);
    await end(['oak']);
    expect(await inUse()).toEqual(['small 1 elm', 'small 1 pine']);
  });

  test('everywhere', async () => {
    await use(first, ['oak', 'elm']);
    await end([]);
    expect(await inUse()).toEqual([]);
  });

  test('where it is not in use it is refused', async () => {
    await use(first, ['oak']);
    await expect(end(['elm'])).rejects.toThrow('The pack small is not in use there. It is in use at: oak.');
  });
});

test('the history of a pack shows each version that was loaded', async () => {
  await use(first);
  await use(second);
  await use(first);
  const history = await packHistory(db.pool, DISTRICT, 'small');
  expect(history.map(({ version }) => version).toSorted()).toEqual(['1', '2']);
});
