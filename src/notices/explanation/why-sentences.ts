/** "Why?": the sentence behind a trigger, one for each rule type. Source: screens.md 6.2. */
import type { Day, EvidenceRecord, Measure, PatternRule, SimpleRule, TotalRule } from '../../engine/index.ts';
import { wordsOf } from './catalogue/index.ts';
import { fullDay, listOf, partOf, percentage, plainNumber, quantity, shortDay, unitOf } from './quantities.ts';
import type { Language, Unit } from './quantities.ts';
import { datesOf } from './rule-account.ts';
import type { RuleAccount } from './rule-account.ts';
import { bandInWords, onlyInWords, partOfDay } from './rule-in-words.ts';
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
export function whySentence(accounts: readonly RuleAccount[], told: Told, language: Language = 'en'): string {
  const held = accounts.find((account) => holds(account)) ?? accounts[0];
  if (held === undefined) return '';
  const sentence = [ruleSentence(held, told, language), limits(held, language)].filter((part) => part !== '').join(' ');
  if (held.criterion.when.type === 'any') {
    const conditions = quantity(accounts.length, 'condition', language);
    return wordsOf(language).why.oneOf(conditions, fullDay(told.day, language), sentence);
  }
  return [sentence, numberInRow(held, told, language)].filter((part) => part !== '').join(' ');
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
export function needOf(rule: TotalRule, language: Language = 'en'): string {
  const unit = unitOf(rule.measure);
  const least = quantity(plainNumber(rule.measure, rule.band.atLeast), unit, language);
  if (rule.band.atMost === undefined) return least;
  return wordsOf(language).why.andNotMore(least, quantity(plainNumber(rule.measure, rule.band.atMost), unit, language));
}

/** `10% or more`, `more than 10%`. */
export function rateNeed(rule: Extract<SimpleRule, { type: 'rate' }>, language: Language = 'en'): string {
  const words = wordsOf(language).why;
  return rule.test === 'over' ? words.rateOver(percentage(rule.percent)) : words.rateAtLeast(percentage(rule.percent));
}

/** `By "half-and-full"`; a rule without a view goes by the values of the codes. */
export function byView(rule: TotalRule, language: Language = 'en'): string {
  const words = wordsOf(language).why;
  return rule.view === undefined ? words.byCodes : words.byView(rule.view.name);
}

function ruleSentence(account: RuleAccount, told: Told, language: Language): string {
  const { rule } = account.progress;
  switch (rule.type) {
    case 'total':
      return totalSentence(account, rule, told, language);
    case 'same':
      return sameSentence(account, rule, told, language);
    case 'pattern':
      return patternSentence(account, rule, told, language);
    case 'rate':
      return rateSentence(account, rule, told, language);
    case 'event': {
      const day = fullDay(told.day, language);
      return wordsOf(language).why.event(rule.event, day, account.recorded?.by ?? '');
    }
  }
}

function totalSentence(account: RuleAccount, rule: TotalRule, told: Told, language: Language): string {
  const words = wordsOf(language).why;
  const values = {
    name: account.name,
    what: selectorsInWords(rule.counts ?? [], language),
    have: quantity(told.value, unitOf(rule.measure), language),
    need: needOf(rule, language),
    window: windowNow(account, language),
    day: fullDay(told.day, language),
  };
  switch (rule.measure) {
    case 'dates':
      return words.dates({ ...values, days: dayList(told.evidence, language) });
    case 'periods':
      return words.periods({ ...values, day: lastPeriod(told, rule, language) });
    case 'minutes':
      return words.minutes(values);
    case 'days':
      return words.days({ ...values, name: byView(rule, language), days: valueList(account, told, language) });
  }
}

function lastPeriod(told: Told, rule: TotalRule, language: Language): string {
  const record = told.evidence[rule.band.atLeast - 1] ?? told.evidence.at(-1);
  const period = record?.day === told.day ? record.period : null;
  return wordsOf(language).why.lastPeriod(period, fullDay(told.day, language));
}

function valueList(account: RuleAccount, told: Told, language: Language): string {
  return datesOf(told.evidence)
    .map((day) => `${shortDay(day, language)} ${account.progress.dayValues.get(day) ?? 0}`)
    .join(', ');
}

function sameSentence(
  account: RuleAccount,
  rule: Extract<SimpleRule, { type: 'same' }>,
  told: Told,
  language: Language,
): string {
  const words = wordsOf(language).why;
  const which = account.progress.which ?? '';
  return words.same({
    name: account.name,
    what: selectorsInWords(rule.counts, language),
    have: quantity(told.value, 'time', language),
    need: bandInWords(rule.band, { measure: 'dates', unit: 'time' }, language),
    window: windowNow(account, language),
    place: rule.by === 'period' ? words.period(which) : which,
    by: rule.by,
  });
}

function patternSentence(account: RuleAccount, rule: PatternRule, told: Told, language: Language): string {
  const words = wordsOf(language).why;
  const values = {
    name: account.name,
    what: selectorsInWords(rule.counts, language),
    days: dayList(told.evidence, language),
  };
  if (rule.days.mode === 'consecutive') {
    const have = quantity(told.value, 'school day', language);
    return words.inRow({ ...values, have, isOne: told.value === 1, day: fullDay(told.day, language) });
  }
  return words.anyDays({
    ...values,
    have: quantity(told.value, 'day', language),
    window: windowNow(account, language),
    within: partOfDay(rule, language),
    need: bandInWords(rule.days, { measure: 'dates' }, language),
  });
}

function rateSentence(
  account: RuleAccount,
  rule: Extract<SimpleRule, { type: 'rate' }>,
  told: Told,
  language: Language,
): string {
  const { absentThousandths, enrolledDays } = account.progress;
  return wordsOf(language).why.rate({
    name: account.name,
    have: partOf((absentThousandths ?? 0) / 1000, enrolledDays ?? 0, 'day', language),
    window: windowNow(account, language),
    percent: `${told.value}%`,
    need: rateNeed(rule, language),
    least: quantity(rule.minDays, 'day', language),
  });
}

function limits(account: RuleAccount, language: Language): string {
  const { rule } = account.progress;
  const only = rule.type === 'rate' || rule.type === 'event' ? undefined : rule.only;
  return onlyInWords(only, account.criterion, language);
}

function numberInRow(account: RuleAccount, told: Told, language: Language): string {
  const { repeat } = account.criterion;
  const words = wordsOf(language).why;
  if (repeat === 'once') return '';
  if (repeat === 'each') return told.occurrence === 1 ? '' : words.numberEach(told.occurrence);
  const { rule } = account.progress;
  const measure: Measure = rule.type === 'total' ? rule.measure : 'dates';
  const unit: Unit = unitOf(measure);
  return words.numberEvery(told.occurrence, quantity(plainNumber(measure, repeat.every), unit, language));
}

function dayList(records: readonly EvidenceRecord[], language: Language): string {
  return listOf(
    datesOf(records).map((day) => shortDay(day, language)),
    'and',
    language,
  );
}

function isWithin(have: number, least: number, most: number | undefined): boolean {
  return have >= least && (most === undefined || have <= most);
}
