/** A person decides on a new notice for an identity that has one on file. */
import type pg from 'pg';
import { lockDistrict } from '../../calculation/index.ts';
import { withTransaction } from '../../db/index.ts';
import type { Database } from '../../db/index.ts';
import { Refusal } from '../../problem.ts';
import { triggerIdOf } from '../identity.ts';
import { batchOfKey, stamp } from '../issue/issue-notices.ts';
import type { IssueRequest, IssueResult } from '../issue/issue-notices.ts';
import { readNoticesOnFile } from '../worklist/sent-before.ts';
import { noticesOf } from '../worklist/sent-before.ts';
import { readLineToReissue } from '../worklist/worklist.ts';
import { appendSteps, lockNotices } from './notice-rows.ts';
import type { NoticeRow } from './notice-rows.ts';

export interface ReissueRequest {
  readonly districtId: number;
  readonly noticeId: number;
  readonly reason: string;
  readonly by: string;
  readonly person?: IssueRequest['person'];
  readonly now: Date;
  /** ISO: the date on the new letter. */
  readonly on: string;
  /** The same key twice is one notice. */
  readonly key?: string;
  readonly onIssued?: IssueRequest['onIssued'];
  readonly mail?: IssueRequest['mail'];
}

/**
 * Issues a new notice of the same identity, with the days as they are now; the old one stays on file as it was sent.
 * Fails: Refusal when the criterion is not met now, the notice stands unchanged, or nobody can receive the letter.
 */
export async function reissue(db: Pick<Database, 'pool'>, request: ReissueRequest): Promise<IssueResult> {
  return withTransaction(db, async (client) => {
    await lockDistrict(client, request.districtId);
    const earlier = request.key === undefined ? undefined : await batchOfKey(client, request.districtId, request.key);
    if (earlier !== undefined) return earlier;
    const [notice] = (await lockNotices(client, request.districtId, { kind: 'notice', id: request.noticeId })) as [
      NoticeRow,
    ];
    const onFile = await readNoticesOnFile(client, {
      districtId: request.districtId,
      students: [notice.identity.student],
    });
    requireReissuable(
      notice,
      noticesOf(onFile.get(notice.identity.student) ?? [], triggerIdOf(notice.identity)).at(-1)?.noticeId,
    );
    const line = await readLineToReissue(client, {
      districtId: request.districtId,
      asOf: request.on,
      identity: notice.identity,
      canMail: request.mail !== undefined,
    });
    if (line === undefined)
      throw new Refusal(`${notice.identity.criterion} is not met now; there is nothing to issue again.`, {
        code: 'reissue.not-met',
        values: { level: notice.identity.criterion },
      });
    if (line.plans.some((plan) => plan.letters.length === 0))
      throw new Refusal('Nobody of the family can receive the letter: no address is on file.', {
        code: 'reissue.no-address',
      });
    if (line.letters.some((letter) => letter.conference) && line.slot === null)
      throw new Refusal('The letter waits for a conference date: rollcall slots add.', {
        code: 'reissue.no-conference',
      });
    const issued = await issueLine(client, request, { line, onFile });
    await markDecided(client, request, { notice, batch: issued.batch ?? '' });
    return issued;
  });
}

function issueLine(
  client: pg.ClientBase,
  request: ReissueRequest,
  {
    line,
    onFile,
  }: Pick<Parameters<typeof stamp>[2], 'onFile'> & { readonly line: Parameters<typeof stamp>[2]['lines'][number] },
): Promise<IssueResult> {
  const { districtId, on: asOf, by, now, person, key, onIssued, mail } = request;
  const beside = {
    ...(person === undefined ? {} : { person }),
    ...(key === undefined ? {} : { key }),
    ...(onIssued === undefined ? {} : { onIssued }),
    ...(mail === undefined ? {} : { mail }),
  };
  const result: IssueResult = {
    batch: null,
    issued: 0,
    held: 0,
    letters: 0,
    by_email: 0,
    conferences: 0,
    left_out: [],
    already: 0,
    already_by: null,
    changed: 0,
    first_issue: false,
    as_of: asOf,
    criteria: [],
    effects: [],
  };
  const filter = { pack: line.pack, criterion: line.criterion, students: [line.student] };
  return stamp(client, { districtId, asOf, filter, by, now, ...beside }, { lines: [line], onFile, result });
}

/** What changed after sending is decided by the new notice. */
async function markDecided(
  client: pg.ClientBase,
  request: ReissueRequest,
  { notice, batch }: { readonly notice: NoticeRow; readonly batch: string },
): Promise<void> {
  await client.query(
    `update notices set correction_kept_by = $3, correction_kept_reason = $4
      where district_id = $1 and notice_id = $2 and correction is not null`,
    [request.districtId, notice.noticeId, request.by, request.reason],
  );
  await appendSteps(client, request, [
    { notice: notice.noticeId, step: 'reissued', on: request.on, note: `${batch}: ${request.reason}` },
  ]);
}

function requireReissuable(notice: NoticeRow, latest: number | undefined): void {
  if (notice.noticeId !== latest)
    throw new Refusal(`${notice.name} is not the latest notice of its kind; name that one.`, {
      code: 'reissue.not-latest',
      values: { name: notice.name },
    });
  if (notice.state === 'withdrawn')
    throw new Refusal(`${notice.name} was withdrawn: rollcall lift makes it due again.`, {
      code: 'reissue.withdrawn',
      values: { name: notice.name },
    });
  const isOpen = notice.state === 'rescinded' || notice.origin !== 'rollcall' || notice.correction !== null;
  if (!isOpen)
    throw new Refusal(
      `${notice.name} stands as it was sent. rollcall letters makes its letters again; that is no new notice.`,
      { code: 'reissue.stands', values: { name: notice.name } },
    );
}
