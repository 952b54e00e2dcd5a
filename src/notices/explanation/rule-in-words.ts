/** One generator writes a criterion in words; screens, `why` and the documentation take it from here. */
import type { Band, Criterion, Measure, Only, PatternRule, Rule, SimpleRule, Window } from '../../engine/index.ts';
import { fullDay, listOf, percentage, plainNumber, quantity, sentenceCase, unitOf, weekdayList } from './quantities.ts';
import type { Unit } from './quantities.ts';
import { selectorsInWords } from './selectors-in-words.ts';
import { windowInWords } from './window-in-words.ts';

/** The whole criterion, one sentence after the other, as screens.md 4.13 shows it. */
export function criterionInWords(criterion: Criterion): string {
  return [
    `${whenItIsMet(criterion)}.`,
    limitsInWords(criterion),
    criterion.maxPerCycle === undefined ? '' : `At most ${quantity(criterion.maxPerCycle, 'time')} in one cycle.`,
    criterion.settle === 0 ? '' : `Waits ${quantity(criterion.settle, 'school day')}.`,
    releaseInWords(criterion),
    criterion.exempt.length === 0 ? '' : `Not for students marked ${listOf(criterion.exempt.map(quoted), 'or')}.`,
    consequencesInWords(criterion),
    criterion.source === undefined ? '' : `Source: ${criterion.source}.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** `3 or more days`, `between 3 and 5 days`, `exactly 2 periods`. */
export function bandInWords(band: Band, measure: Measure, unit: Unit = unitOf(measure)): string {
  const least = plainNumber(measure, band.atLeast);
  if (band.atMost === undefined) return `${least} or more ${unit}s`;
  const most = plainNumber(measure, band.atMost);
  return least === most ? `exactly ${quantity(least, unit)}` : `between ${least} and ${most} ${unit}s`;
}

/** `(Only Fridays are looked at.)`; empty where nothing is narrowed. */
export function onlyInWords(only: Only | undefined, criterion: Pick<Criterion, 'grades' | 'schools'>): string {
  const limits = [
    ...(only?.weekdays === undefined ? [] : [weekdayList(only.weekdays)]),
    ...(only?.periods === undefined ? [] : [named('period', only.periods)]),
    ...(criterion.grades === undefined ? [] : [named('grade', criterion.grades)]),
    ...(criterion.schools === undefined ? [] : [named('school', criterion.schools)]),
  ];
  if (limits.length === 0) return '';
  const isOne = limits.length === 1 && only?.weekdays === undefined && !limits[0]?.includes(' and ');
  return `(Only ${limits.join(', ')} ${isOne ? 'is' : 'are'} looked at.)`;
}

/** `grade 6`, `grades 6 and 7`. */
export function named(what: 'period' | 'grade' | 'school', names: readonly string[]): string {
  return `${what}${names.length === 1 ? '' : 's'} ${listOf(names)}`;
}

function whenItIsMet(criterion: Criterion): string {
  const rule = ruleInWords(criterion.when, criterion.window);
  if (criterion.repeat === 'once') return `On the first day on which ${rule}`;
  if (criterion.repeat === 'each') return `On every day on which ${rule}`;
  const measure = criterion.when.type === 'total' ? criterion.when.measure : 'dates';
  const step = quantity(plainNumber(measure, criterion.repeat.every), unitOf(measure));
  return `On the day on which ${rule}, and again at every ${step} more`;
}

/** A rule as a clause about "a student", without full stop. */
export function ruleInWords(rule: Rule, window: Window): string {
  const within = windowInWords(window);
  if (rule.type !== 'any') return `${simpleRuleInWords(rule, ` ${within}`)}${onlyClause(rule)}`;
  const clauses = rule.rules.map((one) => `${simpleRuleInWords(one, '').replace(/,$/, '')}${onlyClause(one)}`);
  return clauses.length === 1 ? `${clauses[0]}` : `one of these holds ${within}: ${clauses.join('; or ')}`;
}

/** Input: `within` is the window with a blank before it, or empty. */
function simpleRuleInWords(rule: SimpleRule, within: string): string {
  switch (rule.type) {
    case 'total':
      return `${totalInWords(rule)}${within}`;
    case 'same':
      return `a student has ${selectorsInWords(rule.counts)} ${bandInWords(rule.band, 'dates', 'time')} in one ${rule.by}${within}`;
    case 'pattern':
      return `${patternInWords(rule)}${within}`;
    case 'rate':
      return `a student's absence is ${rule.test === 'over' ? 'more than ' : ''}${percentage(rule.percent)}${rule.test === 'over' ? '' : ' or more'} of the days enrolled${within}, after at least ${quantity(rule.minDays, 'day')}, ${valueSource(rule)}`;
    case 'event':
      return `"${rule.event}" is recorded${within}`;
  }
}

function totalInWords(rule: Extract<SimpleRule, { type: 'total' }>): string {
  const band = bandInWords(rule.band, rule.measure);
  if (rule.measure === 'days') return `a student's absences add up to ${band}, ${valueSource(rule)},`;
  const what = selectorsInWords(rule.counts ?? []);
  return rule.measure === 'dates' ? `a student has ${band} with ${what},` : `a student misses ${band} by ${what},`;
}

function patternInWords(rule: PatternRule): string {
  const days = bandInWords(rule.days, 'dates', rule.days.mode === 'consecutive' ? 'school day' : 'day');
  const row = rule.days.mode === 'consecutive' ? ' in a row' : '';
  const within =
    rule.withinDay.atLeast === 1 && rule.withinDay.atMost === undefined
      ? ''
      : `, ${bandInWords(rule.withinDay, 'periods')} each${rule.withinDay.mode === 'consecutive' ? ' one after the other' : ''},`;
  const bridge = rule.bridge === undefined ? '' : ` (${selectorsInWords(rule.bridge)} does not break the row)`;
  return `a student has ${selectorsInWords(rule.counts)} on ${days}${row}${within}${bridge}`;
}

function valueSource(rule: Extract<SimpleRule, { type: 'total' | 'rate' }>): string {
  return rule.view === undefined ? `counting ${selectorsInWords(rule.counts ?? [])}` : `by "${rule.view.name}"`;
}

function onlyClause(rule: SimpleRule): string {
  if (rule.type === 'rate' || rule.type === 'event' || rule.only === undefined) return '';
  return ` ${onlyInWords(rule.only, {}).replace(/\.\)$/, ')').replace('(Only', '(only')}`;
}

function limitsInWords(criterion: Criterion): string {
  const { from, until } = criterion.effective;
  return [
    onlyInWords(undefined, criterion).replace(/^\(/, '').replace(/\)$/, ''),
    from === undefined ? '' : `Holds from ${fullDay(from)}.`,
    until === undefined ? '' : `Holds until ${fullDay(until - 1)}.`,
    criterion.scope === 'school' ? 'Each school counts apart.' : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function releaseInWords(criterion: Criterion): string {
  if (criterion.release === 'none') return 'Counted only; sends nothing.';
  if (criterion.release === 'automatic') return 'Acts by itself.';
  return criterion.release === 'review' ? '' : `Waits for ${criterion.release.approve} to approve.`;
}

function consequencesInWords(criterion: Criterion): string {
  if (criterion.then.length === 0) return '';
  return `Then: ${criterion.then.map((consequence) => consequenceInWords(consequence.kind, consequence.settings)).join('; ')}.`;
}

function consequenceInWords(kind: string, settings: Readonly<Record<string, unknown>>): string {
  const main = settings[kind];
  const conference = settings['conference'] === true ? ' with a conference date' : '';
  return `${kind}${typeof main === 'string' ? ` ${quoted(main)}` : ''}${conference}`;
}

function quoted(text: string): string {
  return `"${text}"`;
}

/** The rule alone as a sentence. */
export function ruleSentence(criterion: Criterion): string {
  return `${sentenceCase(whenItIsMet(criterion))}.`;
}
