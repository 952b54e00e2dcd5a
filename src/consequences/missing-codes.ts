/** What criteria name and the district has not: codes of catalogs, kinds of term, people. Asked when a pack is put in use; nothing is refused. */
import type pg from 'pg';
import { findPerson, readCatalog, type CatalogName, type ReporterKind } from '../catalogs/index.ts';
import { findReporters } from './incident/find-reporter.ts';

export interface CriterionThatActs {
  readonly code: string;
  readonly then: readonly { readonly kind: string; readonly settings: Readonly<Record<string, unknown>> }[];
}

export interface MissingCode {
  readonly criterion: string;
  /** A sentence without its full stop. */
  readonly says: string;
}

interface Question {
  readonly districtId: number;
  readonly criteria: readonly CriterionThatActs[];
  /** Where the pack is used; none: nothing was imported yet. */
  readonly schools: readonly string[];
  /** ISO. */
  readonly on: string;
}

/** In the order of the criteria. */
export async function findMissingCodes(
  client: pg.ClientBase | pg.Pool,
  question: Question,
): Promise<readonly MissingCode[]> {
  const missing: MissingCode[] = [];
  for (const { code, then } of question.criteria)
    for (const { kind, settings } of then) {
      const found = await CHECKS[kind]?.(client, question, settings);
      missing.push(...[...new Set(found ?? [])].map((says) => ({ criterion: code, says })));
    }
  return missing;
}

type Check = (
  client: pg.ClientBase | pg.Pool,
  question: Question,
  settings: Readonly<Record<string, unknown>>,
) => Promise<readonly string[]>;

const CHECKS: Readonly<Record<string, Check>> = {
  eligibility: async (client, question, settings) => {
    const steps = settings['eligibility'] as
      | string
      | readonly { readonly from: readonly string[]; readonly to: string }[];
    const statuses = typeof steps === 'string' ? [steps] : steps.flatMap(({ from, to }) => [...from, to]);
    return [
      ...(await unknownCodes(client, question, { catalog: 'eligibility-statuses', codes: statuses })),
      ...(await unknownTerm(client, question, settings['lasts'])),
    ];
  },
  'at-risk': async (client, question, settings) => [
    ...(await unknownCodes(client, question, { catalog: 'at-risk-reasons', codes: [settings['at-risk'] as string] })),
    ...(await unknownTerm(client, question, settings['lasts'])),
  ],
  alert: (client, question, settings) => unknownTerm(client, question, settings['lasts']),
  incident: async (client, question, settings) => {
    const { action } = settings;
    const codes = [settings['incident'] as string];
    return [
      ...(await unknownCodes(client, question, { catalog: 'incident-codes', codes })),
      ...(typeof action === 'string'
        ? await unknownCodes(client, question, { catalog: 'action-codes', codes: [action] })
        : []),
      ...(await unknownReporter(client, question, settings)),
      ...(settings['fine'] === true ? await noFines(client, question) : []),
    ];
  },
};

async function unknownCodes(
  client: pg.ClientBase | pg.Pool,
  { districtId, on }: Question,
  { catalog, codes }: { readonly catalog: CatalogName; readonly codes: readonly string[] },
): Promise<readonly string[]> {
  const known = new Set((await readCatalog(client, districtId, catalog, on)).map(({ code }) => code));
  return codes.filter((code) => !known.has(code)).map((code) => `the catalog ${catalog} has no ${code}`);
}

/** A kind of term that no school has lasts to the end of the school year. */
async function unknownTerm(
  client: pg.ClientBase | pg.Pool,
  { districtId, schools }: Question,
  lasts: unknown,
): Promise<readonly string[]> {
  const kind = (lasts as { readonly term?: string } | undefined)?.term;
  if (kind === undefined || schools.length === 0) return [];
  const found = await client.query('select from terms where district_id = $1 and kind = $2 limit 1', [
    districtId,
    kind,
  ]);
  return found.rowCount === 0
    ? [`no school has terms of the kind ${kind}, so it lasts to the end of the school year`]
    : [];
}

async function unknownReporter(
  client: pg.ClientBase | pg.Pool,
  { districtId, on, schools }: Question,
  settings: Readonly<Record<string, unknown>>,
): Promise<readonly string[]> {
  const kind = (settings['reporterKind'] ?? 'staff') as ReporterKind;
  const id = settings['reporter'] as string | undefined;
  const where = kind === 'staff' ? 'the staff' : 'the directory of people who are no staff';
  if (id !== undefined)
    return (await findPerson(client, { districtId, kind, id, on })) === undefined
      ? [`nobody in ${where} has the id ${id}`]
      : [];
  const reporters = await findReporters(client, { districtId, kind, id, schools, on });
  const without = schools.filter((school) => !reporters.has(school));
  if (without.length === 0) return [];
  const why =
    kind === 'staff'
      ? 'and these schools have neither an approver nor one administrator in staff.csv'
      : `and for ${kind} it must`;
  return [
    `it names nobody who reports the incident, ${why}: ${without.slice(0, 10).join(', ')}${without.length > 10 ? ', …' : ''}`,
  ];
}

async function noFines(client: pg.ClientBase | pg.Pool, { districtId, on }: Question): Promise<readonly string[]> {
  const fines = await readCatalog(client, districtId, 'fines', on);
  return fines.length === 0 ? ['it adds the district’s fines, and the catalog fines has none'] : [];
}
