/** `rollcall settings`: what the district sets for itself, and changing it with a reason. */
import { Option, type Command } from 'commander';
import {
  changeDistrictSettings,
  readSettingsOnFile,
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
  readonly reason?: string;
  readonly format: Format;
}

/** Unit: minutes; both ends included. The app keeps to the same. */
const BOUNDS = { undoMinutes: [0, 240], idleMinutes: [5, 720] } as const;

export function register(program: Command): void {
  const settings = program
    .command('settings')
    .enablePositionalOptions()
    .description('What the district sets for itself: letters by e-mail, undo, sessions, help with signing in.');
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
    return changeDistrictSettings(client, { districtId, by, now: now(), reason }, wanted);
  });
  if (changed.length === 0) remark('Nothing was changed: it is so already.');
  show(await readSettingsOnFile(db.pool, districtId), options.format);
}

function givenOf({ letterMail, undoMinutes, idleMinutes, signInHelp }: SetOptions): Partial<DistrictSettings> {
  return {
    ...(letterMail === undefined ? {} : { letterMail }),
    ...(undoMinutes === undefined ? {} : { undoMinutes: minutesOf('undoMinutes', undoMinutes) }),
    ...(idleMinutes === undefined ? {} : { idleMinutes: minutesOf('idleMinutes', idleMinutes) }),
    ...(signInHelp === undefined ? {} : { signInHelp: signInHelp.replaceAll(/\s+/g, ' ').trim().slice(0, 200) }),
  };
}

function minutesOf(setting: keyof typeof BOUNDS, text: string): number {
  const option = setting === 'undoMinutes' ? '--undo-minutes' : '--idle-minutes';
  const minutes = text === '0' ? 0 : countOption(option, text);
  const [least, most] = BOUNDS[setting];
  if (minutes >= least && minutes <= most) return minutes;
  throw new ProblemError([{ path: option, found: text, allowed: `${least} to ${most}` }]);
}

function show({ settings, changes }: SettingsOnFile, format: Format): void {
  const { letterMail, undoMinutes, idleMinutes, signInHelp } = settings;
  if (format === 'json') {
    printJsonLine({
      letter_mail: letterMail,
      undo_minutes: undoMinutes,
      idle_minutes: idleMinutes,
      sign_in_help: signInHelp,
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
    ],
  );
  const [last] = changes;
  if (last !== undefined) remark(`Last changed by ${last.by}: ${last.reason}`);
}
