/** Incidents, eligibility and at-risk reasons as the app asks for them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveReasons, giveStatuses, makeIncidents, type Who } from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { SAMPLE_AS_OF, SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

/** Maya of Oak, and Tobi of Laurel. */
const [MAYA, TOBI] = ['100001', '100014'];
const WHO: Who = { districtId: 1, personId: '', name: 'Rollcall', role: 'rollcall', now: SAMPLE_NOW, on: SAMPLE_AS_OF };

let server: TestServer;
let maya: string;
let incidents: readonly number[] = [];
beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
  const found = await server.db.pool.query<{ key: string }>(
    `select 's' || student_no as key from students where district_id = 1 and student_id = $1`,
    [MAYA],
  );
  maya = found.rows[0]?.key ?? '';
  const reporter = { kind: 'staff', id: 'S-LANG', name: 'Patricia Lang' } as const;
  const made = { on: SAMPLE_AS_OF, reporter, code: 'TARDY', action: 'DETENTION', because: 'TDY10', noticeId: null };
  const fines = [{ code: 'LATE', name: { en: 'Late fee', es: 'Multa' }, amountCents: 500 }];
  const since = { student: MAYA, school: 'oak', from: SAMPLE_AS_OF, until: '2027-01-15', because: 'X', noticeId: null };
  await withTransaction(server.db, async (client) => {
    incidents = [
      ...(await makeIncidents(client, WHO, [{ ...made, student: MAYA, school: 'oak', fines }])),
      ...(await makeIncidents(client, WHO, [{ ...made, student: TOBI, school: 'laurel', fines: [] }])),
    ];
    await giveStatuses(client, WHO, [{ ...since, status: 'probation', before: 'eligible' }]);
    await giveReasons(client, WHO, [{ ...since, reason: 'ATTENDANCE', factors: ['ATTENDANCE'] }]);
  });
});
afterAll(() => server.close());

test('an administrator sees the incidents of own schools, the district those of all', async () => {
  const administrator = await server.as('administrator');
  const own = await administrator.listIncidents({ query: {} });
  expect(own.items.map(({ incident, student, fineCents }) => [incident, student, fineCents])).toEqual([
    [incidents[0], maya, 500],
  ]);
  expect([own.total, own.toExport]).toEqual([1, 1]);
  const district = await server.as('district');
  expect((await district.listIncidents({ query: {} })).total).toBe(2);
  expect((await district.listIncidents({ query: { school: 'laurel', state: 'open' } })).total).toBe(1);
  expect((await district.listIncidents({ query: { state: 'served' } })).total).toBe(0);
  const other = { params: { incident: incidents[1] as number } };
  await expect(administrator.readIncident(other)).rejects.toMatchObject({ problem: { code: 'not-found' } });
});

test('dates are set once for what was read; a clerk sees and changes nothing', async () => {
  const administrator = await server.as('administrator');
  const params = { incident: incidents[0] as number };
  const before = await administrator.readIncident({ params });
  expect(before).toMatchObject({
    state: 'open',
    may: ['date', 'cancel'],
    reporter: { name: 'Patricia Lang' },
    steps: [{ step: 'made' }],
  });
  const body = { from: '2026-11-18', to: '2026-11-19', place: 'Room 4', revision: before.revision };
  const dated = await administrator.dateIncident({ params, body });
  expect(dated).toMatchObject({
    state: 'dated',
    actionFrom: '2026-11-18',
    place: 'Room 4',
    may: ['date', 'serve', 'cancel'],
  });
  await expect(administrator.dateIncident({ params, body })).rejects.toMatchObject({ problem: { code: 'refused' } });
  const clerk = await server.as('clerk');
  expect((await clerk.readIncident({ params })).may).toEqual([]);
  await expect(clerk.dateIncident({ params, body: { ...body, revision: 2 } })).rejects.toMatchObject({
    problem: { code: 'not-open' },
  });
});

test('an export holds the incidents of own schools, marks them, and is empty the second time', async () => {
  const administrator = await server.as('administrator');
  const first = await (await administrator.exportIncidents({ body: {} })).text();
  expect(first.split('\r\n')[0]).toContain('incident_id,revision,student_id');
  expect(first).toContain(`,${MAYA},oak,`);
  expect(first).not.toContain(TOBI);
  const second = await (await administrator.exportIncidents({ body: {} })).text();
  expect(second.trim().split('\r\n')).toHaveLength(1);
  const again = await (await administrator.exportIncidents({ body: { again: true } })).text();
  expect(again).toContain(`,${MAYA},oak,`);
});

test('eligibility of a student names every source, the most severe one and its end; the administrator ends ours', async () => {
  const administrator = await server.as('administrator');
  const params = { student: maya };
  const read = await administrator.readStudentEligibility({ params });
  expect(read).toMatchObject({
    overall: {
      status: { code: 'probation', name: { en: 'On probation', es: 'A prueba' } },
      until: '2027-01-15',
      source: 'attendance',
    },
    mayEnd: true,
  });
  const record = read.records[0]?.record ?? 0;
  await administrator.endEligibility({ params: { record }, body: { reason: 'excused since' } });
  expect((await administrator.readStudentEligibility({ params })).overall).toMatchObject({
    status: { code: 'eligible' },
    source: null,
  });
  const teacher = await server.as('teacher');
  await expect(teacher.endEligibility({ params: { record }, body: { reason: 'no' } })).rejects.toMatchObject({
    problem: { status: 403 },
  });
});

test('the list of students at risk is by school, reason and factor; a reason is added and ended by the team', async () => {
  const team = await server.as('team');
  const codes = async (query: { reason?: string; factor?: string }) =>
    (await team.listAtRisk({ query })).items.map(({ reason }) => reason?.code ?? '');
  expect(await codes({})).toEqual(['ATTENDANCE']);
  const params = { student: maya };
  const body = { reason: '', factors: ['HOUSING'], note: 'moved', until: '2027-01-15' };
  const { record } = await team.addAtRisk({ params, body });
  expect(await codes({ factor: 'HOUSING' })).toEqual(['']);
  await expect(team.addAtRisk({ params, body: { ...body, factors: [] } })).rejects.toMatchObject({
    problem: { code: 'invalid' },
  });
  await team.endAtRisk({ params: { record }, body: { reason: 'has a home again' } });
  expect(await codes({ factor: 'HOUSING' })).toEqual([]);
  const { reasons } = await team.readStudentAtRisk({ params });
  expect(reasons[0]).toMatchObject({ state: 'ended', endedReason: 'has a home again', holds: false });
});
