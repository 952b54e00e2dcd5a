/** Taking back a notice that was produced: it stays on file as it was sent, and a short letter tells the family. */
import type pg from 'pg';
import { lockDistrict, rejudge } from '../../calculation/index.ts';
import { cancelMeetingsOfNotices } from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import type { Database } from '../../db/index.ts';
import { freezeLetter, keepLetterImages, letterheadOf, planLetters, readLetterheads } from '../../documents/index.ts';
import type { FrozenLetter, NoticeForLetter } from '../../documents/index.ts';
import { parseDay } from '../../engine/index.ts';
import { fullDay } from '../explanation/quantities.ts';
import { cancelWaiting } from '../letter-mail/cancel-letters.ts';
import { criterionOf, readPackVersions } from '../pack-versions.ts';
import { requireNextState } from '../states.ts';
import { readFamilies } from '../worklist/families.ts';
import { appendSteps, lockNotices, setState } from './notice-rows.ts';
import type { NoticeRow } from './notice-rows.ts';
import { FIRST_RESCISSION_LETTER_NO, RESCISSION, rescissionTemplates } from './rescission-letter.ts';

export interface RescindRequest {
  readonly districtId: number;
  readonly noticeId: number;
  readonly reason: string;
  /** A sentence of one's own in the letter. */
  readonly sentence?: string;
  readonly by: string;
  readonly now: Date;
  /** ISO: the date on the letter. */
  readonly on: string;
}

export interface RescindResult {
  readonly notice: string;
  /** The date of the letter that no longer stands, ISO. */
  readonly letterOn: string;
  /** Letters that tell so, one to a household. */
  readonly letters: number;
  readonly missing: readonly string[];
}

/**
 * Rescinds one notice. It is not offered again; a new one is a person's decision.
 * Fails: Refusal when nothing was produced yet (withdraw it then), or it is rescinded already.
 */
export async function rescind(db: Pick<Database, 'pool'>, request: RescindRequest): Promise<RescindResult> {
  return withTransaction(db, async (client) => {
    await lockDistrict(client, request.districtId);
    const [notice] = (await lockNotices(client, request.districtId, { kind: 'notice', id: request.noticeId })) as [
      NoticeRow,
    ];
    requireNextState(notice.state, 'rescind', notice.name);
    await cancelWaiting(client, { districtId: request.districtId, notices: [notice.noticeId], now: request.now });
    await setState(client, request.districtId, [notice.noticeId], 'rescinded');
    await appendSteps(client, request, [
      { notice: notice.noticeId, step: 'rescinded', on: request.on, note: request.reason },
    ]);
    await client.query(
      'update conference_slots set notice_id = null where district_id = $1 and notice_id = $2 and on_date > $3',
      [request.districtId, notice.noticeId, request.on],
    );
    await cancelConference(client, request, notice.noticeId);
    await askAboutEffects(client, request, notice.noticeId);
    const { letters, missing } = await freezeRescission(client, request, notice);
    await insertRescission(client, request.districtId, notice.noticeId, letters);
    await rejudge(client, {
      districtId: request.districtId,
      students: [notice.identity.student],
      by: request.by,
      now: request.now,
    });
    return { notice: notice.name, letterOn: notice.issuedOn, letters: letters.length, missing };
  });
}

/** A conference that is still to come goes with the letter that named it. */
async function cancelConference(
  client: pg.ClientBase,
  { districtId, by, now, on, reason }: RescindRequest,
  noticeId: number,
): Promise<void> {
  const who = { districtId, personId: '', name: by, role: 'rollcall', now, on } as const;
  await cancelMeetingsOfNotices(client, who, { noticeIds: [noticeId], reason });
}

/** What the notice brought about stands until a person says for each whether it is undone. */
async function askAboutEffects(
  client: pg.ClientBase,
  { districtId, on }: RescindRequest,
  noticeId: number,
): Promise<void> {
  await client.query(
    `update effects set asked = 'rescinded', asked_on = $3
      where district_id = $1 and notice_id = $2 and state in ('planned', 'performed')`,
    [districtId, noticeId, on],
  );
}

/**
 * What the letters of a rescission would say, and who would get none. Changes nothing that stays.
 * Input: a client in a transaction that is undone afterwards. Fails: Refusal as {@link rescind}.
 */
export async function lettersOfRescission(
  client: pg.ClientBase,
  request: RescindRequest,
): Promise<{ readonly letters: readonly FrozenLetter[]; readonly missing: readonly string[] }> {
  const [notice] = (await lockNotices(client, request.districtId, { kind: 'notice', id: request.noticeId })) as [
    NoticeRow,
  ];
  requireNextState(notice.state, 'rescind', notice.name);
  return freezeRescission(client, request, notice);
}

/** String 10 of the English catalogue. Input: the date of the letter, ISO. */
export function rescindWarning(letterOn: string): string {
  return `The letter of ${fullDay(parseDay(letterOn) ?? 0)} stays on file as it was sent. A short letter will tell the family that it no longer stands.`;
}

interface StudentRow {
  readonly first_name: string;
  readonly last_name: string;
  readonly grade: string;
  readonly birth_on: string | null;
  readonly home_language: string;
  readonly no_letters: boolean;
}

/** To the family as it is now: an order of no contact that came since holds for this letter too. */
async function freezeRescission(
  client: pg.ClientBase,
  request: RescindRequest,
  notice: NoticeRow,
): Promise<{ readonly letters: readonly FrozenLetter[]; readonly missing: readonly string[] }> {
  const { districtId } = request;
  const found = await client.query<StudentRow>(
    `select first_name, last_name, grade, birth_on, home_language, 'no-letters' = any (flags) as no_letters
       from students where district_id = $1 and student_id = $2`,
    [districtId, notice.identity.student],
  );
  const [student] = found.rows;
  if (student === undefined) return { letters: [], missing: ['no-guardian'] };
  if (student.no_letters) return { letters: [], missing: ['no-letters'] };
  const families = await readFamilies(client, { districtId, students: [notice.identity.student] });
  const templates = rescissionTemplates();
  const plan = planLetters({
    student: {
      name: `${student.first_name} ${student.last_name}`,
      birthOn: student.birth_on,
      homeLanguage: student.home_language,
    },
    guardians: families.get(notice.identity.student) ?? [],
    letterOn: request.on,
    languages: [...templates.keys()],
  });
  const facts = await rescissionFacts(client, request, { notice, student });
  const letters = plan.letters.flatMap((planned) => {
    const template = templates.get(planned.language);
    return template === undefined ? [] : [freezeLetter({ planned, template, notice: facts })];
  });
  return { letters, missing: plan.missing.map(({ reason }) => reason) };
}

async function rescissionFacts(
  client: pg.ClientBase,
  request: RescindRequest,
  { notice, student }: { readonly notice: NoticeRow; readonly student: StudentRow },
): Promise<NoticeForLetter> {
  const { districtId } = request;
  const letterheads = await readLetterheads(client, districtId);
  await keepLetterImages(client, districtId, letterheads);
  const district = await client.query<{ name: string }>('select name from districts where district_id = $1', [
    districtId,
  ]);
  const packs = await readPackVersions(client, { districtId, hashes: [notice.packHash] });
  const pack = packs.get(notice.packHash);
  const triggerOn = notice.triggerOn ?? notice.issuedOn;
  const rule = pack === undefined ? undefined : criterionOf(pack, notice.identity.criterion, parseDay(triggerOn) ?? 0);
  const school = letterheads.schools.get(notice.school);
  return {
    letter: RESCISSION,
    reference: notice.name,
    letterOn: request.on,
    student: { id: notice.identity.student, first: student.first_name, last: student.last_name, grade: student.grade },
    school: {
      id: notice.school,
      name: school?.name ?? '',
      phone: school?.phone ?? '',
      principal: school?.principal ?? '',
    },
    district: { name: district.rows[0]?.name ?? '' },
    letterhead: letterheadOf(letterheads, notice.school),
    criterion: { code: notice.identity.criterion, title: rule?.title ?? notice.identity.criterion },
    triggerOn,
    count: notice.value ?? 0,
    need: null,
    unit: 'dates',
    window: { kind: 'year' },
    dates: [],
    schoolNames: {},
    previousOn: notice.issuedOn,
    conference: null,
    sentence: request.sentence ?? '',
  };
}

async function insertRescission(
  client: pg.ClientBase,
  districtId: number,
  noticeId: number,
  letters: readonly FrozenLetter[],
): Promise<void> {
  for (const [at, letter] of letters.entries()) {
    await client.query(
      `insert into notice_letters (district_id, notice_id, letter_no, letter, language, wanted_language, recipients, address,
                                   postal_code, facts, template, content_hash)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        districtId,
        noticeId,
        FIRST_RESCISSION_LETTER_NO + at,
        letter.letter,
        letter.language,
        letter.wanted_language,
        letter.recipients,
        letter.address,
        letter.postal_code,
        JSON.stringify(letter.facts),
        letter.template,
        letter.content_hash,
      ],
    );
  }
}
