/** One trigger in sentences: why it was met, what is decided, what people decided and what went out. */
import type { StudentExplanation } from '../../calculation/index.ts';
import { formatDay, parseDay } from '../../engine/index.ts';
import type { Day, Outcome } from '../../engine/index.ts';
import type { Pack } from '../../packs/index.ts';
import { noticeName, triggerIdOf } from '../identity.ts';
import { withPersonDecisions } from '../worklist/person-decisions.ts';
import type { PersonDecision } from '../worklist/person-decisions.ts';
import { noticesOf } from '../worklist/sent-before.ts';
import type { NoticeOnFile } from '../worklist/sent-before.ts';
import { accountsThrough } from './accounts.ts';
import type { Place, Subject } from './accounts.ts';
import { decisionAccount } from './decision-accounts.ts';
import { decisionSentence } from './decision-sentences.ts';
import { wordsOf } from './catalogue/index.ts';
import type { StudentOnFile } from './on-file.ts';
import { schoolOn } from './outside.ts';
import { fullDay, type Language } from './quantities.ts';
import type { RuleAccount } from './rule-account.ts';
import { uniqueRecords, whyRecord } from './why-records.ts';
import type { RecordsTold, WhyRecord } from './why-records.ts';
import { whySentence } from './why-sentences.ts';

export interface WhyTrigger {
  readonly trigger_id: string;
  readonly cycle: string;
  readonly occurrence: number;
  readonly date: string;
  readonly value: number;
  readonly decision: string;
  readonly reason: string | null;
  readonly why: string;
  readonly decided: string;
  readonly evidence: readonly WhyRecord[];
  /** What people decided, also what was lifted. */
  readonly decisions: readonly string[];
  /** Notices on file, with what was sent and what is found now where that differs. */
  readonly notices: readonly string[];
}

/** One pack of one student. */
export interface PackInput {
  readonly explained: StudentExplanation;
  readonly on: StudentOnFile;
  readonly pack: Pack;
  readonly index: number;
  readonly asOf: Day;
  readonly only: string | undefined;
  readonly records: RecordsTold;
  readonly language: Language;
}

/** One criterion of it, at one school under `scope: school`. */
export interface CriterionInput extends PackInput {
  readonly subject: Subject;
  readonly through: Day;
  readonly place: Place;
  readonly outcomes: readonly Outcome[];
}

/** Input: `now` are the accounts of today. */
export function whyTrigger(
  input: CriterionInput,
  outcome: Outcome,
  isCurrent: boolean,
  now: readonly RuleAccount[],
): WhyTrigger {
  const { on, pack, place, subject, language } = input;
  const identity = {
    pack: pack.policy.id,
    student: subject.facts.id,
    criterion: outcome.criterion,
    cycle: formatDay(outcome.cycle),
    occurrence: outcome.occurrence,
    school: outcome.school,
  };
  const triggerId = triggerIdOf(identity);
  const decisions = on.decisions.get(triggerId) ?? [];
  const standing = standingOf(input, outcome, triggerId, decisions);
  const then = accountsThrough(subject, place, { through: outcome.day, isCurrent, notCounted: false });
  const notices = noticesOf(on.notices, triggerId);
  return {
    trigger_id: triggerId,
    cycle: identity.cycle,
    occurrence: outcome.occurrence,
    date: formatDay(outcome.day),
    value: outcome.value,
    decision: standing.decision,
    reason: standing.reason,
    why: whySentence(then.length === 0 ? now : then, outcome, language),
    decided: notices.some((notice) => notice.state !== 'withdrawn')
      ? noticeLine(on, notices.findLast((notice) => notice.state !== 'withdrawn') as NoticeOnFile, language)
      : decisionSentence(
          decisionAccount(standing.decision, standing.reason, surroundings(input, outcome, standing.person, now)),
          language,
        ),
    evidence: outcome.evidence.map(whyRecord),
    decisions: decisions.map((decision) => personSentence(decision, language)),
    notices: notices.flatMap((notice) => on.noticeLines.get(notice.noticeId) ?? []),
  };
}

function noticeLine(on: StudentOnFile, notice: NoticeOnFile, language: Language): string {
  return on.noticeLines.get(notice.noticeId)?.[0] ?? wordsOf(language).notice.onFile(noticeName(notice.noticeId));
}

function standingOf(
  input: CriterionInput,
  outcome: Outcome,
  triggerId: string,
  decisions: readonly PersonDecision[],
): ReturnType<typeof withPersonDecisions> {
  const engine = { decision: outcome.decision, reason: outcome.reason, triggerOn: formatDay(outcome.day) };
  const standing = withPersonDecisions(engine, decisions, formatDay(input.asOf));
  const waits = standing.decision === 'issue' && input.on.waitingForConference.has(triggerId);
  return waits ? { decision: 'held', reason: 'conference', person: null } : standing;
}

function surroundings(
  input: CriterionInput,
  outcome: Outcome,
  person: PersonDecision | null,
  now: readonly RuleAccount[],
): Parameters<typeof decisionAccount>[2] {
  const { subject, through, asOf, place, on, pack, language } = input;
  const school = schoolOn(subject, asOf);
  return {
    policy: pack.policy,
    criterion: place.criterion,
    triggerDay: outcome.day,
    cycle: outcome.cycle,
    through,
    asOf,
    schoolDays: subject.sessionsOf(school).map(({ day }) => day),
    notices: on.notices.filter((notice) => notice.identity.pack === pack.policy.id && notice.state !== 'withdrawn'),
    counted: uniqueRecords(now.flatMap(({ progress }) => progress.counted)),
    person,
    language,
    declinedOn:
      subject.facts.events.find(
        ({ event, ref }) => event === 'declined' && ref.split(/[#@]/)[0] === place.criterion.code,
      )?.day ?? null,
  };
}

/** Triggers that were found before and are no longer met, before anything went out. */
export function lapsedTriggers({ on, pack, place, language }: CriterionInput): readonly WhyTrigger[] {
  return on.lapsed
    .filter(
      ({ identity }) =>
        identity.pack === pack.policy.id &&
        identity.criterion === place.criterion.code &&
        identity.school === place.school,
    )
    .map((trigger) => {
      const triggerId = triggerIdOf(trigger.identity);
      const notices = noticesOf(on.notices, triggerId);
      return {
        trigger_id: triggerId,
        cycle: trigger.identity.cycle,
        occurrence: trigger.identity.occurrence,
        date: trigger.triggerOn,
        value: trigger.value,
        decision: 'lapsed',
        reason: trigger.lapsedReason,
        why: '',
        decided:
          notices.length > 0
            ? ''
            : decisionSentence({ kind: 'lapsed', reason: (trigger.lapsedReason ?? '').replace(/\.$/, '') }, language),
        evidence: [],
        decisions: (on.decisions.get(triggerId) ?? []).map((decision) => personSentence(decision, language)),
        notices: notices.flatMap((notice) => on.noticeLines.get(notice.noticeId) ?? []),
      };
    });
}

function personSentence({ kind, until, by, on, reason, lifted }: PersonDecision, language: Language): string {
  const words = wordsOf(language).byPeople;
  const day = (iso: string): string => fullDay(parseDay(iso) ?? 0, language);
  const line = words.line(words[kind], until === null ? '' : day(until), by, day(on), reason);
  return lifted === null ? line : `${line}${words.lifted(lifted.by, day(lifted.on), lifted.reason)}`;
}
