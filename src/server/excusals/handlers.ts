/** Proposed excusals. */
import { actionsOf } from '../../cases/index.ts';
import {
  countExcusals,
  decideExcusal,
  EXCUSAL_STATES,
  holdExcusal,
  proposeExcusal,
  readExcusals,
  type ExcusalOnFile,
} from '../../notices/index.ts';
import { skipOf } from '../cases/case-list.ts';
import { keptForReach } from '../cases/kept-casework.ts';
import { inCasework } from '../cases/place.ts';
import { schoolsOf, type Handlers } from '../context.ts';
import { cursorOf, studentKeyOf, studentOfKey } from '../keys.ts';
import { problem } from '../problems.ts';
import { whoOf } from '../who.ts';
import type { Excusal, excusalsContract } from './contract.ts';

export const excusalsHandlers: Handlers<typeof excusalsContract> = {
  listExcusals: async (context) => {
    const { db, districtId, query, reach, audit } = context;
    const schools = schoolsOf(reach, query.school);
    const question = { districtId, isOpen: query.show === 'open', ...(schools === undefined ? {} : { schools }) };
    const skip = skipOf(query.cursor);
    const asked = { ...question, skip, limit: query.limit };
    const { found, total } = await keptForReach(context, ['excusals', asked], async () => ({
      found: await readExcusals(db.pool, asked),
      total: await countExcusals(db.pool, question),
    }));
    const { role } = await whoOf(context, 'decide-trigger');
    const items = found.map((one) => excusalOf(one, role));
    const students = items.map(({ student }) => student);
    if (query.limit > 0)
      await audit({ action: 'view-list', students, detail: { list: 'excusals', school: query.school } });
    const end = skip + query.limit;
    return { items, next: end < total ? cursorOf(end) : null, total };
  },
  proposeExcusal: async (context) => {
    const { params, body, audit } = context;
    const student = await studentOfKey(context, params.student);
    const excusal = await inCasework(context, 'manage-case', (client, who) =>
      proposeExcusal(client, who, { student, days: body.days, reason: body.reason }),
    );
    const held = await inCasework(context, 'manage-case', (client, who) => holdExcusal(client, who, excusal));
    await audit({ action: 'propose-excusal', students: [params.student], detail: { excusal, held } });
    return { excusal, held };
  },
  decideExcusal: async (context) => {
    const { params, body, audit, db, districtId } = context;
    const [before] = await readExcusals(db.pool, { districtId, proposalId: params.excusal });
    if (before === undefined) throw problem('not-found');
    await inCasework(context, 'decide-trigger', (client, who) =>
      decideExcusal(client, who, { proposalId: params.excusal, action: body.action, reason: body.reason }),
    );
    await audit({
      action: 'decide-excusal',
      students: [studentKeyOf(before.studentNo)],
      detail: { excusal: params.excusal, decision: body.action },
    });
    return { excusal: params.excusal };
  },
};

function excusalOf(one: ExcusalOnFile, role: Parameters<typeof actionsOf>[1]['role']): Excusal {
  const may = actionsOf(EXCUSAL_STATES, { status: one.state, role }).filter((action) => action !== 'show');
  return {
    excusal: one.proposalId,
    student: studentKeyOf(one.studentNo),
    name: `${one.lastName}, ${one.firstName}`,
    grade: one.grade,
    school: one.school,
    schoolName: one.schoolName,
    document: one.documentId,
    days: [...one.days],
    reason: one.reason,
    state: one.state,
    by: one.by,
    madeAt: one.madeAt.toISOString(),
    decidedBy: one.decidedBy,
    decidedAt: one.decidedAt?.toISOString() ?? null,
    decidedReason: one.decidedReason,
    endedOn: one.endedOn,
    holds: [...one.holds],
    may,
  };
}
