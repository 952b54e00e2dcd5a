/** Why a job failed, in words for a person: never a value of the data, which may be a student's. */
import { ProblemError, Refusal, type Problem } from '../problem.ts';

export interface Failure {
  readonly reason: string;
  /** Somebody must mend something first: trying again by itself would be of no use. */
  readonly isFinal: boolean;
  /** Nobody foresaw it: its place belongs in the log. */
  readonly isDefect: boolean;
}

/** Thrown by a job that a later attempt may get done, as when a mail server does not answer. The message is shown to people. */
export class TryAgain extends Error {}

/** In words. A refusal says itself what is wrong; everything else is told by its kind. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Refusal) return { reason: error.message, isFinal: true, isDefect: false };
  if (error instanceof ProblemError) return { reason: problemsInWords(error.problems), isFinal: true, isDefect: false };
  if (error instanceof TryAgain) return { reason: error.message, isFinal: false, isDefect: false };
  for (let one = error, depth = 0; one instanceof Error && depth < 5; one = one.cause, depth += 1) {
    const words = WORDS[codeOf(one)];
    if (words !== undefined) return { reason: words, isFinal: false, isDefect: false };
  }
  return {
    reason: 'Something went wrong that should not. The log of the worker says where.',
    isFinal: false,
    isDefect: true,
  };
}

/** The place and kind of a failure, for the log. */
export function traceOf(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const { code } = error as { readonly code?: unknown };
  const places = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return {
    kind: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    places: places.slice(0, 8).map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: traceOf(error.cause) }),
  };
}

/** How many, and where the first is: what stands there stays in the file. */
function problemsInWords(problems: readonly Problem[]): string {
  const [first] = problems;
  const many = problems.length === 1 ? '1 place' : `${problems.length} places`;
  if (first === undefined) return 'What was given cannot be used.';
  const { file, line, path } = first;
  const where = [
    file === undefined ? '' : file,
    line === undefined ? '' : `line ${line}`,
    path === undefined ? '' : path,
  ].filter((part) => part !== '');
  return `What was given cannot be used in ${many}${where.length === 0 ? '' : `; the first is in ${where.join(', ')}`}. Nothing was changed.`;
}

const DISK = 'The disk is full. Make room, then try again.';
const STOPPED = 'The database stopped in the middle. What was not finished is undone.';

const WORDS: Readonly<Record<string, string>> = {
  ENOSPC: DISK,
  EDQUOT: DISK,
  '53100': DISK,
  EROFS: 'The disk can only be read. Give the worker a folder that can be written to.',
  EACCES: 'The worker may not read or write one of its files.',
  EPERM: 'The worker may not read or write one of its files.',
  ENOENT: 'A file or folder that is needed is not there.',
  EMFILE: 'Too many files are open on the machine of the worker.',
  ENFILE: 'Too many files are open on the machine of the worker.',
  ENOMEM: 'The machine of the worker has too little memory.',
  '53200': 'The database has too little memory.',
  '53300': 'The database has no connection left: others are at work.',
  '40001': 'Others were at work on the same rows.',
  '40P01': 'Others were at work on the same rows.',
  '55P03': 'Others were at work on the same rows.',
  '57014': 'It took too long and was stopped.',
  '57P01': STOPPED,
  '57P02': STOPPED,
  '57P03': 'The database is starting or stopping.',
  ECONNREFUSED: STOPPED,
  ECONNRESET: STOPPED,
  EPIPE: STOPPED,
  ETIMEDOUT: 'Another machine did not answer in time.',
  ENOTFOUND: 'A machine that is needed is not known by its name.',
};

function codeOf(error: Error): string {
  const { code } = error as Error & { readonly code?: unknown };
  if (typeof code === 'string') return code;
  return /^(Connection terminated|Client was closed)/.test(error.message) ? 'ECONNRESET' : '';
}
