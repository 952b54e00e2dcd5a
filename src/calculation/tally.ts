/** What a run found and changed, as figures and a few examples. */
import { formatDay, type NoticeChange, type TriggerChange } from '../engine/index.ts';
import type { Identity } from './decision-events.ts';
import type { Found } from './found.ts';
import type { NoticeOnFile, TriggerOnFile } from './on-file.ts';

/** One change, with the keys of a trigger as commands print them. `before` and `date`: null where there is none. */
export interface ChangeExample {
  readonly change: TriggerChange | NoticeChange;
  readonly pack: string;
  readonly student: string;
  readonly criterion: string;
  readonly cycle: string;
  readonly occurrence: number;
  readonly school: string | null;
  readonly before: string | null;
  readonly date: string | null;
  readonly decision: string | null;
}

function within<Value>(maps: Map<string, Map<string, Value>>, key: string): Map<string, Value> {
  const found = maps.get(key);
  if (found !== undefined) return found;
  const made = new Map<string, Value>();
  maps.set(key, made);
  return made;
}

/** Examples kept of each kind of change. */
const EXAMPLES = 10;

export class Tally {
  judged = 0;
  carriedOver = 0;
  readonly triggers = new Map<TriggerChange, number>();
  readonly notices = new Map<NoticeChange, number>();
  /** Issued events of a bundle by code, for codes that no pack in use has. */
  readonly waiting = new Map<string, number>();
  readonly examples: ChangeExample[] = [];

  /** How many active triggers more there are than before: pack → criterion → decision → count. */
  readonly standing = new Map<string, Map<string, Map<string, number>>>();

  countTrigger(change: TriggerChange, now: Found | null, before: TriggerOnFile | null): void {
    this.count(this.triggers, change, now ?? before, now, before);
    if (change === 'unchanged') return;
    if (before !== null && before.state === 'active') this.stand(before, -1);
    if (now !== null) this.stand(now, 1);
  }

  private stand({ packId, criterion, decision }: Found | TriggerOnFile, by: number): void {
    const byDecision = within(within(this.standing, packId), criterion);
    byDecision.set(decision, (byDecision.get(decision) ?? 0) + by);
  }

  countNotice(change: NoticeChange, notice: NoticeOnFile, now: Found | null): void {
    this.count(this.notices, change, notice, now, notice);
  }

  private count<Change extends TriggerChange | NoticeChange>(
    counts: Map<Change, number>,
    change: Change,
    identity: Identity | null,
    now: Found | null,
    before: { readonly day: number | null } | null,
  ): void {
    const count = (counts.get(change) ?? 0) + 1;
    counts.set(change, count);
    if (identity === null || change === 'unchanged' || count > EXAMPLES) return;
    this.examples.push({
      change,
      pack: identity.packId,
      student: identity.student,
      criterion: identity.criterion,
      cycle: formatDay(identity.cycle),
      occurrence: identity.occurrence,
      school: identity.school === '' ? null : identity.school,
      before: before === null || before.day === null ? null : formatDay(before.day),
      date: now === null ? null : formatDay(now.day),
      decision: now?.decision ?? null,
    });
  }
}
