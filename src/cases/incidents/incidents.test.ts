import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ProblemError, Refusal } from '../../problem.ts';
import {
  cancelIncident,
  dateAction,
  exportIncidents,
  INCIDENT_COLUMNS,
  listIncidents,
  makeIncidents,
  readIncident,
  serveAction,
  type Incident,
  type NewIncident,
} from '../index.ts';
import { openTestSchool, type TestSchool } from '../testing-school.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(() => school.db.drop());
beforeEach(() => school.db.pool.query('truncate incidents, incident_fines, casework_steps restart identity'));

const NEW: NewIncident = {
  student: 'maya',
  school: 'oak',
  on: '2026-11-12',
  reporter: { kind: 'staff', id: 'S-LANG', name: 'Patricia Lang' },
  code: 'TARDY',
  action: 'DETENTION',
  fines: [],
  because: 'TDY10',
  noticeId: 7,
};
const FINES = [
  { code: 'COST', name: { en: 'Cost', es: 'Costo' }, amountCents: 5 },
  { code: 'FINE', name: { en: 'Fine', es: 'Multa' }, amountCents: 1250 },
];
const make = async (more: Partial<NewIncident> = {}): Promise<number> => {
  const [id] = await school.as('rollcall', (client, who) => makeIncidents(client, who, [{ ...NEW, ...more }]));
  return id as number;
};
const read = async (incident: number): Promise<Incident> => {
  const found = await readIncident(school.db.pool, { districtId: 1, incident });
  if (found === undefined) throw new Error('it is not there');
  return found;
};
const date = (incident: number, more: object = {}) =>
  school.as('administrator', (client, who) =>
    dateAction(client, who, { incident, from: '2026-11-18', to: '2026-11-19', place: 'Room 4', ...more }),
  );
const serve = (incident: number, now?: Date) =>
  school.as('administrator', (client, who) => serveAction(client, who, { incident, note: '' }), now);
const cancel = (incident: number, note = 'the clock was wrong') =>
  school.as('administrator', (client, who) => cancelIncident(client, who, { incident, note }));

describe('an incident', () => {
  it('has reporter, codes and fines as they were that day, and an action without dates', async () => {
    const incident = await make({ fines: FINES });
    expect(await read(incident)).toMatchObject({
      reporterName: 'Patricia Lang',
      code: 'TARDY',
      action: 'DETENTION',
      actionFrom: null,
      state: 'open',
      revision: 1,
      isToExport: true,
      fines: FINES,
    });
  });

  it('is made once by one notice, fines and all', async () => {
    const incident = await make({ fines: FINES });
    expect(await make({ fines: FINES })).toBe(incident);
    expect(await school.rows('select from incident_fines')).toHaveLength(2);
    expect(await school.rows(`select from casework_steps where step = 'made'`)).toHaveLength(1);
  });

  it('gets the dates of its action afterwards, and other ones, and is then served', async () => {
    const incident = await make();
    await date(incident);
    await date(incident, { to: '2026-11-18', place: ' Library ' });
    expect(await read(incident)).toMatchObject({
      state: 'dated',
      actionFrom: '2026-11-18',
      actionTo: '2026-11-18',
      place: 'Library',
      revision: 3,
    });
    await serve(incident, new Date('2026-11-18T22:00:00Z'));
    expect((await read(incident)).state).toBe('served');
    await expect(date(incident)).rejects.toThrow(Refusal);
    await expect(cancel(incident)).rejects.toThrow(Refusal);
  });

  it('is not served before it has dates, and its action does not end before it begins', async () => {
    const incident = await make();
    await expect(serve(incident)).rejects.toThrow('give its action dates');
    await expect(date(incident, { to: '2026-11-17' })).rejects.toThrow(ProblemError);
    await date(incident, { to: '2026-11-18' });
  });

  it('has an action on the day of the incident at the earliest, which is not served before it begins', async () => {
    const incident = await make();
    await expect(date(incident, { from: '2026-11-11' })).rejects.toThrow(
      '2026-11-12, the day of the incident, or later',
    );
    await date(incident, { from: '2026-11-12', to: '2026-11-12' });
    await date(incident);
    await expect(serve(incident)).rejects.toThrow('begins on 2026-11-18');
    await date(incident, { from: '2026-11-16', to: '2026-11-19' });
    await serve(incident);
  });

  it('without an action has nothing to date', async () => {
    const incident = await make({ action: '' });
    expect((await read(incident)).state).toBe('recorded');
    await expect(date(incident)).rejects.toThrow(Refusal);
  });

  it('is cancelled with a reason, and stays on file', async () => {
    const incident = await make();
    await expect(cancel(incident, ' ')).rejects.toThrow(ProblemError);
    await cancel(incident);
    expect(await read(incident)).toMatchObject({ state: 'cancelled', outcome: 'the clock was wrong' });
    await expect(cancel(incident)).rejects.toThrow(Refusal);
  });

  it('is changed by the office only, and not over the change of another person', async () => {
    const incident = await make();
    const byClerk = school.as('clerk', (client, who) =>
      dateAction(client, who, { incident, from: '2026-11-18', to: '2026-11-18', place: '' }),
    );
    await expect(byClerk).rejects.toThrow('the school administrator');
    await date(incident, { revision: 1 });
    await expect(date(incident, { revision: 1 })).rejects.toThrow('Another person');
    await date(incident, { revision: 2 });
  });
});

describe('the list of incidents', () => {
  it('has the newest first, by school, student, state, codes and days, and a total', async () => {
    const first = await make();
    const second = await make({
      student: 'kwame',
      school: 'elm',
      on: '2026-11-13',
      code: 'CUT',
      action: '',
      noticeId: 8,
    });
    const ids = async (filter: object): Promise<readonly number[]> => {
      const { items, total } = await listIncidents(school.db.pool, { districtId: 1, limit: 50, offset: 0, ...filter });
      expect(total).toBe(items.length);
      return items.map(({ incident }) => incident);
    };
    expect(await ids({})).toEqual([second, first]);
    expect(await ids({ schools: ['elm'] })).toEqual([second]);
    expect(await ids({ student: 'maya' })).toEqual([first]);
    expect(await ids({ states: ['open', 'dated'] })).toEqual([first]);
    expect(await ids({ code: 'CUT' })).toEqual([second]);
    expect(await ids({ action: 'DETENTION' })).toEqual([first]);
    expect(await ids({ from: '2026-11-13' })).toEqual([second]);
    expect(await ids({ to: '2026-11-12' })).toEqual([first]);
  });
});

describe('the export for the student information system', () => {
  const run = (again = false) => school.as('district', (client, who) => exportIncidents(client, who, { again }));
  const column = (rows: readonly (readonly string[])[], name: (typeof INCIDENT_COLUMNS)[number]) =>
    rows.map((row) => row[INCIDENT_COLUMNS.indexOf(name)]);

  it('has each incident once, and again when it was changed', async () => {
    const incident = await make({ fines: FINES });
    const first = await run();
    expect(column(first.rows, 'fines')).toEqual(['COST=0.05|FINE=12.50']);
    expect(column(first.rows, 'fine_total')).toEqual(['12.55']);
    expect(column(first.rows, 'action_start')).toEqual(['']);
    expect((await run()).rows).toEqual([]);
    await date(incident);
    const changed = await run();
    expect(changed.again).toBe(1);
    expect(column(changed.rows, 'action_start')).toEqual(['2026-11-18']);
    expect(column(changed.rows, 'revision')).toEqual(['2']);
  });

  it('has all of them when the file was lost, and marks when each went out', async () => {
    const incident = await make();
    expect((await read(incident)).exportedAt).toBeNull();
    await run();
    expect(await read(incident)).toMatchObject({ exportedAt: '2026-11-16T18:00:00.000Z', isToExport: false });
    expect(await run(true)).toMatchObject({
      again: 1,
      rows: [[String(incident), '1', 'maya']].map((row) => expect.arrayContaining(row)),
    });
  });

  it('has a cancelled one too, so that it can be taken back there', async () => {
    const incident = await make();
    await run();
    await cancel(incident);
    const { rows } = await run();
    expect([column(rows, 'state'), column(rows, 'note')]).toEqual([['cancelled'], ['the clock was wrong']]);
  });

  it('gives two who export at once each incident once', async () => {
    await make();
    await make({ student: 'lee', noticeId: 8 });
    const both = await Promise.all([run(), run()]);
    expect(both.flatMap(({ rows }) => column(rows, 'student_id')).toSorted()).toEqual(['lee', 'maya']);
  });
});
