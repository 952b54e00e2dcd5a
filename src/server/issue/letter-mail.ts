/** Whether letters can go by e-mail from this installation, and why not. */
import { readDistrictSettings } from '../../db/district-settings.ts';
import { isMailOn, nextFamilyMoment, readFamilyHours } from '../../messages/index.ts';
import type { IssueRequest, WorklistLine } from '../../notices/index.ts';
import type { Context } from '../context.ts';
import type { IssuePreview } from './contract.ts';

/** As an issue wants it: nothing where no mail can leave. `notBefore`: the end of the undo. */
export async function letterMailOf(
  { parts, districtId }: Pick<Context, 'parts' | 'districtId'>,
  notBefore: Date,
): Promise<Pick<IssueRequest, 'mail'>> {
  return (await isMailOn(parts.db.pool, districtId, parts.env)) ? { mail: { notBefore } } : {};
}

/** When the letters of an issue that go by e-mail leave at the earliest: not before the end of the undo, and in the hours of families. */
export async function mailLeavesAt(
  { parts, districtId }: Pick<Context, 'parts' | 'districtId'>,
  undoUntil: Date,
): Promise<string> {
  return nextFamilyMoment(await readFamilyHours(parts.db.pool, districtId), undoUntil).toISOString();
}

/** What a person is told of it before an issue. */
export async function readEMail(
  { db, env }: Pick<Context['parts'], 'db' | 'env'>,
  districtId: number,
  lines: readonly Pick<WorklistLine, 'letters'>[],
): Promise<IssuePreview['eMail']> {
  if (!lines.some(({ letters }) => letters.some(({ byEmail }) => byEmail))) return null;
  if ((await readDistrictSettings(db.pool, districtId)).letterMail === 'off') return 'off';
  return (await isMailOn(db.pool, districtId, env)) ? 'on' : 'not-set-up';
}
