/** Who acts in casework from the command line: whoever may use it may do what every role may. */
import type { Who } from '../cases/index.ts';
import { todayInDistrict } from '../db/zone.ts';
import type { Session } from './session.ts';

/** `on`: the day it is done on, ISO; today in the district unless given. */
export async function whoOfSession({ db, districtId, by, now }: Session, on?: string): Promise<Who> {
  const at = now();
  return {
    districtId,
    personId: '',
    name: by,
    role: 'rollcall',
    now: at,
    on: on ?? (await todayInDistrict(db.pool, { districtId, now: at })),
  };
}
