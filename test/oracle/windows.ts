/** Section 4: where counting starts for a date, and the cycle that a date lies in. */
import { addDays, byText, laterOf } from './dates.ts';
import type { IntervalText, WindowText } from './pack-text.ts';
import { schoolOn } from './scene.ts';
import type { Calculation, Scene } from './scene.ts';
import type { Term } from './bundle-text.ts';

/** The first date that counts for `date`; null: nothing is counted. */
export function windowStart(window: WindowText, scene: Scene, date: string): string | null {
  const start = rawStart(window, scene, date);
  return start === null ? null : laterOf(start, scene.calculation.yearStart);
}

function rawStart(window: WindowText, scene: Scene, date: string): string | null {
  if (window === 'year') return scene.calculation.yearStart;
  if (window === 'month') return `${date.slice(0, 7)}-01`;
  if ('term' in window) return termOn(window.term, scene, date)?.start ?? null;
  if ('days' in window) return addDays(date, 1 - window.days);
  if ('schoolDays' in window) return schoolDaysBefore(scene, date, window.schoolDays - 1);
  return dayAfterLatestEvent(window, scene, date);
}

/** The cycle of a date; null: it lies in none. */
export function cycleOf(window: WindowText, scene: Scene, date: string): string | null {
  const { yearStart, yearEnd } = scene.calculation;
  if (date < yearStart || date > yearEnd) return null;
  const start = rawCycle(window, scene, date);
  return start === null ? null : laterOf(start, yearStart);
}

function rawCycle(window: WindowText, scene: Scene, date: string): string | null {
  if (window === 'year') return scene.calculation.yearStart;
  if (window === 'month') return `${date.slice(0, 7)}-01`;
  if ('days' in window || 'schoolDays' in window) return scene.calculation.yearStart;
  if ('since' in window) return dayAfterLatestEvent(window, scene, date);
  const term = termOn(window.term, scene, date);
  return term === null ? null : earliestStart(window.term, term.name, scene.calculation);
}

/** The n-th day in session before `date` in the calendar of the student's school on that date. */
function schoolDaysBefore(scene: Scene, date: string, n: number): string {
  if (n === 0) return date;
  const school = schoolOn(scene, date);
  const days = [...scene.calculation.bundle.sessions.keys()]
    .filter((key) => school !== null && key.startsWith(`${school}|`))
    .map((key) => key.slice(key.indexOf('|') + 1))
    .filter((day) => day < date)
    .toSorted(byText);
  return days.at(-n) ?? scene.calculation.yearStart;
}

function dayAfterLatestEvent(window: { since: string; ref?: string }, scene: Scene, date: string): string | null {
  const dates = scene.events
    .filter(
      (event) =>
        event.event === window.since && event.date < date && (window.ref === undefined || event.ref === window.ref),
    )
    .map((event) => event.date)
    .toSorted(byText);
  const latest = dates.at(-1);
  return latest === undefined ? null : addDays(latest, 1);
}

/** The pack's intervals of that name replace all terms of that kind. */
function termsOf(kind: string, calculation: Calculation): Term[] {
  const intervals: IntervalText[] | undefined = calculation.pack.pack.intervals?.[kind];
  if (intervals !== undefined) return intervals.map((interval) => ({ school: '', kind, ...interval }));
  return calculation.bundle.terms.filter((term) => term.kind === kind);
}

/** The term that covers the date: the school's own first, then the latest start, then the smallest name. */
function termOn(kind: string, scene: Scene, date: string): Term | null {
  const school = schoolOn(scene, date);
  const covering = termsOf(kind, scene.calculation).filter(
    (term) => (term.school === '' || term.school === school) && term.start <= date && date <= term.end,
  );
  const ownFirst = (term: Term): number => (term.school === '' ? 1 : 0);
  covering.sort((a, b) => ownFirst(a) - ownFirst(b) || byText(b.start, a.start) || byText(a.name, b.name));
  return covering[0] ?? null;
}

/** The earliest start, over all schools, of the terms of that kind and name that reach into the school year. */
function earliestStart(kind: string, name: string, calculation: Calculation): string {
  const starts = termsOf(kind, calculation)
    .filter((term) => term.name === name && term.end >= calculation.yearStart && term.start <= calculation.yearEnd)
    .map((term) => term.start);
  return starts.toSorted(byText)[0] as string;
}
