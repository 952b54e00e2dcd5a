import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestDistrict, dropTestDistricts } from '../../calculation/test-district.ts';
import { readPdf } from '../../documents/testing/read-pdf.ts';
import { readPack } from '../../packs/index.ts';
import { listForms, renderBlankForm } from '../index.ts';

const PACKS = ['california-sarb', 'four-seven-ten', 'tiered-support'];
/** Folder for pictures of every form, to look at them. */
const LOOK = process.env['FORMS_TO'] ?? '';

let district: TestDistrict;
beforeAll(async () => {
  district = await TestDistrict.create();
  await district.query(
    `insert into schools (district_id, school_id, name) values ($1, 'oak', 'Oak Middle School'), ($1, 'elm', 'Elm')`,
    [district.id],
  );
  for (const name of PACKS) {
    const reading = await readPack(join(import.meta.dirname, '../../../packs', name));
    if (!reading.ok) throw new Error(`the pack ${name} cannot be read`);
    await district.addPack(reading.pack.files, [name === 'tiered-support' ? { school: 'elm' } : {}]);
  }
});
afterAll(dropTestDistricts);

const question = () => ({ districtId: district.id, school: 'oak' });

test('the forms of a school are the pages of casework and the letters of the packs that are in use there', async () => {
  const forms = (await listForms(district.db.pool, question())).map(({ form }) => form);
  expect(forms).toEqual(
    expect.arrayContaining([
      'contract',
      'contact-log',
      'plan',
      'matching',
      'minutes',
      'four-seven-ten.first-letter',
      'california-sarb.third-notice',
    ]),
  );
  expect(forms.some((form) => form.startsWith('tiered-support'))).toBe(false);
  const all = await listForms(district.db.pool, { districtId: district.id, school: '' });
  expect(all.map(({ form }) => form)).toContain('tiered-support.letter-1');
});

test('3.11 each is a tagged PDF in English and in Spanish, with lines instead of values and nothing of a student', async () => {
  for (const { form, languages } of await listForms(district.db.pool, { districtId: district.id, school: '' })) {
    expect(languages).toEqual(expect.arrayContaining(['en', 'es']));
    for (const language of languages) {
      const pdf = await renderBlankForm(district.db.pool, {
        ...question(),
        school: form.startsWith('tiered') ? '' : 'oak',
        form,
        language,
        on: '2026-11-16',
      });
      expect(pdf, `${form} ${language}`).toBeDefined();
      if (LOOK !== '') writeFileSync(join(LOOK, `${form}.${language}.pdf`), pdf as Buffer);
      const read = await readPdf(pdf as Buffer);
      expect(read, `${form} ${language}`).toMatchObject({ isMarked: true, hasPdfUaMark: true, language });
      expect(read.pages.join(' ')).not.toMatch(/1901|918|null|undefined|\{\{/);
    }
  }
}, 120_000);

test('each page of casework fits on one sheet', async () => {
  for (const form of ['matching', 'contact-log', 'contract', 'plan', 'minutes']) {
    for (const language of ['en', 'es']) {
      const pdf = await renderBlankForm(district.db.pool, { ...question(), form, language, on: '2026-11-16' });
      expect((await readPdf(pdf as Buffer)).pages).toHaveLength(1);
    }
  }
});

test('a form of no such name, and a language that a form has not, are not there', async () => {
  const ask = (form: string, language: string) =>
    renderBlankForm(district.db.pool, { ...question(), form, language, on: '2026-11-16' });
  expect(await ask('nothing', 'en')).toBeUndefined();
  expect(await ask('plan', 'fr')).toBeUndefined();
  expect(await ask('tiered-support.letter-1', 'en')).toBeUndefined();
});
