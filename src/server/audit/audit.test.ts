import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordAudit, sealSegments } from '../../access/index.ts';
import { readPdf } from '../../documents/testing/read-pdf.ts';
import { startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
let mine: { readonly key: string; readonly id: string };
let other: { readonly key: string; readonly id: string };
beforeAll(async () => {
  server = await startTestServer();
  const schools = await schoolsOf('administrator');
  const one = async (comparison: string) => {
    const found = await server.db.pool.query<{ key: string; id: string }>(
      `select 's' || s.student_no as key, s.student_id as id from students s
        where s.district_id = 1 and ${comparison} (select array_agg(distinct e.school_id) from enrollments e
          where e.district_id = 1 and e.student_id = s.student_id) && $1::text[] order by 2 limit 1`,
      [schools],
    );
    return found.rows[0] as { key: string; id: string };
  };
  mine = await one('');
  other = await one('not');
});
afterAll(() => server.close());

async function schoolsOf(role: string): Promise<readonly string[]> {
  const found = await server.db.pool.query<{ school_id: string }>(
    'select school_id from grants where role = $1 and until_on is null',
    [role],
  );
  return found.rows.map(({ school_id }) => school_id);
}

const given = (student: string) => ({
  students: [student],
  kind: 'given' as const,
  on: '2026-11-12',
  party: 'County Court',
  interest: 'Hearing of December 3',
  given: 'Attendance file, 48 pages',
});

describe('the log of who saw what', () => {
  test('is for the district and the system, and for nobody else', async () => {
    for (const role of ['clerk', 'administrator', 'team', 'teacher', 'officer'] as const) {
      const person = await server.as(role);
      await expect(person.readAudit()).rejects.toMatchObject({ problem: { status: 403 } });
    }
    const system = await server.as('system');
    expect((await system.readAudit()).total).toBeGreaterThan(0);
  });

  test('has the refusals with who, where from and what; looking leaves an entry of its own', async () => {
    const clerk = await server.as('clerk');
    await expect(clerk.readAudit()).rejects.toThrow();
    const district = await server.as('district');
    const refused = await district.readAudit({ query: { outcome: 'refused', action: 'readAudit', limit: 1 } });
    expect(refused.items).toMatchObject([{ outcome: 'refused', from: '127.0.0.1', detail: { status: 403 } }]);
    const looks = await district.readAudit({ query: { action: 'view-list', limit: 1 } });
    expect(looks.items).toMatchObject([{ detail: { list: 'audit', outcome: 'refused', action: 'readAudit' } }]);
  });

  test('is paged from the newest to the oldest without a gap', async () => {
    const district = await server.as('district');
    const seen: number[] = [];
    let cursor: string | undefined;
    const to = '2020-01-02';
    for (let at = 0; at < 5; at += 1) await write(`2020-01-02T12:00:0${at}Z`);
    do {
      const page = await district.readAudit({ query: { limit: 2, to, ...(cursor === undefined ? {} : { cursor }) } });
      expect(page.total).toBe(5);
      seen.push(...page.items.map(({ entry }) => entry));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(5);
    expect(seen).toEqual(seen.toSorted((one, next) => next - one));
  });

  test('is found by student, and offers its people and actions', async () => {
    await write('2020-02-02T12:00:00Z', [mine.key]);
    const district = await server.as('district');
    const { items } = await district.readAudit({ query: { student: mine.key, to: '2020-02-02' } });
    expect(items.map(({ students }) => students)).toEqual([[mine.key]]);
    const choices = await district.readAuditChoices();
    expect(choices.actions).toContain('view-student');
    expect(choices.people.length).toBeGreaterThan(0);
    await expect(district.readAudit({ query: { student: 'x' } })).rejects.toMatchObject({ problem: { status: 404 } });
  });

  test('is exported whole as a file, and no cell is a formula', async () => {
    await recordAudit(
      server.db.pool,
      { actor: { personId: 'p', name: '=1+1' }, districtId: 1, from: 'x', at: new Date('2020-03-02T12:00:00Z') },
      { action: 'view-student' },
    );
    const answer = await server.fetch('/api/audit.csv?from=2020-03-02&to=2020-03-02', {
      headers: { cookie: await server.cookieOf('district') },
    });
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="audit.csv"');
    const text = await answer.text();
    expect(text.split('\r\n')).toHaveLength(3);
    expect(text).toContain(`,'=1+1,`);
  });

  test('is printed under its filter, with heads and pages, and that leaves an entry', async () => {
    const district = await server.as('district');
    await write('2020-04-02T12:00:00Z', [mine.key]);
    const read = await readBlob(await district.printAudit({ query: { from: '2020-04-02', to: '2020-04-02' } }));
    expect(read.tags.flat()).toEqual(expect.arrayContaining(['Table', 'TH']));
    expect(read.pages[0]).toMatch(/from Thu, Apr 2, 2020[^]*A. Bell[^]*saw a student's page[^]*Page 1 of 1/);
    const { items } = await district.readAudit({ query: { action: 'print-list', limit: 1 } });
    expect(items).toMatchObject([{ detail: { list: 'audit', from: '2020-04-02' } }]);
  });

  test('of more than 10,000 entries is not printed, and says so', async () => {
    await server.db.pool.query(
      `insert into audit_entries (district_id, at, person_id, person, come_from, action, outcome, students, detail)
       select 1, '2019-01-02T12:00:00Z', 'p0', 'A. Bell', 'x', 'view-list', 'done', '{}', '{}' from generate_series(1, 10001)`,
    );
    const district = await server.as('district');
    const asked = district.printAudit({ query: { to: '2019-01-02' } });
    await expect(asked).rejects.toMatchObject({ problem: { status: 413, code: 'too-long', facts: { most: 10_000 } } });
  });

  test('is counted as it grows, before and after it is sealed', async () => {
    const district = await server.as('district');
    const who = { actor: null, districtId: 1, from: 'x', at: new Date('2018-03-02T12:00:00Z') };
    const day = { from: '2018-03-02', to: '2018-03-02', limit: 1 };
    const totals = async () => [
      (await district.readAudit({ query: day })).total,
      (await district.readAudit({ query: { ...day, action: 'view-notice' } })).total,
    ];
    expect(await totals()).toEqual([0, 0]);
    await recordAudit(server.db.pool, who, { action: 'view-student' });
    await recordAudit(server.db.pool, who, { action: 'view-notice' });
    expect(await totals()).toEqual([2, 1]);
    await sealSegments(server.db, new Date());
    expect(await totals()).toEqual([2, 1]);
    await recordAudit(server.db.pool, who, { action: 'view-notice' });
    expect(await totals()).toEqual([3, 2]);
    await sealSegments(server.db, new Date());
    await recordAudit(server.db.pool, who, { action: 'view-student' });
    expect(await totals()).toEqual([4, 2]);
  });

  test('is verified, and an entry that was changed is named', async () => {
    await sealSegments(server.db, new Date());
    const district = await server.as('district');
    const state = await district.readAuditState();
    expect(state.logs.map(({ log, fault }) => [log, fault])).toEqual([
      ['entries', null],
      ['disclosures', null],
    ]);
    expect(state.logs[0]?.head).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('disclosures', () => {
  test('are written by an administrator for a student of the own school, once for a key, and by nobody for another', async () => {
    const administrator = await server.as('administrator');
    const first = await administrator.recordDisclosure({ body: given(mine.key), key: 'd1' });
    expect(await administrator.recordDisclosure({ body: given(mine.key), key: 'd1' })).toEqual(first);
    await expect(administrator.recordDisclosure({ body: given(other.key), key: 'd2' })).rejects.toMatchObject({
      problem: { status: 404 },
    });
    const { items, total } = await administrator.listDisclosures({ query: { student: mine.key } });
    expect(total).toBe(1);
    expect(items).toMatchObject([{ student: mine.key, party: 'County Court', interest: 'Hearing of December 3' }]);
  });

  test('of a day to come are refused', async () => {
    const district = await server.as('district');
    await expect(
      district.recordDisclosure({ body: { ...given(mine.key), on: '2999-01-01' }, key: 'd3' }),
    ).rejects.toMatchObject({ problem: { status: 422 } });
  });

  test('of a student of another school are not there for an administrator', async () => {
    const district = await server.as('district');
    await district.recordDisclosure({ body: given(other.key), key: 'd4' });
    const administrator = await server.as('administrator');
    expect((await administrator.listDisclosures({ query: { student: other.key } })).items).toEqual([]);
    await expect(administrator.printDisclosures({ params: { student: other.key } })).rejects.toMatchObject({
      problem: { status: 404 },
    });
    expect((await district.listDisclosures({ query: { student: other.key } })).total).toBe(1);
  });

  test('of one student are a letter to the parents, tagged, in English and in Spanish, and as text', async () => {
    const district = await server.as('district');
    const params = { student: mine.key };
    const english = await readBlob(await district.printDisclosures({ params }));
    expect(english).toMatchObject({ language: 'en', isMarked: true, hasPdfUaMark: true });
    expect(english.pages.join('')).toContain('Given to County Court');
    const spanish = await readBlob(await district.printDisclosures({ params, query: { language: 'es' } }));
    expect(spanish.language).toBe('es');
    expect(spanish.pages.join('')).toContain('Entregado a County Court');
    expect(spanish.pages[0]).toContain('Página 1 de 1');
    expect(spanish.tags.flat()).toEqual(expect.arrayContaining(['H1', 'H2']));
    const text = await district.readDisclosuresText({ params, query: { language: 'es' } });
    expect(await text.text()).toContain('Entregado a County Court');
  });

  test('are printed as a list, in the language of the person, and exported; no name or number in a file name', async () => {
    const district = await server.as('district');
    const list = await readBlob(await district.printDisclosureList({ query: { student: mine.key } }));
    expect(list.pages.join('')).toMatch(/Legitimate interest[^]*County Court[^]*Hearing of December 3/);
    expect(list.pages[0]).toContain('Page 1 of 1');
    const answer = await server.fetch(`/api/disclosures.csv?student=${mine.key}`, {
      headers: { cookie: await server.cookieOf('district') },
    });
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="disclosures.csv"');
    expect(await answer.text()).toContain(`,${mine.id},`);
  });
});

async function readBlob(pdf: Blob) {
  expect(pdf.type).toBe('application/pdf');
  return readPdf(Buffer.from(await pdf.arrayBuffer()));
}

function write(at: string, students: readonly string[] = []): Promise<void> {
  const who = { actor: { personId: 'p0', name: 'A. Bell' }, districtId: 1, from: '10.1.4.8', at: new Date(at) };
  return recordAudit(server.db.pool, who, { action: 'view-student', students });
}

test('the counts beside the places are no looks at lists: they name nobody and leave no entry; the lists do', async () => {
  const district = await server.as('district');
  const looks = async (): Promise<number> => {
    const found = await server.db.pool.query(`select 1 from audit_entries where action = 'view-list'`);
    return found.rowCount ?? 0;
  };
  const before = await looks();
  const counted = await Promise.all([
    district.listExcusals({ query: { limit: 0 } }),
    district.listReferrals({ query: { limit: 0, tab: 'new' } }),
    district.readMessages({ query: { limit: 0 } }),
  ]);
  await district.readApprovers({ query: {} });
  expect(counted.every(({ items }) => items.length === 0)).toBe(true);
  expect(await looks()).toBe(before);
  const listed = await district.listExcusals({ query: {} });
  expect(counted[0].total).toBe(listed.total);
  await district.listReferrals({ query: { tab: 'new' } });
  await district.readMessages({ query: {} });
  expect(await looks()).toBe(before + 3);
});
