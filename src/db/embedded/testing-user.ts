/**
 * A process that uses the database of a home, for the tests of the life cycle.
 *   node testing-user.ts HOME hold|write|lock
 * hold: opens, says `open`, closes when standard input ends · write: also commits one row after another, saying each
 * number after its commit · lock: raises the number in HOME/count under the lock, saying each number.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../open.ts';
import { withLock } from './lock.ts';

const [home = '', mode = 'hold'] = process.argv.slice(2);
let isOver = false;
process.stdin.once('end', () => {
  isOver = true;
});
process.stdin.resume();

if (mode === 'lock') await count();
else await use();

async function use(): Promise<void> {
  const db = await openDatabase({ home });
  say('open');
  for (let number = 1; mode === 'write' && !isOver; number += 1) {
    await db.pool.query(`insert into fact_words (district_id, kind, word_no, word) values ($1, 'code', $2, $3)`, [
      process.pid,
      number,
      String(number),
    ]);
    say(String(number));
  }
  while (!isOver) await sleep(5);
  await db.close();
  say('closed');
}

async function count(): Promise<void> {
  const file = join(home, 'count');
  while (!isOver) {
    await withLock(join(home, 'count.lock'), async () => {
      const next = Number(readFileSync(file, 'utf8')) + 1;
      await sleep(Math.random() * 2);
      // In one step: a kill in the middle must not empty the file.
      writeFileSync(`${file}.next`, String(next));
      renameSync(`${file}.next`, file);
      say(String(next));
    });
  }
}

function say(word: string): void {
  process.stdout.write(`${word}\n`);
}
