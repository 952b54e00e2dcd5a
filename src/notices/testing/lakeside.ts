/**
 * A small district for the tests of this room: five families at Oak and Elm, a ladder of three letters, an approval, and
 * a plain criterion. In session Monday to Friday, September to December 2025.
 */
import { absent, bundleText, packText } from '../../calculation/test-bundle.ts';
import type { CriterionText } from '../../calculation/test-bundle.ts';
import { NOW, TestDistrict } from '../../calculation/test-district.ts';
import { issueNotices } from '../issue/issue-notices.ts';
import type { IssueRequest, IssueResult } from '../issue/issue-notices.ts';
import { triggerIdOf } from '../identity.ts';
import { readWorklist } from '../worklist/worklist.ts';
import type { Worklist } from '../worklist/worklist.ts';
import type { WorklistFilter } from '../worklist/filter.ts';

export { NOW };
export { dropTestDistricts, TestDistrict } from '../../calculation/test-district.ts';

/** Friday. */
export const AS_OF = '2025-10-31';

export const THREE = '09-22 09-23 10-06';
export const SIX = '09-22 09-23 10-06 10-07 10-08 10-09';

/** Maya and Leo Torres are siblings; Kwame has no address; Hodan's family asked for Somali; Ada's parents live apart. */
const STUDENTS = [
  'maya,Maya,Torres,8,2012-03-04,es',
  'leo,Leo,Torres,6,2014-05-06,es',
  'kwame,Kwame,Osei,7,2013-01-02,en',
  'hodan,Hodan,Abdi,6,2014-01-02,so',
  'ada,Ada,Lindqvist,8,2012-08-09,en',
];

const GUARDIANS = [
  'maya,g1,Ana Torres,mother,es,,,12 Elm St,,Lakeside,CA,95401,,1,1,0',
  'leo,g1,Ana Torres,mother,es,,,12 Elm St,,Lakeside,CA,95401,,1,1,0',
  'kwame,g2,Abena Osei,mother,en,,,,,,,,,1,1,0',
  'hodan,g3,Asha Abdi,mother,so,,,3 Oak Ave,,Lakeside,CA,95402,,1,1,0',
  'ada,g4,Eva Lindqvist,mother,en,,,8 Pine Rd,,Lakeside,CA,95403,,1,1,0',
  'ada,g5,Nils Lindqvist,father,en,,,90 Bay Dr,,Seaview,CA,95501,,1,0,0',
];

const ENROLLED = [
  'maya,oak,2025-08-25,',
  'leo,oak,2025-08-25,',
  'kwame,oak,2025-08-25,',
  'hodan,elm,2025-08-25,',
  'ada,oak,2025-08-25,',
];

/** The bundle, with these attendance rows. */
export function lakesideBundle(
  attendance: readonly string[],
  more: { readonly enrollments?: readonly string[]; readonly events?: readonly string[] } = {},
): Map<string, string> {
  const files = bundleText({
    attendance,
    enrollments: more.enrollments ?? ENROLLED,
    ...(more.events === undefined ? {} : { events: more.events }),
  });
  files.set('students.csv', `student_id,first_name,last_name,grade,birth_date,home_language\n${STUDENTS.join('\n')}\n`);
  files.set(
    'guardians.csv',
    `student_id,guardian_id,name,relation,language,email,phone,address_1,address_2,city,state,postal_code,birth_date,receives_mail,custodial,no_contact\n${GUARDIANS.join('\n')}\n`,
  );
  return files;
}

/** Everybody has three days; Ada has six. */
export const EVERYBODY: readonly string[] = [
  ...absent('maya', 'U', THREE),
  ...absent('leo', 'U', '09-24 09-25 10-08'),
  ...absent('kwame', 'U', '09-26 09-29 10-09'),
  ...absent('hodan', 'U', '09-22 09-23 10-10', 'elm'),
  ...absent('ada', 'U', SIX),
];

const LETTER = `# About {{student.first}}

Dear {{guardian.names}},

{{student.name}} missed school on {{count}} {{count.unit}}.

{{dates}}

{{sentence}}

{{contact}}

{{signature}}
`;

const LETTER_ES = LETTER.replace('Dear', 'Estimados').replace('missed school on', 'faltó a la escuela');

function level(code: string, atLeast: number, order: number, letter: string, more = ''): CriterionText {
  return {
    code,
    text: `code: ${code}
title: Letter ${order}
description: ${atLeast} dates
group: ladder
order: ${order}
when:
  type: total
  counts:
    - { status: [absent], excuse: [unexcused] }
  measure: dates
  window: year
  atLeast: ${atLeast}
${more}
then:
  - { letter: ${letter}, history: evidence, sort: asc${more.includes('# conference') ? ', conference: true' : ''} }
`,
  };
}

const CONFERENCE = LETTER.replace('{{contact}}', '{{conference}}\n\n{{contact}}');

export interface PackChoice {
  /** Level 2 names a conference. */
  readonly conference?: boolean;
  /** Level 2 waits for an administrator. */
  readonly approval?: boolean;
  readonly settle?: number;
  readonly gap?: string;
  readonly history?: 'cycle' | 'year';
  readonly skipped?: 'sequential' | 'all';
}

/** Three levels at 3, 6 and 9 in a ladder. */
export function ladderPack(choice: PackChoice = {}): Map<string, string> {
  const {
    conference = false,
    approval = false,
    settle = 0,
    gap = '{}',
    history = 'evidence',
    skipped = 'sequential',
  } = choice;
  const second = [approval ? 'release: { approve: administrator }' : '', conference ? '# conference' : '']
    .filter(Boolean)
    .join('\n');
  const files = packText(
    [level('A', 3, 1, 'first', `settle: ${settle}`), level('B', 6, 2, 'second', second), level('C', 9, 3, 'third')],
    `presumeReceived: { schoolDays: 5 }\ngroups:\n  - { id: ladder, mode: ladder, cycle: year, skipped: ${skipped}, gap: ${gap} }`,
  );
  const first = files.get('criteria/A.yaml') ?? '';
  files.set('criteria/A.yaml', first.replace('history: evidence', `history: ${history}`));
  files.set('letters/first/en.md', LETTER);
  files.set('letters/first/es.md', `---\nlang: es\n---\n\n${LETTER_ES}`);
  files.set('letters/second/en.md', conference ? CONFERENCE : LETTER);
  files.set('letters/third/en.md', LETTER);
  return files;
}

/** The district with everybody's days, calculated. */
export async function lakeside(
  options: { readonly pack?: PackChoice; readonly attendance?: readonly string[]; readonly asOf?: string } = {},
): Promise<TestDistrict> {
  const district = await TestDistrict.create();
  await district.import(lakesideBundle(options.attendance ?? EVERYBODY));
  await district.usePack(ladderPack(options.pack));
  await district.calculate(options.asOf ?? AS_OF);
  return district;
}

export function worklistOf(district: TestDistrict, filter: WorklistFilter = {}, asOf = AS_OF): Promise<Worklist> {
  return readWorklist(district.db.pool, { districtId: district.id, asOf, filter });
}

/** `A maya issue`, in the order of the list; a reason stands behind. */
export function linesOf(worklist: Worklist): readonly string[] {
  return worklist.lines.map((line) =>
    [line.criterion, line.student, line.decision, line.reason].filter((part) => part !== null).join(' '),
  );
}

export function issueAt(district: TestDistrict, more: Partial<IssueRequest> = {}): Promise<IssueResult> {
  return issueNotices(district.db, {
    districtId: district.id,
    asOf: AS_OF,
    filter: {},
    by: 'A. Bell',
    now: NOW,
    ...more,
  });
}

/** The identity of a level in this district. */
export function triggerId(student: string, criterion: string): string {
  return triggerIdOf({ pack: 'test-pack', student, criterion, cycle: '2025-07-01', occurrence: 1, school: null });
}

/** What a person's decision needs. */
export function deciding(
  district: TestDistrict,
  student: string,
  criterion: string,
  more: { readonly on?: string; readonly reason?: string } = {},
) {
  return {
    districtId: district.id,
    trigger: { student, criterion },
    reason: more.reason ?? 'because',
    by: 'A. Bell',
    now: NOW,
    on: more.on ?? AS_OF,
  };
}
