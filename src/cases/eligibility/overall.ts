/** Which of all statuses that hold is the overall one, and where a step of a ladder leads. Pure. */

export interface HoldingStatus {
  readonly source: string;
  readonly status: string;
  /** ISO; both included. null: open. */
  readonly from: string;
  readonly until: string | null;
}

/** Codes of the catalog by severity, the mildest first; `isEnded`: nobody is given it any more. */
export type Severities = readonly { readonly code: string; readonly severity: number; readonly isEnded?: boolean }[];

export interface Overall {
  readonly status: string;
  /** Last day of the most severe status; null: open, or nothing was ever said. */
  readonly until: string | null;
  /** Whose status it is; null where nobody says anything: then the mildest status of the catalog holds. */
  readonly source: string | null;
}

/** Whether it holds on a day. Ends: both included. */
export function holds({ from, until }: Pick<HoldingStatus, 'from' | 'until'>, on: string): boolean {
  return from <= on && (until === null || on <= until);
}

/**
 * The most severe status that holds on the day, over all sources; of equals the one that lasts longest.
 * A status that the catalog has not counts only where nothing else holds. Without any: the mildest of the catalog.
 */
export function overallStatus(statuses: readonly HoldingStatus[], severities: Severities, on: string): Overall {
  const rankOf = ({ status }: HoldingStatus): number => severities.find(({ code }) => code === status)?.severity ?? -1;
  const lastsUntil = ({ until }: HoldingStatus): string => until ?? '9999-12-31';
  const [worst] = statuses
    .filter((one) => holds(one, on))
    .toSorted(
      (a, b) => rankOf(b) - rankOf(a) || (lastsUntil(a) < lastsUntil(b) ? 1 : lastsUntil(a) > lastsUntil(b) ? -1 : 0),
    );
  if (worst !== undefined) return { status: worst.status, until: worst.until, source: worst.source };
  const mildest = severities.filter(({ isEnded }) => isEnded !== true).toSorted((a, b) => a.severity - b.severity)[0];
  return { status: mildest?.code ?? '', until: null, source: null };
}

/** As `eligibility:` of a pack: one status, or rows from current statuses to the next. */
export type EligibilitySteps = string | readonly { readonly from: readonly string[]; readonly to: string }[];

/** The new status; undefined where the current one stands in no row, and so stays. The first row that has it counts. */
export function nextStatus(steps: EligibilitySteps, current: string): string | undefined {
  if (typeof steps === 'string') return steps;
  return steps.find(({ from }) => from.includes(current))?.to;
}
