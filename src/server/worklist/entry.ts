/** A line of the worklist as the API gives it, with what it is found and sorted by. */
import { isDue, isHeld, noticeName, readNote, type WorklistLine as RoomLine } from '../../notices/index.ts';
import { studentKeyOf, triggerKeyOf } from '../keys.ts';
import type { Doubt, Tab, WorklistLine } from './contract.ts';
import { fold } from './fold.ts';

export interface Entry {
  readonly line: WorklistLine;
  /** Words and numbers it is found by, folded. */
  readonly found: string;
  /** Of the student information system: for the file, never for the screen. */
  readonly studentNumber: string;
}

/** Undefined: steps that people do by hand, and what is settled and was not issued lately, stand in no tab. */
export function entryOf(line: RoomLine): Entry | undefined {
  const state = stateOf(line);
  if (state === undefined) return undefined;
  const { trigger } = line;
  const student = studentKeyOf(trigger.studentNo);
  const name = trigger.lastName === '' ? student : `${trigger.lastName}, ${trigger.firstName}`;
  return {
    line: {
      trigger: triggerKeyOf(trigger.identity, student),
      student,
      name,
      grade: line.grade,
      school: line.at,
      schoolName: trigger.schoolName === '' ? line.at : trigger.schoolName,
      pack: line.pack,
      level: line.criterion,
      title: line.rule.title,
      types: typesOf(line),
      count: trigger.value,
      unit: unitOf(line),
      metOn: trigger.triggerOn,
      state,
      reason: line.reason,
      person: personOf(line),
      sends: sendsOf(line),
      byEmail: line.plans.flatMap((plan) => plan.letters).filter(({ sendTo }) => sendTo !== '').length,
      doubts: [...line.doubts] as Doubt[],
      isReady: state === 'due' && line.plans.every((plan) => plan.letters.length > 0),
      sentBefore: line.sentBefore.map((sent) => ({ level: sent.criterion, on: sent.date, state: sent.state })),
      conference: line.slot === null ? null : slotOf(line.slot),
      notice: line.notice === null ? null : noticeName(line.notice.noticeId),
      issued: state === 'issued' && line.notice !== null ? issuedOf(line.notice) : null,
    },
    found: fold(`${name} ${line.student}`),
    studentNumber: line.student,
  };
}

/** The tab a line stands in; `issued` only stays where it stood. */
export function tabOf({ state }: WorklistLine): Tab {
  return state === 'issued' ? 'due' : state;
}

function stateOf(line: RoomLine): WorklistLine['state'] | undefined {
  if (line.isChanged) return 'changed';
  if (isDue(line)) return 'due';
  if (isHeld(line)) return line.reason === 'approval' ? 'to-approve' : 'held';
  if (line.decision === 'declined') return 'declined';
  return line.decision === 'issued' && line.notice !== null && !line.actsByItself ? 'issued' : undefined;
}

/** Without the letter that the flag `no-letters` forbids. */
function typesOf(line: RoomLine): string[] {
  const kinds = new Set(line.rule.then.map(({ kind }) => kind));
  if (line.letters.length === 0) kinds.delete('letter');
  return [...kinds];
}

function unitOf({ rule: { when } }: RoomLine): WorklistLine['unit'] {
  const rules = when.type === 'any' ? when.rules : [when];
  const units = new Set(rules.map((rule) => unitOfRule(rule)));
  const [only] = units;
  return units.size === 1 && only !== undefined ? only : 'time';
}

function unitOfRule(rule: Exclude<RoomLine['rule']['when'], { type: 'any' }>): WorklistLine['unit'] {
  switch (rule.type) {
    case 'total':
      if (rule.measure === 'periods') return 'period';
      return rule.measure === 'minutes' ? 'minute' : 'day';
    case 'pattern':
      return 'day';
    case 'rate':
      return 'percent';
    case 'same':
    case 'event':
      return 'time';
  }
}

function personOf({ person }: RoomLine): WorklistLine['person'] {
  if (person === null) return null;
  const reason = person.kind === 'note' ? readNote(person.reason).text : person.reason;
  return { by: person.by, reason, until: person.until };
}

/** Each language once. */
function sendsOf(line: RoomLine): { language: string; wanted: string }[] {
  const letters = line.plans.flatMap((plan) => plan.letters);
  const sends = letters.map(({ language, wantedLanguage }) => ({ language, wanted: wantedLanguage }));
  return [...new Map(sends.map((send) => [`${send.language} ${send.wanted}`, send])).values()];
}

function slotOf(slot: NonNullable<RoomLine['slot']>): NonNullable<WorklistLine['conference']> {
  return { on: slot.on, at: slot.at, place: slot.place, with: slot.withWhom };
}

function issuedOf(notice: NonNullable<RoomLine['notice']>): NonNullable<WorklistLine['issued']> {
  return { at: notice.issuedAt, by: notice.issuedBy };
}
