/** The welfare step. */
import { readWelfareSteps, readWelfareTasks, recordWelfare, type WelfareTask, type Who } from '../../cases/index.ts';
import { noticeName } from '../../notices/index.ts';
import { inCasework, leaveVisit } from '../cases/place.ts';
import { schoolsOf, type Context, type Handlers } from '../context.ts';
import { studentKeyOf, studentOfKey } from '../keys.ts';
import { whoOf } from '../who.ts';
import type { welfareContract } from './contract.ts';

export const welfareHandlers: Handlers<typeof welfareContract> = {
  listWelfare: async (context) => {
    const { query, reach, db, districtId, audit } = context;
    const { on } = await whoOf(context, 'see-cases');
    const tasks = await readWelfareTasks(db.pool, { districtId, on, schools: schoolsOf(reach, query.school) });
    const students = [...new Set(tasks.map(({ studentNo }) => studentKeyOf(studentNo)))];
    await audit({ action: 'view-list', students, detail: { list: 'welfare' } });
    return { items: tasks.map(taskOf), total: tasks.length };
  },
  readStudentWelfare: async (context) => {
    const student = await studentOfKey(context, context.params.student);
    await leaveVisit(context, { no: Number(context.params.student.slice(1)) }, 'welfare');
    return welfareOf(context, student, await whoOf(context, 'see-cases'));
  },
  recordWelfare: async (context) => {
    const { params, body, actor, request, districtId, parts } = context;
    const student = await studentOfKey(context, params.student);
    const { task: taskId, corrects, on, reason, contact } = body;
    const audit = { actor, districtId, from: request.ip, at: parts.now() };
    await inCasework(context, 'welfare-step', (client, who) =>
      recordWelfare(client, who, { student, taskId, corrects, on, reason, contact, audit }),
    );
    return welfareOf(context, student, await whoOf(context, 'see-cases'));
  },
};

async function welfareOf({ db, districtId }: Pick<Context, 'db' | 'districtId'>, student: string, { on, role }: Who) {
  const [steps, open] = [
    await readWelfareSteps(db.pool, { districtId, student }),
    await readWelfareTasks(db.pool, { districtId, on, student }),
  ];
  return {
    steps: steps.map(({ welfareId, disclosureId, student: _, caseId: __, taskId: ___, noticeId: ____, ...step }) => ({
      ...step,
      welfare: welfareId,
      disclosure: disclosureId,
    })),
    open: open.map(taskOf),
    mayDecide: role === 'administrator' || role === 'district',
  };
}

function taskOf({ taskId, studentNo, name, what, noticeId, dueOn, isOverdue }: WelfareTask) {
  return {
    task: taskId,
    student: studentKeyOf(studentNo),
    name,
    what,
    notice: noticeId === null ? null : noticeName(noticeId),
    dueOn,
    isOverdue,
  };
}
