/** Activity eligibility of a student. */
import { reachOf } from '../../access/index.ts';
import { endStatus, readEligibility } from '../../cases/index.ts';
import { readCatalogHistory, type CatalogEntry } from '../../catalogs/index.ts';
import { withTransaction } from '../../db/index.ts';
import { todayInDistrict } from '../../db/zone.ts';
import { noticeName } from '../../notices/index.ts';
import type { Handlers } from '../context.ts';
import { studentKeys, studentOfKey } from '../keys.ts';
import { problem } from '../problems.ts';
import { whoOf } from '../who.ts';
import type { eligibilityContract, StudentEligibility } from './contract.ts';

export const eligibilityHandlers: Handlers<typeof eligibilityContract> = {
  readStudentEligibility: async (context) => {
    const { db, districtId, params, parts, actor } = context;
    const student = await studentOfKey(context, params.student);
    const on = await todayInDistrict(parts.db.pool, { districtId, now: parts.now() });
    const read = await readEligibility(db.pool, { districtId, students: [student], on });
    const catalog = await readCatalogHistory(parts.db.pool, districtId, 'eligibility-statuses');
    const one = read.get(student);
    if (one === undefined) throw problem('not-found');
    return {
      activities: [...one.activities],
      overall: { ...one.overall, status: codedOf(catalog, one.overall.status) },
      records: one.records.map(({ noticeId, ...record }) => ({
        ...record,
        status: codedOf(catalog, record.status),
        before: record.before === null ? null : codedOf(catalog, record.before),
        notice: noticeId === null ? null : noticeName(noticeId),
      })),
      mayEnd: reachOf(actor, 'manage-incident').kind !== 'none',
    };
  },
  endEligibility: async (context) => {
    const { db, districtId, params, body, audit } = context;
    const found = await db.pool.query<{ student: string }>(
      'select student_id as student from eligibility_records where district_id = $1 and record_id = $2',
      [districtId, params.record],
    );
    const student = found.rows[0]?.student;
    if (student === undefined) throw problem('not-found');
    const who = await whoOf(context, 'manage-incident');
    await withTransaction(db, (client) => endStatus(client, who, { record: params.record, reason: body.reason }));
    const keys = await studentKeys(context, [student]);
    await audit({ action: 'end-eligibility', students: [...keys.values()], detail: { record: params.record } });
    return { record: params.record };
  },
};

function codedOf(entries: readonly CatalogEntry[], code: string): StudentEligibility['overall']['status'] {
  const known = entries.findLast((entry) => entry.code === code);
  return { code, name: known?.name ?? { en: code, es: code }, isKnown: known !== undefined };
}
