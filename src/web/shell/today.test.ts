import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hearToday, knownToday, onNewDay } from './today.ts';

const answer = (today?: string) => ({ headers: new Headers(today === undefined ? {} : { 'rollcall-today': today }) });

test('today is what the server said last; an answer that says nothing, or no day, changes nothing', () => {
  expect(knownToday()).toBe('');
  hearToday(answer('2026-11-13'));
  expect(knownToday()).toBe('2026-11-13');
  hearToday(answer());
  hearToday(answer('soon'));
  expect(knownToday()).toBe('2026-11-13');
});

test('a page that stays open hears of the new day once, and no more after it is left', () => {
  hearToday(answer('2026-11-13'));
  const heard: string[] = [];
  const leave = onNewDay(() => heard.push(knownToday()));
  hearToday(answer('2026-11-13'));
  hearToday(answer('2026-11-14'));
  hearToday(answer('2026-11-14'));
  leave();
  hearToday(answer('2026-11-15'));
  expect(heard).toEqual(['2026-11-14']);
});

/** Where the time between two moments counts, not what the clock shows. */
const STOPWATCHES = ['build.ts', 'screens/issue/undo-box.tsx', 'shell/session.ts'];
/** A name of a zone, whatever the day. */
const ZONE_NAMES = ['screens/runs/words-of-jobs.ts'];

test('no screen asks the computer for the date', () => {
  const room = join(import.meta.dirname, '..');
  const asking = globSync('**/*.{ts,tsx}', { cwd: room, exclude: (name) => name.startsWith('dist') })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !file.endsWith('.test.ts'))
    .filter((file) => /new Date\(\)|Date\.now\(\)/.test(readFileSync(join(room, file), 'utf8')));
  expect(asking.toSorted()).toEqual([...STOPWATCHES, ...ZONE_NAMES].toSorted());
});
