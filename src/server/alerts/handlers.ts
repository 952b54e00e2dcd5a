/** Alerts by hand. */
import { addAlertByHand, endAlert, readStudentPlace } from '../../cases/index.ts';
import { inCasework } from '../cases/place.ts';
import type { Handlers } from '../context.ts';
import { studentKeys, studentOfKey } from '../keys.ts';
import { problem } from '../problems.ts';
import type { alertsContract } from './contract.ts';

export const alertsHandlers: Handlers<typeof alertsContract> = {
  addAlert: async (context) => {
    const { params, body, audit } = context;
    const student = await studentOfKey(context, params.student);
    const alert = await inCasework(context, 'manage-case', async (client, who) => {
      const school = await readStudentPlace(client, { districtId: who.districtId, student, on: who.on });
      return addAlertByHand(client, who, { student, school, says: body.says, untilOn: body.until });
    });
    await audit({ action: 'add-alert', students: [params.student], detail: { alert } });
    return { alert };
  },
  endAlert: async (context) => {
    const { params, body, audit, db, districtId } = context;
    const found = await db.pool.query<{ student: string }>(
      'select student_id as student from alerts where district_id = $1 and alert_id = $2',
      [districtId, params.alert],
    );
    const [row] = found.rows;
    if (row === undefined) throw problem('not-found');
    await inCasework(context, 'manage-case', (client, who) =>
      endAlert(client, who, { alert: params.alert, reason: body.reason }),
    );
    const key = (await studentKeys(context, [row.student])).get(row.student) ?? '';
    await audit({ action: 'end-alert', students: [key], detail: { alert: params.alert } });
    return { alert: params.alert };
  },
};
