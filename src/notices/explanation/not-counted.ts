/** The records of the school year that do not count, and why. Source: screens.md 6.2, "not counted". */
import type { EvidenceRecord, NotCountedWhy, Selector } from '../../engine/index.ts';
import { shortDay } from './quantities.ts';
import type { RuleAccount } from './rule-account.ts';
import { cycleInWords } from './window-in-words.ts';

export interface NotCounted {
  readonly record: EvidenceRecord;
  readonly why: NotCountedWhy;
}

/** `Thu Oct 15 T: 30 minutes, more than 30 asked for`. */
export function notCountedLine(account: RuleAccount, { record, why }: NotCounted): string {
  const period = record.period === null ? '' : ` period ${record.period}`;
  return `${shortDay(record.day)} ${record.code}${period}: ${notCountedReason(account, { record, why })}`;
}

/** The reason alone. */
export function notCountedReason(account: RuleAccount, { record, why }: NotCounted): string {
  switch (why) {
    case 'not-selected':
      return meaningOf(account, record);
    case 'minutes-too-few':
    case 'minutes-too-many':
      return `${record.minutes ?? 0} minutes, ${minutesAskedFor(account)} asked for`;
    case 'minutes-unknown':
      return 'minutes unknown';
    case 'weekday':
      return 'another weekday';
    case 'period':
      return 'another period';
    case 'whole-day':
      return record.period === null ? 'a whole day does not count here' : 'a single period does not count here';
    case 'adds-nothing':
      return 'adds nothing on this day';
    case 'before-window':
      return beforeWindow(account);
  }
}

/** `before this quarter`, `before "letter-received L1"`, `no "plan-implemented" on record yet`. */
function beforeWindow({ window, windowStart }: RuleAccount): string {
  if (window.kind !== 'since')
    return windowStart === null ? `outside every ${cycleInWords(window)}` : `before this ${cycleInWords(window)}`;
  const event = `"${window.event}${window.ref === undefined ? '' : ` ${window.ref}`}"`;
  return windowStart === null ? `no ${event} on record yet` : `before ${event}`;
}

/** `excused`, `tardy, unexcused`; where status and excuse are asked for, it is the code that is another. */
function meaningOf(account: RuleAccount, record: EvidenceRecord): string {
  const code = account.codeOf(record);
  if (code === undefined) return 'code not known';
  const isNear = selectorsOf(account).some(
    ({ status, excuse }) =>
      (status === undefined || status.includes(code.status)) && (excuse === undefined || excuse.includes(code.excuse)),
  );
  if (isNear) return 'another code';
  if (code.status !== 'absent') return code.excuse === '' ? code.status : `${code.status}, ${code.excuse}`;
  return code.excuse === '' ? 'absent, without an excuse mark' : code.excuse;
}

function selectorsOf(account: RuleAccount): readonly Selector[] {
  const { rule } = account.progress;
  if (rule.type === 'event') return [];
  return 'view' in rule && rule.view !== undefined
    ? rule.view.parts.flatMap((part) => part.counts)
    : (rule.counts ?? []);
}

function minutesAskedFor(account: RuleAccount): string {
  const selectors = selectorsOf(account);
  const tests = selectors.flatMap((selector) => [
    ...(selector.minutesOver === undefined ? [] : [`more than ${selector.minutesOver}`]),
    ...(selector.minutesAtLeast === undefined ? [] : [`at least ${selector.minutesAtLeast}`]),
    ...(selector.minutesUnder === undefined ? [] : [`less than ${selector.minutesUnder}`]),
    ...(selector.minutesAtMost === undefined ? [] : [`at most ${selector.minutesAtMost}`]),
  ]);
  return [...new Set(tests)].join(' or ');
}
