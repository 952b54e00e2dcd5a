/** "Why not?": how far a rule is that has no trigger. Source: screens.md 6.2. */
import type { Day, PatternRule, SimpleRule, TotalRule } from '../../engine/index.ts';
import { fullDay, listOf, partOf, plainNumber, quantity, shortDay, unitOf, weekdayList } from './quantities.ts';
import { datesOf } from './rule-account.ts';
import type { Row, RuleAccount } from './rule-account.ts';
import { bandInWords, named, onlyInWords } from './rule-in-words.ts';
import { selectorsInWords } from './selectors-in-words.ts';
import { byView, rateNeed } from './why-sentences.ts';
import { cycleInWords, windowNow } from './window-in-words.ts';

/**
 * The sentences for a criterion without a trigger in the cycle.
 * Input: one account for each rule, as of now.
 */
export function whyNotSentence(accounts: readonly RuleAccount[]): string {
  const [first] = accounts;
  if (first === undefined) return '';
  const { from, until } = first.criterion.effective;
  if (from !== undefined && first.through < from) return `The rule holds from ${fullDay(from)}.`;
  if (until !== undefined && first.through >= until) return `The rule held until ${fullDay(until - 1)}.`;
  const sentences = accounts.map((account) =>
    [accountSentence(account), limits(account)].filter((part) => part !== '').join(' '),
  );
  if (first.criterion.when.type === 'any')
    return `None of the ${quantity(accounts.length, 'condition')} is met: ${sentences.join(' ')}`;
  return sentences.join(' ');
}

/** For a date on which the rule would have held, had it looked at the student: `grades`, `schools`, a school without the pack. */
export function outsideLimit(account: RuleAccount, day: Day, limit: string): string {
  return `On ${fullDay(day)} ${account.name} was not in ${limit}.`;
}

/** Why a criterion that has its trigger gives no further one; empty where it may. */
export function noFurther(account: RuleAccount, triggers: readonly { readonly day: Day }[]): string {
  const last = triggers.at(-1);
  if (last === undefined) return '';
  const { repeat, maxPerCycle } = account.criterion;
  if (repeat === 'once') {
    const window = windowNow(account.window, account.windowStart, account.isCurrent);
    return `Met once ${window}, on ${fullDay(last.day)}; it does not repeat.`;
  }
  if (maxPerCycle === undefined || triggers.length < maxPerCycle) return '';
  return `The most for one ${cycleInWords(account.window)} is ${maxPerCycle}.`;
}

/** What is missing to the next step of a rule that repeats; empty where nothing can be said. */
export function nextStep(account: RuleAccount, occurrence: number): string {
  const { rule, have } = account.progress;
  if (rule.type !== 'total') return '';
  const { repeat } = account.criterion;
  if (repeat === 'each') return `One ${unitOf(rule.measure)} more would be the next.`;
  if (repeat === 'once') return '';
  const next = plainNumber(rule.measure, rule.band.atLeast + occurrence * repeat.every);
  return `${quantity(subtract(next, have), unitOf(rule.measure))} more would be number ${occurrence + 1}, at ${next}.`;
}

function accountSentence(account: RuleAccount): string {
  const { rule } = account.progress;
  switch (rule.type) {
    case 'total':
      return totalSentence(account, rule);
    case 'same':
      return sameSentence(account, rule);
    case 'pattern':
      return rule.days.mode === 'consecutive' ? rowSentence(account, rule) : anyDaysSentence(account, rule);
    case 'rate':
      return rateSentence(account, rule);
    case 'event':
      return `No "${rule.event}" is on record ${windowNow(account.window, account.windowStart, account.isCurrent)}.`;
  }
}

function totalSentence(account: RuleAccount, rule: TotalRule): string {
  if (account.jump !== null) return jumpSentence(rule, account.jump);
  const unit = unitOf(rule.measure);
  const need = plainNumber(rule.measure, rule.band.atLeast);
  const { have } = account.progress;
  const window = windowNow(account.window, account.windowStart, account.isCurrent);
  const more = have < need ? ` ${quantity(subtract(need, have), unit)} more would meet the rule.` : '';
  switch (rule.measure) {
    case 'dates':
      return `${account.name} had ${selectorsInWords(rule.counts ?? [])} on ${partOf(have, need, unit)} ${window}.${more}`;
    case 'periods':
      return `${partOf(have, need, unit)} counted ${window}.${more}`;
    case 'minutes':
      return `${partOf(have, need, unit)} ${window}.${withoutMinutes(account)}`;
    case 'days':
      return `${byView(rule)} the days add up to ${partOf(have, need, unit)} ${window}.`;
  }
}

function jumpSentence(rule: TotalRule, jump: NonNullable<RuleAccount['jump']>): string {
  const need = plainNumber(rule.measure, rule.band.atLeast);
  const most = plainNumber(rule.measure, rule.band.atMost ?? rule.band.atLeast);
  return `On ${fullDay(jump.day)} the count went from ${jump.before} to ${jump.after}, past ${need} to ${most}. The rule was never met.`;
}

function withoutMinutes(account: RuleAccount): string {
  const unknown = account.progress.notCounted.filter(({ why }) => why === 'minutes-unknown').length;
  const counted = account.progress.counted.filter((record) => record.minutes === null).length;
  const records = unknown + counted;
  if (records === 0) return '';
  return ` ${quantity(records, 'record')} without minutes ${records === 1 ? 'adds' : 'add'} nothing.`;
}

function sameSentence(account: RuleAccount, rule: Extract<SimpleRule, { type: 'same' }>): string {
  const which = account.progress.which === null ? '' : ` (${account.progress.which})`;
  return `The most in one ${rule.by} is ${account.progress.have}${which} of ${rule.band.atLeast}. Whole-day records do not count here.`;
}

function rowSentence(account: RuleAccount, rule: PatternRule): string {
  const { row } = account;
  if (row === null) return `The longest row is 0 of ${quantity(rule.days.atLeast, 'school day')}.`;
  const bridged = row.bridged.length === 0 ? '' : ` ${listOf(row.bridged.map(shortDay))} did not break it.`;
  return `The longest row is ${partOf(row.length, rule.days.atLeast, 'school day')}. It ended on ${fullDay(row.end)}: ${endOf(row)}.${bridged}`;
}

function endOf(row: Row): string {
  if (row.brokenBy === null) return 'no day in session has come since';
  const { day, codes } = row.brokenBy;
  if (codes.length === 0) return `nothing is on record for ${shortDay(day)}`;
  return `on ${shortDay(day)} ${listOf(codes)} does not count`;
}

function anyDaysSentence(account: RuleAccount, rule: PatternRule): string {
  const qualifying = new Set(datesOf(account.progress.counted));
  const others = datesOf(
    account.progress.notCounted.filter(({ why }) => why === 'adds-nothing').map(({ record }) => record),
  ).filter((day) => !qualifying.has(day));
  const within = bandInWords(rule.withinDay, 'periods');
  const tail =
    others.length === 0 ? '' : ` On ${listOf(others.map(shortDay))} the periods were fewer or more than ${within}.`;
  return `${partOf(account.progress.have, rule.days.atLeast, 'day')}.${tail}`;
}

function rateSentence(account: RuleAccount, rule: Extract<SimpleRule, { type: 'rate' }>): string {
  const enrolled = account.progress.enrolledDays ?? 0;
  if (enrolled < rule.minDays)
    return `Only ${quantity(enrolled, 'day')} so far; the rule looks from ${rule.minDays} on.`;
  const absent = (account.progress.absentThousandths ?? 0) / 1000;
  const window = windowNow(account.window, account.windowStart, account.isCurrent);
  return `${absent} of ${quantity(enrolled, 'day')} ${window} is ${account.progress.have}%; the rule asks for ${rateNeed(rule)}.`;
}

function limits(account: RuleAccount): string {
  const { rule } = account.progress;
  return onlyInWords(rule.type === 'rate' || rule.type === 'event' ? undefined : rule.only, account.criterion);
}

/** Exact for thousandths. */
function subtract(left: number, right: number): number {
  return (Math.round(left * 1000) - Math.round(right * 1000)) / 1000;
}

/** `Fridays`, `grades 9, 10`, `Oak Middle`: the limit a date fell outside of. */
export function limitName(limit: {
  readonly weekdays?: Parameters<typeof weekdayList>[0];
  readonly grades?: readonly string[];
  readonly schools?: readonly string[];
}): string {
  if (limit.weekdays !== undefined) return weekdayList(limit.weekdays);
  if (limit.grades !== undefined) return named('grade', limit.grades);
  return listOf(limit.schools ?? [], 'or');
}
