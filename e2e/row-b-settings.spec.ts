/** Row B, settings of criteria: a district writes its own beside those that ship, and the command line judges them. */
import { copyPack, headOfExamples, rollcall, type OwnPack } from './command.ts';
import { expect, test as base } from './server.ts';

const test = base.extend<{ readonly own: OwnPack }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameters
  own: async ({}, use, info) => use(await copyPack('secondary-criteria', info.outputPath('pack'))),
});

interface Criterion {
  readonly code: string;
  readonly when: string;
  readonly more?: string;
}

/** Another criterion, with nothing but a letter unless it says so. */
function criterion({
  code,
  when,
  more = 'then:\n  - { letter: attendance-notice, history: evidence, sort: asc }',
}: Criterion): string {
  return `code: ${code}\ntitle: "Own ${code}"\ndescription: "A criterion of the district's own"\nwhen: ${when}\nsource: "the district"\n${more}\n`;
}

/** Adds criteria and examples, and judges those examples and no others. */
async function judge(own: OwnPack, criteria: readonly Criterion[], examples: string): Promise<readonly string[]> {
  for (const one of criteria) await own.write(`criteria/own-${one.code.toLowerCase()}.yaml`, criterion(one));
  await own.write('cases/own.yaml', `${await headOfExamples()}examples:\n${examples}`);
  const { status, out, err } = rollcall(['pack', 'test', own.dir, '--format', 'json']);
  if (status !== 0 && status !== 1) throw new Error(err);
  const results = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Result);
  return results
    .filter(({ file }) => file === 'cases/own.yaml')
    .map(({ student, passed, differences }) => `${student}: ${passed ? 'as expected' : differences.join('; ')}`);
}

interface Result {
  readonly file: string;
  readonly student: string;
  readonly passed: boolean;
  readonly differences: readonly string[];
}

/** What a change of the pack is refused with, by the line that changes. */
async function refusal(own: OwnPack, path: string, [from, to]: readonly [string, string]): Promise<string> {
  await own.change(path, from, to);
  const { status, out } = own.check();
  await own.change(path, to, from);
  return status === 2 ? out : `not refused: ${own.dir}`;
}

test('1.4 1.46 the pack that ships has criteria for letters, eligibility, an incident and an at-risk reason, and worked examples on both sides of each line, which all come out', () => {
  const shown = JSON.parse(rollcall(['pack', 'show', 'packs/secondary-criteria', '--format', 'json']).out) as {
    readonly criteria: readonly { readonly code: string; readonly then: readonly string[] }[];
  };
  const kindOf = (code: string): string | undefined => shown.criteria.find((one) => one.code === code)?.then[0];
  expect(['P5', 'ELIG', 'TDY10', 'RISK'].map(kindOf)).toEqual(['letter', 'eligibility', 'incident', 'at-risk']);
  const tried = rollcall(['pack', 'test', 'packs/secondary-criteria', '--format', 'json']);
  expect(tried.status).toBe(0);
  const results = tried.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Result);
  expect(results.length).toBeGreaterThan(60);
  expect(results.filter(({ passed }) => !passed)).toEqual([]);
});

test('1.5 1.59 1.60 a criterion that makes an incident may not also send a letter; two do it, in different groups', async ({
  own,
}) => {
  const letter = '  - { letter: attendance-notice, history: evidence, sort: asc }\n';
  await own.change('criteria/incident.yaml', 'then:\n', `then:\n${letter}`);
  const both = own.check();
  expect(both.status).toBe(2);
  expect(both.out).toMatch(/criteria\/incident\.yaml:\d+:\d+ .*incident/);
  await own.change('criteria/incident.yaml', letter, '');
  const second = {
    code: 'TDYL',
    when: '{ type: total, counts: [{ status: [tardy] }], measure: periods, window: { term: quarter }, atLeast: 10 }',
  };
  await own.write('criteria/own-tdyl.yaml', criterion(second));
  expect(own.check()).toMatchObject({ status: 0, out: '' });
  // Both in one group: only one of them would ever stand.
  await own.change(
    'pack.yaml',
    '  - { id: minutes, mode: first-match }',
    '  - { id: minutes, mode: first-match }\n  - { id: tardies, mode: first-match }',
  );
  await own.change('criteria/incident.yaml', 'when:', 'group: tardies\norder: 1\nwhen:');
  await own.change('criteria/own-tdyl.yaml', 'when:', 'group: tardies\norder: 2\nwhen:');
  const together = own.check();
  expect(together.err).toMatch(/warning: .*incident/);
});

test('1.17-1.19 a code has five characters at most, a description 255, and a group is one that the pack defines', async ({
  own,
}) => {
  const file = 'criteria/cuts-5.yaml';
  expect(await refusal(own, file, ['code: P5', 'code: CUTS55'])).toMatch(
    /code: found "CUTS55"; allowed: .*5 characters/,
  );
  const long = (characters: number): [string, string] => [
    'description: "Five to ten',
    `description: "${'x'.repeat(characters - 56)}Five to ten`,
  ];
  expect(await refusal(own, file, long(256 + 4))).toMatch(/description: .*255/);
  expect(await refusal(own, file, ['group: cuts', 'group: truancy'])).toMatch(
    /group: found the unknown group "truancy"; allowed: .*cuts/,
  );
  await own.change(file, 'code: P5', 'code: CUTS5');
  await own.change(
    file,
    'description: "Five to ten cut periods in the quarter, in any class, on any day"',
    `description: "${'x'.repeat(255)}"`,
  );
  await own.change('pack.yaml', '{ id: cuts,', '{ id: skips,');
  for (const one of [file, 'criteria/cuts-10.yaml']) await own.change(one, 'group: cuts', 'group: skips');
  expect(own.check().out).not.toMatch(/cuts-5\.yaml|cuts-10\.yaml|pack\.yaml/);
});

test('1.14 1.29 what does not go together is refused: a course of day totals, an interval beside the year', async ({
  own,
}) => {
  const course = await refusal(own, 'criteria/same-course.yaml', [
    '  counts: [{ status: [absent], excuse: [unexcused] }]',
    '  view: half-and-full',
  ]);
  expect(course).toMatch(/same-course\.yaml:\d+:\d+ when/);
  expect(
    await refusal(own, 'criteria/same-course.yaml', ['window: { term: quarter }', 'window: { year: quarter }']),
  ).toMatch(/when\.window/);
  expect(
    await refusal(own, 'criteria/same-course.yaml', [
      'window: { term: quarter }',
      'window: { term: quarter, days: 20 }',
    ]),
  ).toMatch(/when\.window/);
});

test('1.30 1.32 1.36 at least one weekday, one code or group, and one period must be named', async ({ own }) => {
  expect(await refusal(own, 'criteria/fridays.yaml', ['weekdays: [fri]', 'weekdays: []'])).toMatch(/weekdays/);
  expect(await refusal(own, 'criteria/cuts-5.yaml', ['groups: ["district:CUT"]', 'groups: []'])).toMatch(/groups/);
  expect(
    await refusal(own, 'criteria/cuts-5.yaml', [
      'counts: [{ groups: ["district:CUT"], wholeDay: false }]',
      'counts: []',
    ]),
  ).toMatch(/counts/);
  expect(await refusal(own, 'criteria/first-and-last.yaml', ['periods: [P1, P7]', 'periods: []'])).toMatch(/periods/);
});

test('1.56 1.71 a number of days goes with school days or calendar days, and not with a term', async ({ own }) => {
  for (const file of ['criteria/eligibility.yaml', 'criteria/at-risk.yaml']) {
    const at = file.includes('risk') ? 'lasts: { term: quarter, next: true }' : 'lasts: { term: quarter }';
    expect(await refusal(own, file, [at, 'lasts: { term: quarter, days: 21 }'])).toMatch(/lasts/);
    expect(await refusal(own, file, [at, 'lasts: { schoolDays: 0 }'])).toMatch(/lasts/);
    await own.change(file, at, file.includes('risk') ? 'lasts: { days: 28 }' : 'lasts: { schoolDays: 20 }');
  }
  expect(own.check()).toMatchObject({ status: 0, out: '' });
});

test('1.26-1.28 absences count from the start of the interval that was chosen, or of the year, to the day that was asked; before it they are ignored', async ({
  own,
}) => {
  await own.change(
    'pack.yaml',
    'views:',
    'intervals:\n  fall-weeks: [{ name: Weeks 1 to 6, start: 2025-08-11, end: 2025-09-19 }, { name: Weeks 7 to 12, start: 2025-09-22, end: 2025-10-31 }]\nviews:',
  );
  const when = (window: string): string =>
    `{ type: total, counts: [{ codes: [U] }], measure: periods, window: ${window}, atLeast: 4 }`;
  const criteria = [
    { code: 'QTR', when: when('{ term: quarter }') },
    { code: 'SEM', when: when('{ term: semester }') },
    { code: 'WEEKS', when: when('{ term: fall-weeks }') },
    { code: 'YEAR', when: when('year') },
  ];
  // Three on Fri Oct 10, the last day of the quarter, one on Mon Oct 13.
  const days = '["Fri 2025-10-10 U in P1 P3 P5", "Mon 2025-10-13 U in P1"]';
  const met = (code: string, cycle: string): string =>
    `          - { criterion: ${code}, date: Mon 2025-10-13, value: 4, cycle: ${cycle}, decision: issue }\n`;
  expect(
    await judge(
      own,
      criteria,
      `
  - name: over the end of a quarter
    asOf: Fri 2025-10-31
    criteria: [QTR, SEM, WEEKS, YEAR]
    students:
      to the end of the month:
        attendance: ${days}
        expect:
${met('SEM', 'Mon 2025-08-11')}${met('WEEKS', 'Mon 2025-09-22')}${met('YEAR', 'Fri 2025-08-01')}
      to the Friday before: { asOf: Fri 2025-10-10, attendance: ${days}, expect: nothing }
`,
    ),
  ).toEqual(['to the end of the month: as expected', 'to the Friday before: as expected']);
});

test('1.31 1.32 by attendance code, by district group or by state group, one of them or several', async ({ own }) => {
  const when = (counts: string): string =>
    `{ type: total, counts: [${counts}], measure: periods, window: { term: quarter }, atLeast: 3 }`;
  const criteria = [
    { code: 'CODE', when: when('{ codes: ["C"] }') },
    { code: 'CODES', when: when('{ codes: ["C", "T"] }') },
    { code: 'DIST', when: when('{ groups: ["district:CUT"] }') },
    { code: 'STATE', when: when('{ groups: ["state:A"] }') },
    { code: 'MANY', when: when('{ groups: ["state:A", "district:TDY"] }') },
  ];
  const of = (code: string, value: number): string =>
    `{ criterion: ${code}, date: Tue 2025-09-09, value: ${value}, decision: issue }`;
  expect(
    await judge(
      own,
      criteria,
      `
  - name: three ways to say what counts
    asOf: Fri 2025-10-03
    criteria: [CODE, CODES, DIST, STATE, MANY]
    students:
      three cuts:
        attendance: ["Mon 2025-09-08 C in P1 P3", "Tue 2025-09-09 C in P1"]
        expect: [${['CODE', 'CODES', 'DIST', 'STATE', 'MANY'].map((code) => of(code, 3)).join(', ')}]
      two cuts and an absence without excuse, which the state counts alike:
        attendance: ["Mon 2025-09-08 C in P1 P3", "Tue 2025-09-09 U in P1"]
        expect: [${of('STATE', 3)}, ${of('MANY', 3)}]
      two cuts and a tardy:
        attendance: ["Mon 2025-09-08 C in P1 P3", "Tue 2025-09-09 T in P1"]
        expect: [${of('CODES', 3)}, ${of('MANY', 3)}]
      three excused: { attendance: ["Mon 2025-09-08 E in P1 P3", "Tue 2025-09-09 E in P1"], expect: nothing }
`,
    ),
  ).toEqual([
    'three cuts: as expected',
    'two cuts and an absence without excuse, which the state counts alike: as expected',
    'two cuts and a tardy: as expected',
    'three excused: as expected',
  ]);
});

test('1.11 1.13 1.15 1.35 a view makes day totals of several kinds of records, by periods, by minutes or by the share of the day that was missed', async ({
  own,
}) => {
  await own.change(
    'pack.yaml',
    'views:\n',
    `views:
  absent-and-late:
    cap: 1
    parts:
      - counts: [{ status: [absent], excuse: [unexcused] }]
        by: minutes
        rows: [{ atLeast: 175, value: 1 }, { atLeast: 100, value: 0.5 }]
      - counts: [{ status: [tardy], excuse: [unexcused], minutesOver: 30 }]
        by: periods
        rows: [{ atLeast: 1, value: 0.25 }]
`,
  );
  const criteria = [
    {
      code: 'TOTAL',
      when: '{ type: total, view: absent-and-late, measure: days, window: { term: quarter }, atLeast: 1.5 }',
    },
    {
      code: 'SHARE',
      when: '{ type: total, view: any-reason, measure: days, window: { term: quarter }, atLeast: 1.5 }',
    },
  ];
  expect(
    await judge(
      own,
      criteria,
      `
  - name: day totals
    asOf: Fri 2025-10-03
    criteria: [TOTAL, SHARE]
    students:
      a whole day by its minutes, a half, and nothing more:
        attendance: ["Mon 2025-09-08 U in P1 P2 P3 P4", "Tue 2025-09-09 U in P1 P2"]
        expect:
          - { criterion: TOTAL, date: Tue 2025-09-09, value: 1.5, decision: issue }
          - { criterion: SHARE, date: Tue 2025-09-09, value: 1.5, decision: issue }
      a half, a quarter for 31 minutes late on the same day, and again:
        attendance: ["Mon 2025-09-08 U in P1 P2", "Mon 2025-09-08 T 31 min in P4", "Tue 2025-09-09 U in P1 P2", "Tue 2025-09-09 T 31 min in P4"]
        expect: [{ criterion: TOTAL, date: Tue 2025-09-09, value: 1.5, decision: issue }]
      30 minutes late are no part of a day:
        attendance: ["Mon 2025-09-08 U in P1 P2", "Mon 2025-09-08 T 30 min in P4", "Tue 2025-09-09 U in P1 P2", "Tue 2025-09-09 T 30 min in P4"]
        expect: nothing
`,
    ),
  ).toEqual([
    'a whole day by its minutes, a half, and nothing more: as expected',
    'a half, a quarter for 31 minutes late on the same day, and again: as expected',
    '30 minutes late are no part of a day: as expected',
  ]);
});

test('1.42 at least and at most, both in absences or both in minutes: a band is met inside it and not past it', async ({
  own,
}) => {
  const band = (measure: string, least: number, most: number): string =>
    `{ type: total, counts: [{ codes: [U] }], measure: ${measure}, window: { term: quarter }, atLeast: ${least}, atMost: ${most} }`;
  const criteria = [
    { code: 'COUNT', when: band('periods', 3, 4) },
    { code: 'MINS', when: band('minutes', 150, 200) },
  ];
  expect(
    await judge(
      own,
      criteria,
      `
  - name: bands
    asOf: Fri 2025-10-03
    criteria: [COUNT, MINS]
    students:
      two: { attendance: ["Mon 2025-09-08 U in P1 P3"], expect: nothing }
      three of fifty minutes:
        attendance: ["Mon 2025-09-08 U in P1 P3", "Tue 2025-09-09 U in P1"]
        expect: [{ criterion: COUNT, date: Tue 2025-09-09, value: 3, decision: issue }, { criterion: MINS, date: Tue 2025-09-09, value: 150, decision: issue }]
      from two to five in one day: { attendance: ["Mon 2025-09-08 U in P1 P3", "Tue 2025-09-09 U in P1 P3 P5"], expect: nothing }
`,
    ),
  ).toEqual(['two: as expected', 'three of fifty minutes: as expected', 'from two to five in one day: as expected']);
});

test('1.25 a criterion that only counts is noted and sends nothing, and keeps no other of its group back', async ({
  own,
}) => {
  const when =
    '{ type: total, counts: [{ groups: ["district:CUT"], wholeDay: false }], measure: periods, window: { term: quarter }, atLeast: 5 }';
  const only = { code: 'ONLY', when, more: 'group: cuts\norder: 0\nrelease: none' };
  expect(
    await judge(
      own,
      [only],
      `
  - name: counted and not sent
    asOf: Fri 2025-10-03
    criteria: [ONLY, P5]
    students:
      four: { attendance: ["Mon 2025-09-08 C in P1 P2 P3 P4"], expect: nothing }
      five:
        attendance: ["Mon 2025-09-08 C in P1 P2 P3 P4 P5"]
        expect:
          - { criterion: ONLY, date: Mon 2025-09-08, value: 5, decision: noted }
          - { criterion: P5, date: Mon 2025-09-08, value: 5, decision: issue }
`,
    ),
  ).toEqual(['four: as expected', 'five: as expected']);
});

test('1.6 1.23 beside eligibility or an at-risk reason a criterion may also send a letter, or send nothing', async ({
  own,
}) => {
  expect(own.check()).toMatchObject({ status: 0, out: '' });
  for (const file of ['criteria/eligibility.yaml', 'criteria/at-risk.yaml'])
    await own.change(file, 'then:\n', 'then:\n  - { letter: attendance-notice, history: evidence, sort: asc }\n');
  expect(own.check()).toMatchObject({ status: 0, out: '' });
});

test('1.22 two letters at most where the criterion says two; one for each further absence where it says nothing', async ({
  own,
}) => {
  const when = '{ type: total, counts: [{ codes: ["C"] }], measure: periods, window: { term: quarter }, atLeast: 1 }';
  const letter = 'then:\n  - { letter: attendance-notice, history: evidence, sort: asc }';
  const criteria = [
    { code: 'TWO', when, more: `repeat: each\nmaxPerCycle: 2\n${letter}` },
    { code: 'ALL', when, more: `repeat: each\n${letter}` },
  ];
  const of = (code: string, no: number): string =>
    `          - { criterion: ${code}, date: 2025-09-${String(7 + no).padStart(2, '0')}, occurrence: ${no}, decision: issue }\n`;
  expect(
    await judge(
      own,
      criteria,
      `
  - name: three cuts on three days
    asOf: Fri 2025-10-03
    criteria: [TWO, ALL]
    students:
      three:
        attendance: ["Mon 2025-09-08..Wed 2025-09-10 C in P1"]
        expect:
${of('TWO', 1)}${of('TWO', 2)}${of('ALL', 1)}${of('ALL', 2)}${of('ALL', 3)}
`,
    ),
  ).toEqual(['three: as expected']);
});
