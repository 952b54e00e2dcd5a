/** Why there is a trigger, or why there is none: every criterion in use at a student's school, in sentences. */
import type pg from 'pg';
import { explainStudent } from '../../calculation/index.ts';
import type { StudentExplanation } from '../../calculation/index.ts';
import { formatDay, parseDay } from '../../engine/index.ts';
import type { Criterion, Day, EvidenceRecord, Explanation, Judge, Outcome, Policy } from '../../engine/index.ts';
import type { Pack } from '../../packs/index.ts';
import { noticeName, triggerIdOf } from '../identity.ts';
import { readPersonDecisions, withPersonDecisions } from '../worklist/person-decisions.ts';
import type { PersonDecision } from '../worklist/person-decisions.ts';
import { readTriggers } from '../worklist/read-triggers.ts';
import type { StoredTrigger } from '../worklist/read-triggers.ts';
import { noticesOf, readNoticesOnFile } from '../worklist/sent-before.ts';
import type { NoticeOnFile } from '../worklist/sent-before.ts';
import { readWorklist } from '../worklist/worklist.ts';
import { accountsThrough, inquire, judgedThrough } from './accounts.ts';
import type { Place, Subject } from './accounts.ts';
import { decisionAccount } from './decision-accounts.ts';
import { decisionSentence } from './decision-sentences.ts';
import { notCountedReason } from './not-counted.ts';
import { noticeSentences } from './notice-sentences.ts';
import type { RuleAccount } from './rule-account.ts';
import { criterionInWords } from './rule-in-words.ts';
import { missingToMeet } from './missing.ts';
import { noFurther, nextStep, whyNotSentence } from './why-not-sentences.ts';
import { holds, whySentence } from './why-sentences.ts';
import { outsideOn, schoolOn } from './outside.ts';

export interface WhyQuestion {
  readonly districtId: number;
  readonly student: string;
  readonly criterion?: string;
  readonly pack?: string;
  readonly asOf: Day;
}

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

export interface WhyRecord {
  readonly date: string;
  readonly period: string | null;
  readonly course: string | null;
  readonly code: string;
  readonly minutes: number | null;
}

export interface WhyCriterion {
  readonly pack: string;
  readonly version: string;
  readonly criterion: string;
  readonly title: string;
  /** Under `scope: school`. */
  readonly school: string | null;
  /** The decision of the latest trigger of the cycle, or `not-met`. */
  readonly state: string;
  readonly sentence: string;
  readonly rule: string;
  readonly window: { readonly from: string | null; readonly through: string };
  /** One for each rule: what there is and what is asked for. */
  readonly progress: readonly { readonly have: number; readonly need: number | null; readonly unit: string; readonly missing: string }[];
  readonly missing: string;
  readonly counted: readonly WhyRecord[];
  readonly not_counted: readonly (WhyRecord & { readonly why: string })[];
  readonly triggers: readonly WhyTrigger[];
}

export interface Why {
  readonly student: string;
  readonly name: string;
  readonly grade: string;
  readonly as_of: string;
  readonly criteria: readonly WhyCriterion[];
}

/**
 * Explains a student's criteria as of a day.
 * Input: a client in a transaction (nothing is written). Returns null when the student is not known.
 */
export async function explainWhy(client: pg.ClientBase, question: WhyQuestion): Promise<Why | null> {
  const { districtId, student, asOf } = question;
  const explained = await explainStudent(client, { districtId, student, asOf });
  if (explained === null) return null;
  const on = await readOnFile(client, question);
  const packs = explained.packs.flatMap((one, index) => (isAsked(one, index, question, explained) ? [{ ...one, index }] : []));
  return {
    student,
    name: `${on.lastName}, ${on.firstName}`,
    grade: explained.facts.grade,
    as_of: formatDay(asOf),
    criteria: packs.flatMap(({ pack, index }) => whyPack({ explained, on, pack, index, asOf, only: question.criterion })),
  };
}

function isAsked(one: StudentExplanation['packs'][number], index: number, question: WhyQuestion, explained: StudentExplanation): boolean {
  if (question.pack !== undefined && one.pack.policy.id !== question.pack) return false;
  return one.inUseAtSchool || (explained.judgement.policies[index]?.outcomes.length ?? 0) > 0;
}

interface OnFile {
  readonly firstName: string;
  readonly lastName: string;
  readonly decisions: ReadonlyMap<string, readonly PersonDecision[]>;
  readonly notices: readonly NoticeOnFile[];
  readonly noticeLines: ReadonlyMap<number, readonly string[]>;
  readonly lapsed: readonly StoredTrigger[];
  /** Triggers that wait for a conference date. */
  readonly waitingForConference: ReadonlySet<string>;
  readonly recorders: ReadonlyMap<string, string>;
}

async function readOnFile(client: pg.ClientBase, { districtId, student, asOf }: WhyQuestion): Promise<OnFile> {
  const person = await client.query<{ first_name: string; last_name: string }>(
    'select first_name, last_name from students where district_id = $1 and student_id = $2',
    [districtId, student],
  );
  const events = await client.query<{ event: string; on_date: string; recorded_by: string }>(
    'select event, on_date, recorded_by from events where district_id = $1 and student_id = $2 and superseded_import_id is null',
    [districtId, student],
  );
  const notices = (await readNoticesOnFile(client, { districtId, students: [student] })).get(student) ?? [];
  const triggers = await readTriggers(client, { districtId, students: [student], lapsed: true });
  const worklist = await readWorklist(client, { districtId, asOf: formatDay(asOf), filter: { students: [student], decision: 'held' } });
  return {
    firstName: person.rows[0]?.first_name ?? '',
    lastName: person.rows[0]?.last_name ?? '',
    decisions: await readPersonDecisions(client, { districtId, students: [student], lifted: true }),
    notices,
    noticeLines: await noticeSentences(client, { districtId, notices }),
    lapsed: triggers.filter((trigger) => trigger.state === 'lapsed'),
    waitingForConference: new Set(worklist.lines.filter((line) => line.reason === 'conference').map((line) => line.triggerId)),
    recorders: new Map(events.rows.map((row) => [`${row.event} ${parseDay(row.on_date) ?? 0}`, row.recorded_by])),
  };
}

interface PackInput {
  readonly explained: StudentExplanation;
  readonly on: OnFile;
  readonly pack: Pack;
  readonly index: number;
  readonly asOf: Day;
  readonly only: string | undefined;
}

function whyPack(input: PackInput): readonly WhyCriterion[] {
  const { explained, on, pack, index, asOf } = input;
  const { policy } = pack;
  const through = judgedThrough(policy, asOf);
  const subject: Subject = { name: on.firstName, facts: explained.facts, district: explained.district, names: explained.names, policy, recorders: on.recorders };
  const judgeAt = inquire(subject);
  const codes = [...new Set(policy.criteria.toSorted(byOrder).map((criterion) => criterion.code))].filter((code) => input.only === undefined || code === input.only);
  return codes.flatMap((code) =>
    placesOf(explained.explain(index, code), policy, code, through).map(({ place, outcomes }) =>
      whyCriterion({ ...input, subject, judgeAt, through, place, outcomes }),
    ),
  );
}

/** One definition of a code speaks for it: that of the day, else the last; under `scope: school` once for each school. */
function placesOf(explanations: readonly Explanation[], policy: Policy, code: string, through: Day): readonly { readonly place: Place; readonly outcomes: readonly Outcome[] }[] {
  const definitions = policy.criteria.filter((criterion) => criterion.code === code);
  const covering = definitions.find(({ effective: { from, until } }) => (from === undefined || from <= through) && (until === undefined || through < until));
  const criterion = covering ?? (definitions.at(-1) as Criterion);
  const bySchool = new Map(explanations.map((explanation) => [explanation.school, explanation.outcomes]));
  return [...bySchool].map(([school, outcomes]) => ({ place: { criterion, school }, outcomes }));
}

interface CriterionInput extends PackInput {
  readonly subject: Subject;
  readonly judgeAt: (asOf: Day) => Judge;
  readonly through: Day;
  readonly place: Place;
  readonly outcomes: readonly Outcome[];
}

function whyCriterion(input: CriterionInput): WhyCriterion {
  const { pack, place, through, outcomes, subject, judgeAt } = input;
  const accounts = accountsThrough(subject, judgeAt, place, { through, isCurrent: true });
  const cycle = input.explained.explain(input.index, place.criterion.code).find((one) => one.school === place.school)?.window.cycle ?? null;
  const triggers = [...outcomes.map((outcome) => whyTrigger(input, outcome, outcome.cycle === cycle, accounts)), ...lapsedTriggers(input)];
  const current = outcomes.map((outcome, at) => ({ outcome, told: triggers[at] as WhyTrigger })).filter(({ outcome }) => outcome.cycle === cycle);
  const latest = current.at(-1);
  const [first] = accounts;
  return {
    pack: pack.policy.id,
    version: pack.policy.version,
    criterion: place.criterion.code,
    title: place.criterion.title,
    school: place.school,
    state: latest?.told.decision ?? 'not-met',
    sentence: latest?.told.why ?? whyNot(input, accounts),
    rule: criterionInWords(place.criterion),
    window: { from: first?.windowStart == null ? null : formatDay(first.windowStart), through: formatDay(through) },
    progress: accounts.map(missingToMeet),
    missing: latest === undefined ? missingOf(accounts) : furtherOf(accounts, current.map(({ outcome }) => outcome)),
    counted: uniqueRecords(accounts.flatMap(({ progress }) => progress.counted)).map(whyRecord),
    not_counted: notCountedOf(accounts),
    triggers,
  };
}

function whyNot(input: CriterionInput, accounts: readonly RuleAccount[]): string {
  const met = accounts.find((account) => holds(account));
  const outside = met === undefined ? undefined : outsideOn(met, input.subject);
  return outside ?? whyNotSentence(accounts);
}

function missingOf(accounts: readonly RuleAccount[]): string {
  return accounts.map((account) => missingToMeet(account).missing).filter((text) => text !== '').join(' or ');
}

function furtherOf(accounts: readonly RuleAccount[], outcomes: readonly Outcome[]): string {
  const [account] = accounts;
  if (account === undefined) return '';
  const stopped = noFurther(account, outcomes);
  return stopped === '' ? nextStep(account, outcomes.at(-1)?.occurrence ?? 1) : stopped;
}

function whyTrigger(input: CriterionInput, outcome: Outcome, isCurrent: boolean, now: readonly RuleAccount[]): WhyTrigger {
  const { on, pack, place, subject, judgeAt } = input;
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
  const then = accountsThrough(subject, judgeAt, place, { through: outcome.day, isCurrent });
  const notices = noticesOf(on.notices, triggerId);
  return {
    trigger_id: triggerId,
    cycle: identity.cycle,
    occurrence: outcome.occurrence,
    date: formatDay(outcome.day),
    value: outcome.value,
    decision: standing.decision,
    reason: standing.reason,
    why: whySentence(then.length === 0 ? now : then, outcome),
    decided: notices.some((notice) => notice.state !== 'withdrawn')
      ? noticeLine(on, notices.findLast((notice) => notice.state !== 'withdrawn') as NoticeOnFile)
      : decisionSentence(decisionAccount(standing.decision, standing.reason, surroundings(input, outcome, standing.person, now))),
    evidence: outcome.evidence.map(whyRecord),
    decisions: decisions.map(personSentence),
    notices: notices.flatMap((notice) => on.noticeLines.get(notice.noticeId) ?? []),
  };
}

function noticeLine(on: OnFile, notice: NoticeOnFile): string {
  return on.noticeLines.get(notice.noticeId)?.[0] ?? `${noticeName(notice.noticeId)} is on file.`;
}

function standingOf(input: CriterionInput, outcome: Outcome, triggerId: string, decisions: readonly PersonDecision[]): ReturnType<typeof withPersonDecisions> {
  const engine = { decision: outcome.decision, reason: outcome.reason, triggerOn: formatDay(outcome.day) };
  const standing = withPersonDecisions(engine, decisions, formatDay(input.asOf));
  const waits = standing.decision === 'issue' && input.on.waitingForConference.has(triggerId);
  return waits ? { decision: 'held', reason: 'conference', person: null } : standing;
}

function surroundings(input: CriterionInput, outcome: Outcome, person: PersonDecision | null, now: readonly RuleAccount[]): Parameters<typeof decisionAccount>[2] {
  const { subject, through, asOf, place, on, pack } = input;
  const school = schoolOn(subject, asOf);
  return {
    policy: pack.policy,
    criterion: place.criterion,
    triggerDay: outcome.day,
    cycle: outcome.cycle,
    through,
    asOf,
    schoolDays: subject.district.sessions.filter((session) => session.school === school).map((session) => session.day).toSorted((a, b) => a - b),
    notices: on.notices.filter((notice) => notice.identity.pack === pack.policy.id && notice.state !== 'withdrawn'),
    counted: uniqueRecords(now.flatMap(({ progress }) => progress.counted)),
    person,
    declinedOn: subject.facts.events.find(({ event, ref }) => event === 'declined' && ref.split(/[#@]/)[0] === place.criterion.code)?.day ?? null,
  };
}

/** Triggers that were found before and are no longer met, before anything went out. */
function lapsedTriggers({ on, pack, place }: CriterionInput): readonly WhyTrigger[] {
  return on.lapsed
    .filter(({ identity }) => identity.pack === pack.policy.id && identity.criterion === place.criterion.code && identity.school === place.school)
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
        decided: notices.length > 0 ? '' : decisionSentence({ kind: 'lapsed', reason: (trigger.lapsedReason ?? '').replace(/\.$/, '') }),
        evidence: [],
        decisions: (on.decisions.get(triggerId) ?? []).map(personSentence),
        notices: notices.flatMap((notice) => on.noticeLines.get(notice.noticeId) ?? []),
      };
    });
}

function personSentence(decision: PersonDecision): string {
  const verb = { declined: 'Declined', approved: 'Approved', held: 'Held', note: 'Noted' }[decision.kind];
  const until = decision.until === null ? '' : ` until ${decision.until}`;
  const lifted = decision.lifted === null ? '' : ` Lifted by ${decision.lifted.by} on ${decision.lifted.on}: ${decision.lifted.reason}.`;
  return `${verb}${until} by ${decision.by} on ${decision.on}: ${decision.reason}.${lifted}`;
}

function notCountedOf(accounts: readonly RuleAccount[]): WhyCriterion['not_counted'] {
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

function uniqueRecords(records: readonly EvidenceRecord[]): readonly EvidenceRecord[] {
  return [...new Map(records.map((record) => [recordKey(record), record])).values()];
}

function recordKey(record: EvidenceRecord): string {
  return [record.day, record.school, record.period, record.course, record.code, record.minutes].join('\n');
}

function whyRecord(record: EvidenceRecord): WhyRecord {
  return { date: formatDay(record.day), period: record.period, course: record.course, code: record.code, minutes: record.minutes };
}

function byOrder(one: Criterion, other: Criterion): number {
  const [left, right] = [one.group ?? '', other.group ?? ''];
  if (left !== right) return left < right ? -1 : 1;
  return one.order - other.order || (one.code < other.code ? -1 : 1);
}
