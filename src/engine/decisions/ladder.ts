import type { Day } from '../calendar/day.ts';
import type { Gap, Group } from '../policy.ts';
import type { Trigger } from '../triggers/find-triggers.ts';
import type { CompiledWindow } from '../triggers/windows.ts';
import type { StudentContext } from '../student-context.ts';
import { held } from './holds.ts';
import type { Decided } from './holds.ts';
import { ladderCycleOf, ladderCycleOfReference, namesTrigger } from './references.ts';
import type { Reference } from './references.ts';

export interface CompiledLadder {
  readonly group: Extract<Group, { mode: 'ladder' }>;
  readonly cycle: CompiledWindow;
  /** The codes of its levels, the lowest first. */
  readonly levels: readonly string[];
}

export interface LadderInput {
  readonly ladder: CompiledLadder;
  readonly context: StudentContext;
  /** The ladder's triggers, in order of date. */
  readonly triggers: readonly Trigger[];
  readonly issued: readonly Reference[];
  readonly declined: readonly Reference[];
}

/**
 * Decides the levels of one ladder, cycle by cycle. Returns: the candidates that no gap holds; everything else is written
 * into `decided`. Source: criteria.md section 7, `mode: ladder`.
 */
export function decideLadder(input: LadderInput, decided: Map<Trigger, Decided>): Trigger[] {
  const { ladder, context, triggers } = input;
  const cycles = Map.groupBy(triggers, (trigger) => ladderCycleOf(ladder.cycle, context, trigger.hit.day));
  return [...cycles].flatMap(([cycle, ofCycle]) => decideCycle(input, cycle, ofCycle, decided));
}

function decideCycle(
  input: LadderInput,
  cycle: Day,
  triggers: readonly Trigger[],
  decided: Map<Trigger, Decided>,
): Trigger[] {
  const { ladder, context } = input;
  const belongs = (reference: Reference): boolean =>
    ladderCycleOfReference(reference, ladder.cycle, context) === cycle ||
    triggers.some((trigger) => namesTrigger(reference, trigger));
  const issued = input.issued.filter((reference) => ladder.levels.includes(reference.code) && belongs(reference));
  const declined = input.declined.filter(belongs);
  const byLevel = Map.groupBy(triggers, (trigger) => trigger.compiled.criterion.code);

  const open: Trigger[] = [];
  for (const level of ladder.levels) {
    const ofLevel = byLevel.get(level);
    const counting = ofLevel && countingTrigger(ofLevel, issued, decided);
    if (counting === undefined) continue;
    if (issued.some((reference) => reference.code === level))
      decided.set(counting, { decision: 'issued', reason: null });
    else if (declined.some((reference) => reference.code === level))
      decided.set(counting, { decision: 'declined', reason: null });
    else open.push(counting);
  }
  const issuedLevels = ladder.levels.filter((level) => issued.some((reference) => reference.code === level));
  const candidates = chooseCandidates(ladder, open, issuedLevels, decided);
  const lastIssued = issued.length === 0 ? undefined : Math.max(...issued.map((reference) => reference.event.day));
  return candidates.filter((candidate) => {
    const gap = lastIssued === undefined ? undefined : failingGap(ladder.group.gap, candidate, lastIssued);
    if (gap !== undefined) decided.set(candidate, held(gap));
    return gap === undefined;
  });
}

/** If a level has several triggers an issued one counts, else the first; the others are suppressed by their own code. */
function countingTrigger(
  ofLevel: readonly Trigger[],
  issued: readonly Reference[],
  decided: Map<Trigger, Decided>,
): Trigger | undefined {
  const isNamed = (trigger: Trigger): boolean => issued.some((reference) => namesTrigger(reference, trigger));
  const counting = ofLevel.find(isNamed) ?? ofLevel[0];
  for (const trigger of ofLevel) {
    if (trigger === counting) continue;
    if (isNamed(trigger)) decided.set(trigger, { decision: 'issued', reason: null });
    else decided.set(trigger, { decision: 'suppressed', reason: `by:${trigger.compiled.criterion.code}` });
  }
  return counting;
}

/** Input: `open` are the triggered levels that are neither issued nor declined, the lowest first. */
function chooseCandidates(
  { group, levels }: CompiledLadder,
  open: readonly Trigger[],
  issuedLevels: readonly string[],
  decided: Map<Trigger, Decided>,
): readonly Trigger[] {
  if (group.skipped === 'all' || open.length === 0) return open;
  if (group.skipped === 'sequential') {
    const candidate = open[0] as Trigger;
    for (const later of open.slice(1)) decided.set(later, held(`after:${candidate.compiled.criterion.code}`));
    return [candidate];
  }
  const highest = open[open.length - 1] as Trigger;
  const highestIssued = issuedLevels[issuedLevels.length - 1];
  const isAbove =
    highestIssued === undefined || levels.indexOf(highest.compiled.criterion.code) > levels.indexOf(highestIssued);
  const by = isAbove ? highest.compiled.criterion.code : highestIssued;
  for (const trigger of open) {
    if (!isAbove || trigger !== highest) decided.set(trigger, { decision: 'satisfied', reason: `by:${by}` });
  }
  return isAbove ? [highest] : [];
}

/** The first part of the gap that does not hold yet. Input: `since`, the latest date on which a level was issued. */
function failingGap(
  { schoolDays, further, event }: Gap,
  { compiled, context }: Trigger,
  since: Day,
): string | undefined {
  const { schooling, through } = context;
  if (schoolDays !== undefined && schooling.ownSessionDays(since + 1, through) < schoolDays) return 'gap:school-days';
  if (further !== undefined) {
    const added = new Set(compiled.rules.flatMap((rule) => rule.measure(context).additions));
    const later = [...added].filter((day) => day > since && compiled.window.on(context, day) !== undefined);
    if (later.length < further) return 'gap:further';
  }
  if (event !== undefined && !context.events.some((fact) => fact.event === event && fact.day > since))
    return `gap:event:${event}`;
  return undefined;
}
