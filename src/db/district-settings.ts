/**
 * What a district sets for itself: how long a batch can be undone, how long a session lasts without use, whom to ask about
 * signing in, whether letters go by e-mail, which ways of messages are on and in which hours families get them.
 */
import type { ClientBase } from 'pg';
import { raiseRevision } from './revisions.ts';

type Client = Pick<ClientBase, 'query'>;

export interface DistrictSettings {
  /** How long all of a batch can be undone; 0: not at all. Unit: minutes. */
  readonly undoMinutes: number;
  /** A session ends after so long without use. Unit: minutes. */
  readonly idleMinutes: number;
  /** Beside the sign-in: whom to ask; '' for nothing. */
  readonly signInHelp: string;
  /** Whether letters that a pack lets go by e-mail do so. */
  readonly letterMail: 'on' | 'off';
  /** Off: nothing leaves by e-mail, as if no mail server were set up. */
  readonly email: 'on' | 'off';
  /** Off: nothing leaves by text message. */
  readonly text: 'on' | 'off';
  /** The days on which families get messages, in their order: 1 is Monday, 7 is Sunday. One at least. */
  readonly familyDays: string;
  /** From when on such a day, as `08:00`, in the district's zone. */
  readonly familyFrom: string;
  /** Until when, as `19:00`; from then on a message waits. Later than `familyFrom`. */
  readonly familyUntil: string;
}

const USUAL_SETTINGS: DistrictSettings = {
  undoMinutes: 15,
  idleMinutes: 60,
  signInHelp: '',
  letterMail: 'off',
  email: 'on',
  text: 'on',
  familyDays: '12345',
  familyFrom: '08:00',
  familyUntil: '19:00',
};

/** What days and times of the family's hours look like. */
export const FAMILY_DAYS = /^(?=.)1?2?3?4?5?6?7?$/;
export const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;

export type SettingName = keyof DistrictSettings;

/** The names under which `districts.settings` keeps them. */
const KEYS = {
  undoMinutes: 'undoMinutes',
  idleMinutes: 'session_idle_minutes',
  signInHelp: 'sign_in_help',
  letterMail: 'letter_mail',
  email: 'email',
  text: 'text',
  familyDays: 'family_days',
  familyFrom: 'family_from',
  familyUntil: 'family_until',
} as const satisfies Readonly<Record<SettingName, string>>;

export const SETTING_NAMES = Object.keys(KEYS) as readonly SettingName[];

type Value = number | string;

export interface SettingsChange {
  readonly by: string;
  readonly at: Date;
  readonly reason: string;
  readonly changed: Readonly<Partial<Record<SettingName, { readonly before: Value; readonly after: Value }>>>;
}

export interface SettingsOnFile {
  readonly settings: DistrictSettings;
  /** The newest first, 20 at most. */
  readonly changes: readonly SettingsChange[];
  /** Of the last change; 0: none yet. */
  readonly revision: number;
}

/** What is set, else the usual. A value of another type than it should be counts as not set. */
export async function readDistrictSettings(client: Client, districtId: number): Promise<DistrictSettings> {
  const found = await client.query<{ settings: Readonly<Record<string, unknown>> }>(
    'select settings from districts where district_id = $1',
    [districtId],
  );
  const set = found.rows[0]?.settings ?? {};
  const { undoMinutes, idleMinutes, signInHelp, familyDays, familyFrom, familyUntil } = USUAL_SETTINGS;
  return {
    undoMinutes: numberOr(set[KEYS.undoMinutes], undoMinutes),
    idleMinutes: numberOr(set[KEYS.idleMinutes], idleMinutes),
    signInHelp: textOr(set[KEYS.signInHelp], signInHelp),
    letterMail: set[KEYS.letterMail] === 'on' ? 'on' : 'off',
    email: set[KEYS.email] === 'off' ? 'off' : 'on',
    text: set[KEYS.text] === 'off' ? 'off' : 'on',
    familyDays: matchOr(FAMILY_DAYS, set[KEYS.familyDays], familyDays),
    familyFrom: matchOr(TIME_OF_DAY, set[KEYS.familyFrom], familyFrom),
    familyUntil: matchOr(TIME_OF_DAY, set[KEYS.familyUntil], familyUntil),
  };
}

/** With what was changed, by whom and why. */
export async function readSettingsOnFile(client: Client, districtId: number): Promise<SettingsOnFile> {
  const settings = await readDistrictSettings(client, districtId);
  const found = await client.query<SettingsChange & { id: number }>(
    `select change_id as id, change as changed, reason, changed_by as by, changed_at as at from settings_changes
      where district_id = $1 order by change_id desc limit 20`,
    [districtId],
  );
  const changes = found.rows.map(({ changed, reason, by, at }) => ({ by, at, reason, changed }));
  return { settings, changes, revision: found.rows[0]?.id ?? 0 };
}

/**
 * Writes what differs; what was before stays on record. Returns the names of what was changed; none: nothing was written.
 * Input: on the caller's transaction, which holds the district's row from here on.
 */
export async function changeDistrictSettings(
  client: Client,
  {
    districtId,
    by,
    now,
    reason,
  }: { readonly districtId: number; readonly by: string; readonly now: Date; readonly reason: string },
  wanted: DistrictSettings,
): Promise<readonly SettingName[]> {
  await lockSettings(client, districtId);
  const before = await readDistrictSettings(client, districtId);
  const names = SETTING_NAMES.filter((name) => wanted[name] !== before[name]);
  if (names.length === 0) return [];
  const values = Object.fromEntries(names.map((name) => [KEYS[name], wanted[name]]));
  const change = Object.fromEntries(names.map((name) => [name, { before: before[name], after: wanted[name] }]));
  await client.query('update districts set settings = settings || $2::jsonb where district_id = $1', [
    districtId,
    JSON.stringify(values),
  ]);
  await client.query(
    'insert into settings_changes (district_id, change, reason, changed_by, changed_at) values ($1, $2, $3, $4, $5)',
    [districtId, JSON.stringify(change), reason, by, now],
  );
  // Every list of who is due says how its letters go.
  if (names.includes('letterMail') || names.includes('email'))
    await raiseRevision(client as ClientBase, districtId, 'facts');
  return names;
}

/** Two who save at once come one after the other. */
export async function lockSettings(client: Client, districtId: number): Promise<void> {
  await client.query('select from districts where district_id = $1 for update', [districtId]);
}

function numberOr(value: unknown, usual: number): number {
  return typeof value === 'number' ? value : usual;
}

function matchOr(shape: RegExp, value: unknown, usual: string): string {
  return typeof value === 'string' && shape.test(value) ? value : usual;
}

function textOr(value: unknown, usual: string): string {
  return typeof value === 'string' ? value : usual;
}
