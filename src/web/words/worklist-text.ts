/** A line of the worklist in words: the same on screen and on paper. */
import { formatTime, nameOfLanguage, type DateForm } from './format.ts';
import type { Say } from './say.ts';

type Doubt =
  | { readonly kind: 'no-letters' | 'no-address' | 'address-missing' | 'sibling-also-due' }
  | { readonly kind: 'in-english'; readonly language: string }
  | { readonly kind: 'overdue'; readonly schoolDays: number }
  | { readonly kind: 'contacted'; readonly on: string; readonly contact: string; readonly outcome: string };

/** What is said of a line; the contract of the worklist has all of it. */
interface WorklistLine {
  readonly state: string;
  readonly reason: string | null;
  readonly person: { readonly by: string; readonly reason: string; readonly until: string | null } | null;
  readonly sends: readonly { readonly language: string; readonly wanted: string }[];
  readonly doubts: readonly Doubt[];
  readonly conference: { readonly on: string; readonly at: string } | null;
  readonly issued: { readonly at: string; readonly by: string } | null;
}

/** `t` says the words of the worklist. */
export interface WorklistSpeaker {
  readonly t: Say;
  readonly language: string;
  readonly date: (value: string, as?: DateForm) => string;
}

/** `No address`, `2 school days overdue`. */
export function doubtText({ t, language, date }: WorklistSpeaker, doubt: Doubt): string {
  if (doubt.kind === 'overdue') return t('doubts.overdue', { count: doubt.schoolDays });
  if (doubt.kind === 'in-english')
    return t('doubts.in-english', { language: nameOfLanguage(doubt.language, language) });
  if (doubt.kind === 'contacted')
    return t('doubts.contacted', {
      what: t(`doubts.contacts.${doubt.contact}`),
      date: date(doubt.on, 'day'),
      outcome: t(`doubts.outcomes.${doubt.outcome}`),
    });
  return t(`doubts.${doubt.kind}`);
}

/** `Waits for notes`, `Held until Nov 20 by A. Bell: doctor's note`. */
export function reasonText(
  { t, date }: Pick<WorklistSpeaker, 't' | 'date'>,
  { state, reason, person }: Pick<WorklistLine, 'state' | 'reason' | 'person'>,
): string {
  const [kind = '', what = ''] = (reason ?? '').split(':', 2);
  if (person !== null) {
    const until = person.until === null ? '' : date(person.until, 'day');
    const word = state === 'declined' ? 'declined' : kind === 'note' ? 'note' : until === '' ? 'held' : 'heldUntil';
    return t(`person.${word}`, { person: person.by, until, reason: person.reason });
  }
  if (state === 'declined') return t('person.declinedBefore');
  if (kind === 'gap') return t(`waits.gap.${GAPS.includes(what) ? what : 'other'}`);
  return WAITS.includes(kind) ? t(`waits.${kind}`, { what }) : (reason ?? '');
}

/** What needs a person's eye, with the conference; for the held, why; for what was issued meanwhile, by whom. */
export function lookFirstTexts(speaker: WorklistSpeaker, line: WorklistLine): readonly string[] {
  const { t, date } = speaker;
  if (line.issued !== null) return [t('issued', { time: date(line.issued.at, 'time'), person: line.issued.by })];
  if (line.state !== 'due') return [reasonText(speaker, line)];
  return [...line.doubts.map((doubt) => doubtText(speaker, doubt)), ...conferenceTexts(speaker, line)];
}

/** `Conference Dec 1, 15:30`, or nothing. */
export function conferenceTexts(
  { t, date, language }: WorklistSpeaker,
  { conference }: Pick<WorklistLine, 'conference'>,
): readonly string[] {
  if (conference === null) return [];
  return [t('conferenceOn', { date: date(conference.on, 'day'), time: formatTime(conference.at, language) })];
}

/** `In English: no letter in Somali yet`, or `Spanish`. */
export function sendText(
  { t, language }: Pick<WorklistSpeaker, 't' | 'language'>,
  { language: is, wanted }: WorklistLine['sends'][number],
): string {
  const name = nameOfLanguage(is, language);
  return wanted === '' ? name : t('sends.instead', { is: name, wanted: nameOfLanguage(wanted, language) });
}

/** `EN`, `EN *`: a letter in another language than was asked for. */
export function sendMark({ language, wanted }: WorklistLine['sends'][number]): string {
  return `${language.toUpperCase()}${wanted === '' ? '' : ' *'}`;
}

/** `Letter` for the type `letter`. Codes, grades and schools are their own words; `label` where the list names more. */
export function valueText(
  t: Say,
  filter: string,
  { value, label = value }: { readonly value: string; readonly label?: string },
): string {
  if (filter === 'type') return TYPES.includes(value) ? t(`types.${value}`) : value;
  if (filter === 'decision') return REASONS.includes(value) ? t(`reasons.${value}`) : value;
  if (filter === 'level' && label !== value) return `${value} ${label}`;
  return label;
}

const TYPES = [
  'letter',
  'notification',
  'task',
  'case',
  'plan',
  'assignment',
  'referral',
  'eligibility',
  'incident',
  'at-risk',
  'alert',
];
const REASONS = [
  'settling',
  'after',
  'gap',
  'conference',
  'person',
  'note',
  'excluded',
  'exempt',
  'not-enrolled',
  'approval',
  'amended',
  'no-longer-met',
  'met-again',
  'rescinded',
];
const WAITS = [
  'settling',
  'after',
  'approval',
  'conference',
  'excluded',
  'exempt',
  'not-enrolled',
  'amended',
  'no-longer-met',
  'met-again',
  'rescinded',
];
const GAPS = ['school-days', 'further', 'event'];
