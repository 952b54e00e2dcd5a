/** What a field of the bundle may hold. Text in, value or the words of what is allowed out; nothing is defaulted. */
import { formatDay, parseDay, type Day, type Excuse, type Status } from '../engine/index.ts';

/** How one column is read and written. */
export interface FieldKind<T> {
  /** What may stand there, in words. */
  readonly allowed: string;
  /** Returns {@link BAD} for what is not allowed. */
  readonly parse: (text: string) => T | typeof BAD;
  readonly print: (value: T) => string;
}

export const BAD = Symbol('not allowed');

/** A field without the spaces and tabs around it: exports pad their columns. */
export function withoutBlanks(field: string): string {
  const first = field.charCodeAt(0);
  const last = field.charCodeAt(field.length - 1);
  return first === 32 || first === 9 || last === 32 || last === 9 ? field.replace(/^[ \t]+|[ \t]+$/g, '') : field;
}

const STATUSES: readonly Status[] = ['absent', 'tardy', 'left-early', 'present', 'exempt'];
const EXCUSES: readonly Excuse[] = ['excused', 'unexcused', 'unverified', ''];
const DATE_ALLOWED = 'a date as 2026-03-09';
const MINUTES_ALLOWED = 'a whole number of minutes without a sign, or blank';

/** The largest number of minutes, positions and the like: nine digits. */
const MOST_DIGITS = 9;

export const anyText: FieldKind<string> = { allowed: 'text', parse: (text) => text, print: (value) => value };

export const idText: FieldKind<string> = {
  allowed: 'text that is not blank',
  parse: (text) => (text === '' ? BAD : text),
  print: (value) => value,
};

export const date: FieldKind<Day> = {
  allowed: DATE_ALLOWED,
  parse: (text) => parseDay(text) ?? BAD,
  print: formatDay,
};

export const optionalDate: FieldKind<Day | undefined> = {
  allowed: `${DATE_ALLOWED}, or blank`,
  parse: (text) => (text === '' ? undefined : (parseDay(text) ?? BAD)),
  print: (value) => (value === undefined ? '' : formatDay(value)),
};

/** Unit: minutes. */
export const optionalMinutes: FieldKind<number | undefined> = {
  allowed: MINUTES_ALLOWED,
  parse: (text) => (text === '' ? undefined : wholeNumber(text)),
  print: (value) => (value === undefined ? '' : String(value)),
};

export const position: FieldKind<number> = {
  allowed: 'a whole number, the order within the day',
  parse: (text) => (text.startsWith('-') ? negated(wholeNumber(text.slice(1))) : wholeNumber(text)),
  print: String,
};

/** Unit: thousandths of a day. */
export const dayValue: FieldKind<number | undefined> = {
  allowed: 'a number from 0 to 1 with up to three decimals, or blank',
  parse: (text) => {
    if (text === '') return undefined;
    const match = /^(0|1|(?=\.))(?:\.(\d{1,3}))?$/.exec(text);
    if (match === null) return BAD;
    const thousandths = (match[1] === '1' ? 1000 : 0) + Number((match[2] ?? '').padEnd(3, '0'));
    return thousandths <= 1000 ? thousandths : BAD;
  },
  print: (value) => (value === undefined ? '' : String(value / 1000)),
};

export const status: FieldKind<Status> = oneOf(STATUSES, STATUSES.join(', '));
export const excuse: FieldKind<Excuse> = oneOf(EXCUSES, 'excused, unexcused, unverified, or blank');

export const yesNo: FieldKind<boolean | undefined> = {
  allowed: '1, 0, or blank',
  parse: (text) => (text === '' ? undefined : text === '1' ? true : text === '0' ? false : BAD),
  print: (value) => (value === undefined ? '' : value ? '1' : '0'),
};

/** Parts joined by `|`; blanks around a part and blank parts are dropped. */
export const joined: FieldKind<readonly string[]> = {
  allowed: 'names joined by |',
  parse: (text) =>
    text
      .split('|')
      .map(withoutBlanks)
      .filter((part) => part !== ''),
  print: (value) => value.join('|'),
};

export const languageTag: FieldKind<string> = {
  allowed: 'a BCP 47 language tag as es or zh-Hans, or blank',
  parse: (text) => (text === '' || isLanguageTag(text) ? text : BAD),
  print: (value) => value,
};

/** The name of a file inside the bundle's folder. */
export const fileName: FieldKind<string> = {
  allowed: 'the name of an .svg, .png or .jpg file in the folder of the bundle, or blank',
  parse: (text) =>
    text === '' || (/^[\w][\w .\-/]*\.(svg|png|jpe?g)$/i.test(text) && !text.includes('..')) ? text : BAD,
  print: (value) => value,
};

export function isLanguageTag(text: string): boolean {
  const known = languageTags.get(text);
  if (known !== undefined) return known;
  const isTag = isCanonical(text);
  languageTags.set(text, isTag);
  return isTag;
}

/** A district speaks few languages and has many students: each tag is looked at once. */
const languageTags = new Map<string, boolean>();

function isCanonical(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

function oneOf<T extends string>(values: readonly T[], allowed: string): FieldKind<T> {
  return { allowed, parse: (text) => values.find((value) => value === text) ?? BAD, print: (value) => value };
}

function wholeNumber(text: string): number | typeof BAD {
  return /^\d+$/.test(text) && text.length <= MOST_DIGITS ? Number(text) : BAD;
}

function negated(value: number | typeof BAD): number | typeof BAD {
  return value === BAD ? BAD : 0 - value;
}
