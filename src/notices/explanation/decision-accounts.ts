/** From a decision and its reason to what its sentence names: codes, dates, days still to wait. */
import { parseDay } from '../../engine/index.ts';
import type { Criterion, Day, Decision, EvidenceRecord, Policy } from '../../engine/index.ts';
import type { NoticeOnFile } from '../worklist/sent-before.ts';
import type { PersonDecision } from '../worklist/person-decisions.ts';
import { noteDays } from '../decisions/note.ts';
import { actsByItself } from '../pack-versions.ts';
import type { DecisionAccount } from './decision-sentences.ts';
import type { Language } from './quantities.ts';
import { datesOf } from './rule-account.ts';

/** What a decision's sentence may need. */
export interface DecisionSurroundings {
  readonly policy: Policy;
  readonly criterion: Criterion;
  readonly triggerDay: Day;
  /** First day of the trigger's cycle. */
  readonly cycle: Day;
  /** Last day judged, and the as-of day. */
  readonly through: Day;
  readonly asOf: Day;
  /** Days in session at the student's school, in order. */
  readonly schoolDays: readonly Day[];
  /** Notices of the student under this pack that stand. */
  readonly notices: readonly NoticeOnFile[];
  /** What the rule counts now. */
  readonly counted: readonly EvidenceRecord[];
  readonly person: PersonDecision | null;
  /** Of the days of a note. */
  readonly language: Language;
  /** A `declined` event of the bundle. */
  readonly declinedOn: Day | null;
}

/** The account of a decision that stands now. */
export function decisionAccount(
  decision: Decision,
  reason: string | null,
  around: DecisionSurroundings,
): DecisionAccount {
  switch (decision) {
    case 'issue':
      return { kind: actsByItself(around.criterion) ? 'by-itself' : 'due' };
    case 'noted':
      return { kind: 'noted' };
    case 'suppressed':
      return { kind: 'suppressed', on: around.triggerDay, code: after(reason, 'by:') };
    case 'satisfied':
      return { kind: 'satisfied', code: after(reason, 'by:'), on: issuedOn(around, after(reason, 'by:')) };
    case 'declined':
      return declinedAccount(around);
    case 'issued':
      return { kind: 'issued', on: issuedOn(around, around.criterion.code) ?? around.triggerDay };
    case 'held':
      return heldAccount(reason ?? '', around);
  }
}

/** The account of a notice on file. */
export function noticeAccount(
  notice: Pick<NoticeOnFile, 'origin' | 'issuedOn' | 'state'>,
  last: { readonly on: Day; readonly by: string; readonly note: string } | undefined,
): DecisionAccount {
  const on = day(notice.issuedOn);
  if (notice.state === 'withdrawn')
    return { kind: 'withdrawn', on: last?.on ?? on, by: last?.by ?? '', reason: last?.note ?? '' };
  if (notice.state === 'rescinded') return { kind: 'rescinded', on: last?.on ?? on, reason: last?.note ?? '' };
  if (notice.origin === 'adopted') return { kind: 'adopted', on };
  return { kind: notice.origin === 'carried-over' ? 'carried-over' : 'issued', on };
}

function declinedAccount({ person, declinedOn, asOf }: DecisionSurroundings): DecisionAccount {
  if (person !== null) return { kind: 'declined', by: person.by, on: day(person.on), reason: person.reason };
  return { kind: 'declined', by: '', on: declinedOn ?? asOf, reason: '' };
}

function heldAccount(reason: string, around: DecisionSurroundings): DecisionAccount {
  const { person, criterion, triggerDay } = around;
  const until = person?.until ?? null;
  if (reason.startsWith('after:')) return { kind: 'after', code: after(reason, 'after:') };
  if (reason.startsWith('gap:')) return gapAccount(reason, around);
  if (reason.startsWith('exempt:')) return { kind: 'exempt', flag: after(reason, 'exempt:') };
  switch (reason) {
    case 'person':
      return {
        kind: 'person',
        until: until === null ? null : day(until),
        by: person?.by ?? '',
        reason: person?.reason ?? '',
      };
    case 'note':
      return { kind: 'note', days: noteDays(person?.reason ?? '', around.language), since: day(person?.on ?? '') };
    case 'conference':
      return { kind: 'conference' };
    case 'excluded':
      return { kind: 'excluded', by: '', on: null };
    case 'not-enrolled':
      return { kind: 'not-enrolled', on: around.asOf };
    case 'approval':
      return {
        kind: 'approval',
        role: typeof criterion.release === 'object' ? criterion.release.approve : 'somebody',
        since: triggerDay,
      };
    case 'settling':
      return {
        kind: 'settling',
        ...passed(around, triggerDay, criterion.settle),
        need: criterion.settle,
        since: triggerDay,
      };
    default:
      return { kind: 'other', reason };
  }
}

function gapAccount(reason: string, around: DecisionSurroundings): DecisionAccount {
  const group = around.policy.groups.find((one) => one.id === around.criterion.group);
  const gap = group?.mode === 'ladder' ? group.gap : {};
  const level = latestLevel(around);
  const code = level?.identity.criterion ?? '';
  const sentOn = level === undefined ? around.triggerDay : day(level.issuedOn);
  if (reason === 'gap:school-days') {
    return {
      kind: 'gap-school-days',
      code,
      sentOn,
      need: gap.schoolDays ?? 0,
      ...passed(around, sentOn, gap.schoolDays ?? 0),
    };
  }
  if (reason === 'gap:further') {
    return {
      kind: 'gap-further',
      code,
      need: gap.further ?? 0,
      have: datesOf(around.counted).filter((one) => one > sentOn).length,
    };
  }
  return { kind: 'gap-event', event: after(reason, 'gap:event:'), code };
}

/** The level of the ladder that went out last, in the year of the trigger. */
function latestLevel({ policy, criterion, notices }: DecisionSurroundings): NoticeOnFile | undefined {
  const levels = new Set(policy.criteria.filter((one) => one.group === criterion.group).map((one) => one.code));
  return notices
    .filter((notice) => levels.has(notice.identity.criterion))
    .toSorted((one, other) => (one.issuedOn < other.issuedOn ? -1 : 1))
    .at(-1);
}

/** School days after a day so far, and the day on which there are enough; null where the calendar ends before. */
function passed(
  { schoolDays, through }: DecisionSurroundings,
  since: Day,
  need: number,
): { readonly have: number; readonly readyOn: Day | null } {
  const later = schoolDays.filter((one) => one > since);
  return { have: later.filter((one) => one <= through).length, readyOn: later[need - 1] ?? null };
}

function issuedOn({ notices }: DecisionSurroundings, code: string): Day | null {
  const notice = notices.findLast((one) => one.identity.criterion === code);
  return notice === undefined ? null : day(notice.issuedOn);
}

function after(text: string | null, prefix: string): string {
  return text?.startsWith(prefix) === true ? text.slice(prefix.length) : '';
}

function day(iso: string): Day {
  return parseDay(iso) ?? 0;
}
