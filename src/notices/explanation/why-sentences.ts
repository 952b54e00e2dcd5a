/** "Why?": the sentence behind a trigger, one for each rule type. Source: screens.md 6.2. */
import type { Day, EvidenceRecord, Measure, PatternRule, SimpleRule, TotalRule } from '../../engine/index.ts';
import { fullDay, listOf, percentage, plainNumber, quantity, shortDay, unitOf } from './quantities.ts';
import type { Unit } from './quantities.ts';
import { datesOf } from './rule-account.ts';
import type { RuleAccount } from './rule-account.ts';
import { bandInWords, onlyInWords } from './rule-in-words.ts';
import { selectorsInWords } from './selectors-in-words.ts';
import { windowNow } from './window-in-words.ts';

/** What is told of one trigger. */
export interface Told {
  readonly day: Day;
  /** As printed in section 10. */
  readonly value: number;
  readonly occurrence: number;
  readonly evidence: readonly EvidenceRecord[];
}

/**
 * The sentences behind a trigger.
 * Input: one account for each rule as of the trigger date (`any`: in the order listed), and the trigger.
 */
export function whySentence(accounts: readonly RuleAccount[], told: Told): string {
  const held = accounts.find((account) => holds(account)) ?? accounts[0];
  if (held === undefined) return '';
  const sentence = [ruleSentence(held, told), limits(held)].filter((part) => part !== '').join(' ');
  if (held.criterion.when.type === 'any') {
    return `One of ${quantity(accounts.length, 'condition')} is enough. This came first, on ${fullDay(told.day)}: ${sentence}`;
  }
  return [sentence, numberInRow(held, told)].filter((part) => part !== '').join(' ');
}

/** Whether the account's rule is met at the end of its window. */
export function holds(account: RuleAccount): boolean {
  const { rule, have, enrolledDays } = account.progress;
  switch (rule.type) {
    case 'event':
      return account.recorded !== null && account.recorded.day === account.through;
    case 'rate':
      return (
        (enrolledDays ?? 0) >= rule.minDays &&
        (rule.test === 'over' ? have > rule.percent / 1000 : have >= rule.percent / 1000)
      );
    case 'pattern':
      return isWithin(have, rule.days.atLeast, rule.days.atMost);
    case 'same':
      return isWithin(have, rule.band.atLeast, rule.band.atMost);
    case 'total': {
      const most = rule.band.atMost === undefined ? undefined : plainNumber(rule.measure, rule.band.atMost);
      return isWithin(have, plainNumber(rule.measure, rule.band.atLeast), most);
    }
  }
}

/** `3 days`, `5 days and not more than 10 days`. */
export function needOf(rule: TotalRule): string {
  const unit = unitOf(rule.measure);
  const least = quantity(plainNumber(rule.measure, rule.band.atLeast), unit);
  if (rule.band.atMost === undefined) return least;
  return `${least} and not more than ${quantity(plainNumber(rule.measure, rule.band.atMost), unit)}`;
}

/** `10% or more`, `more than 10%`. */
export function rateNeed(rule: Extract<SimpleRule, { type: 'rate' }>): string {
  return rule.test === 'over' ? `more than ${percentage(rule.percent)}` : `${percentage(rule.percent)} or more`;
}

/** `By "half-and-full"`; a rule without a view goes by the values of the codes. */
export function byView(rule: TotalRule): string {
  return rule.view === undefined ? 'By the values of the codes' : `By "${rule.view.name}"`;
}

function ruleSentence(account: RuleAccount, told: Told): string {
  const { rule } = account.progress;
  switch (rule.type) {
    case 'total':
      return totalSentence(account, rule, told);
    case 'same':
      return sameSentence(account, rule, told);
    case 'pattern':
      return patternSentence(account, rule, told);
    case 'rate':
      return rateSentence(account, rule, told);
    case 'event':
      return eventSentence(account, rule.event, told);
  }
}

function totalSentence(account: RuleAccount, rule: TotalRule, told: Told): string {
  const have = quantity(told.value, unitOf(rule.measure));
  const what = selectorsInWords(rule.counts ?? []);
  const need = needOf(rule);
  const window = windowNow(account.window, account.windowStart, account.isCurrent);
  switch (rule.measure) {
    case 'dates':
      return `${account.name} had ${what} on ${have} ${window}: ${dayList(told.evidence)}. The rule asks for ${need}. The last one needed was ${fullDay(told.day)}.`;
    case 'periods':
      return `${account.name} missed ${have} by ${what} ${window}; the rule asks for ${need}. The last one needed was ${lastPeriod(told, rule)}.`;
    case 'minutes':
      return `${account.name} missed ${have} by ${what} ${window}; the rule asks for ${need}, reached on ${fullDay(told.day)}.`;
    case 'days':
      return `${byView(rule)} the days add up to ${have} ${window}: ${valueList(account, told)}. The rule asks for ${need}.`;
  }
}

function lastPeriod(told: Told, rule: TotalRule): string {
  const record = told.evidence[rule.band.atLeast - 1] ?? told.evidence.at(-1);
  const period = record?.day === told.day ? record.period : null;
  return period === null || period === undefined
    ? `on ${fullDay(told.day)}`
    : `period ${period} on ${fullDay(told.day)}`;
}

function valueList(account: RuleAccount, told: Told): string {
  return datesOf(told.evidence)
    .map((day) => `${shortDay(day)} ${account.progress.dayValues.get(day) ?? 0}`)
    .join(', ');
}

function sameSentence(account: RuleAccount, rule: Extract<SimpleRule, { type: 'same' }>, told: Told): string {
  const which = account.progress.which ?? '';
  const place = rule.by === 'period' ? `period ${which}` : which;
  const window = windowNow(account.window, account.windowStart, account.isCurrent);
  const need = bandInWords(rule.band, 'dates', 'time');
  return `In ${place} ${account.name} had ${selectorsInWords(rule.counts)} ${quantity(told.value, 'time')} ${window}; the rule asks for ${need} in one ${rule.by}.`;
}

function patternSentence(account: RuleAccount, rule: PatternRule, told: Told): string {
  const what = selectorsInWords(rule.counts);
  if (rule.days.mode === 'consecutive') {
    const days = quantity(told.value, 'school day');
    return `${account.name} had ${what} on ${days} in a row, ending ${fullDay(told.day)}: ${dayList(told.evidence)}. Weekends and days without school do not break a row.`;
  }
  const window = windowNow(account.window, account.windowStart, account.isCurrent);
  const within = bandInWords(rule.withinDay, 'periods');
  const need = bandInWords(rule.days, 'dates');
  return `On ${quantity(told.value, 'day')} ${window} ${account.name} missed ${within} by ${what}: ${dayList(told.evidence)}. The rule asks for ${need}.`;
}

function rateSentence(account: RuleAccount, rule: Extract<SimpleRule, { type: 'rate' }>, told: Told): string {
  const absent = (account.progress.absentThousandths ?? 0) / 1000;
  const enrolled = quantity(account.progress.enrolledDays ?? 0, 'day');
  const window = windowNow(account.window, account.windowStart, account.isCurrent);
  return `${account.name} was absent ${absent} of ${enrolled} ${window}, ${told.value}%; the rule asks for ${rateNeed(rule)}, after at least ${quantity(rule.minDays, 'day')}.`;
}

function eventSentence(account: RuleAccount, event: string, told: Told): string {
  const by = account.recorded === null || account.recorded.by === '' ? '' : ` by ${account.recorded.by}`;
  return `"${event}" was recorded on ${fullDay(told.day)}${by}. That alone meets the rule.`;
}

function limits(account: RuleAccount): string {
  const { rule } = account.progress;
  return onlyInWords(rule.type === 'rate' || rule.type === 'event' ? undefined : rule.only, account.criterion);
}

function numberInRow(account: RuleAccount, told: Told): string {
  const { repeat } = account.criterion;
  if (repeat === 'once') return '';
  if (repeat === 'each')
    return told.occurrence === 1 ? '' : `This is number ${told.occurrence}; the rule repeats at every further day.`;
  const { rule } = account.progress;
  const measure: Measure = rule.type === 'total' ? rule.measure : 'dates';
  const unit: Unit = unitOf(measure);
  return `This is number ${told.occurrence}; the rule repeats at every ${quantity(plainNumber(measure, repeat.every), unit)}.`;
}

function dayList(records: readonly EvidenceRecord[]): string {
  return listOf(datesOf(records).map(shortDay));
}

function isWithin(have: number, least: number, most: number | undefined): boolean {
  return have >= least && (most === undefined || have <= most);
}
