import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findUnshownCapabilities, numbersByFile } from './capabilities.ts';
import { projectOf } from './project.ts';

const ROWS = [38, 73, 34, 24, 26];
const SHOWN = '[story](../e2e/story.spec.ts)';
const ALL = ROWS.flatMap((last, row) => Array.from({ length: last }, (_, index) => `${row}.${index + 1}`));

/** The whole list, shown by one story, but for the cells that are given. */
function list(cells: Readonly<Record<string, string>> = {}): string {
  const lines = ALL.map((number) => `| ${number} | what | Screen | \`command\` | ${cells[number] ?? SHOWN} |`);
  return `# List\n\n${lines.join('\n')}\n`;
}

const TITLES = ROWS.map((last, row) => `test('${row}.1-${row}.${last} all of a row', async () => {});`).join('\n');
const find = (document: string, story = TITLES) =>
  findUnshownCapabilities(projectOf({ 'docs/capabilities.md': document, 'e2e/story.spec.ts': story }));

test('the numbers a title begins with are those it shows, spans and broken lines included; others in it are none', () => {
  const story = `test('1.2-1.4 1.7 more than 2.5 hours of it', async () => {});\nstoryTest(\n  '4.8 my class',\n  async () => {});\ntest('after 3.1', () => {});`;
  expect([...(numbersByFile(projectOf({ 'e2e/a.spec.ts': story })).get('e2e/a.spec.ts') ?? [])]).toEqual([
    '1.2',
    '1.3',
    '1.4',
    '1.7',
    '4.8',
  ]);
});

test('a list that is shown whole is fine', () => {
  expect(find(list())).toEqual([]);
});

test('a line whose file does not show it, one that names nothing, and one that is shown but said not to be are found', () => {
  expect(find(list({ '2.3': '[a](../e2e/other.spec.ts)', '3.4': 'open', '4.1': 'none: later' }))).toEqual([
    expect.stringMatching(/^docs\/capabilities\.md:\d+: 2\.3 no title of e2e\/other\.spec\.ts begins with it$/),
    expect.stringMatching(/: 3\.4 names neither a test nor the reason why there is none$/),
    expect.stringMatching(/: 4\.1 is listed without a test, but e2e\/story\.spec\.ts names it$/),
  ]);
  expect(find(list({ '4.26': 'none: later' }), TITLES.replace('4.26', '4.25'))).toEqual([]);
});

test('a number that the list has not, has twice, or never had is found', () => {
  const shorter = list().replace(/\| 1\.7 .*\n/, '');
  expect(find(shorter)).toEqual([
    'docs/capabilities.md: 1.7 is not in it',
    'e2e/story.spec.ts: a title names 1.7, which is not in docs/capabilities.md',
  ]);
  expect(find(`${list()}| 1.7 | what | Screen | \`c\` | ${SHOWN} |\n`)).toEqual([
    'docs/capabilities.md: 1.7 is in it twice',
  ]);
});

test('the list names commands that there are', () => {
  const root = join(import.meta.dirname, '../..');
  const commands = readFileSync(join(root, 'src/cli/commands.ts'), 'utf8');
  const named = [...readFileSync(join(root, 'docs/capabilities.md'), 'utf8').matchAll(/^\| \d.* \| `([a-z-]+)` \| /gm)];
  expect([...new Set(named.map(([, name = '']) => name))].filter((name) => !commands.includes(name))).toEqual([]);
});
