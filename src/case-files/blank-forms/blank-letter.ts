/** A letter of a pack with lines instead of values: filled in by hand where there is no time for more. */
import { dateWordsOf } from '../../documents/content/dates-in-words.ts';
import { numberIn } from '../../documents/content/numbers.ts';
import { fillTemplate, type LetterContent, type LetterFacts } from '../../documents/index.ts';
import type { LetterTemplate } from '../../documents/template/index.ts';

export const LINE = '____________';
const LONG_LINE = '________________________';
/** Stand for what is written by hand; nothing else has this day or this number. */
const DAY = '1901-01-01';
const COUNT = 918_273;
const ROWS = 6;
/** As wide as a date. */
const EMPTY = '\u00A0'.repeat(28);

/** Input: `school` and `district` names; '' for a line. */
export function blankLetter(
  template: LetterTemplate,
  { language, school, district }: { readonly language: string; readonly school: string; readonly district: string },
): LetterContent {
  const content = fillTemplate(template, blankFacts({ language, school, district }));
  return { ...withLines(content, language), address: [], date: LINE, referenceLine: '' };
}

function blankFacts({
  language,
  school,
  district,
}: {
  readonly language: string;
  readonly school: string;
  readonly district: string;
}): LetterFacts {
  const record = {
    on: DAY,
    school: 'x',
    period: null,
    minutes: null,
    status: 'absent',
    excuse: 'unexcused',
    description: LINE,
  } as const;
  return {
    format: 1,
    letter: 'blank',
    reference: '',
    language,
    letterOn: DAY,
    recipients: [LONG_LINE],
    address: [],
    household: '',
    toStudent: false,
    flags: [],
    student: { id: LINE, first: LINE, last: '', grade: LINE },
    school: { id: 'x', name: school === '' ? LONG_LINE : school, phone: LINE, principal: LINE },
    district: { name: district === '' ? LONG_LINE : district },
    letterhead: {
      returnAddress: [],
      phone: LINE,
      email: LONG_LINE,
      signer: LONG_LINE,
      signerTitle: '',
      contact: LONG_LINE,
      contactTitle: '',
      logo: null,
      signature: null,
    },
    criterion: { code: '', title: LINE },
    triggerOn: DAY,
    count: COUNT,
    need: null,
    unit: 'dates',
    window: { kind: 'year' },
    dates: [record],
    schoolNames: {},
    previousOn: DAY,
    conference: { on: DAY, at: '01:01', place: LONG_LINE, with: LONG_LINE },
    sentence: '',
  };
}

/** In every text, also of a heading or a row; the dates are as many empty rows. */
function withLines(content: LetterContent, language: string): LetterContent {
  const dates = dateWordsOf(language);
  const values = [dates.short(DAY), dates.full(DAY), dates.long(DAY), dates.time('01:01'), numberIn(language, COUNT)];
  const json = JSON.stringify(content, (_, value: unknown) =>
    typeof value === 'string' ? values.reduce((text, one) => text.replaceAll(one, LINE), value) : value,
  );
  const filled = JSON.parse(json) as LetterContent;
  return {
    ...filled,
    blocks: filled.blocks.map((block) =>
      block.kind === 'table'
        ? { ...block, rows: Array.from({ length: ROWS }, () => block.head.map(() => EMPTY)) }
        : block,
    ),
  };
}
