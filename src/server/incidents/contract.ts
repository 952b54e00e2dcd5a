/** Behavior incidents: the list, one with the dates of its action, and the file for the student information system. */
import { z } from 'zod';
import { dateField, file, pageOf, pageQuery, route, schoolField } from '../route.ts';

const Words = z.object({ en: z.string(), es: z.string() });
const Coded = z.object({ code: z.string(), name: Words });
const INCIDENT_STATE = z.enum(['recorded', 'open', 'dated', 'served', 'cancelled']);

const head = {
  incident: z.int(),
  student: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  grade: z.string(),
  school: z.object({ id: z.string(), name: z.string() }),
  on: dateField,
  code: Coded,
  action: Coded.nullable(),
  /** Ends: both included; null: not set yet. */
  actionFrom: dateField.nullable(),
  actionTo: dateField.nullable(),
  place: z.string(),
  state: INCIDENT_STATE,
  because: z.string(),
  exportedAt: z.iso.datetime().nullable(),
  /** New, or changed since it was exported last. */
  isToExport: z.boolean(),
  /** Whole cents. */
  fineCents: z.int(),
};

export const IncidentLine = z.object(head).meta({ id: 'IncidentLine' });
export type IncidentLine = z.output<typeof IncidentLine>;

export const IncidentDetail = z
  .object({
    ...head,
    reporter: z.object({ kind: z.enum(['staff', 'non-student']), id: z.string(), name: z.string() }),
    fines: z.array(z.object({ code: z.string(), name: Words, amountCents: z.int() })),
    notice: z.string().nullable(),
    outcome: z.string(),
    madeBy: z.string(),
    madeAt: z.iso.datetime(),
    revision: z.int(),
    /** What this person may do with it now. */
    may: z.array(z.enum(['date', 'serve', 'cancel'])),
    steps: z.array(
      z.object({
        step: z.string(),
        on: dateField,
        by: z.string(),
        at: z.iso.datetime(),
        reason: z.string(),
        detail: z.record(z.string(), z.unknown()),
      }),
    ),
  })
  .meta({ id: 'IncidentDetail' });
export type IncidentDetail = z.output<typeof IncidentDetail>;

const params = z.object({ incident: z.coerce.number<number | string>().int().positive() });
const code = z.string().max(80).default('');
const filter = {
  school: schoolField,
  /** `waiting`: the action has no dates yet. */
  state: z.enum(['', ...INCIDENT_STATE.options]).default(''),
  code,
  action: code,
  from: dateField.optional(),
  to: dateField.optional(),
};
const noteField = z.string().trim().max(500);

export const incidentsContract = {
  listIncidents: route({
    method: 'GET',
    path: '/api/incidents',
    tag: 'incidents',
    summary: 'Incidents of the schools within reach, the newest first.',
    action: 'see-incidents',
    query: z.object({
      ...filter,
      /** Only what the next export would hold. */
      toExport: z.enum(['', 'yes']).default(''),
      ...pageQuery,
    }),
    ok: pageOf(IncidentLine).extend({ codes: z.array(Coded), actions: z.array(Coded), toExport: z.int() }),
  }),
  readIncident: route({
    method: 'GET',
    path: '/api/incidents/:incident',
    tag: 'incidents',
    summary: 'One incident: who reported it, its action and dates, fines, and what was done.',
    action: 'see-incidents',
    params,
    ok: IncidentDetail,
  }),
  dateIncident: route({
    method: 'POST',
    path: '/api/incidents/:incident/date',
    tag: 'incidents',
    summary: 'Sets the first and last day of the action, and the place.',
    action: 'manage-incident',
    params,
    body: z.object({ from: dateField, to: dateField, place: z.string().trim().max(200), revision: z.int() }),
    ok: IncidentDetail,
  }),
  serveIncident: route({
    method: 'POST',
    path: '/api/incidents/:incident/serve',
    tag: 'incidents',
    summary: 'Says that the action was served.',
    action: 'manage-incident',
    params,
    body: z.object({ note: noteField, revision: z.int() }),
    ok: IncidentDetail,
  }),
  cancelIncident: route({
    method: 'POST',
    path: '/api/incidents/:incident/cancel',
    tag: 'incidents',
    summary: 'Cancels the incident with a reason; it stays on file.',
    action: 'manage-incident',
    params,
    body: z.object({ reason: noteField.min(3), revision: z.int() }),
    ok: IncidentDetail,
  }),
  exportIncidents: route({
    method: 'POST',
    path: '/api/incidents/export',
    tag: 'incidents',
    summary:
      'CSV for the student information system: what is new or changed since the last file, or all of it again. Each is marked.',
    action: 'manage-incident',
    body: z.object({
      school: schoolField,
      again: z.boolean().default(false),
      from: dateField.optional(),
      to: dateField.optional(),
    }),
    ok: file('text/csv'),
  }),
};
