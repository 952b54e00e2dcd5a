/** `rollcall settings`: what the district sets for itself, and changing it with a reason. */
import { Option, type Command } from 'commander';
import {
  changeDistrictSettings,
  FAMILY_DAYS,
  readSettingsOnFile,
  TIME_OF_DAY,
  type DistrictSettings,
  type SettingsOnFile,
} from '../../db/district-settings.ts';
import { withTransaction } from '../../db/index.ts';
import { ProblemError } from '../../problem.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { withSession, type Session } from '../session.ts';
import { countOption, requireReason } from '../trigger-options.ts';

interface SetOptions {
  readonly letterMail?: DistrictSettings['letterMail'];
  readonly undoMinutes?: string;
  readonly idleMinutes?: string;
  readonly signInHelp?: string;
  readonly email?: 'on' | 'off';
  readonly text?: 'on' | 'off';
  readonly familyDays?: string;
  readonly familyFrom?: string;
  readonly familyUntil?: string;
  readonly reason?: string;
  readonly format: Format;
}

/** Unit: minutes; both ends included. The app keeps to the same. */
const BOUNDS = { undoMinutes: [0, 240], idleMinutes: [5, 720] } as const;

export function register(program: Command): void {
  const settings = program
    .command('settings')
    .enablePositionalOptions()
    .description(
      'What the district sets for itself: letters by e-mail, ways and hours of messages, undo, sessions, help with signing in.',
    );
  formatOption(settings).action(({ format }: { readonly format: Format }) =>
    withSession(async (session) => show(await readSettingsOnFile(session.db.pool, session.districtId), format)),
  );
  const set = settings
    .command('set')
    .description('Change some of them. What was before stays on record, with the reason.')
    .addOption(
      new Option('--letter-mail <on-or-off>', 'letters that their pack lets go by e-mail do so').choices(['on', 'off']),
    )
    .option('--undo-minutes <n>', 'how long a batch can be undone as a whole; 0: not at all')
    .option('--idle-minutes <n>', 'after so long without use a person is signed out')
    .option('--sign-in-help <text>', 'stands beside the sign-in')
    .addOption(new Option('--email <on-or-off>', 'whether anything leaves by e-mail').choices(['on', 'off']))
    .addOption(new Option('--text <on-or-off>', 'whether text messages leave').choices(['on', 'off']))
    .option('--family-days <days>', 'days on which families get messages, as 12345: Monday to Friday')
    .option('--family-from <time>', 'from when, as 08:00, in the district’s zone')
    .option('--family-until <time>', 'until when, as 19:00; from then on messages to families wait')
    .option('--reason <text>', 'why; kept');
  formatOption(set).action((options: SetOptions) => withSession((session) => change(session, options)));
}

async function change(session: Session, options: SetOptions): Promise<void> {
  const { db, districtId, by, now } = session;
  const reason = requireReason(options.reason);
  const given = givenOf(options);
  const changed = await withTransaction(db, async (client) => {
    const before = await readSettingsOnFile(client, districtId);
    const wanted = { ...before.settings, ...given };
    if (wanted.familyFrom >= wanted.familyUntil)
      throw new ProblemError([
        { path: '--family-until', found: wanted.familyUntil, allowed: `later than ${wanted.familyFrom}` },
      ]);
    return changeDistrictSettings(client, { districtId, by, now: now(), reason }, wanted);
  });
  if (changed.length === 0) remark('Nothing was changed: it is so already.');
  show(await readSettingsOnFile(db.pool, districtId), options.format);
}

function givenOf(options: SetOptions): Partial<DistrictSettings> {
  const { letterMail, undoMinutes, idleMinutes, signInHelp, email, text } = options;
  const { familyDays, familyFrom, familyUntil } = options;
  return {
    ...(email === undefined ? {} : { email }),
    ...(text === undefined ? {} : { text }),
    ...(familyDays === undefined ? {} : { familyDays: shaped('--family-days', familyDays, FAMILY_DAYS) }),
    ...(familyFrom === undefined ? {} : { familyFrom: shaped('--family-from', familyFrom, TIME_OF_DAY) }),
    ...(familyUntil === undefined ? {} : { familyUntil: shaped('--family-until', familyUntil, TIME_OF_DAY) }),
    ...(letterMail === undefined ? {} : { letterMail }),
    ...(undoMinutes === undefined ? {} : { undoMinutes: minutesOf('undoMinutes', undoMinutes) }),
    ...(idleMinutes === undefined ? {} : { idleMinutes: minutesOf('idleMinutes', idleMinutes) }),
    ...(signInHelp === undefined ? {} : { signInHelp: signInHelp.replaceAll(/\s+/g, ' ').trim().slice(0, 200) }),
  };
}

function shaped(option: string, found: string, shape: RegExp): string {
  if (shape.test(found)) return found;
  throw new ProblemError([
    {
      path: option,
      found,
      allowed: shape === FAMILY_DAYS ? 'days in their order, as 12345: 1 is Monday, 7 is Sunday' : 'a time, as 08:00',
    },
  ]);
}

function minutesOf(setting: keyof typeof BOUNDS, text: string): number {
  const option = setting === 'undoMinutes' ? '--undo-minutes' : '--idle-minutes';
  const minutes = text === '0' ? 0 : countOption(option, text);
  const [least, most] = BOUNDS[setting];
  if (minutes >= least && minutes <= most) return minutes;
  throw new ProblemError([{ path: option, found: text, allowed: `${least} to ${most}` }]);
}

function show({ settings, changes }: SettingsOnFile, format: Format): void {
  const { letterMail, undoMinutes, idleMinutes, signInHelp, email, text, familyDays, familyFrom, familyUntil } =
    settings;
  if (format === 'json') {
    printJsonLine({
      letter_mail: letterMail,
      undo_minutes: undoMinutes,
      idle_minutes: idleMinutes,
      sign_in_help: signInHelp,
      email,
      text,
      family_days: familyDays,
      family_from: familyFrom,
      family_until: familyUntil,
      changes: changes.map(({ by, at, reason, changed }) => ({ by, at: at.toISOString(), reason, changed })),
    });
    return;
  }
  printTable(
    ['setting', 'value'],
    [
      ['letter-mail', letterMail],
      ['undo-minutes', undoMinutes],
      ['idle-minutes', idleMinutes],
      ['sign-in-help', signInHelp],
      ['email', email],
      ['text', text],
      ['family-days', familyDays],
      ['family-from', familyFrom],
      ['family-until', familyUntil],
    ],
  );
  const [last] = changes;
  if (last !== undefined) remark(`Last changed by ${last.by}: ${last.reason}`);
}
