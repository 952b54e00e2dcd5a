/** Blank pages beside the letters: contract, contact log, plan, matching page, minutes. */
import { fillContract, paperWordsOf, termBlocks, type ContractText } from '../../cases/index.ts';
import type { CatalogEntry } from '../../catalogs/index.ts';
import type { FormBlock, FormSheet } from '../../documents/index.ts';
import { LINE } from './blank-letter.ts';
import { formWordsOf } from './form-words.ts';

export const SHEETS = ['contract', 'contact-log', 'plan', 'matching', 'minutes'] as const;
export type SheetForm = (typeof SHEETS)[number];

export interface SheetAround {
  readonly language: string;
  /** '' for a form of no school. */
  readonly school: string;
  readonly contract: Parameters<typeof fillContract>[0];
  readonly causes: readonly CatalogEntry<'root-causes'>[];
  readonly interventions: readonly CatalogEntry<'interventions'>[];
}

export function blankSheet(form: SheetForm, around: SheetAround): FormSheet {
  const { language, school } = around;
  const words = formWordsOf(language);
  const paper = paperWordsOf(language);
  const { title, facts, blocks } = MAKERS[form](around);
  return {
    language,
    direction: 'ltr',
    sender: school,
    title,
    facts: [[paper.student, ''], [paper.grade, ''], ...facts],
    blocks,
    foot: [school, words.blank].filter((part) => part !== '').join(' · '),
    pageLine: paper.page,
  };
}

interface Made {
  readonly title: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly blocks: readonly FormBlock[];
}

const MAKERS: Readonly<Record<SheetForm, (around: SheetAround) => Made>> = {
  contract: contractSheet,
  'contact-log': contactLogSheet,
  plan: planSheet,
  matching: matchingSheet,
  minutes: minutesSheet,
};

function contractSheet({ language, school, contract }: SheetAround): Made {
  const paper = paperWordsOf(language);
  const texts = fillContract(contract, { first: LINE, school: school === '' ? LINE : school });
  const text = (texts[language] ?? texts['en']) as ContractText;
  const signers = ['guardian', 'guardian', 'student', 'school'] as const;
  return {
    title: text.title,
    facts: [
      [paper.from, ''],
      [paper.review, ''],
    ],
    blocks: [
      ...termBlocks(text),
      heading(paper.ownTerms),
      { kind: 'lines', count: 2 },
      { kind: 'paragraph', text: text.closing },
      heading(paper.signatures),
      {
        kind: 'signatures',
        rows: signers.map((part) => ({
          who: paper.signers[part],
          typed: '',
          strokes: [],
          alt: '',
          date: [paper.date, ''],
          note: '',
        })),
      },
    ],
  };
}

function contactLogSheet({ language }: SheetAround): Made {
  const words = formWordsOf(language);
  return {
    title: words.forms['contact-log'],
    facts: [[words.year, '']],
    blocks: [
      { kind: 'paragraph', text: words.contactHow },
      emptyTable(words.contactColumns, [3, 2, 4, 3, 6, 3], 14, 32),
    ],
  };
}

function planSheet({ language }: SheetAround): Made {
  const words = formWordsOf(language);
  return {
    title: words.forms.plan,
    facts: [
      [words.term, ''],
      [words.owner, ''],
      [words.from, ''],
      [words.to, ''],
    ],
    blocks: [
      heading(words.reason),
      { kind: 'lines', count: 2 },
      heading(words.interventions),
      emptyTable(words.interventionColumns, [5, 2, 2, 3, 3, 4], 5, 24),
      heading(words.journal),
      emptyTable(words.journalColumns, [2, 9, 3], 3, 24),
      heading(words.evaluation),
      { kind: 'choices', label: `${words.familyPart}:`, options: words.familyParts, chosen: '' },
      { kind: 'paragraph', text: words.comments },
      { kind: 'lines', count: 2 },
      { kind: 'choices', label: `${words.view}:`, options: words.views, chosen: '' },
      { kind: 'paragraph', text: words.outcome },
      { kind: 'lines', count: 2 },
    ],
  };
}

const MOST_INTERVENTIONS = 10;

/** One page: causes by group, what fits, what is chosen. */
function matchingSheet({ language, causes, interventions }: SheetAround): Made {
  const words = formWordsOf(language);
  const name = (entry: { readonly name: { readonly en: string; readonly es: string } }): string =>
    language.startsWith('es') ? entry.name.es : entry.name.en;
  const groups = Object.entries(words.groups) as [keyof typeof words.groups, string][];
  const rows = groups.flatMap(([group, word]) =>
    causes.filter(({ extra }) => extra.group === group).map((cause) => [`${word}: ${name(cause)}`, '', '', '', '']),
  );
  return {
    title: words.forms.matching,
    facts: [],
    blocks: [
      heading(words.howFar),
      table(words.causeColumns, [8, 1, 1, 1, 2], rows, 0),
      { kind: 'paragraph', text: words.practice },
      { kind: 'lines', count: 1 },
      heading(words.chosen),
      table(
        words.chosenColumns,
        [5, 4, 2, 3, 2],
        interventions
          .filter(({ extra }) => extra.tier === 2)
          .slice(0, MOST_INTERVENTIONS)
          .map((entry) => [
            name(entry),
            language.startsWith('es') ? entry.extra.dosage.es : entry.extra.dosage.en,
            '',
            '',
            '',
          ]),
        0,
      ),
      { kind: 'paragraph', text: words.assessment },
      { kind: 'lines', count: 1 },
    ],
  };
}

function minutesSheet({ language }: SheetAround): Made {
  const paper = paperWordsOf(language);
  return {
    title: paper.minutes,
    facts: [
      [paper.date, ''],
      [paper.time, ''],
      [paper.place, ''],
      [paper.interpreter, ''],
    ],
    blocks: [
      heading(paper.came),
      emptyTable([paper.name, paper.as], [3, 3], 6, 20),
      { kind: 'choices', label: `${paper.family}:`, options: Object.values(paper.families), chosen: '' },
      heading(paper.said),
      { kind: 'lines', count: 6 },
      heading(paper.decisions),
      { kind: 'lines', count: 3 },
      heading(paper.followUps),
      emptyTable([paper.what, paper.who, paper.until], [4, 2, 2], 3, 20),
    ],
  };
}

function heading(text: string): FormBlock {
  return { kind: 'heading', text };
}

function emptyTable(heads: readonly string[], widths: readonly number[], count: number, rowHeight: number): FormBlock {
  return table(
    heads,
    widths,
    Array.from({ length: count }, () => heads.map(() => '')),
    rowHeight,
  );
}

function table(
  heads: readonly string[],
  widths: readonly number[],
  rows: readonly (readonly string[])[],
  rowHeight: number,
): FormBlock {
  const columns = heads.map((head, at) => ({ head, width: widths[at] ?? 1 }));
  return { kind: 'table', columns, rows, rowHeight };
}
