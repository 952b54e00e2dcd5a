import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSteps } from '../core/steps.ts';
import { openTestSchool, SCHOOL_NOW, type TestSchool } from '../testing-school.ts';
import { assignPlan } from './assign-plan.ts';
import { changePlan, evaluatePlan, finishPlan, implementPlan } from './change-plan.ts';
import { createPlanByHand, createPlans, type NewPlan } from './create-plans.ts';
import { endPlanTerms } from './end-terms.ts';
import { addIntervention, readInterventions, stepIntervention } from './interventions.ts';
import { findPlan } from './plan-row.ts';
import { readPlans } from './read-plans.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
  await school.db.pool.query(`insert into terms (district_id, school_id, kind, name, start_on, end_on) values
    (1, 'oak', 'quarter', 'Quarter 1', '2026-08-24', '2026-10-30'), (1, 'oak', 'quarter', 'Quarter 2', '2026-11-02', '2027-01-22'),
    (1, 'oak', 'quarter', 'Quarter 3', '2027-01-25', '2027-03-26')`);
});
afterAll(() => school.db.drop());

const PLAN: NewPlan = {
  student: 'maya',
  school: 'oak',
  kind: 'intervention',
  pack: 'intervention-plan',
  criterion: 'P4',
  noticeId: null,
  cycleOn: '2026-11-02',
  termKind: 'quarter',
  termName: 'Quarter 2',
  beginsOn: '2026-11-12',
  endsOn: '2027-01-22',
  atEnd: 'close',
  requires: [],
  reason: '',
};

async function planOf(student: string, cycleOn = '2026-11-02'): Promise<number> {
  const [made] = await school.as('rollcall', (client, who) =>
    createPlans(client, who, [{ ...PLAN, student, cycleOn }]),
  );
  return made?.planId ?? 0;
}

const stepsOf = async (planId: number): Promise<readonly string[]> =>
  (await readSteps(school.db.pool, { districtId: 1, about: { thing: 'plan', id: planId } }))
    .map(({ step }) => step)
    .toReversed();

describe('a plan', () => {
  test('is made once in a term, however often the criterion says so, with its file and its event', async () => {
    const twice = await school.as('rollcall', (client, who) => createPlans(client, who, [PLAN, PLAN]));
    const again = await school.as('rollcall', (client, who) => createPlans(client, who, [PLAN]));
    expect(new Set([...twice, ...again].map(({ planId }) => planId)).size).toBe(1);
    expect(again[0]?.isNew).toBe(false);
    expect(await stepsOf(twice[0]?.planId ?? 0)).toEqual(['created']);
    const events = await school.rows<{ event: string }>(
      `select event from events where student_id = 'maya' and event = 'plan-created'`,
    );
    expect(events).toHaveLength(1);
    expect((await school.rows(`select 1 from cases where student_id = 'maya'`)).length).toBe(1);
  });

  test('is made by hand for the term of the day, and not where there is one', async () => {
    const made = await school.as('team', (client, who) =>
      createPlanByHand(client, who, { student: 'lee', school: 'oak', reason: 'the family asked' }),
    );
    const plan = await findPlan(school.db.pool, { districtId: 1, planId: made.planId });
    expect(plan).toMatchObject({ cycleOn: '2026-11-02', termName: 'Quarter 2', endsOn: '2027-01-22', criterion: '' });
    await expect(
      school.as('team', (client, who) =>
        createPlanByHand(client, who, { student: 'lee', school: 'oak', reason: 'again' }),
      ),
    ).rejects.toThrow(/There is a plan for this term already: P\d+/);
  });

  test('is not overwritten by somebody who read it before another changed it', async () => {
    const planId = await planOf('maya');
    const before = await findPlan(school.db.pool, { districtId: 1, planId });
    const edit = { planId, revision: before?.revision ?? 0 };
    expect(await school.as('team', (client, who) => changePlan(client, who, { ...edit, tier: 2 }))).toMatchObject({
      tier: 2,
    });
    expect(await school.as('team', (client, who) => changePlan(client, who, { ...edit, tier: 3 }))).toBeNull();
  });

  test('ends within its school year', async () => {
    const planId = await planOf('maya');
    const until = async (endsOn: string) => {
      const before = await findPlan(school.db.pool, { districtId: 1, planId });
      return school.as('team', (client, who) =>
        changePlan(client, who, { planId, revision: before?.revision ?? 0, endsOn }),
      );
    };
    await expect(until('2027-07-01')).rejects.toThrow('with its school year at the latest, on 2027-06-30');
    expect(await until('2027-06-30')).toMatchObject({ endsOn: '2027-06-30' });
    await until(PLAN.endsOn);
  });

  test('is marked implemented once, by the school and not by a clerk, with the event of that day', async () => {
    const planId = await planOf('maya');
    await expect(
      school.as('clerk', (client, who) => implementPlan(client, who, { planId, on: '2026-11-16' })),
    ).rejects.toThrow('is for the school administrator or the intervention team or the district office');
    await school.as('team', (client, who) => implementPlan(client, who, { planId, on: '2026-11-13' }));
    await expect(
      school.as('team', (client, who) => implementPlan(client, who, { planId, on: '2026-11-16' })),
    ).rejects.toThrow('This plan is implemented since 2026-11-13.');
    const events = await school.rows<{ on: string }>(
      `select on_date as "on" from events where student_id = 'maya' and event = 'plan-implemented'`,
    );
    expect(events).toEqual([{ on: '2026-11-13' }]);
  });
});

describe('what is tried', () => {
  const tutoring = {
    code: 'TUTORING',
    title: 'Tutoring',
    endOn: null,
    dosage: 'Twice a week',
    personId: '',
    person: 'J. Okafor',
    note: '',
  };

  test('runs from its first day with an event, is planned before it, and ends done or stopped', async () => {
    const planId = await planOf('maya');
    const [now, later] = await school.as('team', async (client, who) => [
      await addIntervention(client, who, { ...tutoring, planId, startOn: '2026-11-16' }),
      await addIntervention(client, who, {
        ...tutoring,
        planId,
        code: 'MENTOR',
        title: 'Mentor',
        startOn: '2026-11-17',
      }),
    ]);
    const states = async (): Promise<readonly string[]> =>
      (await readInterventions(school.db.pool, { districtId: 1, planId })).map(({ state }) => state);
    expect(await states()).toEqual(['running', 'planned']);
    const events = await school.rows(`select ref from events where student_id = 'maya' and event = 'intervention'`);
    expect(events).toEqual([{ ref: 'TUTORING' }]);
    const act = (interventionId: number | undefined, action: 'start' | 'complete' | 'stop') =>
      school.as('team', (client, who) =>
        stepIntervention(client, who, { planId, interventionId: interventionId ?? 0, action, reason: '' }),
      );
    await expect(act(later, 'complete')).rejects.toThrow('Possible: change it, start it, give it up.');
    await act(later, 'start');
    await act(now, 'complete');
    await act(later, 'stop');
    expect([...(await states())].toSorted()).toEqual(['done', 'stopped']);
  });
});

describe('the end of a plan', () => {
  test('a person closes it with an outcome, after saying whether it helped', async () => {
    const planId = await planOf('kwame');
    const finish = () =>
      school.as('team', (client, who) =>
        finishPlan(client, who, { planId, outcome: 'recovered', reason: 'at school every day' }),
      );
    await expect(finish()).rejects.toThrow('First say on the Evaluation tab whether the plan helped');
    const plan = await findPlan(school.db.pool, { districtId: 1, planId });
    await school.as('team', (client, who) =>
      evaluatePlan(client, who, {
        planId,
        revision: plan?.revision ?? 0,
        familyPart: 'invited',
        familyComments: '',
        ourView: 'helped',
        ourReasons: '',
      }),
    );
    await finish();
    expect(await findPlan(school.db.pool, { districtId: 1, planId })).toMatchObject({
      state: 'finished',
      outcome: 'recovered',
      closedOn: '2026-11-16',
    });
    await expect(finish()).rejects.toThrow('This plan is finished');
  });

  test('the day after its term it ends with it, or goes on into the next where the pack says so; once', async () => {
    const first = {
      ...PLAN,
      cycleOn: '2026-08-24',
      termName: 'Quarter 1',
      beginsOn: '2026-09-14',
      endsOn: '2026-11-15',
    };
    const [closing, going] = await school.as('rollcall', (client, who) =>
      createPlans(client, who, [
        { ...first, student: 'maya' },
        { ...first, student: 'lee', atEnd: 'carry-over' },
      ]),
    );
    const onLastDay = new Date('2026-11-15T20:00:00Z');
    expect(await school.as('rollcall', endPlanTerms, onLastDay)).toEqual({ ended: 0, carriedOver: 0 });
    expect(await school.as('rollcall', endPlanTerms)).toEqual({ ended: 1, carriedOver: 1 });
    expect(await school.as('rollcall', endPlanTerms)).toEqual({ ended: 0, carriedOver: 0 });
    const read = (planId: number | undefined) => findPlan(school.db.pool, { districtId: 1, planId: planId ?? 0 });
    expect(await read(closing?.planId)).toMatchObject({ state: 'ended', closedOn: '2026-11-15', outcome: 'term-over' });
    expect(await read(going?.planId)).toMatchObject({ state: 'active', endsOn: '2027-01-22' });
    expect(await stepsOf(going?.planId ?? 0)).toContain('carried-over');
  });

  test('active plans are listed by school, and those of earlier this year apart', async () => {
    const list = (time: 'active' | 'this-year' | 'last-year', schools?: readonly string[]) =>
      readPlans(school.db.pool, { districtId: 1, schools, time, yearStart: '2026-07-01', on: '2026-11-16', limit: 50 });
    const active = await list('active', ['oak']);
    expect(active.lines.map(({ name }) => name)).toEqual(expect.arrayContaining(['Torres, Maya', 'Baker, Lee']));
    expect(active.lines.every(({ state }) => state === 'active')).toBe(true);
    expect((await list('this-year')).lines.map(({ state }) => state).toSorted()).toEqual(['ended', 'finished']);
    expect((await list('last-year')).total).toBe(0);
    const page = await readPlans(school.db.pool, {
      districtId: 1,
      schools: undefined,
      time: 'active',
      yearStart: '2026-07-01',
      on: '2026-11-16',
      limit: 1,
      after: { beginsOn: active.lines[0]?.beginsOn ?? '', planId: active.lines[0]?.planId ?? 0 },
    });
    expect(page.lines).toHaveLength(1);
    expect(page.lines[0]?.planId).not.toBe(active.lines[0]?.planId);
  });
});

describe('an active plan that is given to the supervisor', () => {
  test('brings the student within their reach once, with a task of five school days', async () => {
    const planId = await planOf('maya');
    const give = () =>
      school.as('rollcall', (client, who) =>
        assignPlan(client, who, { student: 'maya', personId: 'p-officer', personName: 'The officer', because: 'P8' }),
      );
    expect(await give()).toBe(planId);
    expect(await give()).toBe(planId);
    expect(await findPlan(school.db.pool, { districtId: 1, planId })).toMatchObject({
      supervisorId: 'p-officer',
      assignedOn: '2026-11-16',
    });
    const tasks = await school.rows<{ due: string; assignee: string }>(
      `select due_on as due, assignee_id as assignee from tasks where about_thing = 'plan' and about_id = ${planId}`,
    );
    expect(tasks).toEqual([{ due: '2026-11-23', assignee: 'p-officer' }]);
    expect(
      await school.rows(`select duty from case_assignments where student_id = 'maya' and ended_on is null`),
    ).toEqual([{ duty: 'supervisor' }]);
    expect(SCHOOL_NOW.getUTCFullYear()).toBe(2026);
  });

  test('a student without an active plan is given to nobody', async () => {
    const give = await school.as('rollcall', (client, who) =>
      assignPlan(client, who, { student: 'kwame', personId: 'p-officer', personName: 'The officer', because: 'P8' }),
    );
    expect(give).toBeNull();
  });
});
