import { expect, test } from 'vitest';
import { initdbReason } from './initdb-reason.ts';

const CLEANING = 'initdb: removing data directory "/srv/home/database.init-1/data"';

test('a full disk is named, whoever of initdb and its server met it', () => {
  for (const line of [
    'initdb: error: could not write file "/srv/home/PG_VERSION": No space left on device',
    'FATAL:  could not write to file "pg_wal/xlogtemp.29": No space left on device',
  ])
    expect(initdbReason(`${line}\nchild process exited with exit code 1\n${CLEANING}\n`)).toBe(
      'the disk is full: make room',
    );
});

test('else the line that says why, not the one that says what is cleaned up', () => {
  const why = 'initdb: error: could not change permissions of directory "/srv/home": Operation not permitted';
  expect(initdbReason(`${why}\n${CLEANING}\n`)).toBe(why);
});

test('without such a line the last one, and nothing where it said nothing', () => {
  expect(initdbReason('one\ntwo\n\n')).toBe('two');
  expect(initdbReason('\n')).toBeUndefined();
  expect(initdbReason(undefined)).toBeUndefined();
});
