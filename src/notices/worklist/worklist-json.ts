/** A line of the worklist for programs: section 10's keys, then what a person wants to know beside them. */
import { formatDay } from '../../engine/index.ts';
import type { EvidenceRecord, Names } from '../../engine/index.ts';
import { decodeEvidence } from '../../db/evidence-pack.ts';
import { noticeName } from '../identity.ts';
import { doubtInWords } from './look-first.ts';
import type { WorklistLine } from './worklist.ts';

/** `school` keeps the meaning of section 10 (the school under `scope: school`); `at` is the student's school now. */
export function worklistJson(line: WorklistLine, names: Names): Readonly<Record<string, unknown>> {
  const { trigger } = line;
  return {
    student: line.student,
    criterion: line.criterion,
    cycle: trigger.identity.cycle,
    occurrence: trigger.identity.occurrence,
    school: trigger.identity.school,
    date: trigger.triggerOn,
    value: trigger.value,
    decision: line.decision,
    reason: line.reason,
    evidence: decodeEvidence(trigger.evidence, names).map(evidenceRecordJson),
    pack: line.pack,
    name: `${trigger.lastName}, ${trigger.firstName}`,
    grade: line.grade,
    at: line.at,
    school_name: trigger.schoolName,
    trigger_id: line.triggerId,
    title: line.rule.title,
    sent_before: line.sentBefore,
    look_first: line.doubts.map(doubtInWords),
    held_until: line.person?.until ?? null,
    decided_by: line.person?.by ?? null,
    decided_because: line.person?.reason ?? null,
    conference:
      line.slot === null
        ? null
        : {
            slot: line.slot.slotId,
            date: line.slot.on,
            time: line.slot.at,
            place: line.slot.place,
            with: line.slot.withWhom,
          },
    // What its criterion releases without a person, and this version leaves to people.
    by_hand: line.actsByItself ? line.rule.then.map(({ kind }) => kind) : [],
    notice: line.notice === null ? null : noticeName(line.notice.noticeId),
  };
}

/** As section 10 prints it. */
function evidenceRecordJson(record: EvidenceRecord): Readonly<Record<string, unknown>> {
  const { period, course, code, minutes } = record;
  return { date: formatDay(record.day), period, course, code, minutes };
}
