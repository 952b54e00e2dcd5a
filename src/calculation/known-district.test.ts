import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withTransaction } from '../db/index.ts';
import { DistrictMemory, type KnownDistrict } from './known-district.ts';
import { bundleText } from './test-bundle.ts';
import { dropTestDistricts, NOW, TestDistrict } from './test-district.ts';

let district: TestDistrict;
beforeAll(async () => {
  district = await TestDistrict.create();
  await district.import(bundleText({ attendance: [] }));
});
afterAll(dropTestDistricts);

const memory = new DistrictMemory();
const known = (): Promise<KnownDistrict> => withTransaction(district.db, (client) => memory.of(client, district.id));

describe('what is kept of a district', () => {
  test('is the same while nothing changed, and read once by those who ask at once', async () => {
    const [one, other] = await Promise.all([known(), known()]);
    expect(one).toBe(other);
    expect(await known()).toBe(one);
  });

  test('is read anew after an import', async () => {
    const before = await known();
    await district.import(bundleText({ attendance: [] }));
    expect(await known()).not.toBe(before);
  });

  test('is read anew after a pack was put into use, and after its use ended', async () => {
    const before = await known();
    await district.query(
      `insert into pack_versions (district_id, pack_hash, pack_id, version, title, files, loaded_by, loaded_at)
       values ($1, 'none', 'none', '1', '', '{}', 'test', $2)`,
      [district.id, NOW],
    );
    await district.query(
      `insert into pack_uses (district_id, pack_id, pack_hash, from_on, activated_by, activated_at, ended_at)
       values ($1, 'none', 'none', null, 'test', $2, $2)`,
      [district.id, NOW],
    );
    expect(await known()).not.toBe(before);
  });

  test('what was compiled of it is kept by its name', async () => {
    const one = await known();
    const first = one.keep('x', () => ({}));
    expect(one.keep('x', () => ({}))).toBe(first);
    for (let at = 0; at < 40; at += 1) one.keep(`y ${at}`, () => at);
    expect(one.keep('x', () => ({}))).not.toBe(first);
  });
});
