/** Every capability of the list is shown by an end-to-end test, whose title names its number. */
import { posix } from 'node:path';
import type { Project } from './project.ts';

const DOCUMENT = 'docs/capabilities.md';
/** How many there are in each row, so that none is taken out unnoticed. */
const ROWS: readonly number[] = [38, 73, 34, 24, 26];
const LINK = /\[[^\]]+\]\(([^)]+)\)/g;
const TITLE = /\b\w*[tT]est(?:\.only)?\(\s*(['"`])(.+?)\1,/gs;
/** The numbers a title begins with: `1.2-1.4 1.7 a criterion …`. */
const NAMED = /^(?:\d\.\d+(?:-\d\.\d+)?[ ,]+)+/;

/** Capabilities that no title names, cells that say what is not so, and titles that name a number which is none. */
export function findUnshownCapabilities(project: Project): readonly string[] {
  if (!project.files.includes(DOCUMENT)) return [`${DOCUMENT}: missing`];
  const named = numbersByFile(project);
  const lines = project.read(DOCUMENT).split('\n').flatMap(capabilityOf);
  return [
    ...missingLines(lines),
    ...lines.flatMap((line) => faultsOf(line, named).map((fault) => `${DOCUMENT}:${line.at}: ${line.number} ${fault}`)),
    ...[...named].flatMap(([file, numbers]) =>
      [...numbers]
        .filter((number) => !lines.some((line) => line.number === number))
        .map((number) => `${file}: a title names ${number}, which is not in ${DOCUMENT}`),
    ),
  ];
}

interface Capability {
  readonly at: number;
  readonly number: string;
  /** `[name](file), …`, or `none: reason`. */
  readonly test: string;
}

function capabilityOf(line: string, index: number): readonly Capability[] {
  const [number = '', ...cells] = line
    .replace(/^\| | \|$/g, '')
    .split(' | ')
    .map((cell) => cell.trim());
  return /^\d\.\d+$/.test(number) ? [{ at: index + 1, number, test: cells.at(-1) ?? '' }] : [];
}

function missingLines(lines: readonly Capability[]): readonly string[] {
  const expected = ROWS.flatMap((last, row) => Array.from({ length: last }, (_, index) => `${row}.${index + 1}`));
  const found = lines.map(({ number }) => number);
  return [
    ...expected.filter((number) => !found.includes(number)).map((number) => `${DOCUMENT}: ${number} is not in it`),
    ...found
      .filter((number, index) => found.indexOf(number) !== index)
      .map((number) => `${DOCUMENT}: ${number} is in it twice`),
  ];
}

function faultsOf({ number, test }: Capability, named: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const showing = [...named].filter(([, numbers]) => numbers.has(number)).map(([file]) => file);
  if (/^none: \S/.test(test))
    return showing.length === 0 ? [] : [`is listed without a test, but ${showing.join(', ')} names it`];
  const listed = [...test.matchAll(LINK)].map(([, link = '']) => posix.join('docs', link));
  if (listed.length === 0) return ['names neither a test nor the reason why there is none'];
  return listed.filter((file) => !showing.includes(file)).map((file) => `no title of ${file} begins with it`);
}

/** Which numbers the titles of each end-to-end test file name. */
export function numbersByFile(project: Project): ReadonlyMap<string, ReadonlySet<string>> {
  const files = project.files.filter((file) => /^e2e\/.*\.spec\.ts$/.test(file));
  return new Map(
    files.map((file) => {
      const titles = [...project.read(file).matchAll(TITLE)].map(([, , title = '']) => title);
      return [file, new Set(titles.flatMap(numbersOf))];
    }),
  );
}

function numbersOf(title: string): readonly string[] {
  const [head = ''] = NAMED.exec(title) ?? [];
  return head
    .split(/[ ,]+/)
    .filter((part) => part !== '')
    .flatMap((part) => {
      const [from = '', to = from] = part.split('-');
      const [row = '', first = ''] = from.split('.');
      const [, last = first] = to.split('.');
      return Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => `${row}.${Number(first) + index}`);
    });
}
