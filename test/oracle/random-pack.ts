/** A random pack that follows the rules of section 9. */
import type { Dice } from './dice.ts';
import { addDays, datesBetween } from './dates.ts';
import type { CriterionText, GroupText, PackFileText, PackText, RuleText, WindowText } from './pack-text.ts';
import { EVENTS, OWN_EVENT, randomRule, randomViews, randomWindow } from './random-rules.ts';
import { TERM_KINDS } from './random-district.ts';
import type { District } from './random-district.ts';
import { FLAGS, GRADES } from './random-students.ts';

/** What may stand under `then`; the first three only communicate. */
const THEN: readonly Record<string, unknown>[][] = [
  [{ letter: 'notice' }],
  [{ letter: 'notice', history: 'year' }, { notification: 'missed-school' }],
  [],
  [{ task: 'call the family' }],
  [{ letter: 'notice' }, { plan: 'intervention' }],
];

export function randomPack(dice: Dice, district: District): PackText {
  const views = randomViews(dice, district);
  const groups = ['g1', 'g2'].slice(0, dice.pick([0, 1, 1, 2])).map((id) => randomGroup(dice, id));
  const pack: PackFileText = {
    id: 'random',
    title: 'Random pack',
    version: '2025.1',
    sources: [{ title: 'None', reviewed: '2025-07-01' }],
  };
  const start = district.yearStart.slice(5);
  if (start !== '07-01' || dice.chance(0.5)) pack.schoolYear = { start };
  if (dice.chance(0.3)) pack.countThrough = dice.pick(['previous-day', 'previous-day', 'as-of'] as const);
  if (dice.chance(0.3)) pack.intervals = randomIntervals(dice, district);
  pack.events = [OWN_EVENT];
  if (Object.keys(views).length > 0) pack.views = views;
  if (groups.length > 0) pack.groups = groups;
  const surroundings = { views: Object.keys(views), groups };
  const criteria = Array.from({ length: dice.int(4, 9) }, (_, index) =>
    randomCriterion(dice, district, { code: `C${index + 1}`, ...surroundings }),
  );
  if (dice.chance(0.3)) addLadder(dice, pack, criteria);
  const first = criteria[0] as CriterionText;
  if (dice.chance(0.3) && (first.repeat ?? 'once') === 'once')
    criteria.splice(0, 1, ...twoDefinitions(dice, district, first, Object.keys(views)));
  return { pack, criteria };
}

/** A plain ladder with a gap: levels that are reached one after the other. */
function addLadder(dice: Dice, pack: PackFileText, criteria: CriterionText[]): void {
  const group = { ...randomGroup(dice, 'steps'), mode: 'ladder' as const };
  group.gap = dice.pick([
    { schoolDays: dice.int(1, 10) },
    { further: dice.int(1, 3) },
    { schoolDays: 2, further: 1 },
    { further: 1, event: dice.pick(EVENTS) },
  ]);
  pack.groups = [...(pack.groups ?? []), group];
  let atLeast = 0;
  for (const code of ['S1', 'S2', 'S3'].slice(0, dice.int(2, 3))) {
    atLeast += dice.int(1, 3);
    const when: RuleText = {
      type: 'total',
      counts: [{ status: ['absent', 'tardy'] }],
      measure: dice.pick(['dates', 'periods'] as const),
      atLeast,
    };
    criteria.push({
      code,
      title: code,
      description: 'A level',
      group: 'steps',
      order: criteria.length,
      when,
      then: dice.pick(THEN),
    });
  }
}

function randomIntervals(
  dice: Dice,
  district: District,
): Record<string, { name: string; start: string; end: string }[]> {
  const names = ['I1', 'I2', 'I3'].slice(0, dice.int(1, 3));
  let start = addDays(district.yearStart, dice.int(-5, 10));
  const intervals = names.map((name) => {
    const interval = { name, start, end: addDays(start, dice.int(10, 40)) };
    start = addDays(interval.end, dice.pick([1, 1, 6]));
    return interval;
  });
  return { [dice.pick(['block', ...TERM_KINDS])]: intervals };
}

function randomGroup(dice: Dice, id: string): GroupText {
  if (dice.chance(0.4)) return { id, mode: 'first-match' };
  const group: GroupText = { id, mode: 'ladder' };
  const cycle = dice.pick<WindowText | undefined>([
    'year',
    'month',
    { term: 'quarter' },
    { term: 'semester' },
    undefined,
    undefined,
  ]);
  if (cycle !== undefined) group.cycle = cycle;
  if (dice.chance(0.8)) group.skipped = dice.pick(['sequential', 'highest', 'all'] as const);
  if (dice.chance(0.65)) {
    const gap: NonNullable<GroupText['gap']> = {};
    if (dice.chance(0.5)) gap.schoolDays = dice.int(1, 12);
    if (dice.chance(0.5)) gap.further = dice.int(1, 4);
    if (dice.chance(0.3) || Object.keys(gap).length === 0) gap.event = dice.pick(EVENTS);
    group.gap = gap;
  }
  return group;
}

interface Surroundings {
  readonly code: string;
  readonly views: readonly string[];
  readonly groups: readonly GroupText[];
}

function randomCriterion(dice: Dice, district: District, { code, views, groups }: Surroundings): CriterionText {
  const group = groups.length > 0 && dice.chance(0.85) ? dice.pick(groups) : undefined;
  // Levels of a ladder and rivals in a group are mostly easy to reach, so that they meet.
  const when = group !== undefined && dice.chance(0.6) ? easyWhen(dice) : randomWhen(dice, district, views);
  const criterion: CriterionText = { code, title: `Criterion ${code}`, description: 'Random', when, source: 'None' };
  if (group !== undefined) {
    criterion.group = group.id;
    if (dice.chance(0.9)) criterion.order = dice.int(1, 5);
  }
  if (group?.mode !== 'ladder') {
    const repeat = randomRepeat(dice, when);
    if (repeat !== undefined) criterion.repeat = repeat;
    if (dice.chance(group?.mode === 'first-match' ? 0.4 : 0.25))
      criterion.scope = dice.pick(['school', 'school', 'district'] as const);
    if (dice.chance(0.2)) criterion.maxPerCycle = dice.int(1, 3);
  }
  if (dice.chance(0.28))
    criterion.release = dice.pick([
      'review',
      'none',
      { approve: 'administrator' },
      { approve: 'administrator' },
    ] as const);
  if (dice.chance(0.3)) criterion.settle = dice.int(0, 8);
  if (dice.chance(0.25)) criterion.exempt = dice.some(FLAGS.slice(1));
  if (dice.chance(0.2)) criterion.effective = randomEffective(dice, district);
  if (dice.chance(0.1)) criterion.grades = dice.some(GRADES);
  if (dice.chance(0.12)) criterion.schools = dice.some(district.schools);
  criterion.then = dice.pick(THEN);
  if (criterion.release === undefined && dice.chance(0.1)) {
    criterion.release = 'automatic';
    criterion.then = [{ plan: 'intervention' }];
  }
  return criterion;
}

function randomWhen(dice: Dice, district: District, views: readonly string[]): CriterionText['when'] {
  const window = randomWindow(dice);
  const windowed = window === undefined ? {} : { window };
  if (dice.chance(0.15)) {
    return { any: Array.from({ length: dice.int(2, 3) }, () => randomRule(dice, district, views)), ...windowed };
  }
  return { ...randomRule(dice, district, views), ...windowed };
}

function easyWhen(dice: Dice): RuleText {
  const window = dice.pick<WindowText | undefined>([undefined, undefined, 'month', { term: 'quarter' }]);
  const counts = [{ status: ['absent', ...(dice.chance(0.5) ? ['tardy'] : [])] }];
  return { type: 'total', counts, ...(window === undefined ? {} : { window }), atLeast: dice.int(1, 6) };
}

function randomRepeat(dice: Dice, when: CriterionText['when']): CriterionText['repeat'] {
  if ('any' in when || dice.chance(0.4)) return dice.pick(['once', undefined] as const);
  if (when.type === 'total' && when.atMost === undefined && dice.chance(0.6)) return { every: everyOf(dice, when) };
  return ['total', 'same', 'pattern'].includes(when.type) ? 'each' : undefined;
}

function everyOf(dice: Dice, rule: RuleText): number {
  if (rule.measure === 'days') return dice.pick([0.5, 1, 2]);
  if (rule.measure === 'minutes') return dice.pick([60, 150, 400]);
  return dice.int(1, 3);
}

function randomEffective(dice: Dice, district: District): { from?: string; until?: string } {
  const [a, b] = dice.shuffle(datesBetween(district.first, district.last)).slice(0, 2).toSorted();
  return dice.pick([{ from: a as string }, { until: b as string }, { from: a as string, until: b as string }]);
}

/** One code, defined anew from a date on: another rule, perhaps another window. */
function twoDefinitions(
  dice: Dice,
  district: District,
  first: CriterionText,
  views: readonly string[],
): CriterionText[] {
  const change = dice.pick(datesBetween(district.first, district.last).slice(3));
  const later = { ...first, effective: { from: dice.chance(0.7) ? change : addDays(change, 3) } };
  later.when = dice.chance(0.3) ? first.when : randomWhen(dice, district, views);
  return [{ ...first, effective: { until: change } }, later];
}
