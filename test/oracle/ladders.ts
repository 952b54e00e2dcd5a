/** Section 7, `mode: ladder`: each cycle of the ladder is decided by itself. */
import { addDays, byText, datesBetween, laterOf } from './dates.ts';
import { byOrder, decideHolds, isIssued } from './holds.ts';
import type { Decided } from './holds.ts';
import { rulesOf, windowOf } from './pack-text.ts';
import type { GroupText } from './pack-text.ts';
import { isOf, namedEvents } from './refs.ts';
import type { Named } from './refs.ts';
import { addsTo } from './rules.ts';
import { schoolDaysAfter } from './scene.ts';
import type { Scene } from './scene.ts';
import type { Trigger } from './triggers.ts';
import { cycleOf } from './windows.ts';

interface Level {
  readonly code: string;
  /** 0 is the lowest. */
  readonly height: number;
  /** Its triggers in the ladder's cycle, the earliest first. */
  readonly triggers: Trigger[];
  readonly issued: Named[];
  readonly declined: Named[];
  readonly approved: Named[];
}

export function decideLadder(group: GroupText, triggers: readonly Trigger[], student: Scene): Decided[] {
  const cycles = new Set(triggers.map((trigger) => ladderCycle(group, student, trigger.date)));
  return [...cycles].flatMap((cycle) => {
    const members = triggers.filter((trigger) => ladderCycle(group, student, trigger.date) === cycle);
    return decideCycle(group, levelsIn(group, cycle, members, student), student);
  });
}

/** Days outside every term are one cycle; a day outside the school year lies in none. */
function ladderCycle(group: GroupText, student: Scene, date: string): string {
  const { yearStart, yearEnd } = student.calculation;
  if (date < yearStart || date > yearEnd) return 'none';
  return cycleOf(group.cycle ?? 'year', student, date) ?? 'outside every term';
}

function levelsIn(group: GroupText, cycle: string, members: readonly Trigger[], student: Scene): Level[] {
  const criteria = student.calculation.pack.criteria
    .filter((criterion) => criterion.group === group.id && criterion.release !== 'none')
    .toSorted(byOrder);
  const codes = [...new Set(criteria.map((criterion) => criterion.code))];
  return codes.map((code, height) => {
    const triggers = members
      .filter((trigger) => trigger.criterion.code === code)
      .toSorted((a, b) => byText(a.date, b.date));
    const events = (kind: string): Named[] =>
      namedEvents(student, kind).filter(
        (event) =>
          event.code === code &&
          event.occurrence === 1 &&
          (ladderCycle(group, student, event.cycle ?? event.date) === cycle ||
            triggers.some((trigger) => isOf(event, trigger))),
      );
    return {
      code,
      height,
      triggers,
      issued: events('issued'),
      declined: events('declined'),
      approved: events('approved'),
    };
  });
}

/** The trigger that counts: an issued one, else the first. */
function countingTrigger(level: Level, student: Scene): Trigger | undefined {
  return level.triggers.find((trigger) => isIssued(trigger, student)) ?? level.triggers[0];
}

function decideCycle(group: GroupText, levels: Level[], student: Scene): Decided[] {
  const candidates = candidatesOf(group, levels);
  return levels.flatMap((level) =>
    level.triggers.map((trigger): Decided => {
      if (isIssued(trigger, student)) return { trigger, decision: 'issued', reason: null };
      if (trigger !== countingTrigger(level, student))
        return { trigger, decision: 'suppressed', reason: `by:${level.code}` };
      if (level.issued.length > 0) return { trigger, decision: 'issued', reason: null };
      if (level.declined.length > 0) return { trigger, decision: 'declined', reason: null };
      if (candidates.includes(level)) return decideCandidate(group, level, { levels, trigger, student });
      return decidePassedOver(group, levels, candidates[0], trigger);
    }),
  );
}

function isOpen(level: Level): boolean {
  return level.triggers.length > 0 && level.issued.length === 0 && level.declined.length === 0;
}

function highestIssued(levels: Level[]): Level | undefined {
  return levels.findLast((level) => level.issued.length > 0);
}

function candidatesOf(group: GroupText, levels: Level[]): Level[] {
  const open = levels.filter(isOpen);
  if (group.skipped === 'all') return open;
  if (group.skipped !== 'highest') return open.slice(0, 1);
  const above = highestIssued(levels)?.height ?? -1;
  return open.filter((level) => level.height > above).slice(-1);
}

/** An open level that is no candidate. */
function decidePassedOver(group: GroupText, levels: Level[], candidate: Level | undefined, trigger: Trigger): Decided {
  if (group.skipped !== 'highest') return { trigger, decision: 'held', reason: `after:${candidate?.code}` };
  const by = candidate ?? highestIssued(levels);
  return { trigger, decision: 'satisfied', reason: `by:${by?.code}` };
}

interface CandidateOf {
  readonly levels: Level[];
  readonly trigger: Trigger;
  readonly student: Scene;
}

function decideCandidate(group: GroupText, level: Level, { levels, trigger, student }: CandidateOf): Decided {
  const issuedOn = levels.flatMap((one) => one.issued.map((event) => event.date)).toSorted(byText);
  const latest = issuedOn.at(-1);
  const gap = latest === undefined ? null : failingGap(group, trigger, student, latest);
  if (gap !== null) return { trigger, decision: 'held', reason: gap };
  return decideHolds(
    trigger,
    student,
    level.approved.some((event) => event.date >= trigger.date),
  );
}

/** The first part of the gap that does not hold yet. */
function failingGap(group: GroupText, trigger: Trigger, student: Scene, latest: string): string | null {
  const gap = group.gap ?? {};
  if (gap.schoolDays !== undefined && schoolDaysAfter(student, latest) < gap.schoolDays) return 'gap:school-days';
  if (gap.further !== undefined && furtherDates(trigger, student, latest) < gap.further) return 'gap:further';
  const happened = student.events.some((event) => event.event === gap.event && event.date > latest);
  return gap.event === undefined || happened ? null : `gap:event:${gap.event}`;
}

/** Dates after `latest` that add to the level's measure. */
function furtherDates(trigger: Trigger, student: Scene, latest: string): number {
  const { asOf, yearStart } = student.calculation;
  return datesBetween(laterOf(addDays(latest, 1), yearStart), asOf).filter((date) =>
    rulesOf(trigger.criterion).some((rule) => addsTo(rule, windowOf(trigger.criterion), student, date)),
  ).length;
}
