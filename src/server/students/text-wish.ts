/** A guardian told the school that no more text messages should come to the number, or that they should again. */
import { noteStop, textNumber } from '../../messages/index.ts';
import { Refusal } from '../../problem.ts';
import type { Handlers } from '../context.ts';
import { studentOfKey } from '../keys.ts';
import { problem } from '../problems.ts';
import type { studentsContract } from './contract.ts';

export const noteTextWish: Handlers<typeof studentsContract>['noteTextWish'] = async (context) => {
  const { params, body, db, districtId, actor, parts, audit } = context;
  const student = await studentOfKey(context, params.student);
  const found = await db.pool.query<{ phone: string }>(
    'select phone from guardians where district_id = $1 and student_id = $2 and guardian_id = $3',
    [districtId, student, body.guardian],
  );
  const [guardian] = found.rows;
  if (guardian === undefined) throw problem('not-found');
  const number = textNumber(guardian.phone);
  if (number === null)
    throw new Refusal('That is no number that can get text messages.', { code: 'channel.no-number' });
  const kind = body.wants === 'no-texts' ? 'stop' : 'start';
  await noteStop(parts.db.pool, districtId, { number, kind, source: 'person', by: actor.name, at: parts.now() });
  await audit({ action: 'note-text-wish', students: [params.student], detail: { wants: body.wants } });
  return {};
};
