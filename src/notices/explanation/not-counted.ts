/** The records of the school year that do not count, and why. Source: screens.md 6.2, "not counted". */
import type { EvidenceRecord, NotCountedWhy, Selector } from '../../engine/index.ts';
import { wordsOf } from './catalogue/index.ts';
import { shortDay, type Language } from './quantities.ts';
import type { RuleAccount } from './rule-account.ts';
import { minutesTests } from './selectors-in-words.ts';
import { cycleInWords } from './window-in-words.ts';

export interface NotCounted {
  readonly record: EvidenceRecord;
  readonly why: NotCountedWhy;
}

/** `Thu Oct 15 T: 30 minutes, more than 30 asked for`. */
export function notCountedLine(account: RuleAccount, { record, why }: NotCounted, language: Language = 'en'): string {
  const period = record.period === null ? '' : wordsOf(language).record.inPeriod(record.period);
  const reason = notCountedReason(account, { record, why }, language);
  return `${shortDay(record.day, language)} ${record.code}${period}: ${reason}`;
}

/** The reason alone. */
export function notCountedReason(account: RuleAccount, { record, why }: NotCounted, language: Language = 'en'): string {
  const words = wordsOf(language).record;
  switch (why) {
    case 'not-selected':
      return meaningOf(account, record, language);
    case 'minutes-too-few':
    case 'minutes-too-many':
      return words.minutes(record.minutes ?? 0, minutesAskedFor(account, language));
    case 'minutes-unknown':
      return words.minutesUnknown;
    case 'weekday':
      return words.weekday;
    case 'period':
      return words.period;
    case 'whole-day':
      return record.period === null ? words.wholeDay : words.singlePeriod;
    case 'adds-nothing':
      return words.addsNothing;
    case 'before-window':
      return beforeWindow(account, language);
  }
}

/** `before this quarter`, `before "letter-received L1"`, `no "plan-implemented" on record yet`. */
function beforeWindow({ window, windowStart }: RuleAccount, language: Language): string {
  const words = wordsOf(language).record;
  if (window.kind !== 'since') {
    const cycle = cycleInWords(window, language);
    return windowStart === null ? words.outsideCycle(cycle) : words.beforeCycle(cycle);
  }
  const event = `${window.event}${window.ref === undefined ? '' : ` ${window.ref}`}`;
  return windowStart === null ? words.noEventYet(event) : words.beforeEvent(event);
}

/** `excused`, `tardy, unexcused`; where status and excuse are asked for, it is the code that is another. */
function meaningOf(account: RuleAccount, record: EvidenceRecord, language: Language): string {
  const words = wordsOf(language).record;
  const code = account.codeOf(record);
  if (code === undefined) return words.unknownCode;
  const isNear = selectorsOf(account).some(
    ({ status, excuse }) =>
      (status === undefined || status.includes(code.status)) && (excuse === undefined || excuse.includes(code.excuse)),
  );
  return isNear ? words.anotherCode : words.meaning(code.status, code.excuse);
}

function selectorsOf(account: RuleAccount): readonly Selector[] {
  const { rule } = account.progress;
  if (rule.type === 'event') return [];
  return 'view' in rule && rule.view !== undefined
    ? rule.view.parts.flatMap((part) => part.counts)
    : (rule.counts ?? []);
}

function minutesAskedFor(account: RuleAccount, language: Language): string {
  const tests = selectorsOf(account).flatMap((selector) => minutesTests(selector, language));
  return [...new Set(tests)].join(wordsOf(language).whyNot.orElse);
}
