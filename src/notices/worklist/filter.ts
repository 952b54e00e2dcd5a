/** Which lines of the worklist are asked for. */
import type { Decision } from '../../engine/index.ts';
import { ProblemError } from '../../problem.ts';

export interface WorklistFilter {
  /** The student's school now. */
  readonly school?: string;
  readonly pack?: string;
  readonly criterion?: string;
  readonly grade?: string;
  readonly students?: readonly string[];
  readonly decision?: DecisionFilter;
}

/**
 * `due` is the decision `issue`; `by-hand` is what needs no letter and no part of Rollcall carries out;
 * `changed` are notices whose facts changed after sending; `all` leaves nothing out.
 */
const DECISION_FILTERS = [
  'due',
  'by-hand',
  'held',
  'declined',
  'issued',
  'changed',
  'suppressed',
  'satisfied',
  'noted',
  'all',
] as const;
export type DecisionFilter = (typeof DECISION_FILTERS)[number];

/** What a filter looks at. */
export interface Filterable {
  readonly decision: Decision;
  readonly isChanged: boolean;
  /** Done by the calculation, without a person: never due to anyone. */
  readonly actsByItself: boolean;
  /** Names a kind that no part of Rollcall carries out: people do it. */
  readonly isLeftToPeople: boolean;
  readonly at: string;
  readonly pack: string;
  readonly criterion: string;
  readonly grade: string;
  readonly student: string;
}

/** Reads `--decision`; `issue` is understood as `due`. Fails: ProblemError that lists what may stand there. */
export function parseDecisionFilter(text: string): DecisionFilter {
  const wanted = text === 'issue' ? 'due' : text;
  const found = DECISION_FILTERS.find((one) => one === wanted);
  if (found === undefined)
    throw new ProblemError([{ path: '--decision', found: `"${text}"`, allowed: DECISION_FILTERS.join(', ') }]);
  return found;
}

/** Whether a line is asked for. Without `decision`: what waits for a person (due, held, declined, changed after sending). */
export function isAskedFor(line: Filterable, filter: WorklistFilter): boolean {
  return matchesPlace(line, filter) && matchesDecision(line, filter.decision);
}

/** The filter without its decision: what the counts of the head go by. */
export function matchesPlace(line: Filterable, filter: WorklistFilter): boolean {
  return (
    (filter.school === undefined || filter.school === line.at) &&
    (filter.pack === undefined || filter.pack === line.pack) &&
    (filter.criterion === undefined || filter.criterion === line.criterion) &&
    (filter.grade === undefined || filter.grade === line.grade) &&
    (filter.students === undefined || filter.students.includes(line.student))
  );
}

function matchesDecision(line: Filterable, decision: DecisionFilter | undefined): boolean {
  if (decision === 'all') return true;
  if (decision === undefined) return line.isChanged || isDue(line) || isHeld(line) || line.decision === 'declined';
  if (decision === 'due') return isDue(line);
  if (decision === 'by-hand') return isByHand(line);
  if (decision === 'held') return isHeld(line);
  if (decision === 'changed') return line.isChanged;
  return line.decision === decision && !line.isChanged;
}

/** Held, and it would wait for a person otherwise. */
export function isHeld(line: Pick<Filterable, 'decision' | 'isChanged' | 'actsByItself'>): boolean {
  return line.decision === 'held' && !line.isChanged && !line.actsByItself;
}

/** Due: nothing holds it, and it waits for a person to issue it. */
export function isDue(line: Pick<Filterable, 'decision' | 'isChanged' | 'actsByItself'>): boolean {
  return line.decision === 'issue' && !line.isChanged && !line.actsByItself;
}

/** Met and released without a person, but of a kind that no part of Rollcall carries out. */
export function isByHand(
  line: Pick<Filterable, 'decision' | 'isChanged' | 'actsByItself' | 'isLeftToPeople'>,
): boolean {
  return line.decision === 'issue' && !line.isChanged && line.actsByItself && line.isLeftToPeople;
}
