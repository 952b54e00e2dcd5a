/** `rollcall catalog`: what the district defines for its casework, and the directory of who may report something. */
import { Argument, type Command } from 'commander';
import {
  addEntry,
  CATALOG_NAMES,
  catalogOf,
  changeEntry,
  endEntry,
  holdsOn,
  readCatalogHistory,
  REPORTER_KINDS,
  searchDirectory,
  type CatalogEntry,
  type CatalogField,
  type CatalogName,
  type ReporterKind,
} from '../../catalogs/index.ts';
import { withTransaction } from '../../db/index.ts';
import { formatDay } from '../../engine/index.ts';
import { ProblemError } from '../../problem.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { dayOption, todayOf, withSession, type Session } from '../session.ts';
import { whoOfSession } from '../who.ts';

interface EntryOptions {
  readonly nameEn: string;
  readonly nameEs?: string;
  readonly set: readonly string[];
  readonly from?: string;
  readonly reason: string;
  readonly format: Format;
}

export function register(program: Command): void {
  const catalog = program
    .command('catalog')
    .description(
      'Codes, reasons, interventions, statuses and people that the district defines. Nothing is deleted: a code is ended from a day on.',
    );
  registerList(catalog);
  registerWrite(catalog, 'add', 'Add a code.');
  registerWrite(catalog, 'change', 'Change a code from a day on. What was made with it before keeps what it says.');
  registerEnd(catalog);
  registerSearch(catalog);
}

const nameArgument = (): Argument => new Argument('<catalog>', 'the catalog').choices([...CATALOG_NAMES]);

function registerList(catalog: Command): void {
  const list = catalog
    .command('list')
    .description('What holds on a day; without a catalog, the catalogs.')
    .addArgument(new Argument('[catalog]', 'the catalog').choices([...CATALOG_NAMES]))
    .option('--on <date>', 'the day; today unless given')
    .option('--all', 'also what has ended, or begins later');
  formatOption(list).action((name: CatalogName | undefined, options: { on?: string; all?: boolean; format: Format }) =>
    withSession(async (session) => {
      const on = options.on === undefined ? await todayOf(session) : formatDay(dayOption('--on', options.on));
      if (name === undefined) return listCatalogs(session, on, options.format);
      const entries = await readCatalogHistory(session.db.pool, session.districtId, name);
      const shown = options.all === true ? entries : entries.filter((entry) => holdsOn(entry, on));
      if (options.format === 'json') for (const entry of shown) printJsonLine({ catalog: name, ...entry });
      else printEntries(name, shown);
    }),
  );
}

async function listCatalogs({ db, districtId }: Session, on: string, format: Format): Promise<void> {
  const counts = await Promise.all(
    CATALOG_NAMES.map(async (catalog) => {
      const entries = await readCatalogHistory(db.pool, districtId, catalog);
      return { catalog, holds: entries.filter((entry) => holdsOn(entry, on)).length };
    }),
  );
  if (format === 'json') for (const one of counts) printJsonLine(one);
  else
    printTable(
      ['catalog', 'in use'],
      counts.map(({ catalog, holds }) => [catalog, holds]),
    );
}

function printEntries(catalog: CatalogName, entries: readonly CatalogEntry[]): void {
  if (entries.length === 0) return remark('Nothing is defined.');
  const { fields } = catalogOf(catalog);
  printTable(
    ['code', 'English', 'Spanish', ...fields.map(({ key }) => key), 'from', 'until'],
    entries.map(({ code, name, extra, from, until }) => [
      code,
      name.en,
      name.es,
      ...fields.map(({ key }) => cellOf((extra as Readonly<Record<string, unknown>>)[key])),
      from ?? 'always',
      until ?? '',
    ]),
  );
}

function cellOf(value: unknown): string | number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null && 'en' in value ? String(value.en) : '';
}

function registerWrite(catalog: Command, verb: 'add' | 'change', description: string): void {
  const write = catalog
    .command(verb)
    .description(description)
    .addArgument(nameArgument())
    .argument('<code>', 'the code; the id of a person')
    .requiredOption('--name-en <text>', 'the name in English; the name of a person')
    .option('--name-es <text>', 'the name in Spanish; left out for people')
    .option(
      '--set <column=value>',
      'a further column: amountCents=1250, factors=HEALTH,HOUSING, joinsPlan=yes, dosage.en=Daily; repeat it',
      (value: string, before: readonly string[]) => [...before, value],
      [] as readonly string[],
    )
    .option('--from <date>', 'first day on which it holds; today unless given')
    .requiredOption('--reason <text>', 'why');
  formatOption(write).action((name: CatalogName, code: string, options: EntryOptions) =>
    withSession(async (session) => {
      const who = await whoOfSession(session);
      const from = options.from === undefined ? who.on : formatDay(dayOption('--from', options.from));
      const names = { en: options.nameEn, es: options.nameEs ?? '' };
      const extra = extraOf(catalogOf(name).fields, options.set);
      const given = { code, name: names, extra, from, reason: options.reason };
      const write_ = verb === 'add' ? addEntry : changeEntry;
      const entry = await withTransaction(session.db, (client) => write_(client, who, name, given));
      if (options.format === 'json') printJsonLine({ catalog: name, ...entry });
      else remark(`${code} holds in ${name} from ${from} on.`);
    }),
  );
}

/** Fails: ProblemError for what is no `column=value`; what a column may hold is for the catalog to say. */
function extraOf(fields: readonly CatalogField[], set: readonly string[]): Readonly<Record<string, unknown>> {
  const extra: Record<string, unknown> = {};
  for (const one of set) {
    const parts = /^([A-Za-z]+)(?:\.(en|es))?=(.*)$/s.exec(one);
    if (parts === null)
      throw new ProblemError([{ path: '--set', found: `"${one}"`, allowed: 'column=value, as amountCents=1250' }]);
    const [, key = '', language, value = ''] = parts;
    const kind = fields.find((field) => field.key === key)?.kind;
    if (language !== undefined)
      extra[key] = { en: '', es: '', ...(extra[key] as object | undefined), [language]: value };
    else extra[key] = parsedOf(kind, value);
  }
  return extra;
}

function parsedOf(kind: CatalogField['kind'] | undefined, value: string): unknown {
  if ((kind === 'money' || kind === 'whole') && /^\d+$/.test(value)) return Number(value);
  if (kind === 'codes') return value === '' ? [] : value.split(',').map((code) => code.trim());
  if (kind === 'yes-no') return value === 'yes' ? true : value === 'no' ? false : value;
  return value;
}

function registerEnd(catalog: Command): void {
  const end = catalog
    .command('end')
    .description('End a code from a day on. It stays on record.')
    .addArgument(nameArgument())
    .argument('<code>', 'the code')
    .option('--on <date>', 'first day without it; today unless given')
    .requiredOption('--reason <text>', 'why');
  formatOption(end).action(
    (name: CatalogName, code: string, options: { on?: string; reason: string; format: Format }) =>
      withSession(async (session) => {
        const who = await whoOfSession(session);
        const on = options.on === undefined ? who.on : formatDay(dayOption('--on', options.on));
        await withTransaction(session.db, (client) =>
          endEntry(client, who, name, { code, on, reason: options.reason }),
        );
        if (options.format === 'json') printJsonLine({ catalog: name, code, until: on });
        else remark(`${code} no longer holds in ${name} from ${on} on.`);
      }),
  );
}

function registerSearch(catalog: Command): void {
  const search = catalog
    .command('who')
    .description(
      'Find who may be named as having reported something: by a part of the last name, or the beginning of the id.',
    )
    .addArgument(
      new Argument('<kind>', 'staff, or people who are neither staff nor students').choices([...REPORTER_KINDS]),
    )
    .argument('<text>', 'a part of the last name, or the beginning of the id');
  formatOption(search).action((kind: ReporterKind, text: string, { format }: { readonly format: Format }) =>
    withSession(async (session) => {
      const { db, districtId } = session;
      const found = await searchDirectory(db.pool, { districtId, kind, text, on: await todayOf(session) });
      if (format === 'json') for (const person of found) printJsonLine(person);
      else if (found.length === 0) remark('Nobody.');
      else
        printTable(
          ['id', 'name', 'does', 'school'],
          found.map(({ id, name, does, school }) => [id, name, does, school]),
        );
    }),
  );
}
