import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing.ts';
import { readPdf } from '../testing/read-pdf.ts';
import { SAMPLE_LETTERHEAD, SAMPLE_LOGO } from '../testing/sample-letter.ts';
import { stampSampleBatch, type SampleLetter } from '../testing/sample-batch.ts';
import { printLetters, type PrintRequest, type PrintResult } from './print-letters.ts';

let db: TestDatabase;
let folder: string;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-letters-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function print(batch: number, request: Partial<PrintRequest> = {}): Promise<PrintResult> {
  return printLetters(db.pool, { districtId: 1, selection: { batch }, out: join(folder, 'letters.pdf'), ...request });
}

async function pagesOf(name: string): Promise<readonly string[]> {
  return (await readPdf(await readFile(join(folder, name)))).pages;
}

/** The numbers of notices in the order of the letters of a print file. */
async function referencesIn(name: string): Promise<readonly string[]> {
  return (await pagesOf(name)).flatMap((page) => /Notice (N\d+)/.exec(page)?.[1] ?? []);
}

const LOGO_HASH = createHash('sha256').update(SAMPLE_LOGO).digest('hex');
const WITH_LOGO = { letterhead: { ...SAMPLE_LETTERHEAD, logo: { hash: LOGO_HASH, type: 'svg' as const, alt: 'Oak' } } };

describe('a print file', () => {
  it('has its name exactly, a cover sheet in front, and letters by postal code with siblings side by side', async () => {
    const { batch, notices } = await stampSampleBatch(db.pool, [
      { student: { first: 'Maya', last: 'Torres' } },
      {
        student: { first: 'Amir', last: 'Haddad' },
        recipients: ['Rana Haddad'],
        street: '3 Elm Court',
        postalCode: '90903',
      },
      {
        student: { first: 'Zoe', last: 'Adams' },
        recipients: ['Kim Adams'],
        street: '9 Oak Drive',
        postalCode: '90900',
      },
      { student: { first: 'Diego', last: 'Torres' } },
    ]);
    const result = await print(batch);
    expect(result.files).toEqual([
      {
        path: join(folder, 'letters.pdf'),
        letter: 'first-notice',
        letters: 4,
        pages: 5,
        coverPages: 1,
        firstNotice: `N${notices[2]}`,
      },
    ]);
    expect(await referencesIn('letters.pdf')).toEqual([2, 3, 0, 1].map((place) => `N${notices[place]}`));
    const [cover] = await pagesOf('letters.pdf');
    expect(cover).toContain('First notice: 4 letters');
    expect(cover).toMatch(/Envelopes\s*3/);
    expect(cover).toMatch(/One envelope for several letters[\s\S]*Torres, Diego; Torres, Maya/);
    expect(result.notices).toEqual(notices);
    expect(await readdir(folder)).toEqual(['letters.pdf']);
  });

  it('names a student with several letters once', async () => {
    const { batch, notices } = await stampSampleBatch(
      db.pool,
      Array.from({ length: 12 }, () => ({ wantedLanguage: 'so' })),
    );
    const result = await print(batch);
    const cover = (await pagesOf('letters.pdf')).slice(0, result.files[0]?.coverPages).join('\n');
    expect(cover.match(/Torres, Maya/g)).toHaveLength(2);
    for (const notice of notices) expect(cover.match(new RegExp(`\\bN${notice}\\b`, 'g'))).toHaveLength(2);
  });

  it('is one for each kind of letter', async () => {
    const { batch } = await stampSampleBatch(db.pool, [{}, { letter: 'third-notice' }]);
    const result = await print(batch);
    expect(result.files.map((file) => file.path)).toEqual(
      ['first-notice', 'third-notice'].map((kind) => join(folder, `letters-${kind}.pdf`)),
    );
    expect((await print(batch, { letter: 'third-notice' })).files.map((file) => file.path)).toEqual([
      join(folder, 'letters.pdf'),
    ]);
    await expect(print(batch, { letter: 'second-notice' })).rejects.toThrow(
      /has no letter second-notice; it has first-notice, third-notice/,
    );
    await expect(print(batch, { fromPage: 2 })).rejects.toThrow(/say with --letter which one jammed/);
  });

  it('is the same bytes when it is made again, and says that it is a reprint', async () => {
    const { batch, notices } = await stampSampleBatch(db.pool, [{}, { language: 'es' }]);
    await print(batch);
    const first = await readFile(join(folder, 'letters.pdf'));
    await db.pool.query(`update notices set state = 'produced' where notice_id = $1`, [notices[0]]);
    const again = await print(batch);
    expect((await readFile(join(folder, 'letters.pdf'))).equals(first)).toBe(true);
    expect([again.notices, again.reprinted]).toEqual([[notices[1]], [notices[0]]]);
  });

  it('shows what was sent, whatever has changed since', async () => {
    const { batch } = await stampSampleBatch(db.pool, [{}]);
    await db.pool.query(`update schools set name = 'Renamed School', principal = 'Somebody Else'`);
    await print(batch);
    expect((await pagesOf('letters.pdf'))[1]).toContain('Oak Middle School');
  });

  it('names on its cover what a person should look at', async () => {
    const { batch, notices } = await stampSampleBatch(db.pool, [
      { flags: ['shares-no-contact-address'] },
      { wantedLanguage: 'so', street: '1 Fir Way' },
      { facts: { sentence: 'Well done \u{1F600}' }, street: '2 Fir Way' },
      { street: '3 Fir Way' },
      { street: '4 Fir Way' },
    ]);
    await db.pool.query(`update notices set state = 'withdrawn' where notice_id = $1`, [notices[3]]);
    await db.pool.query(`update batches set figures = $2 where batch_id = $1`, [
      batch,
      JSON.stringify({ missing: [{ notice: notices[4], guardian: 'Luis Torres', reason: 'no-address' }] }),
    ]);
    const result = await print(batch);
    const cover = (await pagesOf('letters.pdf'))
      .slice(0, result.files[0]?.coverPages)
      .join('\n')
      .replaceAll(/\s+/g, ' ');
    expect(cover).toContain('somebody who must not be contacted is on file at this address');
    expect(cover).toMatch(/Printed in Family wants .*English Somali/);
    expect(cover).toMatch(new RegExp(`N${notices[2]} Torres, Maya Oak Middle School no font has U\\+1F600`));
    expect(cover).toContain('Luis Torres no address');
    expect(cover).toMatch(new RegExp(`Taken back: left out Notice State N${notices[3]} withdrawn`));
    expect(cover).toContain('signature');
    expect(result.failed).toEqual([
      { notice: `N${notices[2]}`, letter: 'first-notice', why: 'no font has U+1F600', characters: ['\u{1F600}'] },
    ]);
    expect(result.notices).toEqual([notices[0], notices[1], notices[4]]);
    expect(await referencesIn('letters.pdf')).not.toContain(`N${notices[2]}`);
  });

  it('of more letters than are set at once keeps its order, its tags and the pages of each letter', async () => {
    const letters = Array.from({ length: 205 }, (_, place): SampleLetter => ({
      postalCode: String(90000 + ((place * 7) % 205)),
      street: `${place} Oak Drive`,
    }));
    const { batch, notices } = await stampSampleBatch(db.pool, letters);
    const progress: number[] = [];
    const result = await print(batch, { onProgress: (made) => progress.push(made) });
    expect(result.files[0]).toMatchObject({ letters: 205, pages: 205 + (result.files[0]?.coverPages ?? 0) });
    expect(progress).toEqual([0, 100, 200, 205]);
    const expected = notices.toSorted((a, b) => ((notices.indexOf(a) * 7) % 205) - ((notices.indexOf(b) * 7) % 205));
    expect(await referencesIn('letters.pdf')).toEqual(expected.map((notice) => `N${notice}`));
    const read = await readPdf(await readFile(join(folder, 'letters.pdf')));
    expect(read.tags.every((tags) => tags.includes('H1') || tags.includes('H2') || tags.includes('Table'))).toBe(true);
  });
});

describe('after a jam', () => {
  it('the letter on the page starts again, and those behind it, without the cover sheet', async () => {
    const long = {
      dates: Array.from({ length: 30 }, (_, day) => ({
        on: `2026-10-${String(day + 1).padStart(2, '0')}`,
        school: 'oak',
        period: null,
        minutes: 390,
        status: 'absent' as const,
        excuse: 'unexcused' as const,
        description: '',
      })),
    };
    const { batch, notices } = await stampSampleBatch(db.pool, [
      { postalCode: '90001' },
      { postalCode: '90002', facts: long },
      { postalCode: '90003' },
    ]);
    const whole = await print(batch);
    expect(whole.files[0]).toMatchObject({ coverPages: 1, pages: 5 });
    const rest = await print(batch, { fromPage: 4, out: join(folder, 'rest.pdf') });
    expect(rest.files[0]).toMatchObject({ letters: 2, pages: 3, coverPages: 0, firstNotice: `N${notices[1]}` });
    expect(await pagesOf('rest.pdf')).toEqual((await pagesOf('letters.pdf')).slice(2));
    expect((await print(batch, { fromPage: 5, out: join(folder, 'last.pdf') })).files[0]).toMatchObject({
      letters: 1,
      firstNotice: `N${notices[2]}`,
    });
    await expect(print(batch, { fromPage: 6, out: join(folder, 'none.pdf') })).rejects.toThrow(
      'No letter is on page 6',
    );
    expect(await readdir(folder)).not.toContain('none.pdf');
  });
});

describe('each letter by itself', () => {
  it('is a file named by its notice, with nothing of any other family in it', async () => {
    const { batch, notices } = await stampSampleBatch(db.pool, [
      { student: { first: 'Maya', last: 'Torres' } },
      {
        student: { first: 'Maya', last: 'Torres' },
        sameNotice: true,
        street: '9 Quail Court',
        recipients: ['Luis Torres'],
      },
      { student: { first: 'Amir', last: 'Haddad' }, recipients: ['Rana Haddad'], street: '3 Elm Court' },
      { facts: { sentence: '\u{1F600}' } },
    ]);
    const { out: _, ...request } = { out: undefined, each: join(folder, 'each') };
    const result = await printLetters(db.pool, { districtId: 1, selection: { batch }, ...request });
    const names = [`N${notices[0]}.pdf`, `N${notices[0]}-2.pdf`, `N${notices[1]}.pdf`];
    expect(result.each).toEqual(names.map((name) => join(folder, 'each', name)));
    expect(result.notices).toEqual([notices[0], notices[1]]);
    expect(result.failed).toHaveLength(1);
    const bytes = await readFile(join(folder, 'each', names[2] ?? ''));
    expect((await readPdf(bytes)).pages.join()).toContain('Rana Haddad');
    expect(bytes.includes('Torres')).toBe(false);
  });
});

describe('what is printed', () => {
  it('is refused whole when a letter is not what was sealed, and no file is touched', async () => {
    const { batch, notices } = await stampSampleBatch(db.pool, [{}, {}]);
    await writeFile(join(folder, 'letters.pdf'), '%PDF-1.7 before');
    await db.pool.query(`update notice_letters set facts = jsonb_set(facts, '{count}', '4') where notice_id = $1`, [
      notices[1],
    ]);
    await expect(print(batch)).rejects.toThrow(`The letter of notice N${notices[1]} is not what was sealed`);
    expect(await readFile(join(folder, 'letters.pdf'), 'utf8')).toBe('%PDF-1.7 before');
    expect(await readdir(folder)).toEqual(['letters.pdf']);
  });

  it('never takes the place of a file that is not a PDF', async () => {
    const { batch } = await stampSampleBatch(db.pool, [{}]);
    await writeFile(join(folder, 'letters.pdf'), 'my notes');
    await expect(print(batch)).rejects.toThrow('is there already and is not a PDF');
    await expect(print(batch, { out: join(folder, 'no', 'letters.pdf') })).rejects.toThrow('There is no folder');
    await expect(print(batch, { out: folder })).rejects.toThrow('is not a file');
    expect(await readFile(join(folder, 'letters.pdf'), 'utf8')).toBe('my notes');
  });

  it('leaves no draft behind of a run that was killed', async () => {
    const { batch } = await stampSampleBatch(db.pool, [{}]);
    await writeFile(join(folder, 'letters.pdf.4194304.part'), 'half a file');
    await writeFile(join(folder, `letters.pdf.${process.ppid}.part`), 'of a run that goes on');
    await print(batch);
    expect((await readdir(folder)).toSorted()).toEqual(['letters.pdf', `letters.pdf.${process.ppid}.part`]);
  });

  it('carries the logo as it was, and leaves out a picture that is broken', async () => {
    const broken = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect');
    const brokenHash = createHash('sha256').update(broken).digest('hex');
    await db.pool.query('insert into letter_images (district_id, image_hash, image) values (1, $1, $2), (1, $3, $4)', [
      LOGO_HASH,
      SAMPLE_LOGO,
      brokenHash,
      broken,
    ]);
    const withBroken = {
      letterhead: { ...SAMPLE_LETTERHEAD, logo: { hash: brokenHash, type: 'svg' as const, alt: 'Oak' } },
    };
    const { batch } = await stampSampleBatch(db.pool, [
      { facts: WITH_LOGO },
      { facts: withBroken, street: '9 Oak Drive' },
    ]);
    const result = await print(batch);
    expect(result.failed).toEqual([]);
    const pdf = await readPdf(await readFile(join(folder, 'letters.pdf')));
    expect(pdf.alts).toEqual(['Oak']);
    expect(pdf.pages[0]?.replaceAll(/\s+/g, ' ')).toContain('logo (its picture cannot be printed)');
  });

  it('is what there is: no batch, no letter, no notice are said so', async () => {
    await expect(print(999_999)).rejects.toThrow('There is no batch B999999');
    await expect(
      printLetters(db.pool, { districtId: 1, selection: { notice: 999_999 }, out: join(folder, 'x.pdf') }),
    ).rejects.toThrow('There is no notice N999999');
    const { batch } = await stampSampleBatch(db.pool, []);
    await expect(print(batch)).rejects.toThrow(`Batch B${batch} has no letter to print.`);
  });

  it('of one notice is shown as sent, also when it was taken back; the letter that takes it back is another', async () => {
    const { batch, notices } = await stampSampleBatch(db.pool, [
      {},
      { sameNotice: true, letterNo: 101, letter: 'third-notice' },
    ]);
    await db.pool.query(`update notices set state = 'rescinded' where notice_id = $1`, [notices[0]]);
    await expect(print(batch)).rejects.toThrow('1 taken back');
    const notice = notices[0] ?? 0;
    const sent = await printLetters(db.pool, { districtId: 1, selection: { notice }, out: join(folder, 'sent.pdf') });
    expect(sent.files[0]).toMatchObject({ letter: 'first-notice', letters: 1 });
    const back = await printLetters(db.pool, {
      districtId: 1,
      selection: { batch, rescissions: true },
      out: join(folder, 'back.pdf'),
    });
    expect(back.files[0]).toMatchObject({ letter: 'third-notice', letters: 1 });
  });
});
