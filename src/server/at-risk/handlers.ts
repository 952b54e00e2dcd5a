/** Students at risk. */
import { reachOf } from '../../access/index.ts';
import {
  addReasonByHand,
  endReason,
  orderAtRisk,
  readAtRisk,
  readAtRiskLines,
  readStudentPlace,
  type AtRiskRecord,
} from '../../cases/index.ts';
import { holdsOn, nameOfCode, readCatalogHistory, type CatalogEntry } from '../../catalogs/index.ts';
import { withTransaction } from '../../db/index.ts';
import { todayInDistrict } from '../../db/zone.ts';
import { noticeName } from '../../notices/index.ts';
import { z } from 'zod';
import { keptForReach } from '../cases/kept-casework.ts';
import { schoolsOf, type Context, type Handlers } from '../context.ts';
import { cursorOf, readCursor, studentKeyOf, studentKeys, studentOfKey } from '../keys.ts';
import { problem } from '../problems.ts';
import { whoOf } from '../who.ts';
import type { AtRiskReason, atRiskContract } from './contract.ts';

export const atRiskHandlers: Handlers<typeof atRiskContract> = {
  listAtRisk: async (context) => {
    const { db, districtId, query, reach, audit } = context;
    const on = await todayOf(context);
    const offset = readCursor(z.int().nonnegative(), query.cursor) ?? 0;
    const question = {
      districtId,
      on,
      schools: schoolsOf(reach, query.school),
      reason: query.reason === '' ? undefined : query.reason,
      factor: query.factor === '' ? undefined : query.factor,
    };
    const order = await keptForReach(context, ['at risk', question], () => orderAtRisk(db.pool, question));
    const records = order.slice(offset, offset + query.limit);
    const items = await readAtRiskLines(db.pool, { districtId, records });
    const total = order.length;
    const names = await readNames(context);
    const { school, reason, factor } = query;
    await audit({ action: 'view-list', detail: { list: 'at-risk', school, reason, factor } });
    return {
      items: items.map((line) => ({
        ...headOf(line, names),
        student: studentKeyOf(line.studentNo),
        firstName: line.firstName,
        lastName: line.lastName,
        grade: line.grade,
      })),
      next: offset + items.length < total ? cursorOf(offset + items.length) : null,
      total,
      ...choicesOn(names, on),
    };
  },
  readStudentAtRisk: async (context) => {
    const { db, districtId, params, actor } = context;
    const student = await studentOfKey(context, params.student);
    const on = await todayOf(context);
    const names = await readNames(context);
    const records = await readAtRisk(db.pool, { districtId, student, on });
    return {
      reasons: records.map((one): AtRiskReason => {
        const { state, holds, endedBy, endedReason } = one;
        return { ...headOf(one, names), state, holds, endedBy, endedReason };
      }),
      choices: choicesOn(names, on),
      mayChange: reachOf(actor, 'manage-case').kind !== 'none',
    };
  },
  addAtRisk: async (context) => {
    const { db, districtId, params, body, audit } = context;
    const student = await studentOfKey(context, params.student);
    const who = await whoOf(context, 'manage-case');
    const record = await withTransaction(db, async (client) => {
      const school = await readStudentPlace(client, { districtId, student, on: who.on });
      return addReasonByHand(client, who, { ...body, student, school });
    });
    await audit({ action: 'add-at-risk', students: [params.student], detail: { record, reason: body.reason } });
    return { record };
  },
  endAtRisk: async (context) => {
    const { db, districtId, params, body, audit } = context;
    const found = await db.pool.query<{ student: string }>(
      'select student_id as student from at_risk_records where district_id = $1 and record_id = $2',
      [districtId, params.record],
    );
    const student = found.rows[0]?.student;
    if (student === undefined) throw problem('not-found');
    const who = await whoOf(context, 'manage-case');
    await withTransaction(db, (client) => endReason(client, who, { record: params.record, reason: body.reason }));
    const keys = await studentKeys(context, [student]);
    await audit({ action: 'end-at-risk', students: [...keys.values()], detail: { record: params.record } });
    return { record: params.record };
  },
};

function todayOf({ parts, districtId }: Pick<Context, 'parts' | 'districtId'>): Promise<string> {
  return todayInDistrict(parts.db.pool, { districtId, now: parts.now() });
}

interface Names {
  readonly reasons: readonly CatalogEntry[];
  readonly factors: readonly CatalogEntry[];
}

async function readNames({ parts, districtId }: Pick<Context, 'parts' | 'districtId'>): Promise<Names> {
  const [reasons, factors] = await Promise.all([
    readCatalogHistory(parts.db.pool, districtId, 'at-risk-reasons'),
    readCatalogHistory(parts.db.pool, districtId, 'at-risk-factors'),
  ]);
  return { reasons, factors };
}

function choicesOn({ reasons, factors }: Names, on: string) {
  const choices = (entries: readonly CatalogEntry[]) =>
    entries.filter((entry) => holdsOn(entry, on)).map(({ code, name }) => ({ code, name }));
  return { reasons: choices(reasons), factors: choices(factors) };
}

function headOf(one: AtRiskRecord, { reasons, factors }: Names) {
  const coded = (entries: readonly CatalogEntry[], code: string) => ({
    code,
    name: { en: nameOfCode(entries, code, 'en'), es: nameOfCode(entries, code, 'es') },
  });
  return {
    record: one.record,
    reason: one.reason === '' ? null : coded(reasons, one.reason),
    factors: one.factors.map((code) => coded(factors, code)),
    note: one.note,
    from: one.from,
    until: one.until,
    because: one.because,
    notice: one.noticeId === null ? null : noticeName(one.noticeId),
    madeBy: one.madeBy,
  };
}
