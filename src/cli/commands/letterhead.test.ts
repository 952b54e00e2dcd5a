import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing.ts';
import { SAMPLE_LOGO } from '../../documents/testing/sample-letter.ts';
import { runRollcall } from '../testing.ts';

let home: string;
let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  home = mkdtempSync(join(tmpdir(), 'rollcall-cli-letterhead-'));
  await db.pool.query(`insert into districts (district_id, name) values (1, 'District')`);
  await db.pool.query(`insert into schools (district_id, school_id, name) values (1, 'oak', 'Oak Middle School')`);
  writeFileSync(join(home, 'logo.svg'), SAMPLE_LOGO);
  writeFileSync(join(home, 'bad.svg'), '<svg onload="x()"></svg>');
});
afterAll(async () => {
  await db.drop();
  rmSync(home, { recursive: true });
});

const letterhead = (...args: readonly string[]) =>
  runRollcall(['letterhead', ...args], { ROLLCALL_HOME: home, DATABASE_URL: db.url });

describe('rollcall letterhead', () => {
  it('sets parts for the district and for a school, and shows what letters carry', async () => {
    const address = ['--return-address', 'Oak Middle School', '1200 Oak Avenue', 'Lakeside, CA 90901'];
    const names = ['--district', 'Lakeside Unified', '--phone', '(209) 555-0100'];
    const set = await letterhead('set', ...names, '--format', 'json');
    expect(set.status).toBe(0);
    expect(JSON.parse(set.out)).toMatchObject({ district: 'Lakeside Unified', school: null, phone: '(209) 555-0100' });
    expect(
      (await letterhead('set', '--school', 'oak', '--signer', 'Patricia Lang', ...address, '--logo', 'logo.svg'))
        .status,
    ).toBe(0);
    const { out } = await letterhead('show', '--school', 'oak', '--format', 'json');
    expect(JSON.parse(out)).toEqual({
      school: 'oak',
      signer: 'Patricia Lang',
      signer_title: '',
      contact: '',
      contact_title: '',
      phone: '(209) 555-0100',
      email: '',
      return_address: address.slice(1),
      logo: 'svg',
      signature: null,
      missing: ['signature', 'contact'],
    });
    expect((await db.pool.query('select name from districts')).rows).toEqual([{ name: 'Lakeside Unified' }]);
  });

  it('takes parts away', async () => {
    expect((await letterhead('set', '--school', 'oak', '--clear', 'logo', 'signer')).status).toBe(0);
    expect((await letterhead('show')).out).toMatch(/oak .*Oak Middle School .*signer, signature, contact, logo/);
  });

  it.each([
    [['set'], 1, 'Nothing to set'],
    [['set', '--logo', 'bad.svg'], 1, 'an event handler'],
    [['set', '--logo', 'none.svg'], 1, '--logo: there is no file none.svg'],
    [['set', '--school', 'pine', '--phone', '1'], 1, 'There is no school pine. Schools: oak.'],
    [['show', '--school', 'pine'], 1, 'There is no school pine.'],
  ] as const)('%j ends with %i and says %j', async (args, status, message) => {
    const outcome = await letterhead(...args);
    expect(outcome.err).toContain(message);
    expect(outcome).toMatchObject({ status, out: '' });
  });
});
