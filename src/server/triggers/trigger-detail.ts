/** Why a trigger is met, in sentences and days, with all that is on file about it. */
import { coversSchool, reachOf } from '../../access/index.ts';
import { lastCalculation } from '../../calculation/index.ts';
import { withTransaction } from '../../db/index.ts';
import { decodeEvidence } from '../../db/evidence-pack.ts';
import { formatDay, parseDay } from '../../engine/index.ts';
import {
  explainWhy,
  isOpenCorrection,
  noticeName,
  readEvidenceNames,
  readNote,
  readNotice,
  triggerIdOf,
} from '../../notices/index.ts';
import type { TriggerFile, WhyCriterion, WhyTrigger } from '../../notices/index.ts';
import { schoolsOf, type Context } from '../context.ts';
import { studentKeyOf } from '../keys.ts';
import { memoryOf } from '../students/open-student.ts';
import { readComputedWorklist } from '../worklist/computed-worklist.ts';
import type { TriggerDetail } from './contract.ts';

type Asking = Pick<Context, 'db' | 'districtId' | 'parts' | 'reach' | 'actor'>;

interface Asked {
  /** As in the address. */
  readonly key: string;
  readonly file: TriggerFile;
  /** The list it is looked at from. */
  readonly school: string;
}

export async function readTriggerDetail(context: Asking, { key, file, school }: Asked): Promise<TriggerDetail> {
  const { trigger } = file;
  const worklist = await readComputedWorklist(context, schoolsOf(context.reach, school));
  const line = worklist.entries.find((entry) => entry.line.trigger === key)?.line ?? null;
  const told = await explain(context, file);
  return {
    trigger: key,
    student: studentKeyOf(trigger.studentNo),
    name: `${trigger.lastName}, ${trigger.firstName}`,
    grade: trigger.grade,
    schoolName: trigger.schoolName === '' ? trigger.at : trigger.schoolName,
    pack: trigger.identity.pack,
    level: trigger.identity.criterion,
    title: told.criterion?.title ?? line?.title ?? '',
    metOn: trigger.triggerOn,
    line,
    why: told.trigger?.why === '' ? null : (told.trigger?.why ?? null),
    decided: told.trigger?.decided ?? '',
    rule: told.criterion?.rule ?? '',
    progress: (told.criterion?.progress ?? []).map(({ have, need, unit }) => ({ have, need, unit })),
    counted: await countedOf(context, file, told.trigger),
    notCounted: (told.criterion?.not_counted ?? []).map((record) => ({ ...dayOf(record), why: record.why })),
    sentBefore: sentBeforeOf(file),
    decisions: decisionsOf(file),
    change: await changeOf(context, file, told.criterion),
    may: mayOf(context, file),
  };
}

interface Told {
  readonly criterion: WhyCriterion | undefined;
  readonly trigger: WhyTrigger | undefined;
}

/** As of the last calculation, which found it. */
function explain({ actor, db, districtId, parts }: Asking, { trigger }: TriggerFile): Promise<Told> {
  const { identity } = trigger;
  return withTransaction(db, async (client) => {
    const last = await lastCalculation(client, districtId);
    const known = await memoryOf(parts.db).of(client, districtId);
    const { student, criterion, pack } = identity;
    const asOf = parseDay(last?.asOfOn ?? trigger.triggerOn) ?? 0;
    const why = await explainWhy(client, {
      districtId,
      student,
      criterion,
      pack,
      asOf,
      known,
      language: actor?.language ?? 'en',
    });
    const found = why?.criteria.find(({ school }) => school === identity.school);
    const triggerId = triggerIdOf(identity);
    return { criterion: found, trigger: found?.triggers.find((one) => one.trigger_id === triggerId) };
  });
}

type Counted = TriggerDetail['counted'][number];

/** As judged now, else as the calculation stored it. */
async function countedOf(
  { db, districtId }: Asking,
  { trigger }: TriggerFile,
  told: WhyTrigger | undefined,
): Promise<Counted[]> {
  if (told !== undefined && told.evidence.length > 0) return told.evidence.map(dayOf);
  const names = await readEvidenceNames(db.pool, districtId);
  return decodeEvidence(trigger.evidence, names).map((record) => dayOf({ ...record, date: formatDay(record.day) }));
}

function dayOf({ date, code, period, course, minutes }: Omit<Counted, 'on'> & { readonly date: string }): Counted {
  return { on: date, code, period, course, minutes };
}

function sentBeforeOf({ sentBefore }: TriggerFile): TriggerDetail['sentBefore'] {
  return sentBefore.map((notice) => ({
    notice: noticeName(notice.noticeId),
    pack: notice.identity.pack,
    level: notice.identity.criterion,
    on: notice.issuedOn,
    state: notice.origin === 'rollcall' ? notice.state : notice.origin,
  }));
}

function decisionsOf({ decisions }: TriggerFile): TriggerDetail['decisions'] {
  return decisions.map(({ kind, on, until, reason, by, lifted }) => {
    const { days, text } = kind === 'note' ? readNote(reason) : { days: [], text: reason };
    return { kind, on, until, reason: text, days: [...days], by, lifted };
  });
}

/** Then and now of the notice that speaks for it. */
async function changeOf(
  { db, districtId }: Asking,
  { notices }: TriggerFile,
  criterion: WhyCriterion | undefined,
): Promise<TriggerDetail['change']> {
  const standing = notices.findLast((one) => one.state !== 'withdrawn');
  if (standing === undefined || standing.correction === null || !isOpenCorrection(standing)) return null;
  const sent = await readNotice(db.pool, districtId, standing.noticeId);
  if (sent === undefined) return null;
  const isMet = sent.now !== null && sent.now.date !== null;
  const now = isMet
    ? { metOn: sent.now.date, count: sent.now.value, counted: sent.now.evidence.map(dayOf) }
    : { metOn: null, count: criterion?.progress[0]?.have ?? null, counted: (criterion?.counted ?? []).map(dayOf) };
  return {
    notice: sent.notice,
    kind: standing.correction,
    state: standing.state,
    issuedOn: standing.issuedOn,
    since: sent.now?.since === '' ? null : (sent.now?.since ?? null),
    then: { metOn: sent.date, count: sent.value, counted: sent.evidence.map(dayOf) },
    now,
  };
}

/** At the school where the student is now. */
function mayOf({ actor }: Asking, { trigger }: TriggerFile): TriggerDetail['may'] {
  const school = trigger.at === '' ? trigger.triggerSchool : trigger.at;
  const may = (action: Parameters<typeof reachOf>[1]): boolean =>
    actor !== null && coversSchool(reachOf(actor, action), school);
  return {
    decide: may('decide-trigger'),
    approve: may('approve-trigger'),
    issue: may('issue'),
    rescind: may('rescind'),
  };
}
