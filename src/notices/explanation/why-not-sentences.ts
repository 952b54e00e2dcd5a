/** "Why not?": how far a rule is that has no trigger. Source: screens.md 6.2. */
import type { Day, PatternRule, SimpleRule, TotalRule } from '../../engine/index.ts';
import { wordsOf } from './catalogue/index.ts';
import { fullDay, listOf, partOf, plainNumber, quantity, shortDay, unitOf, weekdayList } from './quantities.ts';
import type { Language } from './quantities.ts';
import { datesOf } from './rule-account.ts';
import type { Row, RuleAccount } from './rule-account.ts';
import { named, onlyInWords, partOfDay } from './rule-in-words.ts';
import { selectorsInWords } from './selectors-in-words.ts';
import { byView, rateNeed } from './why-sentences.ts';
import { cycleInWords, windowNow } from './window-in-words.ts';

/**
 * The sentences for a criterion without a trigger in the cycle.
 * Input: one account for each rule, as of now.
 */
export function whyNotSentence(accounts: readonly RuleAccount[], language: Language = 'en'): string {
  const [first] = accounts;
  if (first === undefined) return '';
  const words = wordsOf(language).whyNot;
  const { from, until } = first.criterion.effective;
  if (from !== undefined && first.through < from) return words.holdsFrom(fullDay(from, language));
  if (until !== undefined && first.through >= until) return words.heldUntil(fullDay(until - 1, language));
  const sentences = accounts.map((account) =>
    [accountSentence(account, language), limits(account, language)].filter((part) => part !== '').join(' '),
  );
  if (first.criterion.when.type === 'any')
    return words.none(quantity(accounts.length, 'condition', language), sentences.join(' '));
  return sentences.join(' ');
}

/** For a date on which the rule would have held, had it looked at the student: `grades`, `schools`, a school without the pack. */
export function outsideLimit(account: RuleAccount, day: Day, limit: string, language: Language = 'en'): string {
  return wordsOf(language).whyNot.outside(fullDay(day, language), account.name, limit);
}

/** Why a criterion that has its trigger gives no further one; empty where it may. */
export function noFurther(
  account: RuleAccount,
  triggers: readonly { readonly day: Day }[],
  language: Language = 'en',
): string {
  const last = triggers.at(-1);
  if (last === undefined) return '';
  const words = wordsOf(language).whyNot;
  const { repeat, maxPerCycle } = account.criterion;
  if (repeat === 'once') return words.metOnce(windowNow(account, language), fullDay(last.day, language));
  if (maxPerCycle === undefined || triggers.length < maxPerCycle) return '';
  return words.most(cycleInWords(account.window, language), maxPerCycle);
}

/** What is missing to the next step of a rule that repeats; empty where nothing can be said. */
export function nextStep(account: RuleAccount, occurrence: number, language: Language = 'en'): string {
  const { rule, have } = account.progress;
  if (rule.type !== 'total') return '';
  const { repeat } = account.criterion;
  const words = wordsOf(language);
  const unit = unitOf(rule.measure);
  if (repeat === 'each') return words.whyNot.oneMore(words.numbers.unit(unit, true));
  if (repeat === 'once') return '';
  const next = plainNumber(rule.measure, rule.band.atLeast + occurrence * repeat.every);
  const short = subtract(next, have);
  return words.whyNot.moreWouldBe(short, quantity(short, unit, language), occurrence + 1, next);
}

function accountSentence(account: RuleAccount, language: Language): string {
  const { rule } = account.progress;
  switch (rule.type) {
    case 'total':
      return totalSentence(account, rule, language);
    case 'same':
      return sameSentence(account, rule, language);
    case 'pattern':
      return rule.days.mode === 'consecutive'
        ? rowSentence(account, rule, language)
        : anyDaysSentence(account, rule, language);
    case 'rate':
      return rateSentence(account, rule, language);
    case 'event':
      return wordsOf(language).whyNot.noEvent(rule.event, windowNow(account, language));
  }
}

function totalSentence(account: RuleAccount, rule: TotalRule, language: Language): string {
  if (account.jump !== null) return jumpSentence(rule, account.jump, language);
  const words = wordsOf(language).whyNot;
  const unit = unitOf(rule.measure);
  const need = plainNumber(rule.measure, rule.band.atLeast);
  const { have } = account.progress;
  const part = partOf(have, need, unit, language);
  const window = windowNow(account, language);
  const more = have < need ? words.moreWouldMeet(quantity(subtract(need, have), unit, language)) : '';
  switch (rule.measure) {
    case 'dates':
      return `${words.dates(account.name, selectorsInWords(rule.counts ?? [], language), part, window)}${more}`;
    case 'periods':
      return `${words.periods(part, window)}${more}`;
    case 'minutes':
      return `${words.minutes(part, window)}${withoutMinutes(account, language)}`;
    case 'days':
      return words.days(byView(rule, language), part, window);
  }
}

function jumpSentence(rule: TotalRule, jump: NonNullable<RuleAccount['jump']>, language: Language): string {
  const need = plainNumber(rule.measure, rule.band.atLeast);
  const most = plainNumber(rule.measure, rule.band.atMost ?? rule.band.atLeast);
  const { before, after } = jump;
  return wordsOf(language).whyNot.jump(fullDay(jump.day, language), { before, after, need, most });
}

function withoutMinutes(account: RuleAccount, language: Language): string {
  const unknown = account.progress.notCounted.filter(({ why }) => why === 'minutes-unknown').length;
  const counted = account.progress.counted.filter((record) => record.minutes === null).length;
  const records = unknown + counted;
  if (records === 0) return '';
  return wordsOf(language).whyNot.withoutMinutes(records, quantity(records, 'record', language));
}

function sameSentence(account: RuleAccount, rule: Extract<SimpleRule, { type: 'same' }>, language: Language): string {
  const { have, which } = account.progress;
  return wordsOf(language).whyNot.same(rule.by, have, which === null ? '' : ` (${which})`, rule.band.atLeast);
}

function rowSentence(account: RuleAccount, rule: PatternRule, language: Language): string {
  const { row } = account;
  const words = wordsOf(language).whyNot;
  const part = words.row(partOf(row?.length ?? 0, rule.days.atLeast, 'school day', language));
  if (row === null) return part;
  const days = row.bridged.map((day) => shortDay(day, language));
  const bridged = days.length === 0 ? '' : words.bridged(days.length, listOf(days, 'and', language));
  return `${part}${words.rowEnded(fullDay(row.end, language), endOf(row, language))}${bridged}`;
}

function endOf(row: Row, language: Language): string {
  const words = wordsOf(language).whyNot;
  if (row.brokenBy === null) return words.noDaySince;
  const { codes } = row.brokenBy;
  const day = shortDay(row.brokenBy.day, language);
  return codes.length === 0
    ? words.nothingOn(day)
    : words.doesNotCount(codes.length, day, listOf(codes, 'and', language));
}

function anyDaysSentence(account: RuleAccount, rule: PatternRule, language: Language): string {
  const qualifying = new Set(datesOf(account.progress.counted));
  const others = datesOf(
    account.progress.notCounted.filter(({ why }) => why === 'adds-nothing').map(({ record }) => record),
  ).filter((day) => !qualifying.has(day));
  const within = partOfDay(rule, language);
  const days = listOf(
    others.map((day) => shortDay(day, language)),
    'and',
    language,
  );
  const tail = others.length === 0 ? '' : wordsOf(language).whyNot.otherPeriods(days, within);
  return `${partOf(account.progress.have, rule.days.atLeast, 'day', language)}.${tail}`;
}

function rateSentence(account: RuleAccount, rule: Extract<SimpleRule, { type: 'rate' }>, language: Language): string {
  const words = wordsOf(language).whyNot;
  const enrolled = account.progress.enrolledDays ?? 0;
  if (enrolled < rule.minDays) return words.tooEarly(quantity(enrolled, 'day', language), rule.minDays);
  const part = partOf((account.progress.absentThousandths ?? 0) / 1000, enrolled, 'day', language);
  return words.rate(part, windowNow(account, language), `${account.progress.have}%`, rateNeed(rule, language));
}

function limits(account: RuleAccount, language: Language): string {
  const { rule } = account.progress;
  const only = rule.type === 'rate' || rule.type === 'event' ? undefined : rule.only;
  return onlyInWords(only, account.criterion, language);
}

/** Exact for thousandths. */
function subtract(left: number, right: number): number {
  return (Math.round(left * 1000) - Math.round(right * 1000)) / 1000;
}

/** `Fridays`, `grades 9, 10`, `Oak Middle`: the limit a date fell outside of. */
export function limitName(
  limit: {
    readonly weekdays?: Parameters<typeof weekdayList>[0];
    readonly grades?: readonly string[];
    readonly schools?: readonly string[];
  },
  language: Language = 'en',
): string {
  if (limit.weekdays !== undefined) return weekdayList(limit.weekdays, language);
  if (limit.grades !== undefined) return named('grade', limit.grades, language);
  return listOf(limit.schools ?? [], 'or', language);
}
