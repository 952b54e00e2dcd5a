/** Issuing from the app: look first, then exactly that, once. */
import { inTransactionOrDry } from '../../calculation/index.ts';
import { oneLetterOf, renderOneLetter, textOfLetter, type OneLetter } from '../../documents/index.ts';
import { enqueue } from '../../jobs/index.ts';
import {
  countEffects,
  issueNotices,
  lettersBefore,
  parseBatchOrNotice,
  planEffects,
  previewAsIssued,
  readDataThrough,
  triggerIdOf,
  type IssuePlan,
  type IssueRequest,
  type IssueResult,
  type TriggerIdentity,
} from '../../notices/index.ts';
import type { Context, Handlers } from '../context.ts';
import { triggerOfKey } from '../keys.ts';
import { problem } from '../problems.ts';
import type { issueContract, IssuePreview } from './contract.ts';
import { letterDay } from './letter-day.ts';
import { letterMailOf, mailLeavesAt, readEMail } from './letter-mail.ts';
import { meanwhileOf } from './meanwhile.ts';
import { keyOfLine, previewOf, seenLinesOf } from './preview.ts';
import { keepPreview, readPreview, type SeenPreview } from './seen-before.ts';
import { whoOf } from '../who.ts';
import { readUndoMinutes } from './undo-minutes.ts';

export const issueHandlers: Handlers<typeof issueContract> = {
  previewIssue: async (context) => preview(context),
  issue: async (context) => confirm(context),
  readLetterBefore: async (context) => {
    const letters = await readBefore(context);
    return {
      letters: letters.map((letter) => ({
        ...textOfLetter(letter),
        recipients: [...letter.recipients],
        byEmail: letter.byEmail,
      })),
    };
  },
  readLetterBeforePdf: async (context) => {
    const letter = (await readBefore(context))[context.query.letter - 1];
    if (letter === undefined) throw problem('not-found');
    return { name: 'letter.pdf', type: 'application/pdf', body: await renderOneLetter(letter) };
  },
};

type Previewing = Pick<Context, 'db' | 'districtId' | 'parts' | 'audit'> & {
  readonly actor: NonNullable<Context['actor']>;
  readonly body: Parameters<(typeof issueHandlers)['previewIssue']>[0]['body'];
};

async function preview(context: Previewing): Promise<IssuePreview> {
  const { db, districtId, parts, actor, body, audit } = context;
  const now = parts.now();
  const whose = { districtId, personId: actor.personId };
  const earlier = body.replaces === undefined ? undefined : await readPreview(db, whose, body.replaces);
  const school = earlier?.school ?? body.school;
  const asOf = await letterDay(parts.db.pool, { districtId, now });
  const filter = school === '' ? {} : { school };
  const { plan: whole, isFirst } = await previewAsIssued(db, {
    districtId,
    asOf,
    filter,
    by: actor.name,
    now,
    ...(await letterMailOf(context, now)),
  });
  const plan = chosenOf(whole, body, earlier);
  const sentences = sentencesOf(plan, body, earlier);
  const revision = await keepPreview(
    db,
    { ...whose, now },
    { school, asOf, lines: seenLinesOf(plan.lines, sentences) },
  );
  const effects = countEffects((await planEffects(db.pool, { districtId, asOf }, plan.lines)).values());
  await audit({ action: 'preview-issue', detail: { school, notices: plan.lines.length } });
  const { through } = await readDataThrough(parts.db.pool, { districtId, ...filter });
  const undoMinutes = await readUndoMinutes(parts.db.pool, districtId);
  const shown = previewOf(plan, sentences);
  return {
    ...shown,
    effects: effects.map((one) => ({ ...one, values: { ...one.values } })),
    revision,
    checkedAt: now.toISOString(),
    dataThrough: through,
    notDue: earlier === undefined ? notDueOf(whole, body.triggers) : 0,
    isFirstIssue: isFirst,
    undoMinutes,
    mailLeavesAt: shown.byEmail === 0 ? null : await mailLeavesAt(context, afterMinutes(now, undoMinutes)),
    eMail: await readEMail(parts, districtId, plan.lines),
    meanwhile:
      earlier === undefined ? null : await meanwhileOf(db.pool, districtId, { earlier: earlier.lines, plan: whole }),
  };
}

/** Of all that is due, what the person chose; without a choice all of it. */
function chosenOf(plan: IssuePlan, body: Previewing['body'], earlier: SeenPreview | undefined): IssuePlan {
  const levels = body.levels === undefined ? undefined : new Set(body.levels);
  const keys = body.triggers === undefined ? undefined : new Set(body.triggers);
  const before = earlier === undefined ? undefined : new Set(earlier.lines.map((line) => line.triggerId));
  const ofLevel = (line: { readonly criterion: string }): boolean => levels?.has(line.criterion) ?? true;
  return {
    ...plan,
    lines: plan.lines.filter(
      (line) => ofLevel(line) && (keys?.has(keyOfLine(line)) ?? true) && (before?.has(line.triggerId) ?? true),
    ),
    leftOut: plan.leftOut.filter(({ line }) => ofLevel(line)),
  };
}

function notDueOf({ lines, leftOut }: IssuePlan, triggers: readonly string[] | undefined): number {
  if (triggers === undefined) return 0;
  const due = new Set([...lines, ...leftOut.map(({ line }) => line)].map(keyOfLine));
  return triggers.filter((trigger) => !due.has(trigger)).length;
}

/** By trigger id. */
function sentencesOf(
  { lines }: IssuePlan,
  body: Previewing['body'],
  earlier: SeenPreview | undefined,
): ReadonlyMap<string, string> {
  const before = (earlier?.lines ?? []).flatMap(({ triggerId, sentence }) =>
    sentence === '' ? [] : [[triggerId, sentence] as const],
  );
  const given = new Map(body.sentences.map(({ trigger, sentence }) => [trigger, sentence]));
  const now = lines.flatMap((line) => {
    const sentence = given.get(keyOfLine(line));
    return sentence === undefined ? [] : [[line.triggerId, sentence] as const];
  });
  return new Map([...before, ...now]);
}

type Confirming = Parameters<(typeof issueHandlers)['issue']>[0];

async function confirm(context: Confirming) {
  const { db, districtId, parts, actor, body, audit, idempotencyKey } = context;
  const now = parts.now();
  const seen = await readPreview(db, { districtId, personId: actor.personId }, body.revision);
  const undoUntil = afterMinutes(now, await readUndoMinutes(parts.db.pool, districtId));
  const result = await issueNotices(db, {
    districtId,
    asOf: seen.asOf,
    filter: seen.school === '' ? {} : { school: seen.school },
    by: actor.name,
    person: await whoOf(context, 'issue'),
    now,
    key: `${actor.personId} ${idempotencyKey}`,
    seen: new Map(seen.lines.map((line) => [line.triggerId, line.seenHash])),
    sentences: new Map(seen.lines.flatMap((line) => (line.sentence === '' ? [] : [[line.triggerId, line.sentence]]))),
    allOrNothing: true,
    ...(await letterMailOf(context, undoUntil)),
    onIssued: onIssuedIn(context, undoUntil),
  });
  if (result.batch === null) throw refused(result);
  await audit({
    action: 'issue',
    students: seen.lines.map((line) => line.student),
    detail: { batch: result.batch, notices: result.issued, letters: result.letters },
  });
  return {
    batch: result.batch,
    notices: result.issued,
    letters: result.letters,
    byEmail: result.by_email,
    undoUntil: await readUndoUntil(context, result.batch),
    mailLeavesAt: result.by_email === 0 ? null : await mailLeavesAt(context, undoUntil),
  };
}

function afterMinutes(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000);
}

/** What stands or falls with a batch from the app: how long it can be undone, and the job that makes its letters. */
export function onIssuedIn(
  { districtId, parts, actor }: Pick<Confirming, 'districtId' | 'parts' | 'actor'>,
  undoUntil: Date,
): NonNullable<IssueRequest['onIssued']> {
  return async (client, batch) => {
    await client.query(
      'update batches set issued_by_person = $3, undo_until = $4 where district_id = $1 and batch_id = $2',
      [districtId, batch, actor.personId, undoUntil],
    );
    await enqueue(client, 'letters', { districtId, by: actor.name, now: parts.now(), data: { batch } });
  };
}

/** The same key gives the first answer again, so the moment comes from the batch. */
async function readUndoUntil({ db, districtId }: Pick<Confirming, 'db' | 'districtId'>, batch: string) {
  const found = await db.pool.query<{ undo_until: Date | null }>(
    'select undo_until from batches where district_id = $1 and batch_id = $2',
    [districtId, parseBatchOrNotice(batch).id],
  );
  return found.rows[0]?.undo_until?.toISOString() ?? null;
}

/** Nothing was issued: what was seen is not what is there now. */
function refused({ already, already_by: by, changed }: IssueResult) {
  return problem('changed', { facts: { already, by, changed } });
}

/** Where the student of a trigger is now: no more than this school's list is read for one letter. */
async function readSchoolNow(
  db: Context['db'],
  districtId: number,
  { pack, student, criterion, cycle, occurrence, school }: TriggerIdentity,
): Promise<string> {
  const found = await db.pool.query<{ school: string }>(
    `select current_school_id as school from triggers
      where district_id = $1 and pack_id = $2 and student_id = $3 and criterion = $4 and cycle_on = $5 and occurrence = $6
        and school_id = $7`,
    [districtId, pack, student, criterion, cycle, occurrence, school ?? ''],
  );
  return found.rows[0]?.school ?? '';
}

/** The letters of a due notice, frozen in a transaction that is undone. */
async function readBefore(
  context:
    | Parameters<(typeof issueHandlers)['readLetterBefore']>[0]
    | Parameters<(typeof issueHandlers)['readLetterBeforePdf']>[0],
): Promise<readonly (OneLetter & { readonly recipients: readonly string[]; readonly byEmail: boolean })[]> {
  const { db, districtId, parts, actor, params, query, audit } = context;
  const now = parts.now();
  const identity = await triggerOfKey({ db, districtId }, params.trigger);
  const triggerId = triggerIdOf(identity);
  const seen =
    query.revision === undefined
      ? undefined
      : await readPreview(db, { districtId, personId: actor.personId }, query.revision);
  const sentence = seen?.lines.find((line) => line.triggerId === triggerId)?.sentence ?? '';
  const asOf = seen?.asOf ?? (await letterDay(parts.db.pool, { districtId, now }));
  const school = await readSchoolNow(db, districtId, identity);
  const filter = school === '' ? {} : { school };
  const request = { districtId, asOf, filter, by: actor.name, now, sentence, ...(await letterMailOf(context, now)) };
  const letters = await inTransactionOrDry(db, true, async (client) => {
    const shown = [];
    for (const frozen of await lettersBefore(client, request, triggerId))
      shown.push({
        ...(await oneLetterOf(client, districtId, frozen)),
        recipients: frozen.recipients,
        byEmail: frozen.send_to !== '',
      });
    return shown;
  });
  if (letters.length === 0) throw problem('not-found');
  await audit({ action: 'view-document', students: [identity.student], detail: { document: 'letter before issue' } });
  return letters;
}
