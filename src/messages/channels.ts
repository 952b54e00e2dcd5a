/** Which ways carry messages now: what the installation has, less what the district has switched off; and when families get them. */
import type { ClientBase, Pool } from 'pg';
import { readDistrictSettings } from '../db/district-settings.ts';
import { readTimeZone } from '../db/zone.ts';
import type { FamilyHours } from './family-hours.ts';
import { mailSettingsOf, type MailSettings } from './mail.ts';
import { textSettingsOf, type TextSettings } from './text.ts';

type Client = Pick<ClientBase | Pool, 'query'>;
type Environment = Readonly<Record<string, string | undefined>>;

export interface Channels {
  /** Null: not set up, or switched off. */
  readonly email: MailSettings | null;
  readonly text: TextSettings | null;
}

/** Input: the environment, which holds what is secret. Fails: Refusal where the token's file cannot be read. */
export async function readChannels(client: Client, districtId: number, env: Environment): Promise<Channels> {
  const { email, text } = await readDistrictSettings(client, districtId);
  return {
    email: email === 'off' ? null : mailSettingsOf(env),
    text: text === 'off' ? null : await textSettingsOf(env),
  };
}

/** Whether e-mail can leave now. */
export async function isMailOn(client: Client, districtId: number, env: Environment): Promise<boolean> {
  if (mailSettingsOf(env) === null) return false;
  return (await readDistrictSettings(client, districtId)).email === 'on';
}

/** The hours in which families get messages. */
export async function readFamilyHours(client: Client, districtId: number): Promise<FamilyHours> {
  const { familyDays: days, familyFrom: from, familyUntil: until } = await readDistrictSettings(client, districtId);
  return { days, from, until, timeZone: await readTimeZone(client, districtId) };
}
