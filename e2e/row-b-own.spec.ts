/** Row B, a district's own settings of what follows: history in letters, how long a status lasts, who reports an incident and its fine. */
import { withTransaction } from '../src/db/index.ts';
import { issueNotices } from '../src/notices/index.ts';
import { readPack, saveUse } from '../src/packs/index.ts';
import { SAMPLE_AS_OF, SAMPLE_NOW, type TestServer } from '../src/server/testing.ts';
import { copyPack, rollcall, type OwnPack } from './command.ts';
import { tellStory, type Story } from './laurel.ts';
import { expect, test as base } from './server.ts';

const test = base.extend<{ readonly own: OwnPack }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameters
  own: async ({}, use, info) => use(await copyPack('secondary-criteria', info.outputPath('pack'))),
});

test.describe.configure({ timeout: 300_000 });

/** From the first of November Laurel goes by the district's own version. (The command line would say today, by the machine's clock.) */
async function putInUse(own: OwnPack, { db }: TestServer): Promise<void> {
  await own.change('pack.yaml', 'version: "2026.1"', 'version: "2026.1-own"');
  const reading = await readPack(own.dir);
  if (!reading.ok) throw new Error(own.check().out);
  const use = {
    districtId: 1,
    pack: reading.pack,
    schools: ['laurel'],
    by: 'A. Bell',
    at: new Date('2026-11-01T08:00:00Z'),
  };
  await withTransaction(db, (client) => saveUse(client, use));
}

const CUTS =
  'when: { type: total, counts: [{ groups: ["district:CUT"] }], measure: periods, window: { term: quarter }, atLeast: 5 }';

async function addCriterion(own: OwnPack, code: string, then: string): Promise<void> {
  await own.write(
    `criteria/own-${code.toLowerCase()}.yaml`,
    `code: ${code}\ntitle: "Own ${code}"\ndescription: "Five cut periods in the quarter"\n${CUTS}\nrelease: automatic\nsource: "the district"\nthen:\n  - ${then}\n`,
  );
}

test('1.37-1.39 a letter shows the absences of its cycle, or of the year, oldest or newest first, up to the trigger date and none of the days after', async ({
  ownServer,
  own,
}) => {
  const story: Story = {
    'Nia Abara': [
      '2026-10-20 C in P6',
      '2026-11-02 C in P1 P3 P5 P7',
      '2026-11-04 C in P1 P2 P3 P5 P6 P7',
      '2026-11-06 C in P4',
    ],
    'Bo Arden': ['2026-10-20 C in P6', '2026-11-02 C in P1 P2 P3', '2026-11-04 C in P1 P2', '2026-11-06 C in P4'],
    'Saul Kemp': ['2026-11-02 T in P1 P2 P3 for 50', '2026-11-03 T in P1 P2 P3 for 50', '2026-11-06 T in P1 for 9'],
  };
  await own.change('criteria/cuts-10.yaml', 'history: cycle, sort: asc', 'history: year, sort: asc');
  await own.change('criteria/cuts-5.yaml', 'history: evidence, sort: asc', 'history: cycle, sort: asc');
  await putInUse(own, ownServer);
  await tellStory(ownServer, story);
  await issueNotices(ownServer.db, {
    districtId: 1,
    asOf: SAMPLE_AS_OF,
    filter: { school: 'laurel' },
    by: 'test',
    now: SAMPLE_NOW,
  });
  const dates = async (name: string, criterion: string): Promise<readonly string[]> => {
    const text = await letterOf(ownServer, name, criterion);
    return [...text.matchAll(/^ +\w+, (\w+ \d+), 2026 {2}\|/gm)].map(([, day = '']) => day);
  };
  expect(await dates('Nia Abara', 'P10')).toEqual(['Oct 20', 'Nov 2', 'Nov 4']);
  expect(await dates('Bo Arden', 'P5')).toEqual(['Nov 2', 'Nov 4']);
  expect(await dates('Saul Kemp', 'M300')).toEqual(['Nov 3', 'Nov 2']);
});

/** The letter of a notice as text, as the viewer shows it. */
async function letterOf(server: TestServer, name: string, criterion: string): Promise<string> {
  const found = await server.db.pool.query<{ notice: string }>(
    `select 'N' || n.notice_id as notice from notices n join students s using (district_id, student_id)
      where s.first_name || ' ' || s.last_name = $1 and n.criterion = $2`,
    [name, criterion],
  );
  const notice = found.rows[0]?.notice ?? '';
  const district = await server.as('district');
  return (await district.readLetterText({ params: { notice, letter: 1 } })).text;
}

test('1.48 1.49 1.51-1.54 1.69 by the calculation alone a player is not eligible: to the end of the quarter, of the next one, for school days, or for calendar days over weekends and days without school; who plays nothing gets no status', async ({
  ownServer,
  own,
}) => {
  const cuts = ['2026-11-02 C in P1 P2 P3', '2026-11-04 C in P1 P2'];
  const lasts = {
    EQ: '{ term: quarter }',
    EN: '{ term: quarter, next: true }',
    ES: '{ schoolDays: 10 }',
    EC: '{ days: 10 }',
  };
  for (const [code, how] of Object.entries(lasts))
    await addCriterion(own, code, `{ eligibility: ineligible, lasts: ${how} }`);
  await addCriterion(own, 'RD', '{ at-risk: ATTENDANCE, lasts: { days: 10 } }');
  await putInUse(own, ownServer);
  await tellStory(ownServer, { 'Bo Arden': cuts, 'Cy Mott': cuts }, ['Bo Arden']);
  const standing = (student: string): Standing =>
    JSON.parse(
      rollcall(['standing', 'show', student, '--on', '2026-11-13', '--format', 'json'], ownServer).out,
    ) as Standing;
  const { records, atRisk } = standing('900001');
  expect(
    Object.fromEntries(
      records.filter(({ because }) => because in lasts).map((one) => [one.because, `${one.status} ${one.until}`]),
    ),
  ).toEqual({
    EQ: 'ineligible 2027-01-15',
    EN: 'ineligible 2027-03-19',
    ES: 'ineligible 2026-12-03',
    EC: 'ineligible 2026-11-22',
  });
  expect(atRisk.map(({ because, until }) => `${because} ${until}`)).toEqual(['RD 2026-11-22']);
  expect(standing('900002').records).toEqual([]);
});

interface Standing {
  readonly records: readonly { readonly because: string; readonly status: string; readonly until: string | null }[];
  readonly atRisk: readonly { readonly because: string; readonly until: string }[];
}

test('1.61 1.63-1.66 an incident is reported by a person who is no student and no staff, whose id is checked, with a code, an action without dates and the fine of the district', async ({
  ownServer,
  own,
}) => {
  await addCriterion(
    own,
    'BUS',
    '{ incident: TARDY, action: DETENTION, reporterKind: non-student, reporter: BUS-7, fine: true }',
  );
  const unknown = rollcall(['pack', 'check', own.dir, '--district'], ownServer);
  expect(unknown.err).toMatch(/BUS-7/);
  const since = ['--from', '2026-08-24', '--reason', 'since the start of school'];
  const add = (...words: readonly string[]) => rollcall(['catalog', 'add', ...words, ...since], ownServer);
  expect(add('non-students', 'BUS-7', '--name-en', 'Lou Ortega', '--set', 'kind=bus driver').status).toBe(0);
  expect(add('fines', 'LATE', '--name-en', 'Late fee', '--name-es', 'Multa', '--set', 'amountCents=1250').status).toBe(
    0,
  );
  expect(rollcall(['pack', 'check', own.dir, '--district'], ownServer).err).not.toMatch(/BUS: |BUS-7/);
  await putInUse(own, ownServer);
  await tellStory(ownServer, { 'Bo Arden': ['2026-11-02 C in P1 P2 P3', '2026-11-04 C in P1 P2'] });
  const district = await ownServer.as('district');
  const { items } = await district.listIncidents({ query: {} });
  const made = items.find(({ lastName }) => lastName === 'Arden');
  const incident = await district.readIncident({ params: { incident: made?.incident ?? 0 } });
  expect(incident).toMatchObject({
    reporter: { kind: 'non-student', id: 'BUS-7', name: 'Lou Ortega' },
    code: { code: 'TARDY' },
    action: { code: 'DETENTION' },
    actionFrom: null,
    fines: [{ code: 'LATE', amountCents: 1250 }],
  });
});
