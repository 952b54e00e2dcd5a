/** What can go wrong with the machine or the database while a command runs, in words: no defect of ours. */

/**
 * What a person can do about it; undefined for everything else.
 * Ends: looks through the causes of an error too.
 */
export function circumstanceOf(error: unknown): string | undefined {
  for (let one = error, depth = 0; one instanceof Error && depth < 5; one = one.cause, depth += 1) {
    const words = WORDS[codeOf(one)];
    if (words !== undefined) return `${words} Run the command again then.`;
  }
  return undefined;
}

const DISK = 'The disk is full: make room. What was not finished is undone.';
const STOPPED = 'The database stopped while this command ran. What was not finished is undone.';

/** By the code of the system or of the server (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const WORDS: Readonly<Record<string, string>> = {
  ENOSPC: DISK,
  EDQUOT: DISK,
  '53100': DISK,
  EROFS: 'The disk can only be read: give a folder that can be written to.',
  EMFILE: 'Too many files are open on this machine: close some programs.',
  ENFILE: 'Too many files are open on this machine: close some programs.',
  '53300': 'The database has no connection left: others are at work.',
  '57P01': STOPPED,
  '57P02': STOPPED,
  '57P03': 'The database is starting or stopping: wait a moment.',
  ECONNREFUSED: STOPPED,
  ECONNRESET: STOPPED,
  EPIPE: STOPPED,
};

function codeOf(error: Error): string {
  const { code } = error as Error & { readonly code?: unknown };
  if (typeof code === 'string') return code;
  return error.message === 'Connection terminated unexpectedly' ? 'ECONNRESET' : '';
}
