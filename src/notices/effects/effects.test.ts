import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { absent, bundleText, packText, unexcusedDates } from '../../calculation/test-bundle.ts';
import { NOW, TestDistrict, dayOf, dropTestDistricts } from '../../calculation/test-district.ts';
import type { Who } from '../../cases/index.ts';
import { Refusal } from '../../problem.ts';
import { keepNotice } from '../decisions/keep.ts';
import { lift, hold } from '../decisions/decide.ts';
import { rescind } from '../decisions/rescind.ts';
import { withdraw } from '../decisions/withdraw.ts';
import { noticeName, parseBatchOrNotice } from '../identity.ts';
import { calculateAndRelease } from '../issue/calculate-and-release.ts';
import { isFirstIssue } from '../issue/first-issue.ts';
import { issueNotices, previewIssue } from '../issue/issue-notices.ts';
import { readWorklist } from '../worklist/worklist.ts';
import { decideEffect } from './decide-effect.ts';
import { countEffects, kindsNotPerformed, planEffects } from './plan-effects.ts';
import { countEffectsOfBatch, readEffects } from './read-effects.ts';

/** Friday. */
const AS_OF = '2025-10-31';
const THREE = '09-22 09-23 10-06';

/** A file and a task of three days, by themselves. */
const ITSELF = unexcusedDates(
  'D3',
  3,
  'release: automatic\nthen:\n  - { case: attendance-file }\n  - { task: Call home, role: clerk, dueSchoolDays: 3 }\n  - { alert: Absent often, lasts: { days: 21 } }',
);
/** The same, but a person issues it. */
const REVIEWED = unexcusedDates(
  'R3',
  3,
  'then:\n  - { case: attendance-file }\n  - { task: Plan a meeting, role: administrator, dueSchoolDays: 5 }',
);

let district: TestDistrict;
beforeEach(async () => {
  district = await TestDistrict.create();
});
afterAll(dropTestDistricts);

async function begin(criteria = [ITSELF], students = ['mia', 'leo']): Promise<void> {
  await district.import(
    bundleText({
      attendance: students.flatMap((id) => absent(id, 'U', THREE)),
      enrollments: students.map((id) => `${id},oak,2025-08-25,`),
    }),
  );
  await district.usePack(packText(criteria));
}

const run = (more: { readonly asOf?: string; readonly dryRun?: boolean; readonly full?: boolean } = {}) => {
  const { asOf = AS_OF, ...options } = more;
  return calculateAndRelease(district.db, {
    districtId: district.id,
    asOf: dayOf(asOf),
    by: 'test',
    now: NOW,
    ...options,
  });
};

const who = (): Who => ({
  districtId: district.id,
  personId: 'p1',
  name: 'P. Lang',
  role: 'administrator',
  now: NOW,
  on: AS_OF,
});

async function counts(): Promise<Readonly<Record<string, number>>> {
  const [row] = await district.query<Record<string, number>>(
    `select (select count(*)::int from notices where district_id = $1 and state <> 'withdrawn') as notices,
            (select count(*)::int from effects where district_id = $1 and state = 'performed') as effects,
            (select count(*)::int from cases where district_id = $1) as cases,
            (select count(*)::int from tasks where district_id = $1 and state = 'open') as tasks,
            (select count(*)::int from alerts where district_id = $1 and state = 'active') as alerts,
            (select count(*)::int from triggers where district_id = $1 and state = 'active' and decision = 'issue') as due`,
    [district.id],
  );
  return row as Record<string, number>;
}

const TWO_STUDENTS = { notices: 2, effects: 6, cases: 2, tasks: 2, alerts: 2, due: 0 };

describe('a criterion that acts by itself', () => {
  test('is issued and carried out with the calculation, as a notice without letters in a batch of its own', async () => {
    await begin();
    const report = await run();
    expect(report.released).toMatchObject([
      {
        pack: 'test-pack',
        criterion: 'D3',
        count: 2,
        effects: [
          { kind: 'case', count: 2 },
          { kind: 'task', count: 2 },
          { kind: 'alert', count: 2 },
        ],
      },
    ]);
    expect(await counts()).toEqual(TWO_STUDENTS);
    expect(report.automatic).toEqual([]);
    expect(report.figures.byCriterion).toEqual([{ pack: 'test-pack', criterion: 'D3', decision: 'issued', count: 2 }]);
    const [notice] = await district.rows<{ issued_by: string; origin: string; state: string; batch_id: number }>(
      'notices',
      'notice_id',
    );
    expect(notice).toMatchObject({ issued_by: 'Rollcall', origin: 'rollcall', state: 'issued' });
    expect(await district.rows('batches', 'batch_id')).toMatchObject([
      { calculation_id: report.calculationId, idempotency_key: `calculation ${report.calculationId}` },
    ]);
    expect(await district.rows('notice_letters', 'letter_no')).toEqual([]);
  });

  test('has its deadline in school days after the day it is issued on, its case and its notice', async () => {
    await begin();
    await run();
    const [task] = await district.rows<Record<string, unknown>>('tasks', 'task_id');
    expect(task).toMatchObject({ what: 'Call home', role: 'clerk', due_on: '2025-11-05', school_id: 'oak' });
    expect(task?.['case_id']).not.toBeNull();
    expect(task?.['notice_id']).not.toBeNull();
    expect(await district.rows('alerts', 'alert_id')).toMatchObject([
      { says: 'Absent often', from_on: AS_OF, until_on: '2025-11-20', because: 'D3' },
      { says: 'Absent often', from_on: AS_OF, until_on: '2025-11-20', because: 'D3' },
    ]);
  });

  test('acts once, however often it is calculated, also in full', async () => {
    await begin();
    await run();
    expect((await run()).released).toEqual([]);
    expect((await run({ full: true })).figures).toMatchObject({ new: 0, redecided: 0, moved: 0 });
    expect((await run({ asOf: '2025-11-03' })).released).toEqual([]);
    expect(await counts()).toEqual(TWO_STUDENTS);
  });

  test('acts once when two calculations run at once', async () => {
    await begin();
    const reports = await Promise.all([run(), run(), run()]);
    expect(reports.flatMap(({ released }) => released)).toHaveLength(1);
    expect(await counts()).toEqual(TWO_STUDENTS);
  });

  test('tried only, says what would be done and does nothing', async () => {
    await begin();
    const tried = await run({ dryRun: true });
    expect(tried.released).toMatchObject([{ criterion: 'D3', count: 2 }]);
    expect(await counts()).toEqual({ notices: 0, effects: 0, cases: 0, tasks: 0, alerts: 0, due: 0 });
  });

  test('waits while a person holds it, and acts when that is lifted', async () => {
    await begin();
    await district.calculate(AS_OF);
    const trigger = { student: 'mia', criterion: 'D3' };
    const deciding = { districtId: district.id, trigger, reason: 'family asked', by: 'P. Lang', now: NOW, on: AS_OF };
    await hold(district.db, { ...deciding, until: '2025-11-28' });
    expect((await run()).released).toMatchObject([{ count: 1 }]);
    await lift(district.db, deciding);
    expect((await run()).released).toMatchObject([{ count: 1 }]);
    expect(await counts()).toEqual(TWO_STUDENTS);
  });

  test('is no first issue: that is the first letter that a person sends', async () => {
    await begin();
    await run();
    expect(await isFirstIssue(district.db.pool, district.id)).toBe(true);
  });

  test('stays with people when one of its kinds is carried out by no part of Rollcall', () => {
    const entry = (kind: string) => ({ kind, settings: {} });
    expect(kindsNotPerformed({ then: [entry('letter'), entry('task'), entry('telegram')] })).toEqual(['telegram']);
    expect(kindsNotPerformed({ then: [entry('letter'), entry('task')] })).toEqual([]);
  });
});

describe('what a person issues', () => {
  test('is said before it happens and afterwards in the same counts', async () => {
    await begin([REVIEWED]);
    await run();
    expect(await counts()).toMatchObject({ notices: 0, cases: 0, due: 2 });
    const { plan } = await previewIssue(district.db.pool, { districtId: district.id, asOf: AS_OF, filter: {} });
    const before = countEffects(
      (await planEffects(district.db.pool, { districtId: district.id, asOf: AS_OF }, plan.lines)).values(),
    );
    expect(before).toEqual([
      { kind: 'case', key: 'case', values: {}, count: 2, isPerformed: true },
      {
        kind: 'task',
        key: 'taskBy',
        values: { what: 'Plan a meeting', role: 'administrator' },
        count: 2,
        isPerformed: true,
      },
    ]);
    const done = await issue();
    expect(done.effects).toEqual(before);
    const batchId = parseBatchOrNotice(done.batch ?? '').id;
    expect(await countEffectsOfBatch(district.db.pool, { districtId: district.id, batchId })).toEqual(before);
    expect(await counts()).toMatchObject({ notices: 2, cases: 2, tasks: 2, due: 0 });
  });

  test('undone takes back the tasks and leaves the file; issued again, the file is not opened twice', async () => {
    await begin([REVIEWED], ['mia']);
    await run();
    const { batch } = await issue();
    await takeBack(batch ?? '', true);
    expect(await counts()).toMatchObject({ notices: 0, cases: 1, tasks: 0, due: 1 });
    await issue();
    expect(await counts()).toMatchObject({ notices: 1, cases: 1, tasks: 1, due: 0 });
    const effects = await district.rows<{ kind: string; state: string; thing_id: number }>('effects', 'effect_id');
    expect(effects.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'case performed',
      'task undone',
      'case stands',
      'task performed',
    ]);
    expect(effects[2]?.thing_id).toBe(effects[0]?.thing_id);
    expect(await district.rows('tasks', 'task_id')).toMatchObject([
      { state: 'cancelled', outcome: 'undone' },
      { state: 'open' },
    ]);
  });
});

describe('a notice whose days changed afterwards', () => {
  const FEWER = { asOf: '2025-11-03' };

  async function changed(): Promise<number> {
    await begin([ITSELF], ['mia']);
    await run();
    await district.import(
      bundleText({
        attendance: [...absent('mia', 'U', '09-22 09-23'), ...absent('mia', 'E', '10-06')],
        enrollments: ['mia,oak,2025-08-25,'],
      }),
    );
    await run(FEWER);
    const [notice] = await district.rows<{ notice_id: number }>('notices', 'notice_id');
    return notice?.notice_id ?? 0;
  }

  const effectsOf = (notice: number) => readEffects(district.db.pool, { districtId: district.id, notices: [notice] });

  test('undoes nothing by itself: it is put before a person, in the list of what changed', async () => {
    const notice = await changed();
    expect(await counts()).toMatchObject({ cases: 1, tasks: 1, alerts: 1 });
    expect((await effectsOf(notice)).map(({ kind, asked }) => [kind, asked])).toEqual([
      ['case', 'no-longer-met'],
      ['task', 'no-longer-met'],
      ['alert', 'no-longer-met'],
    ]);
    const { lines } = await readWorklist(district.db.pool, {
      districtId: district.id,
      asOf: '2025-11-03',
      filter: { decision: 'changed' },
    });
    expect(lines.map(({ criterion, student }) => `${criterion} ${student}`)).toEqual(['D3 mia']);
  });

  test('is decided effect by effect; with the last one the notice is decided too', async () => {
    const notice = await changed();
    const [file, task, alert] = await effectsOf(notice);
    const decide = (effectId: number | undefined, decision: 'undo' | 'keep') =>
      decideEffect(district.db, who(), { effectId: effectId ?? 0, decision, reason: 'excused by the doctor' });
    await decide(task?.effectId, 'undo');
    await decide(alert?.effectId, 'undo');
    expect(await counts()).toMatchObject({ tasks: 0, alerts: 0 });
    const before = await district.rows<{ correction_kept_by: string | null }>('notices', 'notice_id');
    expect(before[0]?.correction_kept_by).toBeNull();
    await decide(file?.effectId, 'keep');
    expect(await district.rows('cases', 'case_id')).toMatchObject([{ state: 'open' }]);
    expect(await district.rows('notices', 'notice_id')).toMatchObject([{ correction_kept_by: 'P. Lang' }]);
    await expect(decide(task?.effectId, 'undo')).rejects.toThrow('undone already');
    await expect(decide(file?.effectId, 'keep')).rejects.toThrow('nothing to decide');
    expect((await effectsOf(notice)).map(({ state, decided }) => [state, decided?.reason])).toEqual([
      ['performed', 'excused by the doctor'],
      ['undone', 'excused by the doctor'],
      ['undone', 'excused by the doctor'],
    ]);
  });

  test('that is kept as a whole keeps what it brought about', async () => {
    const notice = await changed();
    await keepNotice(district.db, {
      districtId: district.id,
      noticeId: notice,
      reason: 'known to us',
      by: 'P. Lang',
      now: NOW,
      on: AS_OF,
    });
    expect((await effectsOf(notice)).every(({ asked, state }) => asked === null && state === 'performed')).toBe(true);
    expect(await counts()).toMatchObject({ cases: 1, tasks: 1, alerts: 1 });
  });

  test('asks nobody any more when the days are again as they were', async () => {
    const notice = await changed();
    await district.import(bundleText({ attendance: absent('mia', 'U', THREE), enrollments: ['mia,oak,2025-08-25,'] }));
    await run({ asOf: '2025-11-04' });
    expect((await effectsOf(notice)).map(({ asked }) => asked)).toEqual([null, null, null]);
  });
});

describe('a notice that is rescinded', () => {
  const changed = async () =>
    (await readWorklist(district.db.pool, { districtId: district.id, asOf: AS_OF, filter: { decision: 'changed' } }))
      .lines;

  test('stands in the list of what changed until somebody said what becomes of the last thing it brought about', async () => {
    await begin([REVIEWED], ['mia']);
    await run();
    await issue();
    const [notice] = await district.rows<{ notice_id: number }>('notices', 'notice_id');
    const noticeId = notice?.notice_id ?? 0;
    await district.query(`update notices set state = 'produced' where district_id = $1`, [district.id]);
    expect(await changed()).toEqual([]);
    const asked = { districtId: district.id, noticeId, reason: 'a mistake', by: 'P. Lang', now: NOW, on: AS_OF };
    await rescind(district.db, asked);
    expect((await changed()).map(({ student, reason }) => [student, reason])).toEqual([['mia', 'rescinded']]);
    const [file, task] = await readEffects(district.db.pool, { districtId: district.id, notices: [noticeId] });
    const decide = (effectId: number | undefined, decision: 'undo' | 'keep') =>
      decideEffect(district.db, who(), { effectId: effectId ?? 0, decision, reason: 'rescinded' });
    await decide(task?.effectId, 'undo');
    expect(await changed()).toHaveLength(1);
    await decide(file?.effectId, 'keep');
    expect(await changed()).toEqual([]);
  });
});

describe('a calculation that is killed', () => {
  test('with kill -9 leaves nothing half done, and the next one does everything once', async () => {
    const first = await commandLineDistrict();
    const students = Array.from({ length: 300 }, (_, at) => `s${at}`);
    district = first;
    await begin([ITSELF], students);
    for (const milliseconds of [700, 900, 1100, 1400]) {
      const child = spawn(process.execPath, [MAIN, 'calculate', '--as-of', AS_OF, '--format', 'json'], {
        env: { ...process.env, DATABASE_URL: district.db.url, ROLLCALL_USER: 'test' },
        stdio: 'ignore',
      });
      const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      child.kill('SIGKILL');
      await ended;
      const { notices, effects, tasks } = await counts();
      expect([`${notices} ${effects} ${tasks}`]).toContain(notices === 0 ? '0 0 0' : '300 900 300');
    }
    await run();
    expect(await counts()).toEqual({ notices: 300, effects: 900, cases: 300, tasks: 300, alerts: 300, due: 0 });
  });
});

const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

/** The command line works on district 1: the first that this file made. */
async function commandLineDistrict(): Promise<TestDistrict> {
  const fresh = district;
  for (const table of [
    'effects',
    'notice_steps',
    'notices',
    'batches',
    'tasks',
    'cases',
    'alerts',
    'triggers',
    'judged_students',
    'calculations',
    'casework_steps',
  ])
    await fresh.query(`delete from ${table} where district_id = 1`);
  return Object.assign(Object.create(Object.getPrototypeOf(fresh) as object) as TestDistrict, { db: fresh.db, id: 1 });
}

function issue() {
  return issueNotices(district.db, { districtId: district.id, asOf: AS_OF, filter: {}, by: 'A. Bell', now: NOW });
}

function takeBack(named: string, undo: boolean) {
  return withdraw(district.db, {
    districtId: district.id,
    named: parseBatchOrNotice(named),
    reason: 'undone',
    undo,
    by: 'A. Bell',
    now: NOW,
    on: AS_OF,
  });
}

test('a single notice that acted by itself can be taken back: its task ends, its file stays, and it is not offered again', async () => {
  await begin([ITSELF], ['mia']);
  await run();
  const [notice] = await district.rows<{ notice_id: number }>('notices', 'notice_id');
  await takeBack(noticeName(notice?.notice_id ?? 0), false);
  expect(await counts()).toMatchObject({ notices: 0, cases: 1, tasks: 0, alerts: 0, due: 0 });
  expect((await run({ asOf: '2025-11-03' })).released).toEqual([]);
  await expect(takeBack(noticeName(notice?.notice_id ?? 0), false)).rejects.toThrow(Refusal);
});
