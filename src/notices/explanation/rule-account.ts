/** How one rule stands for one student on one day: everything a sentence of "Why?" or "Why not?" may need. */
import type { CodeFact, Criterion, Day, EvidenceRecord, RuleProgress, Window } from '../../engine/index.ts';

export interface RuleAccount {
  /** The student's first name. */
  readonly name: string;
  readonly criterion: Criterion;
  readonly window: Window;
  /** First day looked at; null where nothing is counted. */
  readonly windowStart: Day | null;
  /** Last day looked at. */
  readonly through: Day;
  /** false: told of a cycle that is over. */
  readonly isCurrent: boolean;
  readonly progress: RuleProgress;
  /** A band that was jumped over: the date, and the count before and after it. */
  readonly jump: { readonly day: Day; readonly before: number; readonly after: number } | null;
  /** `pattern` in a row: the longest row. */
  readonly row: Row | null;
  /** `event`: the first such event. */
  readonly recorded: { readonly day: Day; readonly by: string } | null;
  /** Code and school to what the code means. */
  readonly codeOf: (record: EvidenceRecord) => CodeFact | undefined;
}

export interface Row {
  readonly length: number;
  readonly start: Day;
  readonly end: Day;
  /** The day in session that ended it, and what stood on it; null while nothing has ended it. */
  readonly brokenBy: { readonly day: Day; readonly codes: readonly string[] } | null;
  readonly bridged: readonly Day[];
}

/** The dates of the counted records, each once, in order. */
export function datesOf(records: readonly EvidenceRecord[]): readonly Day[] {
  return [...new Set(records.map((record) => record.day))].toSorted((a, b) => a - b);
}
