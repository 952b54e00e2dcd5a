/** The records that counted and those that did not, as an explanation lists them. */
import { formatDay } from '../../engine/index.ts';
import type { EvidenceRecord } from '../../engine/index.ts';
import { notCountedReason } from './not-counted.ts';
import type { RuleAccount } from './rule-account.ts';

export interface WhyRecord {
  readonly date: string;
  readonly period: string | null;
  readonly course: string | null;
  readonly code: string;
  readonly minutes: number | null;
}

/** Records that no rule of the criterion counts, each once. */
export function notCountedOf(accounts: readonly RuleAccount[]): readonly (WhyRecord & { readonly why: string })[] {
  const counted = new Set(accounts.flatMap(({ progress }) => progress.counted.map(recordKey)));
  const seen = new Set<string>();
  return accounts
    .flatMap((account) => account.progress.notCounted.map((one) => ({ account, one })))
    .filter(({ one: { record } }) => {
      const key = recordKey(record);
      if (counted.has(key) || seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .map(({ account, one }) => ({ ...whyRecord(one.record), why: notCountedReason(account, one) }));
}

/** Records that several rules count, each once. */
export function uniqueRecords(records: readonly EvidenceRecord[]): readonly EvidenceRecord[] {
  return [...new Map(records.map((record) => [recordKey(record), record])).values()];
}

function recordKey(record: EvidenceRecord): string {
  return [record.day, record.school, record.period, record.course, record.code, record.minutes].join('\n');
}

export function whyRecord(record: EvidenceRecord): WhyRecord {
  return {
    date: formatDay(record.day),
    period: record.period,
    course: record.course,
    code: record.code,
    minutes: record.minutes,
  };
}
