/** The command line in a process of its own, as tests of commands run it. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { CHECKOUT } from './home.ts';

export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
  /** What it printed, then what it said beside it. */
  readonly text: string;
}

/** What the process finds around it. `ROLLCALL_HOME` is also the folder in which it runs. */
export interface Around {
  readonly DATABASE_URL: string;
  readonly ROLLCALL_HOME?: string;
  readonly ROLLCALL_USER?: string;
  readonly ROLLCALL_SMTP_URL?: string;
  readonly ROLLCALL_MAIL_FROM?: string;
}

/** Input: the words after `rollcall`. */
export function runRollcall(words: readonly string[], around: Around): Promise<Ran> {
  const child = spawn(process.execPath, [join(CHECKOUT, 'src/cli/main.ts'), ...words], {
    cwd: around.ROLLCALL_HOME ?? CHECKOUT,
    env: { ...process.env, ...around },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (out += piece));
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (err += piece));
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, out, err, text: out + err })));
}

/** What a list printed with `--format json`, a line each. */
export function linesOf({ out }: Ran): readonly Record<string, unknown>[] {
  return out
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
