/** `rollcall alerts`: what whoever opens a student's page should know first, put there by hand for a time. */
import type { Command } from 'commander';
import { addAlertByHand, endAlert, readAlerts, readStudentPlace } from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { formatDay } from '../../engine/index.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { dayOption, withSession } from '../session.ts';
import { countOption } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';
import { wordsOption } from '../words-option.ts';

interface AddOptions {
  readonly student: string;
  readonly says: string;
  readonly until: string;
  readonly format: Format;
}

interface EndOptions {
  readonly reason: string;
  readonly format: Format;
}

/** Unit: characters, of what it says and of why it ends. */
const WORDS = { least: 3, most: 300 } as const;

export function register(program: Command): void {
  const alerts = program.command('alerts').description('What is said first on a student’s page, for a time.');
  registerList(alerts);
  const add = alerts
    .command('add')
    .description('Put an alert on a student’s page, until its last day.')
    .requiredOption('--student <id>', 'the student')
    .requiredOption('--says <text>', 'what it says')
    .requiredOption('--until <date>', 'its last day');
  formatOption(add).action(({ student, says, until, format }: AddOptions) =>
    withSession(async (session) => {
      const who = await whoOfSession(session);
      const given = {
        student,
        says: wordsOption('--says', says, WORDS),
        untilOn: formatDay(dayOption('--until', until)),
      };
      const alert = await withTransaction(session.db, async (client) => {
        const school = await readStudentPlace(client, { districtId: who.districtId, student, on: who.on });
        return addAlertByHand(client, who, { ...given, school });
      });
      if (format === 'json') printJsonLine({ alert, state: 'active', until: given.untilOn });
      else remark(`Alert ${alert} is on the page until ${given.untilOn}.`);
    }),
  );
  const end = alerts
    .command('end')
    .description('End an alert before its last day.')
    .argument('<alert>', 'its number')
    .requiredOption('--reason <text>', 'why; kept');
  formatOption(end).action((text: string, { reason, format }: EndOptions) =>
    withSession(async (session) => {
      const who = await whoOfSession(session);
      const input = { alert: countOption('alert', text), reason: wordsOption('--reason', reason, WORDS) };
      await withTransaction(session.db, (client) => endAlert(client, who, input));
      if (format === 'json') printJsonLine({ alert: input.alert, state: 'ended' });
      else remark(`Alert ${input.alert} is ended.`);
    }),
  );
}

function registerList(alerts: Command): void {
  const list = alerts
    .command('list', { isDefault: true })
    .description('Those on a student’s page today, the newest first.')
    .requiredOption('--student <id>', 'the student');
  formatOption(list).action(({ student, format }: { readonly student: string; readonly format: Format }) =>
    withSession(async (session) => {
      const { districtId, on } = await whoOfSession(session);
      const { pool } = session.db;
      await readStudentPlace(pool, { districtId, student, on });
      const found = await readAlerts(pool, { districtId, student, on });
      if (format === 'json') return found.forEach((one) => printJsonLine(one));
      if (found.length === 0) return remark('No alert on this page.');
      printTable(
        ['alert', 'says', 'from', 'until', 'because of'],
        found.map(({ alert, says, fromOn, untilOn, because }) => [String(alert), says, fromOn, untilOn, because]),
      );
    }),
  );
}
