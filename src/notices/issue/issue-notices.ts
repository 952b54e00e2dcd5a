/**
 * Stamping: one transaction in which notices become issued, once each, with everything frozen that they state.
 * Source: architecture.md "Identity and exactly once".
 */
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { inTransactionOrDry, lastCalculation, lockDistrict, rejudge } from '../../calculation/index.ts';
import type { ActingRole, Who } from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import type { Database } from '../../db/index.ts';
import { Refusal } from '../../problem.ts';
import { performEffects } from '../effects/perform-effects.ts';
import type { EffectCount } from '../effects/plan-effects.ts';
import { batchName, parseTriggerId, triggerIdOf } from '../identity.ts';
import { makeMeetings } from '../slots/conference-meetings.ts';
import { isDue } from '../worklist/filter.ts';
import type { WorklistFilter } from '../worklist/filter.ts';
import { noticesOf, readNoticesOnFile } from '../worklist/sent-before.ts';
import type { NoticeOnFile } from '../worklist/sent-before.ts';
import { readWorklist } from '../worklist/worklist.ts';
import type { WorklistLine } from '../worklist/worklist.ts';
import { isFirstIssue } from './first-issue.ts';
import type { LetterMail } from '../letter-mail/queue-letters.ts';
import { insertNotices } from './insert-notices.ts';
import { judgeChanged, readChangedStudents } from './judge-changed.ts';
import { countsOf, planIssue, type Channels } from './issue-plan.ts';
import type { CriterionCount, IssuePlan } from './issue-plan.ts';
import { seenHash } from './seen.ts';

export interface IssueRequest {
  readonly districtId: number;
  /** ISO: the date on the letters and `issued_on`. */
  readonly asOf: string;
  readonly filter: WorklistFilter;
  readonly by: string;
  /** Who issues, in the app; left out at the command line. */
  readonly person?: { readonly personId: string; readonly role: ActingRole };
  readonly now: Date;
  /** How letters that may go by e-mail leave; left out: no mail server is set up, and all letters go on paper. */
  readonly mail?: LetterMail;
  /** The same key twice is one batch. */
  readonly key?: string;
  /** A sentence of one's own in the letters; with one student only. */
  readonly sentence?: string;
  /** By trigger: a sentence of one's own in the letters of this notice. */
  readonly sentences?: ReadonlyMap<string, string>;
  readonly chosenSlot?: { readonly triggerId: string; readonly slotId: number };
  /** What the person saw: trigger to {@link seenHash}. Only these go out; left out: whatever is due goes out. */
  readonly seen?: ReadonlyMap<string, string>;
  /** Where something of what was seen changed or went out meanwhile, nothing is issued, so that the person can look again. */
  readonly allOrNothing?: boolean;
  /** In the transaction that stamps, once all is written: what else must stand or fall with the batch. */
  readonly onIssued?: (client: pg.ClientBase, batchId: number) => Promise<void>;
  /** What goes out of each notice; both unless given. */
  readonly channels?: Channels;
  /** What the person was shown before, for the report of what others had just issued. */
  readonly previewed?: ReadonlySet<string>;
}

export interface IssueResult {
  /** `B12`; null when nothing was issued. */
  readonly batch: string | null;
  readonly issued: number;
  readonly held: number;
  readonly letters: number;
  /** Of the letters: go by e-mail. */
  readonly by_email: number;
  readonly conferences: number;
  readonly left_out: readonly {
    readonly trigger_id: string;
    readonly student: string;
    readonly criterion: string;
    readonly reason: string;
  }[];
  /** Of what was shown before: issued by others in between. */
  readonly already: number;
  readonly already_by: { readonly person: string; readonly at: string } | null;
  /** Of what was shown before: no longer due, or with other days. */
  readonly changed: number;
  readonly first_issue: boolean;
  readonly as_of: string;
  readonly criteria: readonly CriterionCount[];
  /** What was brought about besides letters. */
  readonly effects: readonly EffectCount[];
}

/**
 * Reads what is due and says what an issue would do. Changes nothing. Fails: Refusal before the first calculation.
 * `changedStudents`: how many have new facts since they were judged; an issue judges them again first.
 */
export async function previewIssue(
  client: pg.ClientBase | pg.Pool,
  request: Pick<IssueRequest, 'districtId' | 'asOf' | 'filter' | 'chosenSlot' | 'channels' | 'mail'>,
): Promise<{ readonly plan: IssuePlan; readonly isFirst: boolean; readonly changedStudents: number }> {
  await requireCalculation(client, request);
  const plan = planIssue(await readWorklist(client, questionOf(request)), request.channels);
  const changed = await readChangedStudents(client, request.districtId);
  return { plan, isFirst: await isFirstIssue(client, request.districtId), changedStudents: changed.length };
}

/**
 * What an issue would do now, after those were judged again whose facts changed since the last calculation. Nothing stays.
 * Fails: Refusal before the first calculation.
 */
export async function previewAsIssued(
  db: Database,
  request: Pick<IssueRequest, 'districtId' | 'asOf' | 'filter' | 'by' | 'now' | 'mail'>,
): ReturnType<typeof previewIssue> {
  const changed = await readChangedStudents(db.pool, request.districtId);
  if (changed.length === 0) return withTransaction(db, (client) => previewIssue(client, request));
  return inTransactionOrDry(db, true, async (client) => {
    await lockDistrict(client, request.districtId);
    await requireCalculation(client, request);
    await judgeChanged(client, request);
    return { ...(await previewIssue(client, request)), changedStudents: changed.length };
  });
}

/** The triggers under a filter whose letters name a conference: due, or waiting for a date. */
export async function wantsConference(
  client: pg.ClientBase | pg.Pool,
  request: Pick<IssueRequest, 'districtId' | 'asOf' | 'filter'>,
): Promise<readonly string[]> {
  await requireCalculation(client, request);
  const worklist = await readWorklist(client, { ...questionOf(request), filter: request.filter });
  return worklist.lines
    .filter((line) => (isDue(line) || line.reason === 'conference') && line.letters.some((letter) => letter.conference))
    .map((line) => line.triggerId);
}

/**
 * Issues what is due, once: the database's unique key decides, and only what it gave back is ours.
 * Fails: Refusal before the first calculation, and when the slot that was chosen is no longer free. Nothing is issued then.
 */
export async function issueNotices(db: Pick<Database, 'pool'>, request: IssueRequest): Promise<IssueResult> {
  return withTransaction(db, async (client) => {
    await lockDistrict(client, request.districtId);
    const earlier = request.key === undefined ? undefined : await batchOfKey(client, request.districtId, request.key);
    if (earlier !== undefined) return earlier;
    await requireCalculation(client, request);
    await judgeChanged(client, request);
    const isFirst = await isFirstIssue(client, request.districtId);
    const worklist = await readWorklist(client, questionOf(request));
    const plan = planIssue(worklist, request.channels);
    requireChosenSlot(plan, request);
    const onFile = await readNoticesOnFile(client, {
      districtId: request.districtId,
      students: studentsOf(plan, request),
    });
    const lines = plan.lines.filter((line) => isWanted(line, request.seen) && !isOnFile(line, onFile));
    const others = othersIssued(request, onFile, lines);
    const result: IssueResult = {
      batch: null,
      issued: 0,
      held: plan.held,
      letters: 0,
      by_email: 0,
      conferences: 0,
      left_out: plan.leftOut.map(({ line, reason }) => ({
        trigger_id: line.triggerId,
        student: line.student,
        criterion: line.criterion,
        reason,
      })),
      ...others,
      first_issue: isFirst,
      as_of: request.asOf,
      criteria: [],
      effects: [],
    };
    const isRefused = request.allOrNothing === true && others.already + others.changed > 0;
    return lines.length === 0 || isRefused ? result : stamp(client, request, { lines, onFile, result });
  });
}

/**
 * Stamps lines that were decided on, in the caller's transaction under the district's lock.
 * Returns the result with what was stamped; `onFile` are the notices of the lines' students.
 */
export async function stamp(
  client: pg.ClientBase,
  request: IssueRequest,
  input: {
    readonly lines: readonly WorklistLine[];
    readonly onFile: ReadonlyMap<string, readonly NoticeOnFile[]>;
    readonly result: IssueResult;
  },
): Promise<IssueResult> {
  const { districtId } = request;
  const batch = await client.query<{ batch_id: number }>(
    `insert into batches (district_id, idempotency_key, as_of_on, filter, issued_by, issued_at, figures)
     values ($1, $2, $3, $4, $5, $6, '{}') returning batch_id`,
    [districtId, request.key ?? randomUUID(), request.asOf, JSON.stringify(request.filter), request.by, request.now],
  );
  const batchId = batch.rows[0]?.batch_id;
  if (batchId === undefined) throw new Error('a batch without a number');
  const stamped = await insertNotices(client, request, { ...input, batchId });
  if (stamped.lines.length === 0) {
    await client.query('delete from batches where district_id = $1 and batch_id = $2', [districtId, batchId]);
    return { ...input.result, already: input.result.already + input.lines.length };
  }
  const effects = await performEffects(client, {
    who: whoIssues(request),
    asOf: request.asOf,
    noticeIds: stamped.noticeIds,
    without: request.channels === 'letters' ? new Set(['notification']) : new Set(),
  });
  await makeMeetings(client, whoIssues(request), stamped);
  const result: IssueResult = {
    ...input.result,
    batch: batchName(batchId),
    issued: stamped.lines.length,
    letters: stamped.letters,
    by_email: stamped.byEmail,
    conferences: stamped.lines.filter((line) => line.slot !== null).length,
    criteria: countsOf(stamped.lines),
    effects,
  };
  await client.query('update batches set figures = $3 where district_id = $1 and batch_id = $2', [
    districtId,
    batchId,
    JSON.stringify({ result, missing: stamped.missing }),
  ]);
  const students = [...new Set(stamped.lines.map((line) => line.student))];
  await rejudge(client, { districtId, students, by: request.by, now: request.now });
  await request.onIssued?.(client, batchId);
  return result;
}

/** Who carries out what follows: the person who issues. */
function whoIssues({ districtId, person, by, now, asOf }: IssueRequest): Who {
  return { districtId, personId: person?.personId ?? '', name: by, role: person?.role ?? 'rollcall', now, on: asOf };
}

/** Nothing is due before a calculation, and what was found later cannot be issued as of an earlier day. Fails: Refusal. */
async function requireCalculation(
  client: pg.ClientBase | pg.Pool,
  request: Pick<IssueRequest, 'districtId' | 'asOf'>,
): Promise<void> {
  const last = await lastCalculation(client, request.districtId);
  if (last === null)
    throw new Refusal('Nothing was calculated yet: rollcall calculate --as-of DATE. Nothing was issued.', {
      code: 'issue.not-calculated',
    });
  if (last.asOfOn <= request.asOf) return;
  throw new Refusal(
    `The last calculation is as of ${last.asOfOn}; issue as of that day or later, or calculate as of ${request.asOf} first. Nothing was issued.`,
    { code: 'issue.earlier', values: { date: last.asOfOn } },
  );
}

function questionOf(
  request: Pick<IssueRequest, 'districtId' | 'asOf' | 'filter' | 'chosenSlot' | 'mail'>,
): Parameters<typeof readWorklist>[1] {
  const { districtId, asOf, filter, chosenSlot, mail } = request;
  return {
    districtId,
    asOf,
    filter: { ...filter, decision: 'due' },
    canMail: mail !== undefined,
    ...(filter.school === undefined ? {} : { schools: [filter.school] }),
    ...(chosenSlot === undefined ? {} : { chosenSlot }),
  };
}

/** A key that was used before gives back what was done then. */
export async function batchOfKey(
  client: pg.ClientBase,
  districtId: number,
  key: string,
): Promise<IssueResult | undefined> {
  const found = await client.query<{ figures: { result?: IssueResult } }>(
    'select figures from batches where district_id = $1 and idempotency_key = $2',
    [districtId, key],
  );
  const result = found.rows[0]?.figures.result;
  // What was issued before notices brought about more than letters, or letters went by e-mail, says nothing of it.
  return result === undefined
    ? undefined
    : { ...result, effects: result.effects ?? [], by_email: result.by_email ?? 0 };
}

function isWanted(line: WorklistLine, seen: ReadonlyMap<string, string> | undefined): boolean {
  return seen === undefined || seen.get(line.triggerId) === seenHash(line);
}

function isOnFile(line: WorklistLine, onFile: ReadonlyMap<string, readonly NoticeOnFile[]>): boolean {
  return noticesOf(onFile.get(line.student) ?? [], line.triggerId).some((notice) => notice.state !== 'withdrawn');
}

/** What became of the lines that were shown before and are not issued now. */
function othersIssued(
  request: IssueRequest,
  onFile: ReadonlyMap<string, readonly NoticeOnFile[]>,
  lines: readonly WorklistLine[],
): Pick<IssueResult, 'already' | 'already_by' | 'changed'> {
  const previewed = request.previewed ?? new Set(request.seen?.keys());
  const going = new Set(lines.map((line) => line.triggerId));
  const issued = [...onFile.values()].flat().filter((notice) => notice.state !== 'withdrawn');
  const byTrigger = new Map(issued.map((notice) => [triggerIdOf(notice.identity), notice]));
  const missing = [...previewed].filter((triggerId) => !going.has(triggerId));
  const elsewhere = missing.flatMap((triggerId) => byTrigger.get(triggerId) ?? []);
  const last = elsewhere.toSorted((one, other) => (one.issuedAt < other.issuedAt ? -1 : 1)).at(-1);
  return {
    already: elsewhere.length,
    already_by: last === undefined ? null : { person: last.issuedBy, at: last.issuedAt },
    changed: missing.length - elsewhere.length,
  };
}

/** Of what is due, and of what was shown before. */
function studentsOf({ lines }: IssuePlan, { seen, previewed }: IssueRequest): readonly string[] {
  const shown = [...(seen?.keys() ?? []), ...(previewed ?? [])].map((triggerId) => parseTriggerId(triggerId).student);
  return [...new Set([...lines.map((line) => line.student), ...shown])];
}

function requireChosenSlot(plan: IssuePlan, request: IssueRequest): void {
  const { chosenSlot } = request;
  if (chosenSlot === undefined) return;
  const line = plan.lines.find((one) => one.triggerId === chosenSlot.triggerId);
  if (line?.slot?.slotId !== chosenSlot.slotId) {
    throw new Refusal(
      `Slot ${chosenSlot.slotId} is not free any more. Nothing was issued. rollcall slots list shows what is free.`,
      { code: 'issue.slot-taken' },
    );
  }
}
