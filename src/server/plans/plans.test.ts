import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { namePerson } from '../../access/index.ts';
import { readPdf } from '../../documents/testing/read-pdf.ts';
import { parseDay } from '../../engine/index.ts';
import { importBundle } from '../../imports/index.ts';
import { calculateAndRelease } from '../../notices/index.ts';
import { generateDistrict, writeDistrict } from '../../sample/index.ts';
import type { Client } from '../client.ts';
import type { ApiContract } from '../contract.ts';
import { startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
let district: Client<ApiContract>;
let officer: Client<ApiContract>;
/** All of it is looked at from one day: sessions do not outlive a jump of the clock. */
const clock = new Date('2026-12-17T17:00:00Z');

beforeAll(async () => {
  server = await startTestServer({ now: () => clock });
  district = await server.as('district');
  officer = await server.as('officer');
});
afterAll(() => server.close());

/** Calculates with everything that happens by itself. */
async function calculate(asOf: string): Promise<void> {
  const day = parseDay(asOf) ?? 0;
  await calculateAndRelease(server.db, { districtId: 1, asOf: day, by: 'test', now: clock });
}

async function importThrough(through: string): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'rollcall-december-'));
  await writeDistrict(dir, generateDistrict({ students: 200, through: parseDay(through) ?? 0 }));
  await importBundle(server.db, { districtId: 1, dir, by: 'test', now: clock, acceptDrop: true });
  await rm(dir, { recursive: true });
}

/** Whether the school may close it now, and whether only the court stands before it. */
async function closing(plan: string): Promise<{ readonly finish: boolean; readonly finishLater: boolean }> {
  const { finish, finishLater } = (await district.readPlan({ params: { plan } })).may;
  return { finish, finishLater };
}

async function ruis(): Promise<string> {
  const { items } = await district.listPlans({ query: { school: 'juniper' } });
  return items.find(({ name }) => name === 'Silva, Rui')?.plan ?? '';
}

const statesOf = async (plan: string) =>
  Object.fromEntries(
    (await district.readPlan({ params: { plan } })).requirements.map(({ key, state }) => [key, state]),
  );

describe('a plan of the sample’s Rui', () => {
  test('is made by the calculation after the fourth unexcused day, with an alert, and not twice', async () => {
    await calculate('2026-11-13');
    const plan = await ruis();
    expect(plan).toMatch(/^P\d+$/);
    await calculate('2026-11-13');
    const { items } = await district.listPlans({ query: { school: 'juniper' } });
    expect(items.filter(({ name }) => name === 'Silva, Rui')).toHaveLength(1);
    const answer = await district.readPlan({ params: { plan } });
    expect(answer).toMatchObject({
      state: 'active',
      because: 'P4',
      cycleOn: '2026-11-02',
      beginsOn: '2026-11-10',
      endsOn: '2027-01-22',
      hasCourtTabs: false,
    });
  });

  test('says for each requirement of the court whether it is done, and how far it is', async () => {
    const plan = await ruis();
    expect(await statesOf(plan)).toEqual({
      days: 'started',
      guardian: 'done',
      'guardian-birth-date': 'missing',
      'guardian-gender': 'missing',
      plan: 'done',
      contacts: 'done',
      interventions: 'missing',
      'student-details': 'missing',
    });
    const { requirements } = await district.readPlan({ params: { plan } });
    expect(requirements.find(({ key }) => key === 'days')).toMatchObject({ need: 8, have: 4, reachedOn: null });
    const preview = await district.previewRecommendation({ params: { plan } });
    expect(preview).toMatchObject({
      isPossible: false,
      whyNot: 'Not yet: 5 of 8 requirements are missing. Each is listed with a link to mend it.',
    });
    await expect(
      district.recommendPlan({ params: { plan }, body: { reason: 'too early' }, key: 'k1' }),
    ).rejects.toMatchObject({
      problem: { status: 409 },
    });
  });

  test('does not go to court where no rule of the school says what a court asks', async () => {
    const student = await otherStudent('oak');
    const { plan } = await district.makePlan({ params: { student }, body: { reason: 'the family asked' } });
    expect(await district.readPlan({ params: { plan } })).toMatchObject({ requirements: [], ready: 0 });
    expect(await district.previewRecommendation({ params: { plan } })).toMatchObject({
      isPossible: false,
      whyNotCode: 'nothing-asked',
    });
    await expect(
      district.recommendPlan({ params: { plan }, body: { reason: 'nothing helped' }, key: 'k0' }),
    ).rejects.toMatchObject({ problem: { status: 409, refusal: { code: 'plans.nothing-asked' } } });
  });

  test('takes a journal entry with the reason attendance at once, and none with another reason', async () => {
    const plan = await ruis();
    const { student } = await district.readPlan({ params: { plan } });
    await district.writeJournal({
      params: { student },
      body: { reason: 'attendance', entry: 'Talked about the bus.' },
    });
    await district.writeJournal({ params: { student }, body: { reason: 'health', entry: 'Saw the nurse.' } });
    const { journals } = await district.readPlan({ params: { plan } });
    expect(journals.map(({ entry }) => entry)).toEqual(['Talked about the bus.']);
  });

  test('goes to the supervisor of attendance at the eighth day, who sees this case and no other', async () => {
    await nameSupervisor();
    await district.makePlan({ params: { student: await otherStudent() }, body: { reason: 'the family asked' } });
    expect((await officer.listPlans({ query: {} })).total).toBe(0);
    await importThrough('2026-12-15');
    await calculate('2026-12-16');
    const plan = await ruis();
    expect(await district.readPlan({ params: { plan } })).toMatchObject({
      supervisor: { name: 'Lucía Ibarra' },
      hasCourtTabs: true,
    });
    const { items } = await officer.listPlans({ query: {} });
    expect(items.map(({ name }) => name)).toContain('Silva, Rui');
    expect(items.every(({ supervisor }) => supervisor === 'Lucía Ibarra')).toBe(true);
    expect(items.length).toBeLessThan((await district.listPlans({ query: {} })).total);
    const days = (await district.readPlan({ params: { plan } })).requirements.find(({ key }) => key === 'days');
    expect(days).toMatchObject({ state: 'done', reachedOn: '2026-12-15' });
  });

  test('is recommended once everything is there: an e-mail without a name, a task, and a way back', async () => {
    const plan = await ruis();
    const { details } = await district.readPlan({ params: { plan } });
    await district.saveGuardianDetails({ params: { plan, guardian: 1 }, body: { birthOn: '1984-05-02', gender: 'F' } });
    await district.saveStudentDetails({
      params: { plan },
      body: { gender: 'M', eyeColor: 'brown', hairColor: 'black', height: '5 ft 6 in', weight: '130 lb' },
      revision: String(details.revision),
    });
    const tutoring = { code: 'TUTORING', startOn: '2026-12-03', endOn: null, dosage: '', person: '', note: '' };
    await district.addIntervention({ params: { plan }, body: tutoring });
    expect(Object.values(await statesOf(plan)).every((state) => state === 'done')).toBe(true);
    const preview = await district.previewRecommendation({ params: { plan } });
    expect(preview.isPossible).toBe(true);
    expect(`${preview.email?.subject} ${preview.email?.text}`).not.toMatch(/Silva|Rui/);
    await district.recommendPlan({ params: { plan }, body: { reason: 'nothing helped' }, key: 'k2' });
    const [packet] = (await district.readPlan({ params: { plan } })).packets;
    const answer = await server.fetch(`/api/files/${packet?.file}.pdf`, {
      headers: { cookie: await server.cookieOf('officer') },
    });
    const pdf = Buffer.from(await answer.arrayBuffer());
    const out = process.env['ROLLCALL_LOOK'];
    if (out !== undefined) await writeFile(`${out}/packet.pdf`, pdf);
    const { pages } = await readPdf(pdf);
    expect(pages[2]).toContain('Filing sheet');
    expect(pages[2]).toMatch(/Eye color\s*brown/);
    expect(pages).toHaveLength(packet?.pages ?? 0);
    const mails = await server.db.pool.query(
      `select send_to, thing from mail_outbox where key like 'recommendation-%'`,
    );
    expect(mails.rows).toEqual([{ send_to: preview.email?.to, thing: 'plan' }]);
    await expect(
      officer.stepFiling({
        params: { plan },
        body: { action: 'decide', decision: 'order', notes: '', on: '2026-12-17' },
      }),
    ).rejects.toMatchObject({
      problem: { status: 409 },
    });
    expect(await closing(plan)).toEqual({ finish: false, finishLater: true });
    await expect(
      district.finishPlan({ params: { plan }, body: { outcome: 'improved', reason: 'too early' } }),
    ).rejects.toMatchObject({ problem: { status: 409, refusal: { code: 'plans.close-recommended' } } });
    await district.withdrawRecommendation({ params: { plan }, body: { reason: 'wrong student' } });
    expect(await closing(plan)).toEqual({ finish: true, finishLater: false });
    expect((await district.readPlan({ params: { plan } })).filings).toMatchObject([
      { state: 'withdrawn', endedReason: 'wrong student' },
    ]);
    await district.recommendPlan({ params: { plan }, body: { reason: 'now the right one' }, key: 'k3' });
    await officer.stepFiling({
      params: { plan },
      body: { action: 'file', court: 'County Court', docket: '26-118', on: '2026-12-17' },
    });
    await officer.stepFiling({
      params: { plan },
      body: { action: 'set-hearing', on: '2027-01-14', at: '09:30', place: 'Room 2', notes: '' },
    });
    expect(await closing(plan)).toEqual({ finish: false, finishLater: true });
    await officer.stepFiling({
      params: { plan },
      body: { action: 'decide', decision: 'services', notes: 'weekly', on: '2027-01-14' },
    });
    expect((await district.readPlan({ params: { plan } })).filings[0]).toMatchObject({
      state: 'decided',
      court: 'County Court',
      hearingAt: '09:30',
      decision: 'services',
    });
    expect(await closing(plan)).toEqual({ finish: true, finishLater: false });
  });

  test('is told to the family when it is closed, also when they did not take part, and once', async () => {
    const plan = await ruis();
    const { revision } = await district.readPlan({ params: { plan } });
    await district.evaluatePlan({
      params: { plan },
      body: { familyPart: 'invited', familyComments: '', ourView: 'partly', ourReasons: 'Rui comes more often.' },
      revision: String(revision),
    });
    await expect(district.tellFamily({ params: { plan } })).rejects.toMatchObject({ problem: { status: 409 } });
    await district.finishPlan({ params: { plan }, body: { outcome: 'improved', reason: 'on the way' } });
    expect(await district.tellFamily({ params: { plan } })).toEqual({ emails: 1, letters: 0, missing: 0 });
    await expect(district.tellFamily({ params: { plan } })).rejects.toMatchObject({ problem: { status: 409 } });
    const { copies } = await district.readPlan({ params: { plan } });
    const pdf = await server.fetch(`/api/plans/${plan}/copies/${copies[0]?.copy}.pdf`, {
      headers: { cookie: await server.cookieOf('district') },
    });
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    const mails = await server.db.pool.query<{ body: string }>(`select body from mail_outbox where key like 'plan-%'`);
    expect(mails.rows[0]?.body).toContain('Rui comes more often.');
  });

  test('a student who has one gets no second by hand in the term', async () => {
    const plan = await ruis();
    expect(plan).toBe('');
    const { items } = await district.listPlans({ query: { school: 'juniper', time: 'this-year' } });
    const rui = items.find(({ name }) => name === 'Silva, Rui');
    expect(rui).toMatchObject({ state: 'finished', outcome: 'improved' });
    await expect(
      district.makePlan({ params: { student: rui?.student ?? '' }, body: { reason: 'again' } }),
    ).rejects.toMatchObject({
      problem: { status: 409 },
    });
  });
});

/** Of the same school. */
async function otherStudent(school = 'juniper'): Promise<string> {
  const found = await server.db.pool.query<{ no: number }>(
    `select min(s.student_no) as no from students s join enrollments e on e.district_id = s.district_id and e.student_id = s.student_id
      where e.school_id = $1 and s.last_name <> 'Silva' and e.exit_on is null`,
    [school],
  );
  return `s${found.rows[0]?.no}`;
}

async function nameSupervisor(): Promise<void> {
  const found = await server.db.pool.query<{ id: string }>(
    `select person_id as id from people where name = 'Lucía Ibarra'`,
  );
  const named = {
    districtId: 1,
    school: 'juniper',
    duty: 'supervisor',
    personId: found.rows[0]?.id ?? '',
    deputy: null,
    revision: 0,
  } as const;
  await namePerson(server.db, { ...named, by: 'test', now: clock, reason: 'supervises attendance' });
}
