/** Windows in words: in a rule (`the school year`) and in a sentence about a student (`this school year (since Jul 1)`). */
import type { Day, Window } from '../../engine/index.ts';
import { monthDay, quantity } from './quantities.ts';

/** As the rule says it: `in one quarter`, `since the latest "contact-made"`. */
export function windowInWords(window: Window): string {
  switch (window.kind) {
    case 'year':
      return 'in the school year';
    case 'month':
      return 'in a calendar month';
    case 'term':
      return `in one ${window.term}`;
    case 'days':
      return `within ${quantity(window.days, 'day')}`;
    case 'schoolDays':
      return `within ${quantity(window.days, 'school day')}`;
    case 'since':
      return `since the latest "${eventInWords(window)}"`;
  }
}

/**
 * As a sentence about one student says it.
 * Input: `start` is the first day looked at, null where nothing is counted; `isCurrent` false tells of a cycle that is over.
 */
export function windowNow(window: Window, start: Day | null, isCurrent: boolean): string {
  if (start === null) return nothingIsCounted(window);
  const since = `(since ${monthDay(start)})`;
  const which = isCurrent ? 'this' : 'in that';
  switch (window.kind) {
    case 'year':
      return `this school year ${since}`;
    case 'month':
      return `${which} month ${since}`;
    case 'term':
      return `${which} ${window.term} ${since}`;
    case 'days':
      return `${isCurrent ? 'in the last' : 'within'} ${quantity(window.days, 'day')} ${since}`;
    case 'schoolDays':
      return `${isCurrent ? 'in the last' : 'within'} ${quantity(window.days, 'school day')} ${since}`;
    case 'since':
      return `since "${eventInWords(window)}" of ${monthDay(start - 1)}`;
  }
}

/** The name of a cycle: "The most for one {cycle} is {max}." */
export function cycleInWords(window: Window): string {
  if (window.kind === 'month') return 'month';
  if (window.kind === 'term') return window.term;
  return window.kind === 'since' ? `time since "${eventInWords(window)}"` : 'school year';
}

function nothingIsCounted(window: Window): string {
  if (window.kind === 'term') return `outside every ${window.term}`;
  return window.kind === 'since' ? `without "${eventInWords(window)}" on record` : 'this school year';
}

function eventInWords(window: { readonly event: string; readonly ref?: string }): string {
  return window.ref === undefined ? window.event : `${window.event} ${window.ref}`;
}
