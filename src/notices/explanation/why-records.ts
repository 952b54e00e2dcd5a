/** The records that counted and those that did not, as an explanation lists them. */
import { formatDay } from '../../engine/index.ts';
import type { EvidenceRecord, NotCountedWhy } from '../../engine/index.ts';
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

/** The records of one explanation as they are told. Records are few and asked for by every criterion, so each is looked at once. */
export class RecordsTold {
  private readonly cards = new Map<EvidenceRecord, Card>();
  private readonly numbers = new Map<string, number>();
  private readonly told = new Map<number, WhyRecord>();

  /** Records that no rule of the criterion counts, each once. */
  leftOut(accounts: readonly RuleAccount[], language: Language = 'en'): readonly LeftOut[] {
    const seen = new Set(
      accounts.flatMap(({ progress }) => progress.counted.map((record) => this.cardOf(record).same)),
    );
    const left: LeftOut[] = [];
    for (const account of accounts) {
      const reasons = new Map<NotCountedWhy, string[]>();
      for (const one of account.progress.notCounted) {
        const card = this.cardOf(one.record);
        if (seen.has(card.same)) continue;
        seen.add(card.same);
        const alike = reasons.get(one.why) ?? [];
        reasons.set(one.why, alike);
        left.push({ record: card.told, why: (alike[card.alike] ??= notCountedReason(account, one, language)) });
      }
    }
    return left;
  }

  /** Records that several rules count, each once. */
  counted(accounts: readonly RuleAccount[]): readonly WhyRecord[] {
    const all = accounts.flatMap(({ progress }) => progress.counted.map((record) => this.cardOf(record)));
    return [...new Map(all.map(({ same, told }) => [same, told])).values()];
  }

  private cardOf(record: EvidenceRecord): Card {
    let card = this.cards.get(record);
    if (card === undefined) {
      const { school, code, period, minutes } = record;
      const same = this.numberOf(keyOf(record));
      const told = this.told.get(same) ?? whyRecord(record);
      this.told.set(same, told);
      // A reason goes by these alone.
      card = { same, told, alike: this.numberOf([school, code, period === null, minutes].join('\n')) };
      this.cards.set(record, card);
    }
    return card;
  }

  private numberOf(text: string): number {
    const known = this.numbers.get(text) ?? this.numbers.size;
    this.numbers.set(text, known);
    return known;
  }
}

interface Card {
  /** The same number, the same record. */
  readonly same: number;
  /** The same number, the same reason not to count. */
  readonly alike: number;
  readonly told: WhyRecord;
}

/** Records that several rules count, each once. */
export function uniqueRecords(records: readonly EvidenceRecord[]): readonly EvidenceRecord[] {
  return [...new Map(records.map((record) => [keyOf(record), record])).values()];
}

function keyOf(record: EvidenceRecord): string {
  return [record.day, record.school, record.period, record.course, record.code, record.minutes].join('\n');
}

export function whyRecord({ day, period, course, code, minutes }: EvidenceRecord): WhyRecord {
  return { date: formatDay(day), period, course, code, minutes };
}
