/**
 * One process at a time starts, stops or counts the users of a server.
 *
 * The lock is a row of numbered files: the highest number counts, and says whose it is. Whoever finds it free, or its
 * owner dead, links the next number, which only one can. Nothing is ever removed while it may still be the highest,
 * so a lock left behind by a killed process can be taken over without two taking it.
 */
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../../problem.ts';
import { isAlive, ownMark, type ProcessMark } from './alive.ts';

const PATIENCE_MS = 300_000;

/** Runs `work` while no other process (and no other call of this one) does so for `folder`. */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const turn = await acquire(folder);
  try {
    return await work();
  } finally {
    replaceWith(folder, turn, 'free');
  }
}

async function acquire(folder: string): Promise<number> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let wait = 2; ; wait = Math.min(wait * 1.5, 30)) {
    const turn = tryAcquire(folder);
    if (turn !== undefined) return turn;
    if (Date.now() > deadline)
      throw new Refusal(`Another process has been starting or stopping the database for minutes (${folder}).`);
    await sleep(wait + Math.random() * wait);
  }
}

function tryAcquire(folder: string): number | undefined {
  const highest = Math.max(0, ...turnsOf(folder));
  if (highest > 0 && !isFree(folder, highest)) return undefined;
  const turn = highest + 1;
  const draft = writeDraft(folder, JSON.stringify(ownMark()));
  try {
    linkSync(draft, join(folder, String(turn)));
  } catch {
    return undefined;
  } finally {
    rmSync(draft, { force: true });
  }
  const turns = turnsOf(folder);
  if (Math.max(...turns) > turn) {
    // A slow step: others went on and removed our number, so linking it again was possible.
    rmSync(join(folder, String(turn)), { force: true });
    return undefined;
  }
  for (const old of turns) if (old < turn) rmSync(join(folder, String(old)), { force: true });
  return turn;
}

function isFree(folder: string, turn: number): boolean {
  let text: string;
  try {
    text = readFileSync(join(folder, String(turn)), 'utf8');
  } catch {
    return false;
  }
  if (text === 'free') return true;
  try {
    return !isAlive(JSON.parse(text) as ProcessMark);
  } catch {
    // Emptied by a power cut; whoever wrote it is gone.
    return true;
  }
}

function turnsOf(folder: string): readonly number[] {
  return readdirSync(folder)
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function replaceWith(folder: string, turn: number, text: string): void {
  try {
    renameSync(writeDraft(folder, text), join(folder, String(turn)));
  } catch (error) {
    // The whole home was removed meanwhile: there is nothing left to lock.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function writeDraft(folder: string, text: string): string {
  const draft = join(folder, `draft-${process.pid}-${randomBytes(4).toString('hex')}`);
  writeFileSync(draft, text, { mode: 0o600 });
  return draft;
}
