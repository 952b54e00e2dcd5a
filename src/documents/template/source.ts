import type { Problem } from '../../problem.ts';

/** A template's text with the problems found in it so far. Offsets count characters from 0. */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly problems: Problem[];
  refuse(offset: number, found: string, allowed: string): void;
}

export function createSource(text: string, file: string): Source {
  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const problems: Problem[] = [];
  return {
    file,
    text: clean,
    problems,
    refuse(offset, found, allowed) {
      problems.push({ file, ...placeOf(clean, offset), found: shorten(found), allowed });
    },
  };
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** What was found, on one line and no longer than a line. */
function shorten(found: string): string {
  const line = found.replaceAll(/\s+/g, ' ').trim();
  return line.length > 120 ? `${line.slice(0, 117)}...` : line;
}
