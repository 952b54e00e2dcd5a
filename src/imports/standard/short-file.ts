/** Finds out whether a file is suspiciously short: more than a fifth of a school's records missing, or a cut last line. */
import type { TruncatedLine } from '../../bundle/index.ts';
import type { Day } from '../../engine/index.ts';
import type { StoredSchool } from './compare-attendance.ts';
import type { SchoolCoverage } from './coverage.ts';

/** One school of the bundle (`schools.csv`) or of its attendance. */
export interface SchoolCount {
  readonly name: string;
  /** undefined: the file has no row of the school. */
  readonly coverage: SchoolCoverage | undefined;
  /** undefined: nothing is stored of it for the years of the file. */
  readonly stored: StoredSchool | undefined;
  /** Rows of the school in the file of the last import that listed it; undefined: none did. */
  readonly before: number | undefined;
}

export interface Drop {
  readonly name: string;
  readonly old: number;
  readonly new: number;
}

/** A drop of exactly 20% is accepted, more is not. Source: the import's rule, docs/guides. */
const MOST_DROP_PERCENT = 20;

/**
 * The schools whose records dropped too much, each with its worst comparison: with what is stored of the days the file
 * covers; where the file starts at or before the earliest of those records, with the last file; where the file has no
 * record of the school at all, with both.
 * Input: `isEmptyFile`: the file has no row of any school.
 */
export function findDrops(schools: readonly SchoolCount[], isEmptyFile: boolean): readonly Drop[] {
  return schools.flatMap((school) => {
    const old = Math.max(...comparisons(school, isEmptyFile), 0);
    const rows = school.coverage?.rows ?? 0;
    return (old - rows) * 100 > old * MOST_DROP_PERCENT ? [{ name: school.name, old, new: rows }] : [];
  });
}

function comparisons(school: SchoolCount, isEmptyFile: boolean): readonly number[] {
  const { coverage, stored, before = 0 } = school;
  if (coverage === undefined) {
    if (before === 0) return [];
    return isEmptyFile ? [before] : stored !== undefined && stored.onDaysOfFile > 0 ? [stored.onDaysOfFile] : [];
  }
  if (stored === undefined) return [];
  return startsAtOrBefore(coverage.from, stored.earliest) ? [stored.covered, before] : [stored.covered];
}

function startsAtOrBefore(from: Day, earliest: Day): boolean {
  return from <= earliest;
}

/** The refusal in words, every school and the cut line at once (screens.md, string 16). */
export function shortFileMessage(drops: readonly Drop[], truncated: TruncatedLine | undefined): string {
  const lines = drops.map(
    (drop) =>
      `This file has ${percentOf(drop)} fewer records for ${drop.name} than the last one (${drop.new} instead of ${drop.old}).`,
  );
  if (truncated !== undefined) {
    lines.push(`attendance.csv:${truncated.line}: the last line is cut off: it has too few fields and no line break.`);
  }
  return `${lines.join('\n')}\nNothing was changed. If that is right, say why and go on: --accept-drop --reason "..."`;
}

/** Rounded down to a tenth, so that a drop that was refused never reads as less than it was allowed to be. */
function percentOf(drop: Drop): string {
  const tenths = Math.floor(((drop.old - drop.new) * 1000) / drop.old);
  if (tenths === MOST_DROP_PERCENT * 10) return `more than ${MOST_DROP_PERCENT}%`;
  return tenths % 10 === 0 ? `${tenths / 10}%` : `${(tenths / 10).toFixed(1)}%`;
}
