/** Slots as people write them: one a line, "Dec 2 15:30, 15:50 Room 4 / Ms. Lang", or a date as 2026-12-02. */

export interface WrittenSlots {
  readonly on: string;
  readonly times: readonly string[];
  readonly place: string;
  readonly with: string;
}

export type ReadLine =
  | { readonly ok: true; readonly slots: WrittenSlots }
  | { readonly ok: false; readonly line: number; readonly text: string; readonly why: 'date' | 'time' | 'place' };

/** Months by their first three letters, in English and Spanish. */
/* oxfmt-ignore */
const MONTHS: Readonly<Record<string, number>> = {
  jan: 1, feb: 2, mar: 3, apr: 4, may: 5, jun: 6, jul: 7, aug: 8, sep: 9, oct: 10, nov: 11, dec: 12,
  ene: 1, abr: 4, ago: 8, dic: 12,
};

/**
 * Reads what was typed or pasted. Input: `today`, an ISO date; a day without a year is the next one that comes.
 * A line is a date, times joined by commas, then place and with whom parted by `/` or a tab. Blank lines are left out.
 */
export function readSlotLines(text: string, today: string): readonly ReadLine[] {
  return text
    .split(/\r?\n/)
    .map((line, index) => ({ line: index + 1, text: line.trim() }))
    .filter((one) => one.text !== '')
    .map(({ line, text: written }) => readLine(written, today, line));
}

function readLine(text: string, today: string, line: number): ReadLine {
  const fail = (why: 'date' | 'time' | 'place'): ReadLine => ({ ok: false, line, text, why });
  const dated = readDate(text, today);
  if (dated === null) return fail('date');
  const timed = /^((?:\d{1,2}:\d{2}\s*(?:[ap]m)?\s*(?:,\s*)?)+)(.*)$/i.exec(dated.rest);
  if (timed === null) return fail('time');
  const times = [...(timed[1] ?? '').matchAll(/(\d{1,2}):(\d{2})\s*([ap]m)?/gi)].map(timeOf);
  if (times.includes(null)) return fail('time');
  const [place = '', whom = ''] = (timed[2] ?? '').split(/\s*[/\t]\s*/).map((part) => part.trim());
  if (place === '' || whom === '') return fail('place');
  return { ok: true, slots: { on: dated.on, times: [...new Set(times as string[])], place, with: whom } };
}

function readDate(text: string, today: string): { readonly on: string; readonly rest: string } | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})[\s,]+(.*)$/s.exec(text);
  if (iso !== null) return made(Number(iso[1]), Number(iso[2]), Number(iso[3]), iso[4] ?? '');
  const named = /^(?:[a-z]{2,9}\.?,?\s+)?([a-záéí]{3,10})\.?\s+(\d{1,2})(?:,?\s+(\d{4}))?[\s,]+(.*)$/is.exec(text);
  const slashed = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?[\s,]+(.*)$/s.exec(text);
  const month = named === null ? Number(slashed?.[1]) : MONTHS[(named[1] ?? '').slice(0, 3).toLowerCase()];
  const [day, year, rest] = (named ?? slashed)?.slice(2) ?? [];
  if (month === undefined || day === undefined) return null;
  if (year !== undefined) return made(Number(year), month, Number(day), rest ?? '');
  const thisYear = made(Number(today.slice(0, 4)), month, Number(day), rest ?? '');
  return thisYear !== null && thisYear.on < today
    ? made(Number(today.slice(0, 4)) + 1, month, Number(day), rest ?? '')
    : thisYear;
}

function made(year: number, month: number, day: number, rest: string) {
  const on = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const date = new Date(`${on}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== on ? null : { on, rest };
}

/** `3:30 pm` is 15:30; without am or pm the hour stands as it is. */
function timeOf([, hour = '', minute = '', half]: RegExpMatchArray): string | null {
  const clock = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  const isWrong = clock > 23 || Number(minute) > 59 || (half !== undefined && (Number(hour) < 1 || Number(hour) > 12));
  return isWrong ? null : `${String(clock).padStart(2, '0')}:${minute}`;
}
