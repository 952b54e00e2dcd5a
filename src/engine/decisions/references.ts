import { parseDay } from '../calendar/day.ts';
import type { Day } from '../calendar/day.ts';
import type { EventFact } from '../facts.ts';
import type { StudentContext } from '../student-context.ts';
import type { Trigger } from '../triggers/find-triggers.ts';
import type { CompiledWindow } from '../triggers/windows.ts';

/** An `issued`, `declined` or `approved` event with its `ref` taken apart: `CODE`, `CODE#n`, either with `@CYCLE`. */
export interface Reference {
  readonly event: EventFact;
  readonly code: string;
  readonly occurrence: number;
  /** undefined: the cycle that contains the event's date. null: what stands behind `@` is no day. */
  readonly cycle: Day | null | undefined;
}

/** The references of one kind in the school year, in order of date. Source: criteria.md section 7. */
export function referencesOf(context: StudentContext, kind: 'issued' | 'declined' | 'approved'): Reference[] {
  if (context.events.length === 0) return [];
  return context.events.filter((event) => event.event === kind).map(parseReference);
}

function parseReference(event: EventFact): Reference {
  const [, code = '', number, cycle] = /^([^#@]*)(?:#(\d+))?(?:@(.*))?$/.exec(event.ref) ?? [];
  return {
    event,
    code,
    occurrence: number === undefined ? 1 : Number(number),
    cycle: cycle === undefined ? undefined : (parseDay(cycle) ?? null),
  };
}

/** Whether a reference names this trigger: code, occurrence, school where given, and cycle. */
export function namesTrigger(reference: Reference, { compiled, context, hit, occurrence }: Trigger): boolean {
  if (reference.code !== compiled.criterion.code || reference.occurrence !== occurrence) return false;
  if (reference.event.school !== undefined && reference.event.school !== context.school) return false;
  const cycle =
    reference.cycle === undefined ? compiled.window.on(context, reference.event.day)?.cycle : reference.cycle;
  return cycle === hit.window.cycle;
}

/** The ladder's cycle that a day lies in; NO_TERM for the days outside every term. */
export function ladderCycleOf(cycle: CompiledWindow, context: StudentContext, day: Day): Day {
  return cycle.on(context, day)?.cycle ?? NO_TERM;
}

/** The cycle of a ladder that a reference belongs to: of the day behind `@`, else of the event's date; undefined for a day of another year, and for an occurrence that no level has. */
export function ladderCycleOfReference(
  reference: Reference,
  cycle: CompiledWindow,
  context: StudentContext,
): Day | undefined {
  const day = reference.cycle === undefined ? reference.event.day : reference.cycle;
  if (reference.occurrence !== 1) return undefined;
  return day === null || day < context.yearStart || day > context.yearEnd
    ? undefined
    : ladderCycleOf(cycle, context, day);
}

/** All days outside every term are one cycle of a ladder. */
const NO_TERM: Day = -1;
