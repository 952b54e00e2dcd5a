/** Eligibility, behavior incidents and at-risk reasons as a calculation gives them, and what becomes of them with their notice. */
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { absent, bundleText, packText, unexcusedDates } from '../calculation/test-bundle.ts';
import { NOW, TestDistrict, dayOf, dropTestDistricts } from '../calculation/test-district.ts';
import { addEntry, endEntry } from '../catalogs/index.ts';
import { withTransaction } from '../db/index.ts';
import { oneLetterOf, textOfLetter, type LetterFacts } from '../documents/index.ts';
import {
  calculateAndRelease,
  countEffects,
  issueNotices,
  parseBatchOrNotice,
  planEffects,
  previewIssue,
  withdraw,
} from '../notices/index.ts';

/** Friday; the quarter ends on Fri Nov 7, the next on Fri Dec 19. */
const AS_OF = '2025-10-31';
const DAYS = '09-22 09-23 10-06';

let district: TestDistrict;
beforeEach(async () => {
  district = await TestDistrict.create();
});
afterAll(dropTestDistricts);

const rule = (code: string, atLeast: number, then: string, more = '') =>
  unexcusedDates(code, atLeast, `release: automatic\n${more}then:\n  - ${then}`);

interface World {
  readonly attendance?: readonly string[];
  readonly activities?: readonly string[];
  readonly eligibility?: readonly string[];
  /** What the one person of staff.csv does. */
  readonly head?: string;
  /** By path in the pack. */
  readonly letters?: Readonly<Record<string, string>>;
}

async function begin(criteria: readonly ReturnType<typeof rule>[], world: World = {}): Promise<void> {
  const {
    attendance = absent('mia', 'U', DAYS),
    activities = ['mia,soccer,2025-09-01,'],
    eligibility = [],
    letters = {},
    head = 'teacher',
  } = world;
  const files = bundleText({ attendance });
  files.set(
    'terms.csv',
    'school_id,kind,name,start,end\n,quarter,Q1,2025-09-01,2025-11-07\n,quarter,Q2,2025-11-10,2025-12-19\n',
  );
  files.set('activities.csv', `student_id,activity,start,end\n${activities.join('\n')}\n`);
  files.set('eligibility.csv', `student_id,source,status,start,end\n${eligibility.join('\n')}\n`);
  files.set('staff.csv', `staff_id,name,email,kind,school_id\nS1,Patricia Lang,p.lang@lakeside.example,${head},oak\n`);
  files.set(
    'guardians.csv',
    'student_id,guardian_id,name,relation,language,address_1,city,state,postal_code,receives_mail,custodial,no_contact\nmia,g1,Ana Test,mother,en,1 Elm St,Lakeside,CA,95401,1,1,0\n',
  );
  await district.import(files);
  await district.usePack(new Map([...packText(criteria), ...Object.entries(letters)]));
}

const run = (asOf = AS_OF) =>
  calculateAndRelease(district.db, { districtId: district.id, asOf: dayOf(asOf), by: 'test', now: NOW });
const author = () => ({ districtId: district.id, name: 'R. Chen', now: NOW, on: '2025-09-01' });
const catalog = (work: (client: Parameters<typeof addEntry>[0]) => Promise<unknown>) =>
  withTransaction(district.db, (client) => work(client));
const statuses = () => district.rows<Record<string, unknown>>('eligibility_records', 'student_id, from_on, record_id');
const effects = () => district.rows<Record<string, unknown>>('effects', 'effect_id');
const takeBack = async (undo = false) => {
  const [notice] = await district.rows<{ notice_id: number }>('notices', 'notice_id desc');
  return withdraw(district.db, {
    districtId: district.id,
    named: parseBatchOrNotice(`N${notice?.notice_id}`),
    reason: 'a mistake',
    undo,
    by: 'A. Bell',
    now: NOW,
    on: AS_OF,
  });
};

describe('eligibility', () => {
  const LADDER =
    '{ eligibility: [{ from: [eligible], to: probation }, { from: [probation], to: ineligible }], lasts: { term: quarter } }';

  it('from the calculation alone is set whatever the status was, through the last day of the quarter', async () => {
    await begin([rule('E', 3, '{ eligibility: ineligible, lasts: { term: quarter } }')]);
    await run();
    expect(await statuses()).toMatchObject([
      {
        student_id: 'mia',
        status: 'ineligible',
        status_before: 'eligible',
        from_on: AS_OF,
        until_on: '2025-11-07',
        because: 'E',
      },
    ]);
  });

  it('is for students in an activity on that day only', async () => {
    const attendance = ['mia', 'leo'].flatMap((student) => absent(student, 'U', DAYS));
    const activities = ['mia,soccer,2025-09-01,2025-10-30', 'leo,band,2025-10-31,'];
    await begin([rule('E', 3, '{ eligibility: ineligible }')], { attendance, activities });
    await run();
    expect((await statuses()).map((one) => one['student_id'])).toEqual(['leo']);
    expect(await effects()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ student_id: 'mia', state: 'nothing', says_key: 'eligibilityNoActivity' }),
        expect.objectContaining({ student_id: 'leo', state: 'performed', says_key: 'eligibility' }),
      ]),
    );
  });

  it('moves one step from the overall status, which another source may have given', async () => {
    await begin([rule('E', 3, LADDER)], { eligibility: ['mia,report-card,probation,2025-10-01,2025-10-31'] });
    await run();
    expect(await statuses()).toMatchObject([{ status: 'ineligible', status_before: 'probation' }]);
  });

  it('does not move from a status whose last day was yesterday', async () => {
    await begin([rule('E', 3, LADDER)], { eligibility: ['mia,report-card,probation,2025-10-01,2025-10-30'] });
    await run();
    expect(await statuses()).toMatchObject([{ status: 'probation', status_before: 'eligible' }]);
  });

  it('in no row stays, and the notice says so', async () => {
    await begin([rule('E', 3, LADDER)], { eligibility: ['mia,report-card,ineligible,2025-10-01,'] });
    await run();
    expect(await statuses()).toEqual([]);
    expect(await effects()).toMatchObject([
      { state: 'nothing', says_key: 'eligibilityStays', says_values: { status: 'ineligible' } },
    ]);
  });

  it.each(['2025-10-06 2025-10-31', '2025-10-31'])(
    'goes as many steps, whether it is calculated each day or once: %s',
    async (runs) => {
      await begin([rule('E', 2, LADDER, 'repeat: each\n')]);
      for (const asOf of runs.split(' ')) await run(asOf);
      expect((await statuses()).map((one) => [one['status_before'], one['status']])).toEqual([
        ['eligible', 'probation'],
        ['probation', 'ineligible'],
      ]);
    },
  );

  /** The second rule is met on the same day, later in the pack. */
  const TWO_RULES = (more = '') => [
    rule('A', 3, '{ eligibility: [{ from: [eligible], to: probation }] }', `order: 1\n${more}`),
    rule('B', 3, '{ eligibility: [{ from: [probation], to: ineligible }] }', `order: 2\n${more}`),
  ];
  const moves = async () => (await statuses()).map((one) => [one['because'], one['status_before'], one['status']]);

  it.each([
    [
      'in processing order',
      '1',
      '2',
      [
        ['A', 'eligible', 'probation'],
        ['B', 'probation', 'ineligible'],
      ],
    ],
    ['and the other way round there is nothing to move from', '2', '1', [['A', 'eligible', 'probation']]],
  ])('is moved by two rules of one day one after the other, %s', async (_, first, second, expected) => {
    const [a, b] = TWO_RULES() as [ReturnType<typeof rule>, ReturnType<typeof rule>];
    await begin([
      { ...a, text: a.text.replace('order: 1', `order: ${first}`) },
      { ...b, text: b.text.replace('order: 2', `order: ${second}`) },
    ]);
    await run();
    expect(await moves()).toEqual(expected);
  });

  it.each(['2025-10-03 2025-10-31', '2025-10-31'])(
    'is moved by two rules in the order of their dates, whether it is calculated on each day or once: %s',
    async (runs) => {
      await begin([
        rule(
          'A',
          2,
          '{ eligibility: [{ from: [probation], to: ineligible }, { from: [eligible], to: probation }] }',
          'order: 9\n',
        ),
        rule('B', 3, '{ eligibility: [{ from: [probation], to: ineligible }] }', 'order: 1\n'),
      ]);
      for (const asOf of runs.split(' ')) await run(asOf);
      expect(await moves()).toEqual([
        ['A', 'eligible', 'probation'],
        ['B', 'probation', 'ineligible'],
      ]);
    },
  );

  it('issued by a person is moved by two rules as the preview said', async () => {
    await begin(TWO_RULES().map(({ code, text }) => ({ code, text: text.replace('release: automatic\n', '') })));
    await run();
    const request = { districtId: district.id, asOf: AS_OF, filter: {}, by: 'A. Bell', now: NOW };
    const { plan } = await previewIssue(district.db.pool, request);
    const planned = countEffects((await planEffects(district.db.pool, request, plan.lines)).values());
    expect(planned.map(({ values }) => values['status']).toSorted()).toEqual(['ineligible', 'probation']);
    expect((await issueNotices(district.db, request)).effects).toEqual(planned);
    expect(await moves()).toEqual([
      ['A', 'eligible', 'probation'],
      ['B', 'probation', 'ineligible'],
    ]);
  });

  it('lasts through the interval of the pack where it names intervals of that kind', async () => {
    const pack = packText(
      [rule('E', 3, '{ eligibility: ineligible, lasts: { term: quarter } }')],
      'intervals:\n  quarter:\n    - { name: First stretch, start: 2025-09-01, end: 2025-11-14 }',
    );
    await begin([rule('E', 3, '{ eligibility: ineligible }')]);
    await district.usePack(pack);
    await run();
    expect(await statuses()).toMatchObject([{ until_on: '2025-11-14' }]);
  });

  it('that the catalog has not is not set: nothing stands, and the district has a task', async () => {
    await begin([rule('E', 3, '{ eligibility: benched }')]);
    await run();
    expect(await statuses()).toEqual([]);
    expect(await effects()).toMatchObject([{ state: 'nothing', says_key: 'eligibilityUnknown' }]);
    expect(await district.rows('tasks', 'task_id')).toMatchObject([
      { what: 'key:eligibilityNotSet', role: 'attendance-office' },
    ]);
  });

  it('stays as it is when its notice is taken back', async () => {
    await begin([rule('E', 3, '{ eligibility: ineligible }')]);
    await run();
    await takeBack();
    expect(await statuses()).toMatchObject([{ state: 'active' }]);
  });

  it('runs out after its last day: the next calculation writes it down', async () => {
    await begin([rule('E', 3, '{ eligibility: ineligible, lasts: { days: 3 } }')]);
    await run();
    await run('2025-11-02');
    expect(await statuses()).toMatchObject([{ state: 'active', until_on: '2025-11-02' }]);
    await run('2025-11-03');
    expect(await statuses()).toMatchObject([{ state: 'expired', ended_on: '2025-11-03' }]);
  });
});

describe('a letter of the same criterion', () => {
  const LETTER =
    '# About {{student.first}}\n\nDear {{guardian.names}},\n\nStatus: {{eligibility.status}} until {{eligibility.until}}.\n\n{{dates}}\n\n{{contact}}\n\n{{signature}}\n';

  const lettersOf = async (activities: readonly string[]): Promise<readonly Record<string, unknown>[]> => {
    const then = 'then:\n  - { letter: first }\n  - { eligibility: probation, lasts: { term: quarter } }';
    await begin([unexcusedDates('L', 3, then)], { activities, letters: { 'letters/first/en.md': LETTER } });
    await run();
    await issueNotices(district.db, { districtId: district.id, asOf: AS_OF, filter: {}, by: 'A. Bell', now: NOW });
    const rows = await district.rows<{ facts: LetterFacts; template: string }>('notice_letters', 'letter_no');
    return Promise.all(
      rows.map(async ({ facts, template }) => {
        const frozen = { facts, template, letter: 'first', language: 'en' };
        const { text } = textOfLetter(await oneLetterOf(district.db.pool, district.id, frozen));
        return { facts, text };
      }),
    );
  };

  it('may name the new status and its last day, as they are set with it', async () => {
    const [letter] = await lettersOf(['mia,soccer,2025-09-01,']);
    expect(letter?.['facts']).toMatchObject({
      eligibility: { status: { en: 'On probation', es: 'A prueba' }, until: '2025-11-07' },
    });
    expect(letter?.['text']).toContain('Status: On probation until November 7, 2025.');
    expect(await statuses()).toMatchObject([{ status: 'probation', until_on: '2025-11-07' }]);
  });

  it('names none for a student in no activity: the line is left out', async () => {
    const [letter] = await lettersOf(['mia,soccer,2025-09-01,2025-10-30']);
    expect(letter?.['facts']).not.toHaveProperty('eligibility');
    expect(letter?.['text']).not.toContain('Status');
  });
});

describe('an at-risk reason', () => {
  const reasons = () => district.rows<Record<string, unknown>>('at_risk_records', 'record_id');

  it('is given with its factors through the next quarter, stays with a notice that is taken back, and is not given again', async () => {
    await begin([rule('R', 3, '{ at-risk: ATTENDANCE, lasts: { term: quarter, next: true } }')]);
    await run();
    const given = {
      reason: 'ATTENDANCE',
      factors: ['ATTENDANCE'],
      from_on: AS_OF,
      until_on: '2025-12-19',
      state: 'active',
    };
    expect(await reasons()).toMatchObject([given]);
    await takeBack(true);
    await run('2025-11-03');
    expect(await reasons()).toMatchObject([given]);
  });

  it('that the catalog has no more is not given, and the district has a task', async () => {
    await begin([rule('R', 3, '{ at-risk: ATTENDANCE }')]);
    await catalog((client) =>
      endEntry(client, author(), 'at-risk-reasons', { code: 'ATTENDANCE', on: AS_OF, reason: 'renamed' }),
    );
    await run();
    expect(await reasons()).toEqual([]);
    expect(await district.rows('tasks', 'task_id')).toMatchObject([{ what: 'key:atRiskNotSet' }]);
  });
});

describe('a behavior incident', () => {
  const incidents = () => district.rows<Record<string, unknown>>('incidents', 'incident_id');
  const incident = (settings: string) => rule('I', 3, `{ incident: TARDY, action: DETENTION, ${settings} }`);

  it('names its reporter, the day it was met, and an action without dates', async () => {
    await begin([incident('reporterKind: staff, reporter: S1')]);
    await run();
    expect(await incidents()).toMatchObject([
      {
        on_date: '2025-10-06',
        reporter_kind: 'staff',
        reporter_id: 'S1',
        reporter_name: 'Patricia Lang',
        code: 'TARDY',
        state: 'open',
        action_from_on: null,
      },
    ]);
    expect(await district.rows('incident_fines', 'code')).toEqual([]);
  });

  it('has the fines of that day where the criterion says so, and keeps them when the catalog changes', async () => {
    await begin([incident('reporter: S1, fine: true')]);
    const fine = { code: 'LATE', name: { en: 'Late fee', es: 'Multa' }, extra: { amountCents: 500 }, reason: 'board' };
    await catalog((client) => addEntry(client, author(), 'fines', fine));
    await run();
    await catalog((client) => endEntry(client, author(), 'fines', { code: 'LATE', on: '2025-11-01', reason: 'board' }));
    expect(await district.rows('incident_fines', 'code')).toMatchObject([{ code: 'LATE', amount_cents: 500 }]);
  });

  it('may be reported by somebody who is neither staff nor student', async () => {
    await begin([incident('reporterKind: non-student, reporter: BUS-7')]);
    const driver = {
      code: 'BUS-7',
      name: { en: 'Lou Ortega', es: '' },
      extra: { kind: 'bus driver' },
      reason: 'line 7',
    };
    await catalog((client) => addEntry(client, author(), 'non-students', driver));
    await run();
    expect(await incidents()).toMatchObject([{ reporter_kind: 'non-student', reporter_name: 'Lou Ortega' }]);
  });

  it.each([
    ['reporter: S9', 'incidentUnknownStaff'],
    ['reporterKind: non-student, reporter: S1', 'incidentUnknownPerson'],
    ['reporterKind: staff', 'incidentNoReporter'],
    ['reporterKind: non-student', 'incidentNoReporter'],
  ])('is not made at all with %s: the notice says why, and the district has a task', async (settings, key) => {
    await begin([incident(settings)]);
    await run();
    expect(await incidents()).toEqual([]);
    expect(await effects()).toMatchObject([{ state: 'nothing', says_key: key }]);
    expect(await district.rows('tasks', 'task_id')).toMatchObject([
      { what: 'key:incidentNotMade', role: 'attendance-office', state: 'open' },
    ]);
  });

  it.each([
    ['{ incident: NOPE, reporter: S1 }', 'incidentUnknownCode'],
    ['{ incident: TARDY, action: NOPE, reporter: S1 }', 'incidentUnknownAction'],
  ])('is not made with a code that the catalog has not: %s', async (then, key) => {
    await begin([rule('I', 3, then)]);
    await run();
    expect(await incidents()).toEqual([]);
    expect(await effects()).toMatchObject([{ says_key: key }]);
  });

  it('names the approver of the school where the pack names nobody', async () => {
    await begin([incident('reporterKind: staff')]);
    await district.query(
      `insert into people (district_id, person_id, name, email, staff_id, added_by, added_at) values ($1, 'p-lang', 'P. Lang', $2, 'S1', 'test', $3)`,
      [district.id, `lang${district.id}@lakeside.example`, NOW],
    );
    await district.query(
      `insert into named_people (district_id, school_id, duty, person_id, named_by, named_at, reason) values ($1, 'oak', 'approver', 'p-lang', 'test', $2, 'test')`,
      [district.id, NOW],
    );
    await run();
    expect(await incidents()).toMatchObject([{ reporter_id: 'S1', reporter_name: 'Patricia Lang' }]);
  });

  it.each(['administrator', 'Principal'])(
    'names the one %s of the school where it names no approver either',
    async (head) => {
      await begin([incident('reporterKind: staff')], { head });
      await run();
      expect(await incidents()).toMatchObject([{ reporter_id: 'S1' }]);
    },
  );

  it('keeps its notice from being taken back', async () => {
    await begin([incident('reporter: S1')]);
    await run();
    await expect(takeBack()).rejects.toThrow(
      'This notice made a behavior incident, so it cannot be declined. Correct the attendance or the incident instead.',
    );
    expect(await incidents()).toMatchObject([{ state: 'open' }]);
  });

  it('is made once the reporter is there: the notice without one can be taken back, and is issued again', async () => {
    await begin([incident('reporterKind: non-student, reporter: BUS-7')]);
    await run();
    await takeBack(true);
    const driver = {
      code: 'BUS-7',
      name: { en: 'Lou Ortega', es: '' },
      extra: { kind: 'bus driver' },
      reason: 'line 7',
    };
    await catalog((client) => addEntry(client, author(), 'non-students', driver));
    await run('2025-11-03');
    expect(await incidents()).toMatchObject([{ reporter_name: 'Lou Ortega' }]);
  });
});
