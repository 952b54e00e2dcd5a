/** Whether letters can go by e-mail from this installation, and why not. */
import { readDistrictSettings } from '../../db/district-settings.ts';
import { mailSettingsOf } from '../../messages/index.ts';
import type { IssueRequest, WorklistLine } from '../../notices/index.ts';
import type { Context } from '../context.ts';
import type { IssuePreview } from './contract.ts';

/** As an issue wants it: nothing where no mail server is set up. `notBefore`: the end of the undo. */
export function letterMailOf(env: Context['parts']['env'], notBefore: Date): Pick<IssueRequest, 'mail'> {
  return mailSettingsOf(env) === null ? {} : { mail: { notBefore } };
}

/** What a person is told of it before an issue. */
export async function readEMail(
  { db, env }: Pick<Context['parts'], 'db' | 'env'>,
  districtId: number,
  lines: readonly Pick<WorklistLine, 'letters'>[],
): Promise<IssuePreview['eMail']> {
  if (!lines.some(({ letters }) => letters.some(({ byEmail }) => byEmail))) return null;
  if ((await readDistrictSettings(db.pool, districtId)).letterMail === 'off') return 'off';
  return mailSettingsOf(env) === null ? 'not-set-up' : 'on';
}
