/** Timing, and the shape in which a section hands in what it measured. */

/** One line of the table: ours against theirs, measured side by side. */
export interface Comparison {
  readonly title: string;
  readonly ours: string;
  readonly oursMs: number;
  readonly against: string;
  readonly againstMs: number;
  /** `faster`: theirs ÷ ours, at least the target. `slower`: ours ÷ theirs, at most the target. */
  readonly direction: 'faster' | 'slower';
  readonly target: number;
  /** Default: s. Else oursMs and againstMs hold amounts of this unit, as MB. */
  readonly unit?: string;
  /** What was measured on, and whatever helps to read the figures. */
  readonly figures: Readonly<Record<string, number | string>>;
}

export interface SectionResult {
  readonly section: string;
  readonly comparisons: readonly Comparison[];
  /** Of the process of the section, in MB. */
  readonly peakMemoryMb: number;
}

export interface SectionContext {
  readonly students: number;
  /** How often each side is measured; the median counts. */
  readonly rounds: number;
}

export type Section = (context: SectionContext) => Promise<readonly Comparison[]>;

export function ratioOf(comparison: Comparison): number {
  const { direction, oursMs, againstMs } = comparison;
  return direction === 'faster' ? againstMs / oursMs : oursMs / againstMs;
}

export function isReached(comparison: Comparison): boolean {
  const ratio = ratioOf(comparison);
  return comparison.direction === 'faster' ? ratio >= comparison.target : ratio <= comparison.target;
}

/** Milliseconds that the work takes, and what it returns. */
export async function timed<T>(work: () => T | Promise<T>): Promise<{ readonly ms: number; readonly result: T }> {
  globalThis.gc?.();
  const started = performance.now();
  const result = await work();
  return { ms: performance.now() - started, result };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] as number;
}

/** Runs both sides in turn, `rounds` times, so that a busy neighbour hits both. Returns the medians. */
export async function sideBySide(
  rounds: number,
  ours: () => unknown,
  theirs: () => unknown,
): Promise<{ readonly oursMs: number; readonly againstMs: number }> {
  const oursMs: number[] = [];
  const againstMs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    againstMs.push((await timed(theirs)).ms);
    oursMs.push((await timed(ours)).ms);
  }
  return { oursMs: median(oursMs), againstMs: median(againstMs) };
}

export function remark(text: string): void {
  process.stderr.write(`${text}\n`);
}
