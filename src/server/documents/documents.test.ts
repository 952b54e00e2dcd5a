import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../access/index.ts';
import { ApiError } from '../client.ts';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
let student: string;
let other: string;
beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
  // Of the teacher's own sections, so that every role of the school may see them.
  const found = await server.db.pool.query<{ key: string }>(
    `select distinct 's' || s.student_no as key from grants g join people p on p.district_id = g.district_id and p.person_id = g.person_id
       join sections c on c.district_id = p.district_id and c.staff_id = p.staff_id
       join rosters r on r.district_id = c.district_id and r.section_id = c.section_id and r.end_on is null
       join students s on s.district_id = r.district_id and s.student_id = r.student_id
       join enrollments e on e.district_id = s.district_id and e.student_id = s.student_id and e.school_id = c.school_id and e.exit_on is null
       join grants k on k.district_id = g.district_id and k.role = 'clerk' and k.school_id = c.school_id
      where g.role = 'teacher' order by 1 limit 2`,
  );
  student = found.rows[0]?.key ?? '';
  other = found.rows[1]?.key ?? '';
});
afterAll(() => server.close());

const PDF = Buffer.from('%PDF-1.7\n1 0 obj << /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >> endobj\n%%EOF\n');

interface Filing {
  readonly kind?: string;
  readonly days?: string;
  readonly bytes?: Buffer;
  readonly key?: string;
  readonly to?: string;
}

async function file(
  role: Role,
  { kind = 'other', days = '', bytes = PDF, key = randomUUID(), to = student }: Filing = {},
) {
  const client = await server.as(role);
  const form = new FormData();
  form.set('kind', kind);
  form.set('title', 'Scan');
  form.set('days', days);
  form.set('file', new File([new Uint8Array(bytes)], 'Maya Torres.pdf', { type: 'application/pdf' }));
  return client.fileDocument({ params: { student: to }, form, key });
}

const open = async (role: Role, document: number, query = '') =>
  server.fetch(`/api/documents/${document}/file${query}`, { headers: { cookie: await server.cookieOf(role) } });
const uploads = () => readdirSync(join(server.home, 'documents', '1', 'incoming'));
const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof ApiError ? error.problem.code : String(error)),
  );

describe('a document that is filed', () => {
  test('is the same when the request is repeated, and opens as it was', async () => {
    const key = randomUUID();
    const first = await file('clerk', { key });
    expect(await file('clerk', { key })).toEqual(first);
    const answer = await open('clerk', first.document);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(PDF);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toBe(`inline; filename="document-${first.document}.pdf"`);
  });

  test('is not taken for another file that comes under its key', async () => {
    const key = randomUUID();
    const one = Buffer.concat([PDF, Buffer.from('% one')]);
    const first = await file('clerk', { key, bytes: one });
    expect(await codeOf(file('clerk', { key, bytes: Buffer.concat([PDF, PDF]) }))).toBe('key-used');
    expect(await file('clerk', { key, bytes: one })).toEqual(first);
  });

  test('runs nothing: a sandbox without scripts, no guess at its type, nothing fetched', async () => {
    const { document } = await file('clerk', { bytes: Buffer.concat([PDF, Buffer.from('%1')]) });
    const answer = await open('clerk', document);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain('sandbox');
    expect(policy).not.toContain('allow-scripts');
    expect(policy).toContain("default-src 'none'");
    const saved = await open('clerk', document, '?download=true');
    expect(saved.headers.get('content-disposition')).toContain('attachment');
  });

  test('leaves an entry of who opened it', async () => {
    const { document } = await file('clerk', { bytes: Buffer.concat([PDF, Buffer.from('%2')]) });
    await open('administrator', document);
    const entries = await server.db.pool.query<{ person: string }>(
      `select person from audit_entries where action = 'view-document' and detail->>'document' = $1`,
      [String(document)],
    );
    expect(entries.rowCount).toBe(1);
  });

  test('of another type than it says, or too large, is refused with the reason, and nothing is left of it', async () => {
    expect(await codeOf(file('clerk', { bytes: Buffer.from('<html><script>1</script></html>') }))).toBe('invalid');
    expect(await codeOf(file('clerk', { bytes: Buffer.concat([PDF, Buffer.alloc(20 * 1024 ** 2)]) }))).toMatch(
      /invalid|too-large/,
    );
    expect(await codeOf(file('clerk', { kind: 'nonsense' }))).toBe('invalid');
    expect(uploads()).toEqual([]);
  });

  test('that was changed on the disk is not given out', async () => {
    const { document } = await file('clerk', { bytes: Buffer.concat([PDF, Buffer.from('%3')]) });
    const found = await server.db.pool.query<{ sha256: string }>(
      'select sha256 from documents where document_id = $1',
      [document],
    );
    const sha256 = found.rows[0]?.sha256 ?? '';
    const path = join(server.home, 'documents', '1', sha256.slice(0, 2), sha256);
    expect(readFileSync(path).length).toBeGreaterThan(0);
    writeFileSync(path, 'changed');
    expect((await open('clerk', document)).status).toBe(409);
  });
});

describe('who may open what', () => {
  test('a teacher sees that a medical note is there, and opens it no more than somebody of another school', async () => {
    const { document, excusal, held } = await file('clerk', {
      kind: 'medical-note',
      days: '2026-11-12',
      bytes: Buffer.concat([PDF, Buffer.from('%4')]),
    });
    expect(excusal).not.toBeNull();
    expect(held).toBeGreaterThanOrEqual(0);
    const teacher = await server.as('teacher');
    const { items } = await teacher.readDocuments({ params: { student } });
    expect(items.find((one) => one.document === document)).toMatchObject({
      kind: 'medical-note',
      mayOpen: false,
      mayMove: false,
    });
    expect((await open('teacher', document)).status).toBe(403);
    expect((await open('officer', document)).status).toBe(404);
    expect((await open('team', document)).status).toBe(200);
  });

  test('what was taken out opens to who may put it back; what was moved opens at the right student alone, and its excusal goes with it', async () => {
    const { document } = await file('clerk', {
      kind: 'medical-note',
      days: '2026-11-10',
      bytes: Buffer.concat([PDF, Buffer.from('%5')]),
    });
    const administrator = await server.as('administrator');
    const params = { document };
    await administrator.takeOutDocument({ params, body: { reason: 'Not ours' } });
    expect((await open('clerk', document)).status).toBe(403);
    expect((await open('administrator', document)).status).toBe(200);
    await administrator.putBackDocument({ params, body: { reason: 'It is' } });
    const { document: moved } = await administrator.moveDocument({
      params,
      body: { student: other, reason: 'Of the brother' },
    });
    expect((await open('administrator', document)).status).toBe(403);
    expect((await open('clerk', moved)).status).toBe(200);
    const { items } = await administrator.readDocuments({ params: { student } });
    expect(items.find((one) => one.document === document)).toMatchObject({
      state: 'moved',
      stateReason: 'Of the brother',
      mayOpen: false,
    });
  });

  test('an accepted excusal waits for the student information system, and a decided one is not decided again', async () => {
    const { excusal } = await file('clerk', {
      kind: 'parent-note',
      days: '2026-11-09',
      bytes: Buffer.concat([PDF, Buffer.from('%6')]),
    });
    const clerk = await server.as('clerk');
    const params = { excusal: excusal ?? 0 };
    await clerk.decideExcusal({ params, body: { action: 'accept' } });
    const { items } = await clerk.listExcusals({ query: {} });
    expect(items.find((one) => one.excusal === excusal)).toMatchObject({
      state: 'accepted',
      may: ['refuse', 'withdraw'],
    });
    expect(await codeOf(clerk.decideExcusal({ params, body: { action: 'accept' } }))).toBe('refused');
  });
});
