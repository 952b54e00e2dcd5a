import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { keepLetterImages, letterheadOf, missingParts, readLetterheads } from './letterheads.ts';
import { SAMPLE_LOGO } from './testing/sample-letter.ts';
import { writeLetterhead, type LetterheadChange } from './write-letterhead.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await db.pool.query(`insert into districts (district_id, name) values (1, 'Lakeside')`);
  await db.pool.query(
    `insert into schools (district_id, school_id, name, address_1, city, state, postal_code, phone, principal) values
     (1, 'oak', 'Oak Middle School', '1200 Oak Avenue', 'Lakeside', 'CA', '90901', '(209) 555-0140', 'Patricia Lang'), (1, 'elm', 'Elm Elementary', '', '', '', '', '', '')`,
  );
});
afterAll(() => db.drop());

async function set(schoolId: string, change: LetterheadChange): Promise<void> {
  await writeLetterhead(db.pool, { districtId: 1, schoolId }, change);
}

async function headOf(schoolId: string) {
  return letterheadOf(await readLetterheads(db.pool, 1), schoolId);
}

describe('the letterhead of a school', () => {
  it('is what schools.csv knows where nothing was set, and says what is missing', async () => {
    const oak = await headOf('oak');
    expect(oak).toMatchObject({
      signer: 'Patricia Lang',
      phone: '(209) 555-0140',
      returnAddress: ['Oak Middle School', '1200 Oak Avenue', 'Lakeside, CA 90901'],
    });
    expect(missingParts(oak)).toEqual(['signature', 'contact', 'logo']);
    expect(missingParts(await headOf('elm'))).toEqual([
      'return address',
      'phone',
      'signer',
      'signature',
      'contact',
      'logo',
    ]);
  });

  it('falls back part by part to the district, but name, title and signature come from one place', async () => {
    await set('', {
      signer: 'Dana Marsh',
      signerTitle: 'Supervisor of Attendance',
      signature: SAMPLE_LOGO,
      phone: '(209) 555-0100',
      contact: 'Attendance Office',
      logo: SAMPLE_LOGO,
    });
    await set('oak', { signer: 'Patricia Lang', email: 'oak@lakeside.example' });
    const oak = await headOf('oak');
    expect(oak).toMatchObject({
      signer: 'Patricia Lang',
      signerTitle: '',
      signature: null,
      phone: '(209) 555-0100',
      contact: 'Attendance Office',
      email: 'oak@lakeside.example',
    });
    expect(oak.logo?.type).toBe('svg');
    expect(await headOf('elm')).toMatchObject({
      signer: 'Dana Marsh',
      signerTitle: 'Supervisor of Attendance',
      signature: { type: 'svg' },
    });
  });

  it('keeps what is not named, and loses what is cleared', async () => {
    await set('oak', { contact: 'Alma Bell' });
    await set('oak', { contactTitle: '  Attendance   Clerk ' });
    expect(await headOf('oak')).toMatchObject({ contact: 'Alma Bell', contactTitle: 'Attendance Clerk' });
    await set('', { logo: null });
    expect((await headOf('oak')).logo).toBeNull();
  });

  it('keeps its pictures once each, by their content', async () => {
    const letterheads = await readLetterheads(db.pool, 1);
    await keepLetterImages(db.pool, 1, letterheads);
    await keepLetterImages(db.pool, 1, letterheads);
    const { rows } = await db.pool.query<{ image: Buffer }>('select image from letter_images where district_id = 1');
    expect(rows.map((row) => row.image)).toEqual([SAMPLE_LOGO]);
  });

  it.each([
    ['an unknown school', 'pine', { phone: '1' }, 'There is no school pine. Schools: elm, oak.'],
    ['nothing', 'oak', {}, 'Nothing to set'],
    [
      'a name that does not fit',
      'oak',
      { signer: 'x'.repeat(121) },
      'The signer has 121 characters; a letter has room for 120.',
    ],
    ['six lines', 'oak', { returnAddress: ['1', '2', '3', '4', '5', '6'] }, 'at most 5 lines'],
    ['characters that turn text around', 'oak', { contact: 'a\u202Eb' }, 'cannot be seen'],
    [
      'a picture that runs',
      'oak',
      { logo: Buffer.from('<svg><script/></svg>') },
      'The logo cannot be used: found an SVG picture with a script',
    ],
  ] as const)('refuses %s', async (_, school, change, message) => {
    await expect(set(school, change)).rejects.toThrow(message);
  });
});
