/** The records that counted and those that did not, as an explanation lists them. */
import { formatDay } from '../../engine/index.ts';
import type { EvidenceRecord } from '../../engine/index.ts';
import { notCountedReason } from './not-counted.ts';
import type { Language } from './quantities.ts';
import type { RuleAccount } from './rule-account.ts';

export interface WhyRecord {
  readonly date: string;
  readonly period: string | null;
  readonly course: string | null;
  readonly code: string;
  readonly minutes: number | null;
}

/** A record that no rule of a criterion counts, and why. */
export interface LeftOut {
  readonly record: WhyRecord;
  readonly why: string;
}

/** Records that no rule of the criterion counts, each once. */
export function leftOutOf(accounts: readonly RuleAccount[], language: Language = 'en'): readonly LeftOut[] {
  const counted = new Set(accounts.flatMap(({ progress }) => progress.counted.map(recordKey)));
  const seen = new Set<string>();
  return accounts.flatMap((account) => {
    const reasons = new Map<string, string>();
    return account.progress.notCounted.flatMap((one): LeftOut[] => {
      const key = recordKey(one.record);
      if (counted.has(key) || seen.has(key)) return [];
      seen.add(key);
      // The reason goes by these alone, and many records share them.
      const { school, code, period, minutes } = one.record;
      const alike = `${one.why} ${school} ${code} ${period === null ? 'day' : 'period'} ${minutes}`;
      const why = reasons.get(alike) ?? notCountedReason(account, one, language);
      reasons.set(alike, why);
      return [{ record: whyRecord(one.record), why }];
    });
  });
}

/** Records that several rules count, each once. */
export function uniqueRecords(records: readonly EvidenceRecord[]): readonly EvidenceRecord[] {
  return [...new Map(records.map((record) => [recordKey(record), record])).values()];
}

const KEYS = new WeakMap<EvidenceRecord, string>();

/** Each record is asked for by every criterion. */
function recordKey(record: EvidenceRecord): string {
  let key = KEYS.get(record);
  if (key === undefined) {
    key = [record.day, record.school, record.period, record.course, record.code, record.minutes].join('\n');
    KEYS.set(record, key);
  }
  return key;
}

const TOLD = new WeakMap<EvidenceRecord, WhyRecord>();

/** The same for the same record. */
export function whyRecord(record: EvidenceRecord): WhyRecord {
  let told = TOLD.get(record);
  if (told === undefined) {
    const { day, period, course, code, minutes } = record;
    told = { date: formatDay(day), period, course, code, minutes };
    TOLD.set(record, told);
  }
  return told;
}
