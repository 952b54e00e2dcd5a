import type { LetterContent } from '../content/letter-content.ts';
import { createCompileProcess, type CompileLimits, type CompileOutcome, type NamedImages } from './compile-process.ts';
import type { CoverSheet, LetterDocument, PageRange, Sheet } from './document.ts';
import type { FormSheet } from './form-sheet.ts';

/** A letter that cannot be made, and why; the others are made without it. */
export interface FailedLetter {
  /** Index into the letters given. */
  readonly index: number;
  readonly reason: 'characters' | 'refused' | 'time' | 'memory' | 'crash';
  /** Characters that no font has. */
  readonly characters: readonly string[];
}

export interface RenderedDocument {
  readonly pdf: Buffer;
  /** Indexes into the letters given, of those that are in the PDF. */
  readonly made: readonly number[];
  /** Their pages in the PDF, in the same order. */
  readonly pages: readonly PageRange[];
  readonly failed: readonly FailedLetter[];
}

/** `missing`: characters that no font has, shown by their numbers. */
export interface RenderedCover {
  readonly pdf: Buffer;
  readonly pages: number;
  readonly missing: readonly string[];
}

/** What a document is about. */
export interface DocumentHead {
  readonly title: string;
  readonly author: string;
}

/** One interface for whatever sets the letters. */
export interface LetterEngine {
  /** Letters in one PDF, each from a page of its own. A letter that cannot be made is left out and reported. */
  renderDocument(letters: readonly LetterContent[], head: DocumentHead): Promise<RenderedDocument>;
  /** The pages that go before the letters of a print file. A character that no font has is shown by its number. */
  renderCover(cover: CoverSheet, head: DocumentHead): Promise<RenderedCover>;
  /** A list, or a record about one student. A character that no font has is shown by its number. */
  renderSheet(sheet: Sheet, head: DocumentHead): Promise<RenderedCover>;
  /** A page that people read, sign or fill in. A character that no font has is shown by its number. */
  renderForm(form: FormSheet, head: DocumentHead): Promise<RenderedCover>;
  /** One letter by itself: nothing of any other family is in the file. Fails: throws {@link LetterFailure}. */
  renderOne(letter: LetterContent): Promise<Buffer>;
  close(): Promise<void>;
}

export class LetterFailure extends Error {
  readonly failed: FailedLetter;
  constructor(failed: FailedLetter) {
    super(describeFailure(failed));
    this.name = 'LetterFailure';
    this.failed = failed;
  }
}

export interface EngineOptions {
  /** Images that letters name, by hash and type as `3f2a.svg`. */
  readonly images?: NamedImages;
  /** Processes at once. Each takes up to 600 MB while it makes 250 letters. */
  readonly processes?: number;
  readonly limits?: CompileLimits;
}

/** The engine of letters: Typst in child processes, PDF/UA-1. Close it when done. */
export function createLetterEngine(options: EngineOptions = {}): LetterEngine {
  const idle = Array.from({ length: options.processes ?? 1 }, createCompileProcess);
  const all = [...idle];
  const waiting: (() => void)[] = [];
  async function compile(document: LetterDocument): Promise<CompileOutcome> {
    while (idle.length === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    const process = idle.pop() ?? createCompileProcess();
    try {
      return await process.compile(document, {
        images: options.images ?? new Map(),
        limits: limitsFor(document, options.limits),
      });
    } finally {
      idle.push(process);
      waiting.shift()?.();
    }
  }
  return {
    renderDocument: (letters, head) => renderDocument(compile, letters, head),
    renderCover: (cover, head) =>
      renderShown(compile, cover, (shown) => ({ ...titled(head), ...ENGLISH, ...NOTHING, cover: shown })),
    renderSheet: (sheet, head) =>
      renderShown(compile, sheet, (shown) => {
        const { language } = shown;
        return { ...titled(head), ...NOTHING, language, direction: 'ltr', bookmarks: true, sheet: shown };
      }),
    renderForm: (form, head) =>
      renderShown(compile, form, (shown) => {
        const { language, direction } = shown;
        return { ...titled(head), ...NOTHING, language, direction, bookmarks: true, form: shown };
      }),
    renderOne: (letter) => renderOne(compile, letter),
    async close() {
      for (const process of all) process.close();
    },
  };
}

/** A failure in words for a person, without a name. */
export function describeFailure({ reason, characters }: Pick<FailedLetter, 'reason' | 'characters'>): string {
  switch (reason) {
    case 'characters':
      return `no font has ${characters.map(nameCharacter).join(', ')}`;
    case 'refused':
      return 'the letter cannot be set as an accessible PDF';
    case 'time':
      return 'setting the letter took too long';
    case 'memory':
      return 'setting the letter took too much memory';
    case 'crash':
      return 'setting the letter ended unexpectedly';
  }
}

/** `U+1F600` */
function nameCharacter(character: string): string {
  return [...character]
    .map((point) => `U+${(point.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ');
}

type Compile = (document: LetterDocument) => Promise<CompileOutcome>;
type Numbered = { readonly index: number; readonly letter: LetterContent };

/** Failures of a document whose letters are all good, before it is given up. */
const MOST_UNEXPLAINED = 2;

async function renderDocument(
  compile: Compile,
  letters: readonly LetterContent[],
  head: DocumentHead,
): Promise<RenderedDocument> {
  let left: readonly Numbered[] = letters.map((letter, index) => ({ index, letter }));
  const failed: FailedLetter[] = [];
  let unexplained = 0;
  for (;;) {
    const outcome = await compile(lettersDocument(left, head));
    if (outcome.kind === 'done')
      return {
        pdf: outcome.pdf,
        pages: outcome.pages,
        made: left.map((entry) => entry.index),
        failed: failed.toSorted((a, b) => a.index - b.index),
      };
    const found = left.length === 0 ? [] : await findFailures(compile, left);
    // A process may end for a reason that is not in the letters, such as a machine short of memory.
    if (found.length === 0 && ++unexplained > MOST_UNEXPLAINED)
      throw new Error(`letters: a document cannot be made although each letter can (${outcome.kind})`);
    failed.push(...found);
    left = left.filter((entry) => !found.some((failure) => failure.index === entry.index));
  }
}

/** Which letters of a failing group fail: the suspects apart from the rest, else halves, until one is alone. */
async function findFailures(compile: Compile, group: readonly Numbered[]): Promise<readonly FailedLetter[]> {
  const outcome = await compile(lettersDocument(group, { title: '-', author: '-' }));
  if (outcome.kind === 'done') return [];
  const characters = outcome.kind === 'refused' ? missingCharacters(outcome.messages) : [];
  const [only] = group;
  if (group.length === 1 && only !== undefined)
    return [{ index: only.index, reason: reasonOf(outcome, characters), characters }];
  const [suspects, rest] = splitGroup(group, characters);
  return [...(await findFailures(compile, suspects)), ...(await findFailures(compile, rest))];
}

function splitGroup(
  group: readonly Numbered[],
  characters: readonly string[],
): readonly [readonly Numbered[], readonly Numbered[]] {
  const isSuspect = ({ letter }: Numbered): boolean => {
    const text = JSON.stringify(letter);
    return characters.some((character) => text.includes(character));
  };
  const suspects = group.filter(isSuspect);
  if (suspects.length > 0 && suspects.length < group.length)
    return [suspects, group.filter((entry) => !suspects.includes(entry))];
  const half = Math.ceil(group.length / 2);
  return [group.slice(0, half), group.slice(half)];
}

async function renderOne(compile: Compile, letter: LetterContent): Promise<Buffer> {
  const { title, district, school, language, direction } = letter;
  const outcome = await compile({
    title,
    author: district || school || '-',
    language,
    direction,
    bookmarks: true,
    cover: null,
    sheet: null,
    form: null,
    letters: [letter],
  });
  if (outcome.kind === 'done') return outcome.pdf;
  const characters = outcome.kind === 'refused' ? missingCharacters(outcome.messages) : [];
  throw new LetterFailure({ index: 0, reason: reasonOf(outcome, characters), characters });
}

/** A cover sheet and a list name people; where a name has a character without a glyph, its number stands for it. */
async function renderShown<T extends CoverSheet | Sheet | FormSheet>(
  compile: Compile,
  given: T,
  documentOf: (shown: T) => LetterDocument,
): Promise<RenderedCover> {
  let shown = given;
  const missing: string[] = [];
  for (;;) {
    const outcome = await compile(documentOf(shown));
    if (outcome.kind === 'done') return { pdf: outcome.pdf, pages: outcome.pages[0]?.last ?? 1, missing };
    const characters = outcome.kind === 'refused' ? missingCharacters(outcome.messages) : [];
    const next = replaceAll(shown, characters.length > 0 ? characters : unusualCharacters(shown));
    if (outcome.kind === 'killed' || JSON.stringify(next) === JSON.stringify(shown))
      throw new Error(`letters: the sheet cannot be made (${outcome.kind})`);
    missing.push(...characters);
    shown = next;
  }
}

/** In the texts themselves: JSON writes a control character as an escape. */
function replaceAll<T extends CoverSheet | Sheet | FormSheet>(cover: T, characters: readonly string[]): T {
  const json = JSON.stringify(cover, (_, value: unknown) =>
    typeof value === 'string'
      ? characters.reduce((text, character) => text.replaceAll(character, `[${nameCharacter(character)}]`), value)
      : value,
  );
  return JSON.parse(json) as T;
}

/** Whatever Typst may object to without naming it. */
function unusualCharacters(cover: CoverSheet | Sheet | FormSheet): readonly string[] {
  const texts: string[] = [];
  JSON.stringify(cover, (_, value: unknown) => {
    if (typeof value === 'string') texts.push(value);
    return value;
  });
  return [...new Set(texts.join('').match(/[^\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]/gu))];
}

const ENGLISH = { language: 'en', direction: 'ltr' } as const;
const NOTHING = { bookmarks: false, cover: null, sheet: null, form: null, letters: [] } as const;

/** The file is English, the office's language; each letter in it says its own. */
function lettersDocument(group: readonly Numbered[], head: DocumentHead): LetterDocument {
  return { ...titled(head), ...ENGLISH, ...NOTHING, letters: group.map(({ letter }) => letter) };
}

function titled({ title, author }: DocumentHead): DocumentHead {
  return { title: title || '-', author: author || '-' };
}

function reasonOf(
  outcome: Exclude<CompileOutcome, { kind: 'done' }>,
  characters: readonly string[],
): FailedLetter['reason'] {
  if (outcome.kind === 'killed') return outcome.reason;
  return characters.length > 0 ? 'characters' : 'refused';
}

/** The characters in the messages; what Rust prints as `\u{fe0f}` is read back. */
function missingCharacters(messages: readonly string[]): readonly string[] {
  const texts = messages.flatMap(
    (message) => /(?:the text|disallowed codepoint) `\\*"(.*?)\\*"`/su.exec(message)?.[1] ?? [],
  );
  return [
    ...new Set(
      texts.map((text) =>
        text.replaceAll(/\\+u\{([0-9a-f]+)\}/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16))),
      ),
    ),
  ];
}

function limitsFor(document: LetterDocument, limits: CompileLimits | undefined): CompileLimits {
  const rows = document.sheet?.sections.reduce((sum, section) => sum + section.rows.length, 0) ?? 0;
  return limits ?? { milliseconds: 20_000 + 200 * document.letters.length + 10 * rows, bytes: 1.5 * 1024 ** 3 };
}
