/** English of rules: a criterion in words, "Why?", "Why not?" and the records that do not count. */
import type { Excuse, Selector, Status } from '../../../engine/index.ts';

/** What is narrowed by a criterion or rule, by name. */
export type Named = 'period' | 'grade' | 'school';
/** Tests of a selector's minutes, as written. */
export type MinutesTest = 'over' | 'atLeast' | 'under' | 'atMost';

const NOUNS: Readonly<Record<Status, string>> = {
  absent: 'absence',
  tardy: 'tardy',
  'left-early': 'early leaving',
  present: 'present mark',
  exempt: 'exempt mark',
};
const MINUTES: Readonly<Record<MinutesTest, string>> = {
  over: 'more than',
  atLeast: 'at least',
  under: 'less than',
  atMost: 'at most',
};

const list = (parts: readonly string[], word: string): string =>
  parts.length <= 1 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} ${word} ${parts.at(-1)}`;
const given = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

const excuses = (excuse: readonly Excuse[] | undefined): string =>
  list(
    (excuse ?? []).map((one) => (one === '' ? 'unmarked' : one)),
    'or',
  );

function withExcuse(excuse: readonly Excuse[] | undefined): string {
  if (excuse === undefined) return '';
  if (excuse.length === 1 && excuse[0] === 'unexcused') return 'without excuse';
  if (excuse.length === 1 && excuse[0] === 'excused') return 'with an excuse';
  return `(${excuses(excuse)})`;
}

const marks = ({ codes, groups }: Selector): string =>
  given([
    codes === undefined ? '' : `marked ${list(codes, 'or')}`,
    groups === undefined ? '' : `of group ${list(groups, 'or')}`,
  ]);

/** What is counted. Input: `minutes` in words, '' for none. */
const selectors = {
  join: (parts: readonly string[]): string => parts.join(', or '),
  minutesTest: (test: MinutesTest, count: number): string => `${MINUTES[test]} ${count}`,
  minutes: (tests: readonly string[]): string => `${tests.join(' and ')} minutes`,
  missed: (selector: Selector, minutes: string): string => {
    const place = selector.wholeDay === undefined ? '' : selector.wholeDay ? 'of a whole day' : 'of a period';
    return given([minutes, 'missed', withExcuse(selector.excuse), place, marks(selector)]);
  },
  record: (selector: Selector, minutes: string): string => {
    const kind = selector.wholeDay === undefined ? '' : selector.wholeDay ? 'whole-day' : 'period';
    const statuses = (selector.status ?? []).map((status) => NOUNS[status]);
    const noun = given([kind, excuses(selector.excuse), statuses.length === 0 ? 'record' : list(statuses, 'or')]);
    return given([/^[aeiou]/.test(noun) ? 'an' : 'a', noun, minutes === '' ? '' : `of ${minutes}`, marks(selector)]);
  },
};

const term = (name: string): string => name;

const windows = {
  inYear: 'in the school year',
  inMonth: 'in a calendar month',
  inTerm: (name: string): string => `in one ${term(name)}`,
  within: (_count: number, days: string): string => `within ${days}`,
  sinceLatest: (event: string): string => `since the latest "${event}"`,
  thisYear: (from: string): string => `this school year (since ${from})`,
  thisMonth: (isCurrent: boolean, from: string): string => `${isCurrent ? 'this' : 'in that'} month (since ${from})`,
  thisTerm: (isCurrent: boolean, name: string, from: string): string =>
    `${isCurrent ? 'this' : 'in that'} ${term(name)} (since ${from})`,
  last: (isCurrent: boolean, _count: number, days: string, from: string): string =>
    `${isCurrent ? 'in the last' : 'within'} ${days} (since ${from})`,
  sinceEvent: (event: string, day: string): string => `since "${event}" of ${day}`,
  nothingInYear: 'this school year',
  outsideTerm: (name: string): string => `outside every ${term(name)}`,
  withoutEvent: (event: string): string => `without "${event}" on record`,
  month: 'month',
  year: 'school year',
  term,
  timeSince: (event: string): string => `time since "${event}"`,
};

/** A criterion in words. */
const rule = {
  orMore: (least: number, units: string): string => `${least} or more ${units}`,
  exactly: (quantity: string): string => `exactly ${quantity}`,
  between: (least: number, most: number, units: string): string => `between ${least} and ${most} ${units}`,
  named: (what: Named, names: readonly string[]): string =>
    `${what}${names.length === 1 ? '' : 's'} ${list(names, 'and')}`,
  only: (limits: string, isOne: boolean): string => `Only ${limits} ${isOne ? 'is' : 'are'} looked at`,
  onlyClause: (limits: string, isOne: boolean): string => `only ${limits} ${isOne ? 'is' : 'are'} looked at`,
  once: (clause: string): string => `On the first day on which ${clause}`,
  each: (clause: string): string => `On every day on which ${clause}`,
  every: (clause: string, step: string): string => `On the day on which ${clause}, and again at every ${step} more`,
  oneOf: (within: string, clauses: readonly string[]): string =>
    `one of these holds ${within}: ${clauses.join('; or ')}`,
  same: (what: string, band: string, by: 'course' | 'period'): string => `a student has ${what} ${band} in one ${by}`,
  rate: (percent: string, isOver: boolean, within: string, least: string, source: string): string =>
    `a student's absence is ${isOver ? `more than ${percent}` : `${percent} or more`} of the days enrolled${within}, after at least ${least}, ${source}`,
  event: (event: string): string => `"${event}" is recorded`,
  totalDays: (band: string, source: string): string => `a student's absences add up to ${band}, ${source},`,
  totalDates: (band: string, what: string): string => `a student has ${band} with ${what},`,
  totalMissed: (band: string, what: string): string => `a student misses ${band} by ${what},`,
  pattern: (what: string, days: string): string => `a student has ${what} on ${days}`,
  inRow: ' in a row',
  eachDay: (band: string, isInRow: boolean): string => `, ${band} each${isInRow ? ' one after the other' : ''},`,
  oneAfterTheOther: (band: string): string => `${band} one after the other`,
  bridge: (what: string): string => ` (${what} does not break the row)`,
  viewRow: ({ isOver, threshold, by, days }: ViewRow): string => {
    const amount = by === 'share' ? `${threshold}% of the day's periods` : `${threshold} ${by}`;
    return `${isOver ? 'more than' : 'at least'} ${amount} is ${days === 1 ? 'a day' : `${days} days`}`;
  },
  counting: (what: string): string => `counting ${what}`,
  byView: (view: string): string => `by "${view}"`,
  atMost: (times: string): string => `At most ${times} in one cycle.`,
  waits: (days: string): string => `Waits ${days}.`,
  notFor: (flags: readonly string[]): string =>
    `Not for students marked ${list(
      flags.map((flag) => `"${flag}"`),
      'or',
    )}.`,
  source: (source: string): string => `Source: ${source}.`,
  holdsFrom: (day: string): string => `Holds from ${day}.`,
  holdsUntil: (day: string): string => `Holds until ${day}.`,
  schoolsApart: 'Each school counts apart.',
  countedOnly: 'Counted only; sends nothing.',
  byItself: 'Acts by itself.',
  approval: (role: string): string => `Waits for ${role} to approve.`,
  then: (consequences: readonly string[]): string => `Then: ${consequences.join('; ')}.`,
  consequence: (kind: string, main: string | undefined, hasConference: boolean): string =>
    `${kind}${main === undefined ? '' : ` "${main}"`}${hasConference ? ' with a conference date' : ''}`,
};

/** A row of a view: so much missed is so many days. `share`: percent of the day's periods. */
export interface ViewRow {
  readonly isOver: boolean;
  readonly threshold: number;
  readonly by: 'periods' | 'minutes' | 'share';
  readonly days: number;
}

/** Values of a sentence of "Why?", each in words. */
interface Whys {
  readonly name: string;
  readonly what: string;
  readonly have: string;
  readonly need: string;
  readonly window: string;
  readonly days: string;
  readonly day: string;
}

const why = {
  dates: ({ name, what, have, window, days, need, day }: Whys): string =>
    `${name} had ${what} on ${have} ${window}: ${days}. The rule asks for ${need}. The last one needed was ${day}.`,
  periods: ({ name, what, have, window, need, day }: Omit<Whys, 'days'>): string =>
    `${name} missed ${have} by ${what} ${window}; the rule asks for ${need}. The last one needed was ${day}.`,
  lastPeriod: (period: string | null, day: string): string =>
    period === null ? `on ${day}` : `period ${period} on ${day}`,
  minutes: ({ name, what, have, window, need, day }: Omit<Whys, 'days'>): string =>
    `${name} missed ${have} by ${what} ${window}; the rule asks for ${need}, reached on ${day}.`,
  days: ({ name, have, window, days, need }: Omit<Whys, 'what' | 'day'>): string =>
    `${name} the days add up to ${have} ${window}: ${days}. The rule asks for ${need}.`,
  andNotMore: (least: string, most: string): string => `${least} and not more than ${most}`,
  rateOver: (percent: string): string => `more than ${percent}`,
  rateAtLeast: (percent: string): string => `${percent} or more`,
  byView: (view: string): string => `By "${view}"`,
  byCodes: 'By the values of the codes',
  period: (name: string): string => `period ${name}`,
  same: ({ name, what, have, window, need, place, by }: Omit<Whys, 'days' | 'day'> & Same): string =>
    `In ${place} ${name} had ${what} ${have} ${window}; the rule asks for ${need} in one ${by}.`,
  inRow: ({ name, what, have, day, days }: Omit<Whys, 'need' | 'window'> & { readonly isOne: boolean }): string =>
    `${name} had ${what} on ${have} in a row, ending ${day}: ${days}. Weekends and days without school do not break a row.`,
  anyDays: ({
    name,
    what,
    have,
    window,
    within,
    days,
    need,
  }: Omit<Whys, 'day'> & { readonly within: string }): string =>
    `On ${have} ${window} ${name} missed ${within} by ${what}: ${days}. The rule asks for ${need}.`,
  rate: ({
    name,
    have,
    window,
    need,
    percent,
    least,
  }: Pick<Whys, 'name' | 'have' | 'window' | 'need'> & Rate): string =>
    `${name} was absent ${have} ${window}, ${percent}; the rule asks for ${need}, after at least ${least}.`,
  event: (event: string, day: string, by: string): string =>
    `"${event}" was recorded on ${day}${by === '' ? '' : ` by ${by}`}. That alone meets the rule.`,
  oneOf: (conditions: string, day: string, sentence: string): string =>
    `One of ${conditions} is enough. This came first, on ${day}: ${sentence}`,
  numberEach: (number: number): string => `This is number ${number}; the rule repeats at every further day.`,
  numberEvery: (number: number, every: string): string =>
    `This is number ${number}; the rule repeats at every ${every}.`,
};

interface Same {
  readonly place: string;
  readonly by: 'course' | 'period';
}

interface Rate {
  readonly percent: string;
  readonly least: string;
}

const whyNot = {
  holdsFrom: (day: string): string => `The rule holds from ${day}.`,
  heldUntil: (day: string): string => `The rule held until ${day}.`,
  none: (conditions: string, sentences: string): string => `None of the ${conditions} is met: ${sentences}`,
  outside: (day: string, name: string, limit: string): string => `On ${day} ${name} was not in ${limit}.`,
  metOnce: (window: string, day: string): string => `Met once ${window}, on ${day}; it does not repeat.`,
  most: (cycle: string, most: number): string => `The most for one ${cycle} is ${most}.`,
  oneMore: (unit: string): string => `One ${unit} more would be the next.`,
  moreWouldBe: (_short: number, quantity: string, number: number, next: number): string =>
    `${quantity} more would be number ${number}, at ${next}.`,
  moreWouldMeet: (quantity: string): string => ` ${quantity} more would meet the rule.`,
  noEvent: (event: string, window: string): string => `No "${event}" is on record ${window}.`,
  dates: (name: string, what: string, part: string, window: string): string =>
    `${name} had ${what} on ${part} ${window}.`,
  periods: (part: string, window: string): string => `${part} counted ${window}.`,
  minutes: (part: string, window: string): string => `${part} ${window}.`,
  days: (view: string, part: string, window: string): string => `${view} the days add up to ${part} ${window}.`,
  jump: (day: string, counts: { before: number; after: number; need: number; most: number }): string =>
    `On ${day} the count went from ${counts.before} to ${counts.after}, past ${counts.need} to ${counts.most}. The rule was never met.`,
  withoutMinutes: (count: number, records: string): string =>
    ` ${records} without minutes ${count === 1 ? 'adds' : 'add'} nothing.`,
  same: (by: 'course' | 'period', have: number, which: string, need: number): string =>
    `The most in one ${by} is ${have}${which} of ${need}. Whole-day records do not count here.`,
  row: (part: string): string => `The longest row is ${part}.`,
  rowEnded: (day: string, reason: string): string => ` It ended on ${day}: ${reason}.`,
  bridged: (_count: number, days: string): string => ` ${days} did not break it.`,
  noDaySince: 'no day in session has come since',
  nothingOn: (day: string): string => `nothing is on record for ${day}`,
  doesNotCount: (_count: number, day: string, codes: string): string => `on ${day} ${codes} does not count`,
  otherPeriods: (days: string, within: string): string => ` On ${days} the periods were fewer or more than ${within}.`,
  tooEarly: (days: string, from: number): string => `Only ${days} so far; the rule looks from ${from} on.`,
  rate: (part: string, window: string, percent: string, need: string): string =>
    `${part} ${window} is ${percent}; the rule asks for ${need}.`,
  missing: (quantity: string): string => `${quantity} more`,
  missingEnrolled: (quantity: string): string => `${quantity} enrolled more`,
  missingEvent: (event: string): string => `"${event}" on record`,
  orElse: ' or ',
};

const STATUS: Readonly<Record<Status, string>> = {
  absent: 'absent',
  tardy: 'tardy',
  'left-early': 'left-early',
  present: 'present',
  exempt: 'exempt',
};

/** Why a record does not count. */
const record = {
  inPeriod: (period: string): string => ` period ${period}`,
  minutes: (minutes: number, asked: string): string => `${minutes} minutes, ${asked} asked for`,
  minutesUnknown: 'minutes unknown',
  weekday: 'another weekday',
  period: 'another period',
  wholeDay: 'a whole day does not count here',
  singlePeriod: 'a single period does not count here',
  addsNothing: 'adds nothing on this day',
  outsideCycle: (cycle: string): string => `outside every ${cycle}`,
  beforeCycle: (cycle: string): string => `before this ${cycle}`,
  noEventYet: (event: string): string => `no "${event}" on record yet`,
  beforeEvent: (event: string): string => `before "${event}"`,
  unknownCode: 'code not known',
  anotherCode: 'another code',
  meaning: (status: Status, excuse: Excuse): string => {
    if (status !== 'absent') return excuse === '' ? STATUS[status] : `${STATUS[status]}, ${excuse}`;
    return excuse === '' ? 'absent, without an excuse mark' : excuse;
  },
};

export const rules = { selectors, windows, rule, why, whyNot, record };
