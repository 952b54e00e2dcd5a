/** One notice as the letter viewer shows it. */
import type pg from 'pg';
import { parseDay } from '../../engine/index.ts';
import {
  compareDays,
  criterionInWords,
  criterionOf,
  FIRST_RESCISSION_LETTER_NO,
  isOpenCorrection,
  nextState,
  readNotice,
  readMovedLetters,
  readPackVersions,
  type NoticeAsSent,
  type NoticeState,
} from '../../notices/index.ts';
import type { Context } from '../context.ts';
import { studentKeys } from '../keys.ts';
import { problem } from '../problems.ts';
import { todayInDistrict } from '../../db/zone.ts';
import type { NoticeDetail } from './contract.ts';
import { lineOf } from './notice-lines.ts';

type Asking = Pick<Context, 'actor' | 'db' | 'districtId' | 'parts'>;

/** Fails: `not-found` when there is none within reach. */
export async function requireNotice(
  { db, districtId }: Pick<Asking, 'db' | 'districtId'>,
  noticeId: number,
): Promise<NoticeAsSent> {
  const notice = await readNotice(db.pool, districtId, noticeId);
  if (notice === undefined) throw problem('not-found');
  return notice;
}

/** All of them or none. Fails: `not-found` when one is not there within reach. */
export async function requireNotices({ db, districtId }: Asking, noticeIds: readonly number[]): Promise<void> {
  const found = await db.pool.query('select from notices where district_id = $1 and notice_id = any ($2)', [
    districtId,
    noticeIds,
  ]);
  if (found.rowCount !== new Set(noticeIds).size) throw problem('not-found');
}

export async function readDetail(asking: Asking, noticeId: number): Promise<NoticeDetail> {
  const { db, districtId } = asking;
  const notice = await requireNotice(asking, noticeId);
  const keys = await studentKeys(asking, [notice.student]);
  const days = await compareDays(db.pool, districtId, notice);
  const today = await todayInDistrict(asking.parts.db.pool, { districtId, now: asking.parts.now() });
  const moved = await readMovedLetters(db.pool, districtId, { notice, on: today });
  return {
    ...lineOf(notice, keys.get(notice.student) ?? ''),
    ...(await ruleOf(asking, notice)),
    metOn: notice.date,
    count: notice.value,
    sentence: notice.sentence,
    days: days.map(({ on, sent, now }) => ({ on, sent: [...sent], now: now === null ? null : [...now] })),
    now:
      notice.now === null
        ? null
        : {
            since: notice.now.since === '' ? null : notice.now.since,
            metOn: notice.now.date,
            count: notice.now.value,
          },
    kept: notice.kept,
    letterList: lettersOf(notice, moved),
    steps: notice.steps.map((step) => ({ ...step })),
    may: mayOf(notice),
  };
}

async function ruleOf(
  { actor, db, districtId }: Asking,
  notice: NoticeAsSent,
): Promise<Pick<NoticeDetail, 'title' | 'rule' | 'packVersion'>> {
  const pack = (await readPackVersions(db.pool, { districtId, hashes: [notice.pack_hash] })).get(notice.pack_hash);
  const day = parseDay(notice.date ?? notice.issued_on) ?? 0;
  const rule = pack === undefined ? undefined : criterionOf(pack, notice.criterion, day);
  return {
    title: rule?.title ?? notice.criterion,
    rule: rule === undefined ? '' : criterionInWords(rule, actor.language),
    packVersion: `${notice.pack} ${await readVersion(db.pool, districtId, notice.pack_hash)}`.trim(),
  };
}

async function readVersion(client: Pick<pg.Pool, 'query'>, districtId: number, packHash: string): Promise<string> {
  const found = await client.query<{ version: string }>(
    'select version from pack_versions where district_id = $1 and pack_hash = $2',
    [districtId, packHash],
  );
  return found.rows[0]?.version ?? '';
}

function lettersOf({ letters_as_sent: letters }: NoticeAsSent, moved: ReadonlySet<number>): NoticeDetail['letterList'] {
  return letters.map((letter) => ({
    letter: letter.letter_no,
    kind: letter.letter,
    language: letter.language,
    wanted: letter.wanted_language,
    recipients: [...letter.recipients],
    address: [...letter.address],
    byEmail: letter.by_email,
    seal: letter.seal,
    isRescission: letter.letter_no >= FIRST_RESCISSION_LETTER_NO,
    hasMoved: moved.has(letter.letter_no),
  }));
}

/** What its state allows; whether it is the person's to do, and what else stands against it, is said when it is done. */
function mayOf(notice: NoticeAsSent): NoticeDetail['may'] {
  const state = notice.state as NoticeState;
  const isOurs = notice.origin === 'rollcall';
  return {
    withdraw: isOurs && nextState(state, 'withdraw') !== undefined,
    rescind: nextState(state, 'rescind') !== undefined,
    keep: isOpenCorrection({ correction: notice.correction, keptBy: notice.kept?.by ?? null, state }),
    reissue: state === 'rescinded' || (state !== 'withdrawn' && (!isOurs || notice.correction !== null)),
    print: isOurs && nextState(state, 'produce') !== undefined && notice.letters > 0,
    printInstead: notice.batch !== null && canBePrinted(notice.by_email, state),
  };
}

/** What still waits too: somebody may not want to wait for a mail server. */
function canBePrinted({ waiting, sent, failed }: NoticeAsSent['by_email'], state: NoticeState): boolean {
  if (state === 'withdrawn' || state === 'rescinded') return false;
  return waiting + failed > 0 || (sent > 0 && state === 'returned');
}
