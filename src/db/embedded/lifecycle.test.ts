import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Refusal } from '../../problem.ts';
import { openDatabase } from '../open.ts';
import { makeTestHome, removeTestHome } from '../testing-home.ts';
import { processesWith } from './alive.ts';
import { runningPostmaster, stopPostmaster } from './postmaster.ts';
import { clusterFolder, readRecord, type ClusterRecord } from './record.ts';

let home: string;
const users: ChildProcess[] = [];

beforeEach(() => {
  home = makeTestHome('rollcall-life-');
});
afterEach(async () => {
  for (const user of users.splice(0)) user.kill('SIGKILL');
  await removeTestHome(home);
});

describe('starting and stopping', () => {
  test('six processes that start at once in a fresh home all get in; the server stops when the last one leaves', async () => {
    const six = await Promise.all(Array.from({ length: 6 }, () => startUser('hold')));
    expect(readdirSync(home).filter((name) => name.startsWith('database.init'))).toEqual([]);
    for (const user of six.slice(1)) await leave(user);
    expect(postmaster()).toBeDefined();
    await leave(six[0]);
    expect(processesWith(record().name)).toEqual([]);
  }, 120_000);

  test('a second start keeps what the first one wrote', async () => {
    await write(`insert into districts (district_id, name) values (1, 'Kept')`);
    expect(await read('select name from districts')).toEqual([{ name: 'Kept' }]);
  });

  test('opening twice in one process is two users', async () => {
    const [one, two] = await Promise.all([openDatabase({ home }), openDatabase({ home })]);
    await one.close();
    expect((await two.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await two.close();
    expect(postmaster()).toBeUndefined();
  });

  test('closing while a query runs cuts it off and does not hang', async () => {
    const db = await openDatabase({ home });
    const long = db.pool.query('select pg_sleep(60)').catch((error: unknown) => error);
    await sleep(100);
    await db.close();
    expect(await long).toBeInstanceOf(Error);
    expect(postmaster()).toBeUndefined();
  });
});

describe('after a kill', () => {
  test('a killed process leaves the server running; the next one joins it and stops it when it leaves', async () => {
    const user = await startUser('hold');
    const before = postmaster();
    await kill(user);
    expect(postmaster()).toBe(before);
    expect(await read('select 1 as one')).toEqual([{ one: 1 }]);
    expect(postmaster()).toBeUndefined();
  });

  test('a process killed while it makes the cluster leaves nothing in the way', async () => {
    for (const delay of [150, 400, 800]) {
      const user = spawnUser('hold');
      await sleep(delay);
      await kill(user);
    }
    expect(await read('select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('a killed server starts again for the next one, and for those who were using it', async () => {
    const db = await openDatabase({ home });
    await db.pool.query(`insert into districts (district_id, name) values (1, 'Kept')`);
    process.kill(postmaster() ?? 0, 'SIGKILL');
    expect(await read('select name from districts')).toEqual([{ name: 'Kept' }]);
    const other = await openDatabase({ home });
    expect((await db.pool.query('select name from districts')).rows).toEqual([{ name: 'Kept' }]);
    await other.close();
    await db.close();
    expect(postmaster()).toBeUndefined();
  });

  test('nothing that was acknowledged is lost when the process and the whole server are killed while writing', async () => {
    for (const delay of [40, 90, 200]) {
      const user = await startUser('write');
      const said = linesOf(user);
      await sleep(delay);
      const server = processesWith(record().name);
      user.kill('SIGKILL');
      for (const pid of server) killIfThere(pid);
      await once(user, 'close');
      const acknowledged = Math.max(0, ...said.map(Number));
      expect(acknowledged).toBeGreaterThan(0);
      const found = await read(
        `select count(*) as rows, max(word_no) as last from fact_words where district_id = ${user.pid}`,
      );
      const { rows, last } = found[0] as { rows: number; last: number };
      expect(rows).toBe(last);
      expect(last).toBeGreaterThanOrEqual(acknowledged);
      expect(last).toBeLessThanOrEqual(acknowledged + 1);
    }
  });

  test.skipIf(process.platform !== 'linux')(
    'a server that is a zombie, because its parent does not look, is replaced',
    async () => {
      const user = await startUser('hold');
      const pid = postmaster() ?? 0;
      user.kill('SIGSTOP');
      process.kill(pid, 'SIGKILL');
      await until(() => /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8')));
      expect(await read('select 1 as one')).toEqual([{ one: 1 }]);
    },
  );

  test('a pid file left behind whose number another program has now does not stop the start', async () => {
    await write('select 1');
    writeFileSync(join(clusterFolder(home, record()), 'postmaster.pid'), `${process.pid}\n/elsewhere\n`);
    expect(await read('select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('a socket folder that was cleared away is made anew', async () => {
    const user = await startUser('hold');
    rmSync(record().socketFolder ?? '', { recursive: true });
    expect(await read('select 1 as one')).toEqual([{ one: 1 }]);
    await kill(user);
  });

  test('a killed server starts again by itself for a process that goes on using it, and stops when that leaves', async () => {
    const db = await openDatabase({ home });
    const killed = postmaster();
    process.kill(killed ?? 0, 'SIGKILL');
    await until(() => ![undefined, killed].includes(postmaster()));
    const answers = (): Promise<boolean> =>
      db.pool.query('select 1').then(
        () => true,
        () => false,
      );
    for (let round = 0; round < 600 && !(await answers()); round += 1) await sleep(100);
    expect(await answers()).toBe(true);
    await db.close();
    expect(postmaster()).toBeUndefined();
  });

  test('one that cannot stop in order is stopped all the same, and what was written is there at the next start', async () => {
    const db = await openDatabase({ home });
    await db.pool.query(`insert into districts (district_id, name) values (1, 'Kept')`);
    const [checkpointer] = processesWith(record().name).filter((pid) =>
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('checkpointer'),
    );
    process.kill(checkpointer ?? 0, 'SIGSTOP');
    await stopPostmaster(home, record(), 500);
    expect(postmaster()).toBeUndefined();
    await db.close();
    expect(await read('select name from districts')).toEqual([{ name: 'Kept' }]);
  });

  test('a copy of a home in use has a server and data of its own, and leaves the other alone', async () => {
    await write(`insert into districts (district_id, name) values (1, 'First')`);
    const user = await startUser('hold');
    const copy = `${home}-copy`;
    expect(spawnSync('cp', ['-a', home, copy]).status).toBe(0);
    try {
      const first = postmaster();
      const db = await openDatabase({ home: copy });
      await db.pool.query(`update districts set name = 'Copied'`);
      expect(readRecord(copy)?.name).not.toBe(record().name);
      expect(postmaster()).toBe(first);
      expect(await read('select name from districts')).toEqual([{ name: 'First' }]);
      expect((await db.pool.query('select name from districts')).rows).toEqual([{ name: 'Copied' }]);
      await db.close();
      expect(processesWith(readRecord(copy)?.name ?? '')).toEqual([]);
      expect(postmaster()).toBe(first);
    } finally {
      await removeTestHome(copy);
    }
    await leave(user);
    expect(postmaster()).toBeUndefined();
  });

  test('a home that was moved keeps its data, and its server where one runs', async () => {
    await write(`insert into districts (district_id, name) values (1, 'Moved')`);
    const { name } = record();
    const user = await startUser('hold');
    const before = home;
    home = `${before}-moved`;
    renameSync(before, home);
    const first = postmaster();
    expect(await read('select name from districts')).toEqual([{ name: 'Moved' }]);
    expect(record().name).toBe(name);
    expect(postmaster()).toBe(first);
    user.kill('SIGKILL');
  });

  test('the lock is held by one at a time, also when its holders are killed', async () => {
    writeFileSync(join(home, 'count'), '0');
    const said: string[][] = [];
    const begin = (): ChildProcess => {
      const user = spawnUser('lock');
      said.push(linesOf(user));
      return user;
    };
    const running = Array.from({ length: 5 }, begin);
    for (let round = 0; round < 8; round += 1) {
      await sleep(400);
      const victim = running.shift();
      if (victim !== undefined) await kill(victim);
      running.push(begin());
    }
    await Promise.all(running.map(leave));
    const numbers = said.flat().map(Number);
    expect(new Set(numbers).size).toBe(numbers.length);
    // One killed between writing and saying its number leaves a gap, and no more.
    const last = Number(readFileSync(join(home, 'count'), 'utf8'));
    expect(last - numbers.length).toBeLessThanOrEqual(8);
    expect(numbers.length).toBeGreaterThan(20);
  });
});

describe('refusals', () => {
  test('a database without database.json, one of another PostgreSQL, and one that is none are refused with the way out', async () => {
    await write('select 1');
    const cluster = clusterFolder(home, record());
    const version = join(cluster, 'PG_VERSION');
    writeFileSync(version, '15\n');
    await expect(openDatabase({ home })).rejects.toThrow(/made by PostgreSQL 15; this Rollcall brings 18/);
    rmSync(version);
    await expect(openDatabase({ home })).rejects.toThrow(/is not a database: PG_VERSION is missing/);
    const file = join(home, 'database.json');
    const kept = readFileSync(file);
    writeFileSync(file, '{');
    await expect(openDatabase({ home })).rejects.toThrow(/database.json cannot be read: it is damaged/);
    renameSync(file, join(home, 'kept.json'));
    if (cluster.startsWith(home))
      await expect(openDatabase({ home })).rejects.toThrow(/has a database but no database.json/);
    writeFileSync(file, kept);
  });

  test('a database that is gone is refused, and no empty one takes its place', async () => {
    await write('select 1');
    const folder = clusterFolder(home, record());
    rmSync(folder, { recursive: true });
    await expect(openDatabase({ home })).rejects.toThrow(/is gone.*restore a backup/);
    expect(() => readdirSync(folder)).toThrow('ENOENT');
  });

  test('a home that cannot be made is refused', async () => {
    writeFileSync(join(home, 'a-file'), '');
    await expect(openDatabase({ home: join(home, 'a-file', 'home') })).rejects.toThrow(Refusal);
  });

  test.skipIf(!existsSync('/proc/self'))('a home where the system takes no folders is refused, and at once', () => {
    // In a process of its own: what never ends there cannot be stopped from within.
    const open = `import { openDatabase } from '${new URL('../open.ts', import.meta.url).href}';
      await openDatabase({ home: '/proc/none/home' }).catch((error) => console.log(error.message));`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', open], {
      encoding: 'utf8',
      timeout: 10_000,
      killSignal: 'SIGKILL',
    });
    expect(stdout).toContain('/proc/none/home cannot be written by this user.');
  });

  test('a home below folders that are not there yet is made', async () => {
    const db = await openDatabase({ home: join(home, 'not', 'there') });
    expect((await db.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await db.close();
  });

  test.skipIf(process.getuid?.() !== 0)(
    'as root, a home below a folder that others cannot enter works, and that folder stays as it is',
    async () => {
      const closed = mkdtempSync(join(tmpdir(), 'rollcall-closed-'));
      chmodSync(closed, 0o700);
      const inner = join(closed, 'home');
      mkdirSync(inner);
      const db = await openDatabase({ home: inner });
      expect((await db.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
      await db.close();
      expect(clusterFolder(inner, readRecord(inner) as ClusterRecord)).toMatch(
        /^\/var\/lib\/rollcall\/clusters\/rollcall-/,
      );
      await removeTestHome(inner);
      rmSync(closed, { recursive: true });
    },
  );
});

function record(): ClusterRecord {
  return readRecord(home) as ClusterRecord;
}

function postmaster(): number | undefined {
  return runningPostmaster(home, record());
}

async function write(sql: string): Promise<void> {
  await read(sql);
}

async function read(sql: string): Promise<readonly unknown[]> {
  const db = await openDatabase({ home });
  try {
    return (await db.pool.query(sql)).rows;
  } finally {
    await db.close();
  }
}

function spawnUser(mode: 'hold' | 'write' | 'lock'): ChildProcess {
  const script = join(import.meta.dirname, 'testing-user.ts');
  const user = spawn(process.execPath, [script, home, mode], { stdio: ['pipe', 'pipe', 'inherit'] });
  users.push(user);
  return user;
}

async function startUser(mode: 'hold' | 'write'): Promise<ChildProcess> {
  const user = spawnUser(mode);
  const lines = linesOf(user);
  await until(() => lines.includes('open') || user.exitCode !== null);
  expect(lines[0]).toBe('open');
  return user;
}

function linesOf(user: ChildProcess): string[] {
  const lines: string[] = [];
  if (user.stdout !== null) createInterface({ input: user.stdout }).on('line', (line) => lines.push(line));
  return lines;
}

async function leave(user: ChildProcess | undefined): Promise<void> {
  if (user === undefined || user.exitCode !== null) return;
  const closed = once(user, 'close');
  user.stdin?.end();
  await closed;
  expect(user.exitCode).toBe(0);
}

async function kill(user: ChildProcess): Promise<void> {
  if (user.exitCode !== null || user.signalCode !== null) return;
  const closed = once(user, 'exit');
  user.kill('SIGKILL');
  await closed;
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended with the others.
  }
}

async function until(holds: () => boolean): Promise<void> {
  for (let round = 0; !holds(); round += 1) {
    if (round > 6000) throw new Error('waited a minute in vain');
    await sleep(10);
  }
}
