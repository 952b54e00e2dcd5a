import { afterAll, beforeAll, expect, test } from 'vitest';
import { assign } from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { raiseRevision } from '../../db/revisions.ts';
import { parseDay } from '../../engine/index.ts';
import { calculateAndRelease } from '../../notices/index.ts';
import { serve } from '../serve.ts';
import { SAMPLE_AS_OF, SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
let cookies: readonly string[] = [];
beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
  const asOf = parseDay(SAMPLE_AS_OF) ?? 0;
  await calculateAndRelease(server.db, { districtId: 1, asOf, by: 'test', now: SAMPLE_NOW, full: true });
  cookies = [
    await server.cookieOf('district'),
    await server.cookieOf('administrator'),
    await server.cookieOf('officer'),
  ];
});
afterAll(() => server.close());

const LISTS = [
  '/api/cases?limit=200',
  '/api/cases?limit=200&state=closed',
  '/api/owned?whose=all&limit=200',
  '/api/owned?whose=all&queue=overdue&limit=200',
  '/api/tasks?whose=all&limit=200',
  '/api/tasks?whose=all&queue=ended&limit=200',
  '/api/plans?limit=200',
  '/api/plans?time=this-year&limit=200',
  '/api/meetings?from=2026-08-01&to=2027-06-30',
  '/api/contracts',
  '/api/excusals?show=all',
  '/api/at-risk?limit=200',
  '/api/incidents?limit=200',
  '/api/campaigns',
  '/api/held-back',
  '/api/notices?limit=200',
  '/api/notices?status=withdrawn',
  '/api/batches',
  '/api/messages?limit=200',
  '/api/catalogs',
  '/api/directory?kind=staff&text=a',
  '/api/disclosures?limit=200',
] as const;

async function read(url: string): Promise<readonly string[]> {
  return Promise.all(
    cookies.flatMap((cookie) =>
      LISTS.map(async (path) => (await fetch(`${url}${path}`, { headers: { cookie } })).text()),
    ),
  );
}

/** As a server that was started just now, and has kept nothing, answers. */
async function readAnew(): Promise<readonly string[]> {
  const db = { pool: server.db.pool, close: () => Promise.resolve() };
  const options = { districtId: 1, host: '127.0.0.1', port: 0, env: {}, webRoot: null, log: false } as const;
  const rest = { trustProxy: false, showsSampleSignIns: true, version: 'test', home: server.home } as const;
  const fresh = await serve({ db, ...options, ...rest, now: () => SAMPLE_NOW });
  try {
    return await read(fresh.url);
  } finally {
    await fresh.close();
  }
}

test('lists of a district and of its schools say what was written just before, whoever wrote it: as a server that kept nothing', async () => {
  const administrator = await server.as('administrator');
  const district = await server.as('district');
  const [row] = (
    await server.db.pool.query<{ key: string }>(
      `select 's' || s.student_no as key from students s join enrollments e on e.district_id = s.district_id and e.student_id = s.student_id
        where e.school_id = 'oak' and e.exit_on is null and not exists (select from cases c where c.student_id = s.student_id)
        order by s.student_no limit 1`,
    )
  ).rows;
  const student = row?.key ?? '';
  let file = '';
  let batch = '';
  const revision = async (): Promise<string> =>
    String((await administrator.readCase({ params: { case: file } })).revision);
  const { people } = await district.listPossibleOwners({
    params: { thing: 'case', id: (await district.listCases({ query: {} })).items[0]?.case.replace(/^C/, '') ?? '' },
  });
  const someone = people[0]?.person ?? '';
  const writes: readonly (readonly [string, () => Promise<unknown>])[] = [
    [
      'a file is opened',
      async () => {
        ({ case: file } = await administrator.openCase({ params: { student }, body: { reason: 'The family asked' } }));
      },
    ],
    [
      'it is given to somebody',
      () =>
        district.giveOwner({
          params: { thing: 'case', id: file.replace(/^C/, '') },
          body: { person: someone, reason: 'knows the family' },
        }),
    ],
    ['a plan is made', () => administrator.makePlan({ params: { student }, body: { reason: 'Agreed on the phone' } })],
    [
      'a contact is logged',
      () => administrator.logContact({ params: { student }, body: { party: 'student', outcome: 'no-answer' } }),
    ],
    [
      'the file is closed',
      async () =>
        administrator.closeCase({
          params: { case: file },
          body: { outcome: 'recovered', reason: 'Four weeks without an absence' },
          revision: await revision(),
        }),
    ],
    [
      'it is opened again',
      async () =>
        administrator.reopenCase({
          params: { case: file },
          body: { reason: 'Absent again' },
          revision: await revision(),
        }),
    ],
    [
      'days are proposed as excused',
      () =>
        administrator.proposeExcusal({
          params: { student },
          body: { days: ['2026-10-05'], reason: 'a doctor’s note' },
        }),
    ],
    [
      'a reason to be at risk is given',
      () =>
        administrator.addAtRisk({
          params: { student },
          body: { reason: '', factors: ['HOUSING'], note: 'moved', until: '2027-01-15' },
        }),
    ],
    [
      'a meeting is planned',
      () =>
        administrator.makeMeeting({
          params: { student },
          body: {
            kind: 'conference',
            on: '2026-11-20',
            at: '10:00',
            minutes: 30,
            place: 'Office',
            invitees: [],
            sendsMail: false,
            purpose: '',
            language: 'en',
            interpreter: 'none',
            interpreterName: '',
          },
        }),
    ],
    [
      'a contract is offered',
      async () => {
        const { contract } = await administrator.draftContract({ params: { student }, body: {} });
        await administrator.offerContract({ params: { contract } });
      },
    ],
    [
      'an officer is given the file',
      () =>
        withTransaction(server.db, async (client) => {
          const [officer] = (
            await client.query<{ id: string }>(
              `select g.person_id as id from grants g where g.district_id = 1 and g.role = 'officer' and g.until_on is null limit 1`,
            )
          ).rows;
          const [one] = (
            await client.query<{ id: string }>(`select student_id as id from cases where case_id = $1`, [file.slice(1)])
          ).rows;
          const who = {
            districtId: 1,
            personId: '',
            name: 'test',
            role: 'district',
            now: SAMPLE_NOW,
            on: SAMPLE_AS_OF,
          } as const;
          const given = { caseId: Number(file.slice(1)), duty: 'officer', because: 'test' } as const;
          await assign(client, who, { ...given, student: one?.id ?? '', personId: officer?.id ?? '' });
        }),
    ],
    [
      'a journal is written',
      () =>
        administrator.writeJournal({ params: { student }, body: { reason: 'attendance', entry: 'Spoke of the bus.' } }),
    ],
    [
      'an activity is planned',
      () =>
        administrator.addActivity({
          body: {
            school: 'oak',
            campaign: null,
            student: null,
            kind: 'engage-family',
            what: 'Coffee',
            on: '2026-11-17',
            done: null,
          },
        }),
    ],
    [
      'a school issues notices',
      async () => {
        const { revision: seen } = await administrator.previewIssue({ body: { school: 'oak' } });
        ({ batch } = await administrator.issue({ body: { school: 'oak', revision: seen }, key: 'kept' }));
      },
    ],
    [
      'a task is taken',
      async () => {
        const { items } = await district.readTasks({ query: { whose: 'all' } });
        await district.changeTask({ params: { task: items[0]?.task ?? '' }, body: { action: 'take' } });
      },
    ],
    ['it takes them back', () => administrator.undoBatch({ params: { batch }, key: 'kept undone' })],
    [
      'the court is given the file',
      () =>
        administrator.recordDisclosure({
          body: {
            students: [student],
            kind: 'given',
            on: '2026-11-12',
            party: 'The court',
            interest: 'truancy',
            given: 'the attendance file',
          },
          key: 'kept disclosure',
        }),
    ],
    [
      'somebody joins the staff',
      async () => {
        await server.db.pool.query(
          `insert into staff (district_id, staff_id, name, kind, school_id) values (1, 'kept-1', 'Ana Aal', 'teacher', 'oak')`,
        );
        // As an import does.
        await raiseRevision(server.db.pool, 1, 'facts');
      },
    ],
    [
      'a code is added',
      () =>
        district.addCatalogEntry({
          params: { catalog: 'fines' },
          body: { code: 'LATE', name: { en: 'Late', es: 'Tarde' }, extra: { amountCents: 500 }, reason: 'the board' },
        }),
    ],
    [
      'a person has another name',
      () => server.db.pool.query(`update people set name = name || ' Jr.' where person_id = $1`, [someone]),
    ],
  ];
  let before = await read(server.url);
  for (const [what, write] of writes) {
    await write();
    const after = await read(server.url);
    expect(after, what).toEqual(await readAnew());
    expect(after, what).not.toEqual(before);
    before = after;
  }
}, 120_000);
