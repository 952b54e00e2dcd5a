import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runCases } from './cases/run-cases.ts';
import { kindOfFile } from './pack-files.ts';
import { parsePack } from './parse-pack.ts';
import { readPack } from './read-pack.ts';
import { readable } from './testing.ts';

/** One number of a pack, a little more or a little less. */
interface Change {
  readonly path: string;
  readonly line: string;
  readonly files: ReadonlyMap<string, string>;
}

const NUMBER =
  /\b(atLeast|atMost|over|minutesOver|settle|maxPerCycle|every|minDays|schoolDays|further|value|cap|days): (\d+(?:\.\d+)?)/g;

/** Numbers that something else in the pack makes free to move, each with the reason. */
const FREE = new Map([
  ['cap: 1 -> 1.1', 'no value beside it is more than 1'],
  ['value: 1 -> 1.1', 'the cap is 1'],
  ['atMost: 9.5 -> 8.5', 'who has five days or more met D5 before'],
  ['atMost: 9.5 -> 10.5', 'who has five days or more met D5 before'],
]);

test.each(readdirSync('packs'))(
  'each number of %s decides a worked example',
  async (name) => {
    const { files } = readable(await readPack(`packs/${name}`));
    const changes = [...files].flatMap(([path, text]) => changesOf(files, { path, text }));
    expect(changes.length).toBeGreaterThan(5);
    const unnoticed = changes.filter((change) => !isNoticed(change)).map(({ path, line }) => `${path}: ${line}`);
    // The third way of letter 1 counts three whole days as well.
    expect(unnoticed).toEqual(name === 'tiered-support' ? ['criteria/letter-1.yaml: atLeast: 3 -> 4'] : []);
  },
  300_000,
);

function isNoticed({ files }: Change): boolean {
  const reading = parsePack(files);
  return !reading.ok || runCases(reading.pack).some(({ differences }) => differences.length > 0);
}

function changesOf(
  files: ReadonlyMap<string, string>,
  { path, text }: { path: string; text: string },
): readonly Change[] {
  const { kind } = kindOfFile(path);
  if (kind !== 'pack' && kind !== 'criterion') return [];
  return [...text.matchAll(NUMBER)].flatMap((found) => {
    const before = text.slice(0, found.index);
    const line = text.slice(before.lastIndexOf('\n') + 1).split('\n')[0] ?? '';
    if (/^\s*#|presumeReceived|lasts:/.test(line)) return [];
    // What must be on file before a step goes on (`requires`) decides no trigger.
    if (/^\s+- \{ days: \d+ \}$/.test(line)) return [];
    const isShare =
      /by: share\n\s+rows:(?:\n\s+- .*)*\n\s+- \{ $/.test(before) || /by: share\n\s+rows:\n\s+- \{ $/.test(before);
    const [written, key = '', number = ''] = found;
    return stepsOf(key, { isShare })
      .map((step) => ({ written, to: `${key}: ${Math.round((Number(number) + step) * 1000) / 1000}` }))
      .filter(({ to }) => !to.includes('-') && !FREE.has(`${written} -> ${to.slice(key.length + 2)}`))
      .map(({ to }) => ({
        path,
        line: `${written} -> ${to.slice(key.length + 2)}`,
        files: new Map([...files, [path, `${before}${to}${text.slice(before.length + written.length)}`]]),
      }));
  });
}

/** A share of the day's periods takes few values, so a step of one percent means nothing. */
function stepsOf(key: string, { isShare }: { isShare: boolean }): readonly number[] {
  if (key === 'value' || key === 'cap') return [-0.1, 0.1];
  return isShare ? [-25, 25] : [-1, 1];
}
