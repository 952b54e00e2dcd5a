/** `rollcall incidents`: behavior incidents, the dates of their action, and the file for the student information system. */
import { writeFile } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import {
  cancelIncident,
  dateAction,
  exportIncidents,
  INCIDENT_COLUMNS,
  INCIDENT_STATES,
  listIncidents,
  serveAction,
  type Incident,
  type IncidentState,
} from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { formatDay } from '../../engine/index.ts';
import { csvRow } from '../../server/csv.ts';
import { requireKnownNames } from '../known-names.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { dayOption, withSession } from '../session.ts';
import { countOption } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';

interface ListOptions {
  readonly school?: string;
  readonly state?: IncidentState;
  readonly code?: string;
  readonly from?: string;
  readonly to?: string;
  readonly toExport?: boolean;
  readonly format: Format;
}

export function register(program: Command): void {
  const incidents = program
    .command('incidents')
    .description(
      'Behavior incidents that criteria made: what waits for dates, what was served, what was not exported yet.',
    );
  registerList(incidents);
  registerExport(incidents);
  registerDate(incidents);
  registerEnding(incidents, 'serve');
  registerEnding(incidents, 'cancel');
}

function registerList(incidents: Command): void {
  const list = incidents
    .command('list')
    .description('The incidents, the newest first.')
    .option('--school <id>', 'one school only')
    .addOption(new Option('--state <state>', 'in one state only').choices([...INCIDENT_STATES]))
    .option('--code <code>', 'one incident code only')
    .option('--from <date>', 'of this day or later')
    .option('--to <date>', 'of this day or earlier')
    .option('--to-export', 'new, or changed since the last file');
  formatOption(list).action((options: ListOptions) =>
    withSession(async (session) => {
      const { school, state, code, toExport, format } = options;
      await requireKnownNames(session, school === undefined ? {} : { school });
      const { items } = await listIncidents(session.db.pool, {
        districtId: session.districtId,
        schools: school === undefined ? undefined : [school],
        states: state === undefined ? undefined : [state],
        code,
        toExport,
        ...daysOf(options),
        limit: 10_000,
        offset: 0,
      });
      if (format === 'json') return items.forEach((one) => printJsonLine(jsonOf(one)));
      if (items.length === 0) return remark('No incident like this.');
      printTable(
        ['incident', 'school', 'student', 'day', 'code', 'action', 'dates', 'state', 'reported by', 'exported'],
        items.map((one) => [
          one.incident,
          one.school,
          one.student,
          one.on,
          one.code,
          one.action,
          one.actionFrom === null ? '' : `${one.actionFrom} – ${one.actionTo} ${one.place}`.trim(),
          one.state,
          one.reporterName,
          one.exportedAt === null ? 'no' : one.isToExport ? 'changed since' : one.exportedAt.slice(0, 10),
        ]),
      );
    }),
  );
}

function daysOf({ from, to }: Pick<ListOptions, 'from' | 'to'>): { readonly from?: string; readonly to?: string } {
  return {
    ...(from === undefined ? {} : { from: formatDay(dayOption('--from', from)) }),
    ...(to === undefined ? {} : { to: formatDay(dayOption('--to', to)) }),
  };
}

function jsonOf({ studentNo: _no, firstName: _first, lastName: _last, ...one }: Incident): unknown {
  return one;
}

function registerExport(incidents: Command): void {
  const description =
    'Write the file for the student information system: what is new or was changed since the last one. Each is marked as exported.';
  const command = incidents
    .command('export')
    .description(description)
    .option('--out <file>', 'the file; standard output unless given')
    .option('--again', 'all incidents, also those that were exported')
    .option('--school <id>', 'one school only')
    .option('--from <date>', 'of this day or later')
    .option('--to <date>', 'of this day or earlier');
  command.action((options: { out?: string; again?: boolean; school?: string; from?: string; to?: string }) =>
    withSession(async (session) => {
      const { out, again = false, school } = options;
      await requireKnownNames(session, school === undefined ? {} : { school });
      const who = await whoOfSession(session);
      const schools = school === undefined ? undefined : [school];
      const written = await withTransaction(session.db, async (client) => {
        const exported = await exportIncidents(client, who, { again, schools, ...daysOf(options) });
        const text = [INCIDENT_COLUMNS, ...exported.rows].map(csvRow).join('');
        // Written before the marks are kept: where it cannot be written, nothing is marked.
        if (out === undefined) process.stdout.write(text);
        else await writeFile(out, text, { mode: 0o600 });
        return exported;
      });
      remark(`${written.rows.length} exported, ${written.again} of them again.`);
    }),
  );
}

function registerDate(incidents: Command): void {
  const date = incidents
    .command('date')
    .description('Set the first and last day of an incident’s action, and the place.')
    .argument('<incident>', 'its number')
    .requiredOption('--from <date>', 'first day')
    .option('--to <date>', 'last day; the first unless given')
    .option('--place <text>', 'where');
  formatOption(date).action(
    (incident: string, options: { from: string; to?: string; place?: string; format: Format }) =>
      withSession(async (session) => {
        const id = countOption('incident', incident);
        const from = formatDay(dayOption('--from', options.from));
        const to = options.to === undefined ? from : formatDay(dayOption('--to', options.to));
        const who = await whoOfSession(session);
        await withTransaction(session.db, (client) =>
          dateAction(client, who, { incident: id, from, to, place: options.place ?? '' }),
        );
        if (options.format === 'json') printJsonLine({ incident: id, state: 'dated', from, to });
        else remark(`The action of incident ${id} is from ${from} to ${to}.`);
      }),
  );
}

function registerEnding(incidents: Command, verb: 'serve' | 'cancel'): void {
  const command = incidents
    .command(verb)
    .description(verb === 'serve' ? 'Say that the action was served.' : 'Cancel an incident; it stays on file.')
    .argument('<incident>', 'its number');
  if (verb === 'serve') command.option('--reason <text>', 'a note', '');
  else command.requiredOption('--reason <text>', 'why');
  formatOption(command).action((incident: string, options: { readonly reason: string; readonly format: Format }) =>
    withSession(async (session) => {
      const id = countOption('incident', incident);
      const who = await whoOfSession(session);
      const work = verb === 'serve' ? serveAction : cancelIncident;
      await withTransaction(session.db, (client) => work(client, who, { incident: id, note: options.reason }));
      const state = verb === 'serve' ? 'served' : 'cancelled';
      if (options.format === 'json') printJsonLine({ incident: id, state });
      else remark(`Incident ${id} is ${state}.`);
    }),
  );
}
