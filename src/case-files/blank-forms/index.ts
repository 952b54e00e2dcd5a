/** Blank forms: which there are at a school, and each as PDF. */
import type pg from 'pg';
import { INVITATION_LETTER, readContractTemplate, CONTRACT_LETTER } from '../../cases/index.ts';
import { readCatalog } from '../../catalogs/index.ts';
import { renderForm, renderOneLetter } from '../../documents/index.ts';
import type { LetterTemplate } from '../../documents/template/index.ts';
import { activePacks } from '../../packs/index.ts';
import { blankLetter } from './blank-letter.ts';
import { blankSheet, SHEETS, type SheetForm } from './blank-sheets.ts';
import { formWordsOf } from './form-words.ts';

type Client = pg.ClientBase | pg.Pool;

export interface BlankForm {
  /** `contact-log`; of a letter `california-sarb.first-notice`. */
  readonly form: string;
  readonly kind: 'letter' | 'sheet';
  /** The pack of a letter; '' of a sheet. */
  readonly pack: string;
  /** In English: of a letter the words of its name. */
  readonly title: string;
  readonly languages: readonly string[];
}

export interface FormQuestion {
  readonly districtId: number;
  /** '' the whole district: the letters of all packs in use, without the name of a school. */
  readonly school: string;
}

const LANGUAGES = ['en', 'es'];

/** The sheets first, then the letters of the packs in use there. */
export async function listForms(client: Client, question: FormQuestion): Promise<readonly BlankForm[]> {
  const letters = await readLetters(client, question);
  return [
    ...SHEETS.map((form): BlankForm => ({
      form,
      kind: 'sheet',
      pack: '',
      title: formWordsOf('en').forms[form],
      languages: LANGUAGES,
    })),
    ...letters.map(({ form, pack, letter, templates }): BlankForm => ({
      form,
      kind: 'letter',
      pack,
      title: letter.charAt(0).toUpperCase() + letter.slice(1).replaceAll('-', ' '),
      languages: [...templates.keys()],
    })),
  ];
}

/** The PDF of one, in one of its languages; undefined where there is none of that name. `on`: today, ISO. */
export async function renderBlankForm(
  client: Client,
  question: FormQuestion & { readonly form: string; readonly language: string; readonly on: string },
): Promise<Buffer | undefined> {
  const { districtId, school, form, language, on } = question;
  const names = await readNames(client, question);
  const sheet = SHEETS.find((one) => one === form);
  if (sheet !== undefined) return renderSheetForm(client, { districtId, school, sheet, language, on, ...names });
  const letters = await readLetters(client, question);
  const template = letters.find((one) => one.form === form)?.templates.get(language);
  if (template === undefined) return undefined;
  const content = blankLetter(template, { language, school: names.schoolName, district: names.district });
  return renderOneLetter({ content, images: new Map() });
}

interface RenderSheetForm extends Names {
  readonly districtId: number;
  readonly school: string;
  readonly sheet: SheetForm;
  readonly language: string;
  readonly on: string;
}

async function renderSheetForm(client: Client, asked: RenderSheetForm): Promise<Buffer | undefined> {
  const { districtId, school, sheet, language, on, schoolName, district } = asked;
  if (!LANGUAGES.includes(language)) return undefined;
  const form = blankSheet(sheet, {
    language,
    school: schoolName,
    contract: (await readContractTemplate(client, { districtId, school })).texts,
    causes: await readCatalog(client, districtId, 'root-causes', on),
    interventions: await readCatalog(client, districtId, 'interventions', on),
  });
  return renderForm(form, district);
}

interface Letter {
  readonly form: string;
  readonly pack: string;
  readonly letter: string;
  readonly templates: ReadonlyMap<string, LetterTemplate>;
}

async function readLetters(client: Client, { districtId, school }: FormQuestion): Promise<readonly Letter[]> {
  const packs = await activePacks(client, districtId);
  return packs
    .filter(({ uses }) => school === '' || uses === undefined || uses.some((use) => use.school === school))
    .flatMap(({ pack: { policy, letters } }) =>
      [...letters]
        .filter(([letter]) => letter !== CONTRACT_LETTER && letter !== INVITATION_LETTER)
        .map(([letter, templates]) => ({ form: `${policy.id}.${letter}`, pack: policy.id, letter, templates })),
    );
}

interface Names {
  readonly schoolName: string;
  readonly district: string;
}

async function readNames(client: Client, { districtId, school }: FormQuestion): Promise<Names> {
  const found = await client.query<{ school: string | null; district: string }>(
    `select s.name as school, d.name as district from districts d
       left join schools s on s.district_id = d.district_id and s.school_id = $2 where d.district_id = $1`,
    [districtId, school],
  );
  return { schoolName: found.rows[0]?.school ?? '', district: found.rows[0]?.district ?? '' };
}
