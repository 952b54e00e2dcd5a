import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { readCatalog, type CatalogEntry } from '../../catalogs/index.ts';
import {
  actionTemplateOf,
  assessRootCauses,
  enterTier,
  implementTierPlan,
  leaveBoard,
  makeTierPlan,
  matchInterventions,
  readAssessments,
  readPlanLines,
  readReviews,
  readSteps,
  readTierStudents,
  reviewTier,
  TEMPLATES,
  type Review,
  type TierPlan,
} from '../index.ts';
import { openTestSchool, SCHOOL_NOW, type TestSchool } from '../testing-school.ts';

let school: TestSchool | undefined;
let tierId = 0;
beforeEach(async () => {
  await school?.db.drop();
  school = await openTestSchool();
  tierId = (
    await school.as('team', (client, who) =>
      enterTier(client, who, { student: 'maya', school: 'oak', tier: 2, because: 'CH' }),
    )
  ).tierId;
});
afterAll(() => school?.db.drop());

const open = (): TestSchool => school as TestSchool;
const entry = async () => (await readTierStudents(open().db.pool, { districtId: 1, tierId }))[0];
const match = () =>
  open().as('team', (client, who) =>
    assessRootCauses(client, who, {
      tierId,
      kind: 'matching',
      answers: { HEALTH: 'some', TRANSPORT: 'much' },
      practice: '',
      chosen: ['TRANSIT'],
      documentId: null,
      note: '',
    }),
  );
const PLAN: Omit<TierPlan, 'tierId'> = {
  startOn: '2026-11-16',
  reviewOn: '2026-12-07',
  familyPart: 'invited',
  familyComments: '',
  lines: [
    { part: 'family-does', words: 'Phone set at nine in the evening', who: 'Ana Torres', dueOn: null },
    { part: 'follow-up', words: 'Call on the first Monday', who: 'J. Okafor', dueOn: '2026-11-30' },
    { part: 'helper', words: '  ', who: '', dueOn: null },
  ],
  interventions: [{ code: 'TRANSIT', title: 'Bus pass and help with the route', dosage: 'Once' }],
};
const plan = (given: Partial<TierPlan> = {}) =>
  open().as('team', (client, who) => makeTierPlan(client, who, { ...PLAN, ...given, tierId }));
const review = (given: Partial<Review>) =>
  open().as('team', (client, who) =>
    reviewTier(client, who, {
      tierId,
      attendance: null,
      notes: 'Three absences since, all on Mondays.',
      decision: 'continue',
      reason: 'it begins to work',
      nextOn: '2026-12-21',
      view: null,
      ...given,
    }),
  );

describe('a student on the board', () => {
  it('is there once until it is decided, with a file', async () => {
    const again = await open().as('team', (client, who) =>
      enterTier(client, who, { student: 'maya', school: 'oak', tier: 2, because: 'T2' }),
    );
    expect(again).toMatchObject({ tierId, stage: 'to-match', because: 'CH' });
    expect(await open().rows('select 1 from cases')).toHaveLength(1);
  });

  it('moves on when its root causes were looked at; looked at again, the earlier page stays', async () => {
    await match();
    await match();
    expect(await entry()).toMatchObject({ stage: 'to-plan' });
    expect(await readAssessments(open().db.pool, { districtId: 1, tierId })).toMatchObject([
      { chosen: ['TRANSIT'], answers: { TRANSPORT: 'much' } },
      { chosen: ['TRANSIT'] },
    ]);
  });

  it('gets no plan before its root causes were looked at', async () => {
    await expect(plan()).rejects.toThrow('is to-match: this cannot be done now');
  });

  it('leaves the board with a reason, and may come again', async () => {
    await open().as('team', (client, who) => leaveBoard(client, who, { tierId, reason: 'moved to another district' }));
    expect(await entry()).toMatchObject({ stage: 'decided', decision: 'not-needed' });
    const again = await open().as('team', (client, who) =>
      enterTier(client, who, { student: 'maya', school: 'oak', tier: 2, because: 'CH' }),
    );
    expect(again.tierId).not.toBe(tierId);
  });

  it('is not moved by a clerk', async () => {
    await expect(open().as('clerk', (client, who) => leaveBoard(client, who, { tierId, reason: 'x' }))).rejects.toThrow(
      'To take it off the board is for',
    );
  });
});

describe('a success plan', () => {
  it('is made without the family too, with its lines, its interventions and its follow-ups as tasks', async () => {
    await match();
    const planId = await plan();
    expect(await entry()).toMatchObject({ stage: 'running', planId, reviewOn: '2026-12-07' });
    expect((await readPlanLines(open().db.pool, { districtId: 1, planId })).map(({ words }) => words)).toEqual([
      'Phone set at nine in the evening',
      'Call on the first Monday',
    ]);
    expect(await open().rows('select family_part, tier, kind from plans')).toEqual([
      { family_part: 'invited', tier: 2, kind: 'success' },
    ]);
    expect(await open().rows('select code, state from plan_interventions')).toEqual([
      { code: 'TRANSIT', state: 'running' },
    ]);
    expect(await open().rows(`select what, due_on, state from tasks where about_thing = 'tier'`)).toEqual([
      { what: 'Call on the first Monday', due_on: '2026-11-30', state: 'open' },
    ]);
  });

  it.each([
    ['2026-11-29', false],
    ['2026-11-30', true],
    ['2026-12-14', true],
    ['2026-12-15', false],
  ])('is looked at again two to four weeks after its start: %s is %s', async (reviewOn, isAllowed) => {
    await match();
    if (isAllowed) await expect(plan({ reviewOn })).resolves.toBeGreaterThan(0);
    else await expect(plan({ reviewOn })).rejects.toThrow('two to four weeks');
  });

  it('that is changed keeps the earlier lines on file and calls off their follow-ups', async () => {
    await match();
    const planId = await plan();
    expect(await plan({ lines: [{ part: 'school-does', words: 'Meet at the door', who: '', dueOn: null }] })).toBe(
      planId,
    );
    expect(await readPlanLines(open().db.pool, { districtId: 1, planId })).toMatchObject([
      { words: 'Meet at the door' },
    ]);
    expect(await open().rows('select 1 from tier_plan_parts')).toHaveLength(3);
    expect(await open().rows(`select state from tasks where about_thing = 'tier'`)).toEqual([{ state: 'cancelled' }]);
    expect(await open().rows('select 1 from plan_interventions')).toHaveLength(1);
  });

  it('that is carried out lets letter 3 be offered: the event plan-implemented', async () => {
    await match();
    await plan();
    await open().as('team', (client, who) => implementTierPlan(client, who, { tierId, on: '2026-11-16' }));
    expect(await open().rows(`select on_date from events where event = 'plan-implemented'`)).toEqual([
      { on_date: '2026-11-16' },
    ]);
  });
});

describe('a review', () => {
  beforeEach(async () => {
    await match();
    await plan();
  });

  it('continues with a day for the next look', async () => {
    await expect(review({ nextOn: null })).rejects.toThrow('the day of the next look');
    await review({});
    expect(await entry()).toMatchObject({ stage: 'running', reviewOn: '2026-12-21' });
    expect(await readReviews(open().db.pool, { districtId: 1, tierId })).toMatchObject([
      { decision: 'continue', reason: 'it begins to work', by: 'The team' },
    ]);
  });

  it('may ask for another plan', async () => {
    await review({ decision: 'change', reason: 'the bus pass did not help' });
    expect(await entry()).toMatchObject({ stage: 'to-plan' });
  });

  it('closes with the view of the team, which closes the plan', async () => {
    await expect(review({ decision: 'close' })).rejects.toThrow('helped, partly or not');
    await review({ decision: 'close', view: 'helped', reason: 'no absence in three weeks' });
    expect(await entry()).toMatchObject({ stage: 'decided', decision: 'close', reviewOn: null });
    expect(await open().rows('select state, outcome, our_view from plans')).toEqual([
      { state: 'finished', outcome: 'recovered', our_view: 'helped' },
    ]);
  });

  it('refers to the school’s prevention specialist, who then sees the student and is asked for the meeting', async () => {
    const refer = () => review({ decision: 'refer', view: 'not', reason: 'needs more than we have' });
    await expect(refer()).rejects.toThrow('names no prevention specialist');
    expect(await entry()).toMatchObject({ stage: 'running' });
    await open().db.pool.query(
      `insert into named_people (district_id, school_id, duty, person_id, named_by, named_at, reason)
       values (1, 'oak', 'specialist', 'p-officer', 'test', $1, 'test')`,
      [SCHOOL_NOW],
    );
    const { referredTo } = await refer();
    expect(referredTo).toMatchObject({ tier: 3, stage: 'to-plan', ownerId: 'p-officer' });
    expect(await open().rows('select duty, person_id from case_assignments')).toEqual([
      { duty: 'specialist', person_id: 'p-officer' },
    ]);
    expect(await open().rows(`select what, due_on from tasks where state = 'open'`)).toEqual([
      { what: 'key:multi-agency-meeting', due_on: '2026-11-30' },
    ]);
    const steps = await readSteps(open().db.pool, { districtId: 1, student: 'maya', things: ['tier'] });
    expect(steps.map(({ step }) => step)).toContain('referred');
  });
});

describe('matching', () => {
  let catalog: readonly CatalogEntry<'interventions'>[];
  beforeEach(async () => {
    catalog = await readCatalog(open().db.pool, 1, 'interventions', '2026-11-16');
  });
  const codes = (answers: Parameters<typeof matchInterventions>[0]) =>
    matchInterventions(answers, catalog, 2).map(({ code }) => code);

  it('gives what fits the causes that apply, the strongest first', () => {
    const matches = matchInterventions({ TRANSPORT: 'much', SAFETY: 'some' }, catalog, 2);
    expect(matches[0]).toEqual({ code: 'TRANSIT', causes: ['TRANSPORT', 'SAFETY'], strength: 3 });
    expect(matches.map(({ strength }) => strength)).toEqual(
      matches.map(({ strength }) => strength).toSorted((one, other) => other - one),
    );
  });

  it('gives nothing for causes that do not apply or of which nobody knows', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ TRANSPORT: 'no', HEALTH: 'unknown' })).toEqual([]);
  });

  it('of equals puts what belongs to the tier first', () => {
    const [first] = codes({ HEALTH: 'much' });
    expect(catalog.find(({ code }) => code === first)?.extra.tier).toBe(2);
  });
});

describe('templates', () => {
  it.each([
    ['K', 'action-elementary'],
    ['', 'action-elementary'],
    ['5', 'action-elementary'],
    ['05', 'action-elementary'],
    ['6', 'action-secondary'],
    ['12', 'action-secondary'],
  ])('of grade "%s" an action plan starts from %s', (grade, template) => {
    expect(actionTemplateOf(grade)).toBe(template);
  });

  it('ask in both languages, and the action plans for follow-up and feedback', () => {
    for (const prompts of Object.values(TEMPLATES))
      for (const { en, es } of prompts) expect([en.length > 0, es.length > 0]).toEqual([true, true]);
    for (const name of ['action-elementary', 'action-secondary'] as const)
      expect(TEMPLATES[name].map(({ part }) => part)).toEqual(
        expect.arrayContaining(['need', 'barrier', 'support', 'follow-up', 'feedback']),
      );
  });
});
