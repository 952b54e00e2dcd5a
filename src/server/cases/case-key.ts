/** `C12` for an attendance file. */
import { problem } from '../problems.ts';

export const caseKeyOf = (caseId: number): string => `C${caseId}`;

/** With or without its letter. Fails: `not-found` for anything else. */
export function parseCaseKey(key: string): number {
  const digits = /^C?([1-9]\d{0,14})$/.exec(key)?.[1];
  if (digits === undefined) throw problem('not-found');
  return Number(digits);
}
