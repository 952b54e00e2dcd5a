/** A finished plan as a letter to one household: plain values, from which the PDF and the text of a mail are made. Pure. */
import { dateWordsOf } from '../../documents/content/dates-in-words.ts';
import type { FilledBlock, FilledInline, LetterContent } from '../../documents/content/letter-content.ts';
import type { Letterhead } from '../../documents/index.ts';
import type { AttendanceAround, AttendanceSpan } from './attendance-around.ts';
import { familyWordsOf, type FamilyWords } from './family-words.ts';
import type { PlanRow } from './plan-row.ts';

export interface FamilyLetterInput {
  readonly plan: PlanRow;
  readonly first: string;
  readonly district: string;
  readonly school: string;
  readonly letterhead: Letterhead;
  readonly recipients: readonly string[];
  readonly address: readonly string[];
  readonly language: string;
  /** ISO. */
  readonly on: string;
  /** Names in the language of the letter. */
  readonly tried: readonly {
    readonly name: string;
    readonly startOn: string;
    readonly endOn: string | null;
    readonly dosage: string;
  }[];
  readonly around: AttendanceAround | null;
}

export function familyLetter(input: FamilyLetterInput): LetterContent {
  const words = familyWordsOf(input.language);
  return letterFrame(input, {
    title: words.title(input.first),
    blocks: bodyOf(input, words),
    sincerely: words.sincerely,
  });
}

export interface LetterBody {
  readonly title: string;
  readonly blocks: readonly FilledBlock[];
  readonly sincerely: string;
}

/** A letter about a plan on the school's letterhead: title, body, whom to reach, who signs. */
export function letterFrame(input: FamilyLetterInput, { title, blocks, sincerely }: LetterBody): LetterContent {
  const { language, letterhead, school, district, recipients, address, plan, on } = input;
  const words = familyWordsOf(language);
  return {
    reference: `P${plan.planId}`,
    language,
    direction: 'ltr',
    title,
    school,
    district,
    logo: letterhead.logo === null ? null : { ...letterhead.logo, alt: letterhead.logo.alt || words.logo(school) },
    returnAddress: letterhead.returnAddress.filter((line) => line.trim() !== ''),
    reach: [letterhead.phone, letterhead.email].filter((line) => line !== ''),
    address: [...recipients, ...address],
    date: dateWordsOf(language).long(on),
    referenceLine: '',
    blocks: [
      { kind: 'heading', level: 1, children: [text(title)] },
      ...blocks,
      ...contactOf(letterhead, words),
      paragraph(sincerely),
      signatureOf(input, words),
    ],
    foot: words.foot,
  };
}

function bodyOf(input: FamilyLetterInput, words: FamilyWords): readonly FilledBlock[] {
  const { plan, first, language } = input;
  const dates = dateWordsOf(language);
  const to = plan.closedOn ?? plan.endsOn;
  const part = plan.familyPart === '' ? undefined : words.tookPart[plan.familyPart];
  return [
    paragraph(words.greeting),
    paragraph([words.opening(first, dates.long(plan.beginsOn), dates.long(to)), part].filter(Boolean).join(' ')),
    heading(words.tried),
    triedBlock(input, words),
    heading(words.attendance),
    paragraph(ratesOf(input, words)),
    ...(plan.ourView === ''
      ? []
      : [
          heading(words.view),
          paragraph([words.views[plan.ourView](first), plan.ourReasons].filter(Boolean).join(' ')),
        ]),
    ...(plan.familyComments === '' ? [] : [heading(words.comments), paragraph(plan.familyComments)]),
    paragraph(words.next(first)),
  ];
}

function triedBlock({ tried, language }: FamilyLetterInput, words: FamilyWords): FilledBlock {
  if (tried.length === 0) return paragraph(words.nothingTried);
  const dates = dateWordsOf(language);
  const when = (from: string, to: string | null): string =>
    to === null ? words.since(dates.long(from)) : words.until(dates.long(from), dates.long(to));
  return {
    kind: 'table',
    head: [words.what, words.when, words.often],
    rows: tried.map(({ name, startOn, endOn, dosage }) => [name, when(startOn, endOn), dosage]),
  };
}

/** Fewer school days say nothing. */
const FEWEST_DAYS = 5;

function ratesOf({ around, first, language }: FamilyLetterInput, words: FamilyWords): string {
  if (around === null || around.before.days < FEWEST_DAYS || around.after.days < FEWEST_DAYS) return words.ratesUnknown;
  const { before, after } = around;
  return words.rates(first, percentOf(before, language), before.days, percentOf(after, language), after.days);
}

/** `86.1%`, of days enrolled. */
export function percentOf({ days, absentThousandths }: AttendanceSpan, language = 'en'): string {
  const share = days === 0 ? 0 : 1 - absentThousandths / (days * 1000);
  const locale = language.startsWith('es') ? 'es-US' : 'en-US';
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
    .format(share)
    .replaceAll(/[\u00A0\u202F]/g, ' ');
}

function contactOf({ contact, contactTitle, phone, email }: Letterhead, words: FamilyWords): readonly FilledBlock[] {
  const rows: readonly (readonly [string, string])[] = [
    ['', [contact, contactTitle].filter((one) => one !== '').join(', ')],
    [words.phone, phone],
    [words.email, email],
  ];
  const known = rows.filter(([, value]) => value !== '');
  return known.length === 0 ? [] : [{ kind: 'pairs', rows: known }];
}

function signatureOf({ letterhead, school }: FamilyLetterInput, words: FamilyWords): FilledBlock {
  const { signer, signerTitle, signature } = letterhead;
  const image = signature === null || signer === '' ? null : { ...signature, alt: words.signature(signer) };
  const lines = [...new Set([signer, signer === '' ? '' : signerTitle, school])].filter((line) => line !== '');
  return { kind: 'signature', image, space: image === null && signer !== '', lines };
}

function heading(words: string): FilledBlock {
  return { kind: 'heading', level: 2, children: [text(words)] };
}

function paragraph(words: string): FilledBlock {
  return { kind: 'paragraph', children: [text(words)] };
}

function text(words: string): FilledInline {
  return { kind: 'text', text: words.normalize('NFC') };
}
