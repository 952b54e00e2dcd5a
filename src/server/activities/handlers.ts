/** Activities of support with one student. */
import { addActivity, readActivities, readStudentPlace } from '../../cases/index.ts';
import { mayDo } from '../cases/may.ts';
import { inCasework, leaveVisit } from '../cases/place.ts';
import type { Handlers } from '../context.ts';
import { parseStudentKey, studentOfKey } from '../keys.ts';
import type { activitiesContract } from './contract.ts';

export const activitiesHandlers: Handlers<typeof activitiesContract> = {
  readStudentActivities: async (context) => {
    const { db, districtId, params } = context;
    const student = await studentOfKey(context, params.student);
    await leaveVisit(context, { no: parseStudentKey(params.student) }, 'support-activities');
    const found = await readActivities(db.pool, { districtId, student });
    return {
      items: found.map(({ activityId, kind, what, on, state, doneOn, note, by }) => ({
        activity: activityId,
        kind,
        what,
        on,
        state,
        doneOn,
        note,
        by,
        student: params.student,
      })),
      mayAdd: mayDo(context, 'manage-tiers'),
    };
  },
  addStudentActivity: async (context) => {
    const { params, body, audit } = context;
    const student = await studentOfKey(context, params.student);
    const { done, ...activity } = body;
    const id = await inCasework(context, 'manage-tiers', async (client, who) => {
      const school = await readStudentPlace(client, { districtId: who.districtId, student, on: who.on });
      return addActivity(client, who, {
        ...activity,
        school,
        student,
        campaignId: null,
        ownerId: who.personId,
        ...(done === null ? {} : { done: { note: done } }),
      });
    });
    await audit({ action: 'add-activity', students: [params.student], detail: { activity: id } });
    return { activity: id };
  },
};
