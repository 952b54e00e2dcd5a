/** Random rules, windows, views and selectors of a pack: only what a valid pack may say. */
import type { Dice } from './dice.ts';
import type { OnlyText, RuleText, SelectorText, ViewPartText, ViewRowText, ViewText, WindowText } from './pack-text.ts';
import { CODE_GROUPS, PERIOD_NAMES, TERM_KINDS } from './random-district.ts';
import type { District } from './random-district.ts';

export const OWN_EVENT = 'home-visit';
export const EVENTS = [
  'letter-sent',
  'letter-received',
  'contact-made',
  'meeting-held',
  'contract-violated',
  OWN_EVENT,
];
/** What an event may speak of, and a `since` window ask for. */
export const REFS = ['C1', 'C2', 'x', 'C1', 'C2#2', 'C1@2025-07-01', 'x@2025-07-01'];
const STATUSES = ['absent', 'tardy', 'left-early', 'present', 'exempt'];
const EXCUSES = ['excused', 'unexcused', 'unverified'];
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

export function randomWindow(dice: Dice): WindowText | undefined {
  switch (dice.int(0, 9)) {
    case 0:
    case 1:
      return undefined;
    case 2:
      return 'year';
    case 3:
      return 'month';
    case 4:
    case 5:
      return { term: dice.pick([...TERM_KINDS, 'block']) };
    case 6:
      return { days: dice.pick([1, 7, 14, 28]) };
    case 7:
      return { schoolDays: dice.pick([1, 5, 10, 20]) };
    default:
      return randomSince(dice);
  }
}

function randomSince(dice: Dice): WindowText {
  const since = dice.pick([...EVENTS, 'issued', 'issued', 'declined']);
  return dice.chance(0.5) ? { since } : { since, ref: dice.pick(REFS) };
}

function randomCounts(dice: Dice, district: District): SelectorText[] {
  const one = (): SelectorText => randomSelector(dice, district);
  return dice.chance(0.3) ? [one(), one()] : [one()];
}

function randomSelector(dice: Dice, district: District): SelectorText {
  if (dice.chance(0.25)) return { status: ['absent'] };
  const selector: SelectorText = {};
  if (dice.chance(0.45)) selector.status = dice.some(STATUSES.slice(0, 3));
  if (dice.chance(0.04)) selector.status = dice.some(STATUSES);
  if (dice.chance(0.35)) selector.excuse = dice.some(EXCUSES);
  if (dice.chance(0.15)) selector.codes = dice.some(district.codes);
  if (dice.chance(0.15)) selector.groups = dice.some(CODE_GROUPS);
  if (dice.chance(0.08)) selector.minutesOver = dice.pick([0, 30, 45]);
  if (dice.chance(0.08)) selector.minutesAtLeast = dice.pick([30, 31, 60]);
  if (dice.chance(0.05)) selector.minutesUnder = dice.pick([60, 200]);
  if (dice.chance(0.05)) selector.minutesAtMost = dice.pick([30, 120]);
  if (dice.chance(0.15)) selector.wholeDay = dice.chance(0.5);
  if (Object.keys(selector).length === 0) selector.excuse = ['unexcused'];
  // Bounds that nothing can meet may be pointed out by a checker.
  if (selector.minutesAtMost !== undefined) {
    delete selector.minutesOver;
    delete selector.minutesAtLeast;
  }
  if (selector.minutesUnder !== undefined) {
    delete selector.minutesAtLeast;
    if (selector.minutesOver !== undefined) selector.minutesOver = 15;
  }
  return selector;
}

function maybeOnly(dice: Dice, probability: number): { only?: OnlyText } {
  if (!dice.chance(probability)) return {};
  const only: OnlyText = {};
  if (dice.chance(0.6)) only.weekdays = dice.shuffle(WEEKDAYS).slice(0, dice.int(1, 5));
  if (only.weekdays === undefined || dice.chance(0.3))
    only.periods = dice.shuffle(PERIOD_NAMES).slice(0, dice.int(1, 4));
  return { only };
}

function band(
  dice: Dice,
  choices: readonly number[],
  width: number,
  probability: number,
): { atLeast: number; atMost?: number } {
  const atLeast = dice.pick(choices);
  return dice.chance(probability) ? { atLeast, atMost: atLeast + width * dice.int(0, 2) } : { atLeast };
}

export function randomViews(dice: Dice, district: District): Record<string, ViewText> {
  const views: Record<string, ViewText> = {};
  for (const name of ['v1', 'half-and-full'].slice(0, dice.int(0, 2))) {
    const parts = Array.from({ length: dice.int(1, 2) }, () => randomPart(dice, district));
    views[name] = dice.chance(0.3) ? { cap: dice.pick([0.5, 0.75, 1]), parts } : { parts };
  }
  return views;
}

function randomPart(dice: Dice, district: District): ViewPartText {
  const part: ViewPartText = { counts: randomCounts(dice, district) };
  const by = dice.pick(['periods', 'minutes', 'share', undefined] as const);
  if (by !== undefined) part.by = by;
  const thresholds = by === 'minutes' ? [150, 60, 30] : by === 'share' ? [66.667, 50, 25] : [4, 2, 1];
  const from = dice.int(0, 2);
  part.rows = thresholds.slice(from).map((threshold, index): ViewRowText => {
    const value = [1, 0.5, 0.25][from + index] as number;
    return dice.chance(0.3) ? { over: threshold, value } : { atLeast: threshold, value };
  });
  if (dice.chance(0.1)) {
    delete part.rows;
    delete part.by;
  }
  if (dice.chance(0.25)) part.cap = dice.pick([0.25, 0.5, 0.8]);
  return part;
}

/** A rule without its window. */
export function randomRule(dice: Dice, district: District, views: readonly string[]): RuleText {
  const counts = randomCounts(dice, district);
  const counted = (): Pick<RuleText, 'counts' | 'view'> =>
    views.length > 0 && dice.chance(0.6) ? { view: dice.pick(views) } : { counts };
  switch (dice.int(0, 9)) {
    case 0:
    case 1:
      return {
        type: 'total',
        counts,
        ...maybeOnly(dice, 0.3),
        ...measure(dice, 'dates'),
        ...band(dice, [1, 2, 3, 5], 1, 0.25),
      };
    case 2:
      return {
        type: 'total',
        counts,
        ...maybeOnly(dice, 0.3),
        measure: 'periods',
        ...band(dice, [1, 3, 6, 9], 1, 0.25),
      };
    case 3:
      return {
        type: 'total',
        ...counted(),
        ...maybeOnly(dice, 0.25),
        measure: 'days',
        ...band(dice, [0.25, 1, 1.5, 2.333, 4], 0.5, 0.2),
      };
    case 4:
      return {
        type: 'total',
        counts,
        ...maybeOnly(dice, 0.25),
        measure: 'minutes',
        ...band(dice, [30, 200, 700, 1500], 100, 0.2),
      };
    case 5:
      return {
        type: 'same',
        by: dice.pick(['period', 'course'] as const),
        counts,
        ...maybeOnly(dice, 0.3),
        ...band(dice, [1, 2, 3, 5], 1, 0.25),
      };
    case 6:
    case 7:
      return randomPattern(dice, district);
    case 8:
      return {
        type: 'rate',
        ...counted(),
        ...percent(dice),
        ...(dice.chance(0.7) ? { minDays: dice.pick([1, 3, 10, 20]) } : {}),
      };
    default:
      return { type: 'event', event: dice.pick([...EVENTS, ...EVENTS, 'issued']) };
  }
}

function measure(dice: Dice, name: 'dates'): { measure?: 'dates' } {
  return dice.chance(0.5) ? { measure: name } : {};
}

function percent(dice: Dice): Pick<RuleText, 'atLeast' | 'over'> {
  const threshold = dice.pick([5, 10, 12.5, 20, 33.333, 50]);
  return dice.chance(0.3) ? { over: threshold } : { atLeast: threshold };
}

function randomPattern(dice: Dice, district: District): RuleText {
  const mode = (): { mode?: 'cumulative' | 'consecutive' } => {
    const chosen = dice.pick(['cumulative', 'consecutive', 'consecutive', undefined] as const);
    return chosen === undefined ? {} : { mode: chosen };
  };
  const rule: RuleText = { type: 'pattern', counts: randomCounts(dice, district), ...maybeOnly(dice, 0.5) };
  if (dice.chance(0.6)) rule.withinDay = { ...mode(), ...band(dice, [1, 1, 2, 3], 1, 0.3) };
  rule.days = { ...mode(), ...band(dice, [1, 2, 3, 4], 1, 0.25) };
  if (dice.chance(rule.days.mode === 'consecutive' ? 0.6 : 0.1)) rule.bridge = randomCounts(dice, district);
  return rule;
}
