/** Writes the notices of one batch, their letters, slots and first steps. What the unique key refuses is not ours. */
import type pg from 'pg';
import { decodeEvidence, evidenceJson } from '../../db/evidence-pack.ts';
import type { EvidenceJson } from '../../db/evidence-pack.ts';
import { readEvidenceNames } from '../evidence-names.ts';
import type { LetterPlan } from '../../documents/index.ts';
import type { Names } from '../../engine/index.ts';
import { identityOfRow, triggerIdOf } from '../identity.ts';
import type { EffectLine } from '../effects/plan-effects.ts';
import type { NoticeOnFile } from '../worklist/sent-before.ts';
import { noticesOf } from '../worklist/sent-before.ts';
import type { WorklistLine } from '../worklist/worklist.ts';
import { readCodes } from './codes.ts';
import type { Codes } from './codes.ts';
import type { IssueRequest } from './issue-notices.ts';
import { queueLetters } from '../letter-mail/queue-letters.ts';
import { freezeLetters, insertLetters, sentenceOf } from './stamp-letters.ts';

interface StampInput {
  readonly batchId: number;
  readonly lines: readonly WorklistLine[];
  readonly onFile: ReadonlyMap<string, readonly NoticeOnFile[]>;
}

export interface Stamped {
  /** What the database gave back: ours. */
  readonly lines: readonly WorklistLine[];
  readonly noticeIds: ReadonlyMap<WorklistLine, number>;
  readonly letters: number;
  readonly byEmail: number;
  readonly missing: readonly {
    readonly notice: number;
    readonly guardian: string | null;
    readonly reason: LetterPlan['missing'][number]['reason'];
  }[];
}

/** Input: a client in a transaction that holds the district's lock. */
export async function insertNotices(client: pg.ClientBase, request: IssueRequest, input: StampInput): Promise<Stamped> {
  const { districtId } = request;
  const names = await readEvidenceNames(client, districtId);
  const codes = await readCodes(client, districtId);
  const lines = await withSlotsLocked(client, districtId, input.lines);
  const evidence = new Map(lines.map((line) => [line, evidenceOf(line, names, codes)]));
  const noticeIds = await insertRows(client, request, { ...input, lines, evidence });
  const ours = lines.filter((line) => noticeIds.has(line));
  await takeSlots(client, districtId, ours, noticeIds);
  const letters = await freezeLetters(client, request, { lines: ours, evidence, codes });
  const mails = await queueLetters(client, request, { batchId: input.batchId, letters, noticeIds });
  await insertLetters(client, districtId, { letters, noticeIds, mails });
  await insertFirstSteps(client, request, [...noticeIds.values()]);
  const missing = ours.flatMap((line) =>
    line.plans.flatMap((plan) =>
      plan.missing.map(({ guardian, reason }) => ({ notice: noticeIds.get(line) as number, guardian, reason })),
    ),
  );
  return { lines: ours, noticeIds, letters: letters.length, byEmail: mails.size, missing };
}

/** The first step of each life: issued. */
async function insertFirstSteps(client: pg.ClientBase, request: Stamping, noticeIds: readonly number[]): Promise<void> {
  await client.query(
    `insert into notice_steps (district_id, notice_id, step, on_date, done_by, done_at)
     select $1, notice_id, 'issued', $3, $4, $5 from unnest($2::bigint[]) as notice_id`,
    [request.districtId, noticeIds, request.asOf, request.by, request.now],
  );
}

/** The notices of lines that send nothing: no letter, no slot. What the unique key refuses is not ours. */
export async function insertSilentNotices<Line extends EffectLine>(
  client: pg.ClientBase,
  request: Stamping,
  input: {
    readonly batchId: number;
    readonly lines: readonly Line[];
    readonly onFile: ReadonlyMap<string, readonly NoticeOnFile[]>;
    readonly names: Names;
    readonly codes: Codes;
  },
): Promise<ReadonlyMap<Line, number>> {
  const evidence = new Map(input.lines.map((line) => [line, evidenceOf(line, input.names, input.codes)]));
  const noticeIds = await insertRows(client, request, { ...input, evidence });
  await insertFirstSteps(client, request, [...noticeIds.values()]);
  return noticeIds;
}

/** As much of a request as a notice is stamped with. */
export type Stamping = Pick<IssueRequest, 'districtId' | 'asOf' | 'by' | 'now' | 'sentence' | 'sentences'>;

/** Evidence as it is frozen: with what each code meant on that day. */
export function evidenceOf(
  line: Pick<WorklistLine, 'trigger'>,
  names: Names,
  codes: Codes,
): readonly (EvidenceJson & { readonly description: string })[] {
  return evidenceJson(decodeEvidence(line.trigger.evidence, names)).map((record) => ({
    ...record,
    description: codes(record.school, record.code)?.description ?? record.code,
  }));
}

/** Lines whose slot somebody else is taking at this moment wait for another one. */
async function withSlotsLocked(
  client: pg.ClientBase,
  districtId: number,
  lines: readonly WorklistLine[],
): Promise<readonly WorklistLine[]> {
  const wanted = lines.flatMap((line) => (line.slot === null ? [] : [line.slot.slotId]));
  if (wanted.length === 0) return lines;
  const locked = await client.query<{ slot_id: number }>(
    `select slot_id from conference_slots
      where district_id = $1 and slot_id = any ($2) and notice_id is null and removed_at is null
      order by slot_id for update skip locked`,
    [districtId, wanted],
  );
  const ours = new Set(locked.rows.map((row) => row.slot_id));
  return lines.filter((line) => line.slot === null || ours.has(line.slot.slotId));
}

async function takeSlots(
  client: pg.ClientBase,
  districtId: number,
  lines: readonly WorklistLine[],
  noticeIds: ReadonlyMap<WorklistLine, number>,
): Promise<void> {
  const taken = lines.filter((line) => line.slot !== null);
  await client.query(
    `update conference_slots c set notice_id = taken.notice_id
       from unnest($2::bigint[], $3::bigint[]) as taken (slot_id, notice_id)
      where c.district_id = $1 and c.slot_id = taken.slot_id`,
    [districtId, taken.map((line) => line.slot?.slotId), taken.map((line) => noticeIds.get(line))],
  );
}

async function insertRows<Line extends EffectLine>(
  client: pg.ClientBase,
  request: Stamping,
  input: {
    readonly batchId: number;
    readonly lines: readonly Line[];
    readonly onFile: ReadonlyMap<string, readonly NoticeOnFile[]>;
    readonly evidence: ReadonlyMap<Line, readonly EvidenceJson[]>;
  },
): Promise<ReadonlyMap<Line, number>> {
  const rows = input.lines.map((line) => ({
    pack_id: line.pack,
    student_id: line.student,
    criterion: line.criterion,
    cycle_on: line.trigger.identity.cycle,
    occurrence: line.trigger.identity.occurrence,
    school_id: line.trigger.identity.school ?? '',
    issue_no: nextIssueNo(line, input.onFile),
    trigger_on: line.trigger.triggerOn,
    notice_school_id: line.at,
    value: line.trigger.value,
    evidence: input.evidence.get(line) ?? [],
    evidence_hash: line.trigger.evidenceHash,
    pack_hash: line.trigger.packHash,
    sentence: sentenceOf(request, line),
  }));
  const inserted = await client.query<InsertedRow>(INSERT_SQL, [
    request.districtId,
    input.batchId,
    request.asOf,
    request.now,
    request.by,
    JSON.stringify(rows),
  ]);
  const byTrigger = new Map(inserted.rows.map((row) => [triggerIdOf(identityOfRow(row)), row.notice_id]));
  return new Map(
    input.lines.flatMap((line) =>
      byTrigger.has(line.triggerId) ? [[line, byTrigger.get(line.triggerId) as number]] : [],
    ),
  );
}

interface InsertedRow {
  readonly notice_id: number;
  readonly pack_id: string;
  readonly student_id: string;
  readonly criterion: string;
  readonly cycle_on: string;
  readonly occurrence: number;
  readonly school_id: string;
}

const INSERT_SQL = `
  insert into notices (district_id, batch_id, issued_on, issued_at, issued_by, origin, state,
                       pack_id, student_id, criterion, cycle_on, occurrence, school_id, issue_no, trigger_on,
                       notice_school_id, value, evidence, evidence_hash, pack_hash, sentence)
  select $1, $2, $3, $4, $5, 'rollcall', 'issued', r.*
    from jsonb_to_recordset($6::jsonb) as r (pack_id text, student_id text, criterion text, cycle_on date, occurrence integer,
         school_id text, issue_no smallint, trigger_on date, notice_school_id text, value numeric, evidence jsonb,
         evidence_hash text, pack_hash text, sentence text)
  on conflict do nothing
  returning notice_id, pack_id, student_id, criterion, cycle_on, occurrence, school_id`;

/** 1, or one more than the notices that were withdrawn or decided on before. */
function nextIssueNo(
  line: Pick<WorklistLine, 'student' | 'triggerId'>,
  onFile: ReadonlyMap<string, readonly NoticeOnFile[]>,
): number {
  return (noticesOf(onFile.get(line.student) ?? [], line.triggerId).at(-1)?.issueNo ?? 0) + 1;
}
