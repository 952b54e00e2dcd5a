/** Is the process that wrote this down still the same one? A number alone is not enough: numbers are used again. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessMark {
  readonly pid: number;
  /** When it started, in the words of the operating system; '' where that cannot be told. */
  readonly started: string;
}

/** The mark of this process. */
export function ownMark(): ProcessMark {
  return { pid: process.pid, started: startOf(process.pid) };
}

/** Whether the marked process still runs. A zombie does not. */
export function isAlive(mark: ProcessMark): boolean {
  if (!exists(mark.pid) || isZombie(mark.pid)) return false;
  const started = startOf(mark.pid);
  return started === '' || mark.started === '' || started === mark.started;
}

/** Processes whose command line holds `words`, zombies left out. Empty on Windows, where this cannot be told cheaply. */
export function processesWith(words: string): readonly number[] {
  if (process.platform === 'linux') return linuxProcessesWith(words);
  if (process.platform === 'win32') return [];
  return output('ps', ['-axww', '-o', 'pid=,stat=,command='])
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line))
    .filter((found) => found !== null && !found[2]?.startsWith('Z') && found[3]?.includes(words) === true)
    .map((found) => Number(found?.[1]));
}

function linuxProcessesWith(words: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').includes(words) && !isZombie(pid));
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isZombie(pid: number): boolean {
  return process.platform === 'linux' && /^[ZX]/.test(statFields(pid)[0] ?? '');
}

/** On Linux the boot and the clock tick of the start; elsewhere what `ps` says. */
function startOf(pid: number): string {
  if (process.platform === 'linux') {
    const tick = statFields(pid)[19];
    return tick === undefined ? '' : `${read('/proc/sys/kernel/random/boot_id').trim()}/${tick}`;
  }
  return process.platform === 'win32' ? '' : output('ps', ['-o', 'lstart=', '-p', String(pid)]).trim();
}

/** Fields of /proc/<pid>/stat after the command, which stands in brackets and may hold anything: the state is the first. */
function statFields(pid: number): readonly string[] {
  const text = read(`/proc/${pid}/stat`);
  return text === '' ? [] : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function output(command: string, args: readonly string[]): string {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}
