/** One generator writes a criterion in words; screens, `why` and the documentation take it from here. */
import type { Band, Criterion, Measure, Only, PatternRule, Rule, SimpleRule, Window } from '../../engine/index.ts';
import { wordsOf } from './catalogue/index.ts';
import type { Named } from './catalogue/english-rules.ts';
import { fullDay, percentage, plainNumber, quantity, sentenceCase, unitOf, weekdayList } from './quantities.ts';
import type { Language, Unit } from './quantities.ts';
import { selectorsInWords } from './selectors-in-words.ts';
import { windowInWords } from './window-in-words.ts';

/** The whole criterion, one sentence after the other, as screens.md 4.13 shows it. */
export function criterionInWords(criterion: Criterion, language: Language = 'en'): string {
  const words = wordsOf(language).rule;
  return [
    `${whenItIsMet(criterion, language)}.`,
    limitsInWords(criterion, language),
    criterion.maxPerCycle === undefined ? '' : words.atMost(quantity(criterion.maxPerCycle, 'time', language)),
    criterion.settle === 0 ? '' : words.waits(quantity(criterion.settle, 'school day', language)),
    releaseInWords(criterion, language),
    criterion.exempt.length === 0 ? '' : words.notFor(criterion.exempt),
    consequencesInWords(criterion, language),
    criterion.source === undefined ? '' : words.source(criterion.source),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** `3 or more days`, `between 3 and 5 days`, `exactly 2 periods`. */
export function bandInWords(
  band: Band,
  { measure, unit = unitOf(measure) }: { readonly measure: Measure; readonly unit?: Unit },
  language: Language = 'en',
): string {
  const words = wordsOf(language);
  const units = words.numbers.unit(unit, false);
  const least = plainNumber(measure, band.atLeast);
  if (band.atMost === undefined) return words.rule.orMore(least, units);
  const most = plainNumber(measure, band.atMost);
  return least === most ? words.rule.exactly(quantity(least, unit, language)) : words.rule.between(least, most, units);
}

/** `(Only Fridays are looked at.)`; empty where nothing is narrowed. */
export function onlyInWords(
  only: Only | undefined,
  criterion: Pick<Criterion, 'grades' | 'schools'>,
  language: Language = 'en',
): string {
  const limits = limitsOf(only, criterion, language);
  return limits === null ? '' : `(${wordsOf(language).rule.only(limits.list, limits.isOne)}.)`;
}

function limitsOf(
  only: Only | undefined,
  { grades, schools }: Pick<Criterion, 'grades' | 'schools'>,
  language: Language,
): { readonly list: string; readonly isOne: boolean } | null {
  const byName: readonly (readonly [Named, readonly string[] | undefined])[] = [
    ['period', only?.periods],
    ['grade', grades],
    ['school', schools],
  ];
  const given = byName.flatMap(([what, names]) => (names === undefined ? [] : [{ what, names }]));
  const list = [
    ...(only?.weekdays === undefined ? [] : [weekdayList(only.weekdays, language)]),
    ...given.map(({ what, names }) => named(what, names, language)),
  ];
  if (list.length === 0) return null;
  const isOne = only?.weekdays === undefined && given.length === 1 && given[0]?.names.length === 1;
  return { list: list.join(', '), isOne };
}

/** `grade 6`, `grades 6 and 7`. */
export function named(what: Named, names: readonly string[], language: Language = 'en'): string {
  return wordsOf(language).rule.named(what, names);
}

function whenItIsMet(criterion: Criterion, language: Language): string {
  const words = wordsOf(language).rule;
  const rule = ruleInWords(criterion.when, criterion.window, language);
  if (criterion.repeat === 'once') return words.once(rule);
  if (criterion.repeat === 'each') return words.each(rule);
  const measure = criterion.when.type === 'total' ? criterion.when.measure : 'dates';
  return words.every(rule, quantity(plainNumber(measure, criterion.repeat.every), unitOf(measure), language));
}

/** A rule as a clause about "a student", without full stop. */
function ruleInWords(rule: Rule, window: Window, language: Language = 'en'): string {
  const within = windowInWords(window, language);
  if (rule.type !== 'any') return `${simpleRuleInWords(rule, ` ${within}`, language)}${onlyClause(rule, language)}`;
  const clauses = rule.rules.map(
    (one) => `${simpleRuleInWords(one, '', language).replace(/,$/, '')}${onlyClause(one, language)}`,
  );
  return clauses.length === 1 ? `${clauses[0]}` : wordsOf(language).rule.oneOf(within, clauses);
}

/** Input: `within` is the window with a blank before it, or empty. */
function simpleRuleInWords(rule: SimpleRule, within: string, language: Language): string {
  const words = wordsOf(language).rule;
  switch (rule.type) {
    case 'total':
      return `${totalInWords(rule, language)}${within}`;
    case 'same': {
      const band = bandInWords(rule.band, { measure: 'dates', unit: 'time' }, language);
      return `${words.same(selectorsInWords(rule.counts, language), band, rule.by)}${within}`;
    }
    case 'pattern':
      return `${patternInWords(rule, language)}${within}`;
    case 'rate': {
      const least = quantity(rule.minDays, 'day', language);
      return words.rate(percentage(rule.percent), rule.test === 'over', within, least, valueSource(rule, language));
    }
    case 'event':
      return `${words.event(rule.event)}${within}`;
  }
}

function totalInWords(rule: Extract<SimpleRule, { type: 'total' }>, language: Language): string {
  const words = wordsOf(language).rule;
  const band = bandInWords(rule.band, rule, language);
  if (rule.measure === 'days') return words.totalDays(band, valueSource(rule, language));
  const what = selectorsInWords(rule.counts ?? [], language);
  return rule.measure === 'dates' ? words.totalDates(band, what) : words.totalMissed(band, what);
}

/** How much of one day a pattern asks for: `3 or more periods one after the other`. */
export function partOfDay({ withinDay }: PatternRule, language: Language): string {
  const band = bandInWords(withinDay, { measure: 'periods' }, language);
  return withinDay.mode === 'consecutive' ? wordsOf(language).rule.oneAfterTheOther(band) : band;
}

function patternInWords(rule: PatternRule, language: Language): string {
  const words = wordsOf(language).rule;
  const isRow = rule.days.mode === 'consecutive';
  const days = bandInWords(rule.days, { measure: 'dates', unit: isRow ? 'school day' : 'day' }, language);
  const { withinDay } = rule;
  const isAnyPart = withinDay.atLeast === 1 && withinDay.atMost === undefined;
  const each = bandInWords(withinDay, { measure: 'periods' }, language);
  return [
    words.pattern(selectorsInWords(rule.counts, language), days),
    isRow ? words.inRow : '',
    isAnyPart ? '' : words.eachDay(each, withinDay.mode === 'consecutive'),
    rule.bridge === undefined ? '' : words.bridge(selectorsInWords(rule.bridge, language)),
  ].join('');
}

function valueSource(rule: Extract<SimpleRule, { type: 'total' | 'rate' }>, language: Language): string {
  const words = wordsOf(language).rule;
  return rule.view === undefined
    ? words.counting(selectorsInWords(rule.counts ?? [], language))
    : words.byView(rule.view.name);
}

function onlyClause(rule: SimpleRule, language: Language): string {
  if (rule.type === 'rate' || rule.type === 'event' || rule.only === undefined) return '';
  const limits = limitsOf(rule.only, {}, language);
  return limits === null ? ' ' : ` (${wordsOf(language).rule.onlyClause(limits.list, limits.isOne)})`;
}

function limitsInWords(criterion: Criterion, language: Language): string {
  const { from, until } = criterion.effective;
  const words = wordsOf(language).rule;
  const limits = limitsOf(undefined, criterion, language);
  return [
    limits === null ? '' : `${words.only(limits.list, limits.isOne)}.`,
    from === undefined ? '' : words.holdsFrom(fullDay(from, language)),
    until === undefined ? '' : words.holdsUntil(fullDay(until - 1, language)),
    criterion.scope === 'school' ? words.schoolsApart : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function releaseInWords(criterion: Criterion, language: Language): string {
  const words = wordsOf(language).rule;
  if (criterion.release === 'none') return words.countedOnly;
  if (criterion.release === 'automatic') return words.byItself;
  return criterion.release === 'review' ? '' : words.approval(criterion.release.approve);
}

function consequencesInWords(criterion: Criterion, language: Language): string {
  if (criterion.then.length === 0) return '';
  const words = wordsOf(language).rule;
  return words.then(
    criterion.then.map(({ kind, settings }) => {
      const main = settings[kind];
      return words.consequence(kind, typeof main === 'string' ? main : undefined, settings['conference'] === true);
    }),
  );
}

/** The rule alone as a sentence. */
export function ruleSentence(criterion: Criterion, language: Language = 'en'): string {
  return `${sentenceCase(whenItIsMet(criterion, language))}.`;
}
