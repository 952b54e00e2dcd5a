import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiError } from '../client.ts';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
});
afterAll(() => server.close());

const board = async (query: { list?: number; tier?: '2' | '3' } = {}) =>
  (await server.as('team')).readTierBoard({ query });

describe('the board of Tier II', () => {
  test('has a list for each threshold of the packs in use, the widest first, and its students to match', async () => {
    const { lists, list, cards } = await board();
    expect(lists.map(({ percent }) => percent)).toEqual(lists.map(({ percent }) => percent).toSorted((a, b) => a - b));
    expect(list).toBe(lists[0]?.percent);
    expect(lists[0]?.count).toBeGreaterThan(0);
    expect(cards.every(({ stage, tier }) => stage === 'to-match' && tier === null)).toBe(true);
    expect(cards.length).toBe(lists[0]?.count);
    for (const { attendance } of cards) expect(attendance ?? 100).toBeLessThanOrEqual(90);
  });

  test('by a narrower list shows fewer', async () => {
    const wide = await board();
    const narrow = wide.lists.at(-1);
    const cards = (await board({ list: narrow?.percent ?? 0 })).cards;
    expect(cards.length).toBe(narrow?.count);
  });

  test('a clerk looks, a teacher does not', async () => {
    const clerk = await server.as('clerk');
    await expect(clerk.readTierBoard({ query: {} })).resolves.toMatchObject({});
    const teacher = await server.as('teacher');
    await expect(teacher.readTierBoard({ query: {} })).rejects.toBeInstanceOf(ApiError);
  });
});

test('a student goes from the list over root causes and a plan to a review, and leaves the list of who is new', async () => {
  const team = await server.as('team');
  const [card] = (await board()).cards;
  const student = card?.student ?? '';
  const { tier } = await team.enterTier({ params: { student }, body: { because: card?.because ?? '' } });
  const { items } = await team.matchInterventions({ body: { answers: { TRANSPORT: 'much' }, tier: 2 } });
  expect(items[0]).toMatchObject({ code: 'TRANSIT', causes: ['TRANSPORT'], strength: 2 });
  await team.assessRootCauses({
    params: { tier },
    body: {
      kind: 'matching',
      answers: { TRANSPORT: 'much' },
      practice: '',
      chosen: ['TRANSIT'],
      document: null,
      note: '',
    },
  });
  await team.makeTierPlan({
    params: { tier },
    body: {
      startOn: '2026-11-13',
      reviewOn: '2026-12-04',
      familyPart: 'invited',
      familyComments: '',
      lines: [{ part: 'school-does', words: 'Bus pass by Monday', who: 'Office', dueOn: null }],
      interventions: ['TRANSIT'],
    },
  });
  await team.implementTierPlan({ params: { tier }, body: { on: '2026-11-13' } });
  const page = await team.readStudentTier({ params: { student }, query: {} });
  expect(page).toMatchObject({
    entry: { tier, stage: 'running', reviewOn: '2026-12-04' },
    plan: { familyPart: 'invited', implementedOn: '2026-11-13', lines: [{ words: 'Bus pass by Monday' }] },
    template: { name: 'success' },
  });
  expect(page.around?.before.days).toBeGreaterThan(0);
  await team.reviewTier({
    params: { tier },
    body: { notes: 'Three days since.', decision: 'continue', reason: 'too early', nextOn: '2026-12-18', view: null },
  });
  const after = await board();
  expect(after.cards.filter((one) => one.student === student)).toMatchObject([
    { tier, stage: 'running', isDue: false },
  ]);
  expect((await team.readStudentTier({ params: { student }, query: {} })).reviews).toMatchObject([
    { decision: 'continue', attendance: { on: '2026-11-13' } },
  ]);
});

test('a copy of the plan that the family was given is marked while the plan runs, and how it went is told afterwards', async () => {
  const team = await server.as('team');
  const [running] = (await board()).cards.filter(({ stage }) => stage === 'running');
  const student = running?.student ?? '';
  const page = await team.readStudentTier({ params: { student }, query: {} });
  const [tier, plan] = [page.entry?.tier ?? '', page.entry?.plan ?? ''];
  await team.shareTierPlan({ params: { tier }, key: 'shared once' });
  const read = () => team.readPlan({ params: { plan } });
  const shared = await read();
  expect(shared.may).toMatchObject({ tell: false, markCopy: true });
  const [copy] = shared.copies.filter(({ way }) => way === 'print');
  const params = { plan, copy: copy?.copy ?? 0 };
  await team.markPlanCopy({ params, body: { state: 'handed-over' } });
  expect((await read()).copies.find((one) => one.copy === params.copy)).toMatchObject({
    about: 'shared',
    state: 'handed-over',
  });
  await team.evaluatePlan({
    params: { plan },
    body: { familyPart: 'took-part', familyComments: '', ourView: 'helped', ourReasons: '' },
    revision: String((await read()).revision),
  });
  await team.finishPlan({ params: { plan }, body: { outcome: 'improved', reason: '' } });
  expect((await read()).may).toMatchObject({ tell: true, markCopy: true });
  await team.tellFamily({ params: { plan } });
  const told = await read();
  expect(told.may.tell).toBe(false);
  expect(new Set(told.copies.map(({ about }) => about))).toEqual(new Set(['shared', 'closed']));
});

test('what is missing is said with its place', async () => {
  const team = await server.as('team');
  const fresh = (await board()).cards.find(({ tier }) => tier === null);
  const { tier } = await team.enterTier({ params: { student: fresh?.student ?? '' }, body: {} });
  const plan = {
    startOn: '2026-11-13',
    reviewOn: '2026-11-20',
    familyPart: 'invited' as const,
    familyComments: '',
    lines: [],
    interventions: [],
  };
  await expect(team.makeTierPlan({ params: { tier }, body: plan })).rejects.toMatchObject({
    problem: { status: 422, code: 'invalid' },
  });
});

test('the prevention specialist to whom a student is referred makes the action plan, and sees no other board', async () => {
  const team = await server.as('team');
  const fresh = (await board()).cards.find(({ tier }) => tier === null);
  const student = fresh?.student ?? '';
  const { tier } = await team.enterTier({ params: { student }, body: {} });
  await team.assessRootCauses({
    params: { tier },
    body: { kind: 'matching', answers: {}, practice: '', chosen: [], document: null, note: '' },
  });
  const plan = {
    startOn: '2026-11-13',
    reviewOn: '2026-12-04',
    familyPart: 'took-part' as const,
    familyComments: '',
    lines: [{ part: 'school-does' as const, words: 'A bus pass', who: '', dueOn: null }],
    interventions: ['TRANSIT'],
  };
  await team.makeTierPlan({ params: { tier }, body: plan });
  await server.db.pool.query(
    `insert into named_people (district_id, school_id, duty, person_id, named_by, named_at, reason)
     select 1, school_id, 'specialist', (select person_id from grants where role = 'officer' limit 1), 'test', now(), 'test' from schools`,
  );
  const { referredTo } = await team.reviewTier({
    params: { tier },
    body: { notes: '', decision: 'refer', reason: 'needs agencies', nextOn: null, view: 'not' },
  });
  const officer = await server.as('officer');
  const page = await officer.readStudentTier({ params: { student }, query: { tier: '3' } });
  expect(page.entry).toMatchObject({ tier: referredTo, stage: 'to-plan', may: ['plan'] });
  await officer.makeTierPlan({ params: { tier: referredTo ?? '' }, body: plan });
  expect((await officer.readTierBoard({ query: { tier: '3' } })).cards).toMatchObject([{ student, stage: 'running' }]);
});
