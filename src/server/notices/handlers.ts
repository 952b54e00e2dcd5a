/** Letters sent. */
import { z } from 'zod';
import { MOST_SHEET_ROWS, renderOneLetter, textOfLetter } from '../../documents/index.ts';
import { enqueue } from '../../jobs/index.ts';
import {
  countNotices,
  keepNotice,
  mark,
  parseBatchOrNotice,
  parseNotice,
  readDataThrough,
  readNoticeLog,
  reissue,
  rescind,
  withdraw,
  type LogFilter,
} from '../../notices/index.ts';
import { batchesOpened } from '../batches/batches-opened.ts';
import { onIssuedIn } from '../issue/handlers.ts';
import { letterDay } from '../issue/letter-day.ts';
import { letterMailOf } from '../issue/letter-mail.ts';
import { readUndoMinutes } from '../issue/undo-minutes.ts';
import type { Context, Handlers } from '../context.ts';
import { listOnPaper, schoolNameOf, speakerFor } from '../list-on-paper.ts';
import { cursorOf, readCursor, studentKeys, studentOfKey } from '../keys.ts';
import type { noticesContract } from './contract.ts';
import { figuresOfNotices, type KeptFigures } from './kept-figures.ts';
import { writtenTotals } from './kept-totals.ts';
import { previewRescission, printNotice, requireLetter } from './letters.ts';
import { readDetail, requireNotice, requireNotices } from './notice-detail.ts';
import { csvOfNotices, lineOf, linesOf } from './notice-lines.ts';
import { chosenWords, paperColumns } from './paper.ts';
import { readLevels } from './read-levels.ts';
import { whoOf } from '../who.ts';

const Place = z.object({ issuedOn: z.iso.date(), noticeId: z.int() });

export const noticesHandlers: Handlers<typeof noticesContract> = {
  readNotices: async (context) => {
    const { db, districtId, query, audit } = context;
    const filter = await filterOf(context);
    const after = readCursor(Place, query.cursor) ?? null;
    const figures = await figuresOfNotices(context);
    // Of one student or one batch there are few.
    const kept: KeptFigures =
      filter.student === undefined && filter.batch === undefined ? figures : (_, read) => read();
    const page = { after, limit: query.limit + 1 };
    const { found, keys } = await kept(['page', filter, page], async () => {
      const log = await readNoticeLog(db.pool, districtId, filter, page);
      return { found: log, keys: await studentKeys(context, [...new Set(log.map((entry) => entry.student))]) };
    });
    const entries = found.slice(0, query.limit);
    const last = entries.at(-1);
    const { cursor: _, limit: __, ...asked } = query;
    await audit({ action: 'view-list', detail: { list: 'notices', ...asked } });
    return {
      items: linesOf(entries, keys),
      next:
        found.length > query.limit && last !== undefined
          ? cursorOf({ issuedOn: last.issued_on, noticeId: parseNotice(last.notice) })
          : null,
      total: await kept(['total', filter], () => countNotices(db.pool, districtId, filter)),
      levels: await figures(['levels', query.school], () => readLevels(db.pool, districtId, query.school)),
    };
  },
  exportNotices: async (context) => {
    const { db, districtId, query, audit } = context;
    const entries = await readNoticeLog(db.pool, districtId, await filterOf(context));
    await audit({ action: 'export', detail: { list: 'notices', ...query, lines: entries.length } });
    return { name: 'letters-sent.csv', type: 'text/csv', body: csvOfNotices(entries) };
  },
  printNotices: async (context) => {
    const { db, districtId, query, audit } = context;
    const entries = await readNoticeLog(db.pool, districtId, await filterOf(context), {
      after: null,
      limit: MOST_SHEET_ROWS + 1,
    });
    await audit({ action: 'print-list', detail: { list: 'notices', ...query, lines: entries.length } });
    const rows = entries.map((entry) => lineOf(entry, ''));
    const speaker = await speakerFor(context);
    const hasSchools = query.school === '';
    const { through } = await readDataThrough(context.parts.db.pool, {
      districtId,
      ...(hasSchools ? {} : { school: query.school }),
    });
    return listOnPaper(context, speaker, {
      name: 'letters-sent.pdf',
      title: speaker.words('letters')('title'),
      chosen: chosenWords(speaker, query, hasSchools ? '' : await schoolNameOf(context, query.school)),
      through,
      levels: [...new Set(rows.map(({ level }) => level))].toSorted(),
      columns: paperColumns(speaker, { hasPacks: new Set(rows.map(({ pack }) => pack)).size > 1, hasSchools }),
      rows,
    });
  },
  readNoticeTotals: async (context) => (await writtenTotals(context, context.query)).asAnswer(),
  markNotices: async (context) => {
    const { db, districtId, parts, actor, body, audit } = context;
    const { notices, mark: what, on, way, number = '', note } = body;
    const now = parts.now();
    const ids = notices.map(parseNotice);
    const [only] = ids;
    await requireNotices(context, ids);
    const { marked, skipped } = await mark(db, {
      districtId,
      named: ids.length === 1 && only !== undefined ? { kind: 'notice', id: only } : { kind: 'notices', ids },
      mark: what,
      on,
      note,
      ...(way === undefined ? {} : { way }),
      ...(number === '' ? {} : { number }),
      by: actor.name,
      now,
      onMarked: (client) => batchesOpened(client, { districtId, notices: ids, by: actor.name, now }),
    });
    const students = await readStudents(db, districtId, ids);
    await audit({ action: `mark-${what}`, students, detail: { notices: marked, on, way: way ?? '' } });
    return { marked: marked.length, skipped: { ...skipped } };
  },
  readNotice: async (context) => {
    const { params, audit } = context;
    const detail = await readDetail(context, parseNotice(params.notice));
    await audit({ action: 'view-document', students: [detail.student], detail: { notice: params.notice } });
    return detail;
  },
  readLetterText: async (context) => {
    const { letter, recipients } = await letterAt(context, 'text');
    return { ...textOfLetter(letter), recipients };
  },
  readLetterPdf: async (context) => {
    const { params } = context;
    const { letter } = await letterAt(context, 'pdf');
    return {
      name: `${params.notice}-${params.letter}.pdf`,
      type: 'application/pdf',
      body: await renderOneLetter(letter),
    };
  },
  printNotice: async (context) => {
    const { params, audit } = context;
    const { student } = await requireNotice(context, parseNotice(params.notice));
    const printed = await printNotice(context, parseNotice(params.notice));
    await audit({ action: 'print', students: [student], detail: { notice: params.notice, again: printed.isAgain } });
    return printed;
  },
  withdrawNotice: async (context) => {
    const { db, districtId, parts, actor, params, body, audit } = context;
    const { student, batch } = await requireNotice(context, parseNotice(params.notice));
    await withdraw(db, {
      ...(await decidingOf(context, body.reason)),
      named: parseBatchOrNotice(params.notice),
      person: await whoOf(context, 'undo-issue'),
      undo: false,
      onWithdrawn: async (client) => {
        if (batch === null) return;
        const data = { batch: parseBatchOrNotice(batch).id };
        await enqueue(client, 'letters', { districtId, by: actor.name, now: parts.now(), data });
      },
    });
    await audit({ action: 'withdraw', students: [student], detail: { notice: params.notice } });
    return { notice: params.notice };
  },
  previewRescission: async (context) => {
    const { params, body, audit } = context;
    const noticeId = parseNotice(params.notice);
    const notice = await requireNotice(context, noticeId);
    const on = await letterDayOf(context);
    const { letters, missing } = await previewRescission(context, { noticeId, sentence: body.sentence, on });
    await audit({ action: 'view-document', students: [notice.student], detail: { rescissionOf: params.notice } });
    return { letterOn: notice.issued_on, letters, missing };
  },
  rescindNotice: async (context) => {
    const { db, params, body, audit } = context;
    const noticeId = parseNotice(params.notice);
    const { student } = await requireNotice(context, noticeId);
    const { reason, sentence } = body;
    const done = await rescind(db, {
      ...(await decidingOf(context, reason)),
      noticeId,
      ...(sentence === '' ? {} : { sentence }),
    });
    await audit({ action: 'rescind', students: [student], detail: { notice: params.notice, letters: done.letters } });
    return { notice: params.notice, letters: done.letters, missing: [...done.missing] };
  },
  keepNotice: async (context) => {
    const { db, params, body, audit } = context;
    const noticeId = parseNotice(params.notice);
    const { student } = await requireNotice(context, noticeId);
    await keepNotice(db, { ...(await decidingOf(context, body.reason)), noticeId });
    await audit({ action: 'keep-notice', students: [student], detail: { notice: params.notice } });
    return { notice: params.notice };
  },
  reissueNotice: async (context) => {
    const { db, districtId, parts, actor, params, body, audit, idempotencyKey } = context;
    const noticeId = parseNotice(params.notice);
    const { student } = await requireNotice(context, noticeId);
    const minutes = await readUndoMinutes(parts.db.pool, districtId);
    const undoUntil = new Date(parts.now().getTime() + minutes * 60_000);
    const result = await reissue(db, {
      ...(await decidingOf(context, body.reason)),
      noticeId,
      person: await whoOf(context, 'issue'),
      key: `${actor.personId} ${idempotencyKey}`,
      onIssued: onIssuedIn(context, undoUntil),
      ...(await letterMailOf(context, undoUntil)),
    });
    await audit({ action: 'reissue', students: [student], detail: { notice: params.notice, batch: result.batch } });
    return { batch: result.batch ?? '', letters: result.letters };
  },
};

async function readStudents(db: Context['db'], districtId: number, notices: readonly number[]): Promise<string[]> {
  const found = await db.pool.query<{ student_id: string }>(
    'select distinct student_id from notices where district_id = $1 and notice_id = any ($2)',
    [districtId, notices],
  );
  return found.rows.map((row) => row.student_id);
}

async function filterOf({
  db,
  districtId,
  reach,
  query,
}: Pick<Context, 'db' | 'districtId' | 'reach'> & {
  readonly query: Parameters<(typeof noticesHandlers)['exportNotices']>[0]['query'];
}): Promise<LogFilter> {
  const { school, student, level, pack, status, batch, from, to, way } = query;
  return {
    ...(school === '' ? {} : { school }),
    ...(student === '' ? {} : { student: await studentOfKey({ db, districtId }, student) }),
    ...(level === '' ? {} : { criterion: level }),
    ...(pack === '' ? {} : { pack }),
    ...(status === '' ? {} : { state: status }),
    ...(way === '' ? {} : { way }),
    ...(batch === '' ? {} : { batch: parseBatchOrNotice(batch).id }),
    ...(from === '' ? {} : { from }),
    ...(to === '' ? {} : { to }),
    ...(reach.kind === 'district' ? {} : { within: reach.kind === 'schools' ? 'schools' : 'students' }),
  };
}

type Deciding = Pick<Context, 'districtId' | 'parts'> & { readonly actor: NonNullable<Context['actor']> };

async function decidingOf(context: Deciding, reason: string) {
  const { districtId, parts, actor } = context;
  return { districtId, reason, by: actor.name, now: parts.now(), on: await letterDayOf(context) };
}

/** The day of a decision, and the date of a letter that it makes. */
function letterDayOf({ districtId, parts }: Pick<Deciding, 'districtId' | 'parts'>): Promise<string> {
  return letterDay(parts.db.pool, { districtId, now: parts.now() });
}

async function letterAt(
  context:
    | Parameters<(typeof noticesHandlers)['readLetterText']>[0]
    | Parameters<(typeof noticesHandlers)['readLetterPdf']>[0],
  as: 'text' | 'pdf',
) {
  const { params, audit } = context;
  const notice = parseNotice(params.notice);
  const { student, letters_as_sent: sent } = await requireNotice(context, notice);
  const letter = await requireLetter(context, { notice, letterNo: params.letter });
  const { letter: letterNo } = params;
  await audit({
    action: 'view-document',
    students: [student],
    detail: { notice: params.notice, letter: letterNo, as },
  });
  const recipients = [...(sent.find((one) => one.letter_no === letterNo)?.recipients ?? [])];
  return { letter, recipients };
}
