/** Behavior incidents: of students within reach, and at the schools asked for. */
import {
  actionsOf,
  cancelIncident,
  countIncidents,
  dateAction,
  exportIncidents,
  INCIDENT,
  INCIDENT_COLUMNS,
  listIncidents,
  readIncident,
  readSteps,
  serveAction,
  type Incident,
  type Who,
} from '../../cases/index.ts';
import { nameOfCode, readCatalogHistory, type CatalogEntry } from '../../catalogs/index.ts';
import { withTransaction } from '../../db/index.ts';
import { noticeName } from '../../notices/index.ts';
import { reachOf } from '../../access/index.ts';
import { keptForReach } from '../cases/kept-casework.ts';
import { schoolsOf, type Context, type Handlers } from '../context.ts';
import { csvRow } from '../csv.ts';
import { cursorOf, readCursor, studentKeyOf } from '../keys.ts';
import { problem } from '../problems.ts';
import { whoOf } from '../who.ts';
import { z } from 'zod';
import type { IncidentDetail, IncidentLine, incidentsContract } from './contract.ts';

export const incidentsHandlers: Handlers<typeof incidentsContract> = {
  listIncidents: async (context) => {
    const { db, districtId, query, reach, audit } = context;
    const { cursor, limit, state, code, action, toExport, from, to } = query;
    const offset = readCursor(z.int().nonnegative(), cursor) ?? 0;
    const where = { districtId, schools: schoolsOf(reach, query.school) };
    const asked = {
      ...where,
      states: state === '' ? undefined : [state],
      code: code === '' ? undefined : code,
      action: action === '' ? undefined : action,
      from,
      to,
      toExport: toExport === 'yes',
      limit,
      offset,
    };
    const { items, total, waiting } = await keptForReach(context, ['incidents', asked], async () => ({
      ...(await listIncidents(db.pool, asked)),
      waiting: await countIncidents(db.pool, { ...where, toExport: true }),
    }));
    const names = await readNames(context);
    await audit({ action: 'view-list', detail: { list: 'incidents', school: query.school, state, code } });
    return {
      items: items.map((one) => lineOf(one, names)),
      next: offset + items.length < total ? cursorOf(offset + items.length) : null,
      total,
      codes: choicesOf(names.codes),
      actions: choicesOf(names.actions),
      toExport: waiting,
    };
  },
  readIncident: async (context) => {
    const { params, audit } = context;
    const detail = await readDetail(context, params.incident);
    await audit({ action: 'view-incident', students: [detail.student], detail: { incident: params.incident } });
    return detail;
  },
  dateIncident: (context) => {
    const { from, to, place, revision } = context.body;
    return change(context, 'date-incident', (client, who, incident) =>
      dateAction(client, who, { incident, from, to, place, revision }),
    );
  },
  serveIncident: (context) => {
    const { note, revision } = context.body;
    return change(context, 'serve-incident', (client, who, incident) =>
      serveAction(client, who, { incident, note, revision }),
    );
  },
  cancelIncident: (context) => {
    const { reason, revision } = context.body;
    return change(context, 'cancel-incident', (client, who, incident) =>
      cancelIncident(client, who, { incident, note: reason, revision }),
    );
  },
  exportIncidents: async (context) => {
    const { db, body, reach, audit } = context;
    const who = await whoOf(context, 'manage-incident');
    const { again, from, to } = body;
    const schools = schoolsOf(reach, body.school);
    const { rows } = await withTransaction(db, (client) => exportIncidents(client, who, { again, from, to, schools }));
    await audit({ action: 'export', detail: { list: 'incidents', school: body.school, again, lines: rows.length } });
    return { name: 'incidents.csv', type: 'text/csv', body: [INCIDENT_COLUMNS, ...rows].map(csvRow).join('') };
  },
};

type Asking = Pick<Context, 'db' | 'parts' | 'districtId' | 'actor'>;

async function change(
  context: Asking & { readonly params: { readonly incident: number }; readonly audit: Context['audit'] },
  action: string,
  work: (client: Parameters<typeof dateAction>[0], who: Who, incident: number) => Promise<void>,
): Promise<IncidentDetail> {
  const { db, params, audit } = context;
  await requireIncident(context, params.incident);
  const who = await whoOf(context, 'manage-incident');
  await withTransaction(db, (client) => work(client, who, params.incident));
  const detail = await readDetail(context, params.incident);
  await audit({ action, students: [detail.student], detail: { incident: params.incident } });
  return detail;
}

/** Fails: `not-found` for an incident of a student who is out of reach. */
async function requireIncident({ db, districtId }: Asking, incident: number): Promise<Incident> {
  const found = await readIncident(db.pool, { districtId, incident });
  if (found === undefined) throw problem('not-found');
  return found;
}

interface Names {
  readonly codes: readonly CatalogEntry[];
  readonly actions: readonly CatalogEntry[];
}

async function readNames({ parts, districtId }: Pick<Context, 'parts' | 'districtId'>): Promise<Names> {
  const [codes, actions] = await Promise.all([
    readCatalogHistory(parts.db.pool, districtId, 'incident-codes'),
    readCatalogHistory(parts.db.pool, districtId, 'action-codes'),
  ]);
  return { codes, actions };
}

function choicesOf(entries: readonly CatalogEntry[]): { code: string; name: { en: string; es: string } }[] {
  return [...new Map(entries.map(({ code, name }) => [code, { code, name }])).values()];
}

function codedOf(entries: readonly CatalogEntry[], code: string): IncidentLine['code'] {
  return { code, name: { en: nameOfCode(entries, code, 'en'), es: nameOfCode(entries, code, 'es') } };
}

function lineOf(one: Incident, { codes, actions }: Names): IncidentLine {
  return {
    incident: one.incident,
    student: studentKeyOf(one.studentNo),
    firstName: one.firstName,
    lastName: one.lastName,
    grade: one.grade,
    school: { id: one.school, name: one.schoolName },
    on: one.on,
    code: codedOf(codes, one.code),
    action: one.action === '' ? null : codedOf(actions, one.action),
    actionFrom: one.actionFrom,
    actionTo: one.actionTo,
    place: one.place,
    state: one.state,
    because: one.because,
    exportedAt: one.exportedAt,
    isToExport: one.isToExport,
    fineCents: one.fines.reduce((sum, { amountCents }) => sum + amountCents, 0),
  };
}

async function readDetail(context: Asking, incident: number): Promise<IncidentDetail> {
  const { db, districtId, actor } = context;
  const one = await requireIncident(context, incident);
  const steps = await readSteps(db.pool, { districtId, about: { thing: 'incident', id: incident } });
  const isManager = actor !== null && reachOf(actor, 'manage-incident').kind !== 'none';
  const may = isManager
    ? actionsOf(INCIDENT, { status: one.state, role: (await whoOf(context, 'manage-incident')).role })
    : [];
  return {
    ...lineOf(one, await readNames(context)),
    reporter: { kind: one.reporterKind, id: one.reporterId, name: one.reporterName },
    fines: one.fines.map((fine) => ({ ...fine })),
    notice: one.noticeId === null ? null : noticeName(one.noticeId),
    outcome: one.outcome,
    madeBy: one.madeBy,
    madeAt: one.madeAt,
    revision: one.revision,
    may: [...may],
    steps: steps.map(({ step, on, by, at, reason, detail }) => ({ step, on, by, at, reason, detail: { ...detail } })),
  };
}
