/** Turns whatever went wrong into words on standard error and an exit status. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProblemError, Refusal, renderProblem } from '../problem.ts';
import { circumstanceOf } from './circumstance.ts';
import { rollcallHome } from './home.ts';

/** Prints the failure. Returns the exit status: 2 what was given is unusable, 1 refused, 70 a defect of ours. */
export function reportFailure(error: unknown): number {
  if (error instanceof ProblemError) {
    for (const problem of error.problems) process.stderr.write(`${renderProblem(problem)}\n`);
    return 2;
  }
  if (error instanceof Refusal) {
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
  const circumstance = circumstanceOf(error);
  if (circumstance !== undefined) {
    process.stderr.write(`${circumstance}\n`);
    return 1;
  }
  const code = randomBytes(4).toString('hex').toUpperCase();
  const file = writeLog(code, describe(error));
  const where = file === undefined ? '' : ` Details are in ${file}.`;
  process.stderr.write(`Something went wrong that should not. If it stays, quote ${code}.${where}\n`);
  return 70;
}

/** The text of the log: place and kind of the failure. Values of the data are left out: they may be a student's. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return `thrown: ${typeof error}`;
  const fields = ['code', 'severity', 'schema', 'table', 'column', 'constraint', 'routine']
    .map((field) => [field, (error as unknown as Record<string, unknown>)[field]] as const)
    .filter(([, value]) => typeof value === 'string')
    .map(([field, value]) => `${field}: ${String(value)}`);
  const places = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  const message = /^2[23]/.test(sqlState(error)) ? '(a value did not fit)' : error.message;
  const cause = error.cause === undefined ? [] : ['caused by', describe(error.cause)];
  return [`${error.name}: ${message}`, ...fields, ...places, ...cause].join('\n');
}

function sqlState(error: Error): string {
  const code = (error as Error & { code?: unknown }).code;
  return typeof code === 'string' ? code : '';
}

function writeLog(code: string, text: string): string | undefined {
  const home = rollcallHome();
  for (const folder of [...(existsSync(home) ? [join(home, 'errors')] : []), tmpdir()]) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const file = join(folder, `rollcall-${code}.log`);
      writeFileSync(
        file,
        `${new Date().toISOString()} rollcall ${process.argv[2] ?? ''}\nnode ${process.version} ${process.platform}\n${text}\n`,
        { mode: 0o600 },
      );
      return file;
    } catch {
      continue;
    }
  }
  return undefined;
}
