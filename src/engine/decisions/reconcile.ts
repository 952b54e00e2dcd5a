/**
 * Compares what is on file with what the calculation finds now, by identity.
 * Says what to store; stores nothing itself. Source: criteria.md section 8.
 */
import type { Day } from '../calendar/day.ts';

/** What two versions of one trigger are told apart by. `evidenceHash` is equal when the evidence is. */
export interface Version {
  readonly day: Day;
  readonly evidenceHash: string;
}

/** What the calculation finds now: a version, and what else is stored of it. */
export interface FoundTrigger extends Version {
  readonly value: string;
  readonly decision: string;
  readonly reason: string | null;
  readonly triggerSchool: string;
  readonly currentSchool: string;
  /** The version of the pack that found it. */
  readonly packHash: string;
}

/** A trigger as the last calculation stored it. */
export interface StoredTrigger extends FoundTrigger {
  readonly state: 'active' | 'lapsed';
}

/**
 * What happens to a trigger: `moved` has another date or other evidence, `redecided` only another decision, value,
 * school or pack version, `active-again` had lapsed before.
 */
export type TriggerChange = 'nothing' | 'unchanged' | 'new' | 'moved' | 'redecided' | 'lapsed' | 'active-again';

/**
 * The column "notice not yet issued" of the table.
 * Input: null on file: never found before; null now: not met now.
 */
export function reconcileTrigger(onFile: StoredTrigger | null, now: FoundTrigger | null): TriggerChange {
  if (now === null) return onFile === null ? 'nothing' : onFile.state === 'active' ? 'lapsed' : 'unchanged';
  if (onFile === null) return 'new';
  if (onFile.state === 'lapsed') return 'active-again';
  if (!sameVersion(onFile, now)) return 'moved';
  return sameDetails(onFile, now) ? 'unchanged' : 'redecided';
}

/** `met-again`: it was no longer met, and is met now in another form or after it was rescinded; a person decides. */
export type Correction = 'amended' | 'no-longer-met' | 'met-again';

/** A notice on file, as far as a correction concerns it. */
export interface SentNotice {
  /** null: carried over, and no trigger was found for it yet. */
  readonly day: Day | null;
  /** Empty: the evidence of that day is not known (carried over); only dates are compared. */
  readonly evidenceHash: string;
  readonly isRescinded: boolean;
  readonly correction: Correction | null;
  /** The version stored with the correction; null under `no-longer-met`. */
  readonly now: Version | null;
}

/**
 * What happens to a notice: `matched` gives a carried-over notice the date of its trigger, `as-sent` takes a correction
 * back because the facts are again as they were; `unchanged` writes nothing. Nothing is ever sent again.
 */
export type NoticeChange = 'unchanged' | 'matched' | 'as-sent' | Correction;

/**
 * The column "notice already issued" of the table.
 * Input: `judgedThrough` is the last day that was judged: a notice whose trigger lies after it says nothing about
 * that day, so its absence is no correction. Ends: `judgedThrough` included.
 */
export function reconcileNotice(notice: SentNotice, now: Version | null, judgedThrough: Day): NoticeChange {
  if (now === null) return withoutTrigger(notice, judgedThrough);
  if (notice.day === null) return 'matched';
  if (notice.correction === 'no-longer-met' || notice.correction === 'met-again') return metAgain(notice, now);
  if (notice.isRescinded) return 'unchanged';
  if (isAsSent(notice, now)) return notice.correction === null ? 'unchanged' : 'as-sent';
  return isKnown(notice, now) ? 'unchanged' : 'amended';
}

function withoutTrigger(notice: SentNotice, judgedThrough: Day): NoticeChange {
  if (notice.day === null || notice.day > judgedThrough) return 'unchanged';
  return notice.correction === 'no-longer-met' ? 'unchanged' : 'no-longer-met';
}

function metAgain(notice: SentNotice, now: Version): NoticeChange {
  if (!notice.isRescinded && isAsSent(notice, now)) return 'as-sent';
  return notice.correction === 'met-again' && isKnown(notice, now) ? 'unchanged' : 'met-again';
}

function isAsSent(notice: SentNotice, now: Version): boolean {
  return notice.day === now.day && (notice.evidenceHash === '' || notice.evidenceHash === now.evidenceHash);
}

function isKnown(notice: SentNotice, now: Version): boolean {
  return notice.now !== null && sameVersion(notice.now, now);
}

function sameVersion(one: Version, other: Version): boolean {
  return one.day === other.day && one.evidenceHash === other.evidenceHash;
}

function sameDetails(one: FoundTrigger, other: FoundTrigger): boolean {
  return (
    one.decision === other.decision &&
    one.reason === other.reason &&
    one.value === other.value &&
    one.triggerSchool === other.triggerSchool &&
    one.currentSchool === other.currentSchool &&
    one.packHash === other.packHash
  );
}
