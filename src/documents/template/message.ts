/** The words of a notification: an e-mail as a letter has it, and a text message in the front matter. */
import { eachChild } from './each-inline.ts';
import { fieldNamed, type FieldName } from './fields.ts';
import { readFrontMatter } from './front-matter.ts';
import { convertInlines } from './inlines.ts';
import { parseTemplate } from './parse.ts';
import { createSource, type Source } from './source.ts';
import { textParts } from './text-parts.ts';
import type { Inline, LetterTemplate } from './tree.ts';
import type { Problem } from '../../problem.ts';

export interface MessageTemplate {
  /** Subject and words of the e-mail, and of the page that is printed where neither way works. */
  readonly letter: LetterTemplate;
  /** The words of the text message. */
  readonly short: readonly Inline[];
}

export type MessageReading =
  | { readonly ok: true; readonly template: MessageTemplate }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * The fields that a text message may name. Whoever picks up the phone reads it: it says that there is something about a child and whom to
 * call, and nothing about days, reasons, records or a full name.
 */
export const TEXT_FIELDS = [
  'student.first',
  'guardian.names',
  'school.name',
  'school.phone',
  'district.name',
  'contact.name',
  'contact.phone',
  'contact.email',
  'letter.date',
  'reference',
] as const satisfies readonly FieldName[];

const MOST_PARTS = 4;

/**
 * Parses `notifications/<name>/<language>.md`. Fails: every problem at once, with line and column; never throws.
 * The length of the text message is that of the samples of its fields.
 */
export function parseMessageTemplate(text: string, file: string): MessageReading {
  const source = createSource(text, file);
  const front = readFrontMatter(createSource(text, file));
  const short = front.short === undefined ? [] : readShort(source, front.short);
  if (front.short === undefined)
    source.refuse(0, 'no words for a text message', 'front matter with `text: "…"`, one line');
  const before = source.problems.length;
  const reading = parseTemplate(source, { text, file, mayBeText: true });
  if (!reading.ok) return { ok: false, problems: source.problems.toSorted(byPlace) };
  if (before > 0) return { ok: false, problems: source.problems };
  const long = lengthProblem(file, short);
  if (long?.isTooMuch === true) return { ok: false, problems: [long.problem] };
  const warnings = long === undefined ? reading.template.warnings : [...reading.template.warnings, long.problem];
  return { ok: true, template: { letter: { ...reading.template, warnings }, short } };
}

function readShort(source: Source, { text, at }: { readonly text: string; readonly at: number }): readonly Inline[] {
  const position = { start: { line: 1, column: 1, offset: at }, end: { line: 1, column: 1, offset: at + text.length } };
  const { children, blockFields } = convertInlines(source, [{ type: 'text', value: text, position }], {
    optionalFields: true,
  });
  const named = [
    ...children.flatMap((child) => [...eachChild(child)].flatMap((one) => (one.kind === 'field' ? [one.field] : []))),
    ...blockFields,
  ];
  for (const field of named.filter((name) => !TEXT_FIELDS.some((allowed) => allowed === name)))
    source.refuse(
      Math.max(at, source.text.indexOf(`{{${field}}}`, at)),
      `{{${field}}} in a text message`,
      `what anybody may read who holds the phone: ${TEXT_FIELDS.join(', ')}`,
    );
  return children;
}

function lengthProblem(file: string, short: readonly Inline[]) {
  const { characters, parts, alphabet } = textParts(sampleOf(short));
  if (parts <= 1) return undefined;
  const why = alphabet === 'wide' ? 'with letters that take more room, as á or ó' : 'in the short alphabet';
  return {
    isTooMuch: parts > MOST_PARTS,
    problem: {
      file,
      line: 1,
      found: `a text message of about ${characters} characters ${why}: ${parts} parts`,
      allowed: `one part is best (${alphabet === 'wide' ? 70 : 160} characters); at most ${MOST_PARTS}`,
    },
  };
}

function sampleOf(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (inline.kind === 'text') return inline.text;
      if (inline.kind === 'field') return fieldNamed(inline.field)?.sample ?? '';
      return 'children' in inline ? sampleOf(inline.children) : '';
    })
    .join('');
}

function byPlace(a: Problem, b: Problem): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
