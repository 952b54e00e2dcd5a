/** What is counted, in words: the `{what}` of every sentence. */
import type { Excuse, Selector, Status } from '../../engine/index.ts';
import { listOf } from './quantities.ts';

/**
 * `an unexcused absence, or more than 30 minutes missed without excuse`.
 * Input: the selectors of one rule; a record is counted when one of them matches.
 */
export function selectorsInWords(selectors: readonly Selector[]): string {
  return selectors.map(selectorInWords).join(', or ');
}

/** One selector: every key given narrows it. */
export function selectorInWords(selector: Selector): string {
  const minutes = minutesInWords(selector);
  const statuses = selector.status ?? [];
  const marks = marksInWords(selector);
  if (minutes !== '' && statuses.length !== 1) {
    return [minutes, 'missed', excusePhrase(selector.excuse), placeOf(selector), marks].filter(isGiven).join(' ');
  }
  const noun = [kindOfRecord(selector), excuseAdjective(selector.excuse), nounOf(statuses)].filter(isGiven).join(' ');
  return [article(noun), noun, minutes === '' ? '' : `of ${minutes}`, marks].filter(isGiven).join(' ');
}

const NOUNS: Record<Status, string> = {
  absent: 'absence',
  tardy: 'tardy',
  'left-early': 'early leaving',
  present: 'present mark',
  exempt: 'exempt mark',
};

function nounOf(statuses: readonly Status[]): string {
  return statuses.length === 0
    ? 'record'
    : listOf(
        statuses.map((status) => NOUNS[status]),
        'or',
      );
}

function kindOfRecord(selector: Selector): string {
  if (selector.wholeDay === undefined) return '';
  return selector.wholeDay ? 'whole-day' : 'period';
}

function placeOf(selector: Selector): string {
  if (selector.wholeDay === undefined) return '';
  return selector.wholeDay ? 'of a whole day' : 'of a period';
}

function excuseAdjective(excuses: readonly Excuse[] | undefined): string {
  return listOf(
    (excuses ?? []).map((excuse) => (excuse === '' ? 'unmarked' : excuse)),
    'or',
  );
}

function excusePhrase(excuses: readonly Excuse[] | undefined): string {
  if (excuses === undefined) return '';
  if (excuses.length === 1 && excuses[0] === 'unexcused') return 'without excuse';
  if (excuses.length === 1 && excuses[0] === 'excused') return 'with an excuse';
  return `(${excuseAdjective(excuses)})`;
}

function marksInWords(selector: Selector): string {
  const codes = selector.codes === undefined ? '' : `marked ${listOf(selector.codes, 'or')}`;
  const groups = selector.groups === undefined ? '' : `of group ${listOf(selector.groups, 'or')}`;
  return [codes, groups].filter(isGiven).join(' ');
}

function minutesInWords(selector: Selector): string {
  const tests = [
    selector.minutesOver === undefined ? '' : `more than ${selector.minutesOver}`,
    selector.minutesAtLeast === undefined ? '' : `at least ${selector.minutesAtLeast}`,
    selector.minutesUnder === undefined ? '' : `less than ${selector.minutesUnder}`,
    selector.minutesAtMost === undefined ? '' : `at most ${selector.minutesAtMost}`,
  ].filter(isGiven);
  return tests.length === 0 ? '' : `${tests.join(' and ')} minutes`;
}

function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? 'an' : 'a';
}

function isGiven(text: string): boolean {
  return text !== '';
}
