/** The ways of messages, for who keeps the installation running: no secret leaves, only whether one is set. */
import { readDistrictSettings } from '../../db/district-settings.ts';
import {
  ANSWERS_PATH,
  mailSettingsOf,
  nextFamilyMoment,
  readFamilyHours,
  sendTestMail,
  sendTestText,
  textSettingsOf,
  type MailResult,
  type MailSettings,
  type TextSettings,
} from '../../messages/index.ts';
import type { Context, Handlers } from '../context.ts';
import { problem } from '../problems.ts';
import type { channelsContract, ChannelsState } from './contract.ts';

/** Tests of one person in ten minutes: a text costs money. */
const MOST_TESTS = 5;

export const channelsHandlers: Handlers<typeof channelsContract> = {
  readChannels: async ({ parts, districtId, actor }) => {
    const { db, env } = parts;
    const settings = await readDistrictSettings(db.pool, districtId);
    const text = await textSettingsOf(env).catch(() => null);
    return {
      email: { ...emailOf(mailSettingsOf(env)), isOn: settings.email === 'on' },
      text: { ...textOf(text), isOn: settings.text === 'on' },
      family: await familyOf(parts, districtId),
      ownEmail: actor.email,
    };
  },
  testChannel: async (context) => {
    const { parts, body, audit } = context;
    await limit(context);
    const result = body.way === 'email' ? await testMail(context) : await sendTestText(parts.env, body.number);
    const { outcome } = result;
    const reason = result.outcome === 'failed' ? result.reason : '';
    await audit({ action: 'test-message', detail: { way: body.way, outcome } });
    return { outcome, reason };
  },
};

function emailOf(settings: MailSettings | null): Omit<ChannelsState['email'], 'isOn'> {
  if (settings === null) return { isSet: false, from: '', server: '', hasPassword: false };
  const url = URL.canParse(settings.url) ? new URL(settings.url) : null;
  return { isSet: true, from: settings.from, server: url?.host ?? '', hasPassword: (url?.password ?? '') !== '' };
}

function textOf(settings: TextSettings | null): Omit<ChannelsState['text'], 'isOn'> {
  if (settings === null) return { isSet: false, from: '', server: '', hasToken: false, answersTo: '' };
  const { from, url, callback } = settings;
  return {
    isSet: true,
    from,
    server: new URL(url).host,
    hasToken: true,
    answersTo: callback === null ? '' : new URL(ANSWERS_PATH, callback).href,
  };
}

async function familyOf({ db, now }: Context['parts'], districtId: number): Promise<ChannelsState['family']> {
  const hours = await readFamilyHours(db.pool, districtId);
  const at = now();
  const opens = nextFamilyMoment(hours, at);
  const found = await db.pool.query<{ count: number }>(
    `select count(*)::int as count from mail_outbox where district_id = $1 and state = 'waiting' and to_family`,
    [districtId],
  );
  return { ...hours, opensAt: opens > at ? opens.toISOString() : null, waiting: found.rows[0]?.count ?? 0 };
}

async function limit({
  parts,
  districtId,
  actor,
}: Pick<Context, 'parts' | 'districtId'> & { readonly actor: { readonly personId: string } }): Promise<void> {
  const found = await parts.db.pool.query<{ count: number }>(
    `select count(*)::int as count from audit_entries
      where district_id = $1 and person_id = $2 and action = 'test-message' and at > $3::timestamptz - interval '10 minutes'`,
    [districtId, actor.personId, parts.now()],
  );
  if ((found.rows[0]?.count ?? 0) >= MOST_TESTS) throw problem('too-many');
}

function testMail({
  parts,
  actor,
}: Pick<Context, 'parts'> & {
  readonly actor: { readonly personId: string; readonly email: string; readonly language: 'en' | 'es' };
}): Promise<MailResult> {
  const key = `test-${actor.personId.replaceAll(/[^\w.-]/g, '-')}-${parts.now().getTime()}`;
  return sendTestMail(parts.env, { to: actor.email, key, language: actor.language });
}
