import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { addPerson, closeApprovalLink, namePerson, readApprovalLink } from '../access/index.ts';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import { enqueue, startWorker, type RunningWorker } from './index.ts';

const MONDAY = new Date('2026-11-16T15:00:00Z');
const BASE = 'https://rollcall.example.org';

let db: TestDatabase;
let mails: Email[];
let received: Promise<void>[];
let refusals: number;
let smtp: SMTPServer;
let port: number;
let home: string;
let worker: RunningWorker | undefined;
let lang: string;
let chen: string;

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream: SMTPServerDataStream, _session: SMTPServerSession, done: (error?: Error) => void) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        if (refusals > 0) {
          refusals -= 1;
          done(Object.assign(new Error('later'), { responseCode: 451 }));
          return;
        }
        received.push(keep(Buffer.concat(parts)));
        done();
      });
    },
  });
  await new Promise<void>((resolve) => {
    smtp.listen(0, '127.0.0.1', resolve);
  });
  port = (smtp.server.address() as { port: number }).port;
});
afterAll(() => {
  smtp.close();
});

beforeEach(async () => {
  mails = [];
  received = [];
  refusals = 0;
  home = mkdtempSync(join(tmpdir(), 'rollcall-approval-'));
  db = await createTestDatabase();
  await db.pool.query(`insert into districts (district_id, name) values (1, 'District')`);
  await db.pool.query(
    `insert into schools (district_id, school_id, name) values (1, 'oak', 'Oak School'), (1, 'elm', 'Elm School')`,
  );
  const note = { districtId: 1, by: 'test', at: MONDAY, reason: 'begins', from: '2026-08-01' };
  const grants = [{ role: 'administrator', school: 'oak' }] as const;
  lang = (await addPerson(db, { ...note, name: 'P. Lang', email: 'lang@example.org', grants })).personId;
  chen = (await addPerson(db, { ...note, name: 'R. Chen', email: 'chen@example.org', grants })).personId;
  await name({ deputy: null });
});
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  await db.drop();
  rmSync(home, { recursive: true });
});

test('the approver hears how many wait at the school, without a name of a student, and with a link of their own', async () => {
  await waiting('oak', 2);
  await waiting('elm', 1);
  expect(await work()).toEqual({ waiting: 3, mails: 1 });
  expect(mails).toHaveLength(1);
  const [mail] = mails;
  expect(mail?.to?.[0]?.address).toBe('lang@example.org');
  expect(mail?.subject).toBe('2 attendance notices wait for your approval');
  expect(mail?.text).toContain('at Oak School');
  expect(mail?.text).not.toMatch(/Maya|S1/);
  const found = await readApprovalLink(db.pool, { districtId: 1, secret: secretOf(mail), now: MONDAY });
  expect(found).toMatchObject({ personId: lang, school: 'oak' });
});

test('nobody is written to when nothing waits', async () => {
  expect(await work()).toEqual({ waiting: 0, mails: 0 });
  expect(mails).toHaveLength(0);
});

test('a deputy is written to in the deputy’s days, the first and the last included, and not on the day after', async () => {
  await waiting('oak', 1);
  await name({ deputy: { personId: chen, from: '2026-11-10', until: '2026-11-16' } });
  await work();
  expect(mails.map((mail) => mail.to?.[0]?.address).toSorted()).toEqual(['chen@example.org', 'lang@example.org']);
  mails = [];
  await name({ deputy: { personId: chen, from: '2026-11-10', until: '2026-11-15' } });
  await work();
  expect(mails.map((mail) => mail.to?.[0]?.address)).toEqual(['lang@example.org']);
});

test('a person is written to in the language of their app', async () => {
  await waiting('oak', 1);
  await db.pool.query(
    `insert into person_preferences (district_id, person_id, language, updated_at) values (1, $1, 'es', now())`,
    [lang],
  );
  await work();
  expect(mails[0]?.subject).toBe('1 aviso de asistencia espera su aprobación');
  expect(mails[0]?.text).toContain('sirve una vez');
});

test('a mail server that does not take the mail at first gets it again, once', async () => {
  await waiting('oak', 1);
  refusals = 1;
  await work();
  expect(mails).toHaveLength(1);
  const kept = await db.pool.query('select state, reason from approval_mails where district_id = 1');
  expect(kept.rows).toEqual([{ state: 'sent', reason: '' }]);
});

test('without a mail server the job says so and fails nobody', async () => {
  await waiting('oak', 1);
  expect(await work({})).toEqual({ waiting: 1, mails: 0, reason: 'mail is not set up' });
});

test('a link ends by use, by the next week’s, and after eight days', async () => {
  await waiting('oak', 1);
  await work();
  const first = { districtId: 1, secret: secretOf(mails[0]), now: MONDAY };
  const late = new Date(MONDAY.getTime() + 8 * 24 * 3600 * 1000);
  expect(await readApprovalLink(db.pool, { ...first, now: new Date(late.getTime() - 1) })).not.toBeNull();
  expect(await readApprovalLink(db.pool, { ...first, now: late })).toBeNull();
  await work();
  const second = { districtId: 1, secret: secretOf(mails[1]), now: MONDAY };
  expect(await readApprovalLink(db.pool, first)).toBeNull();
  expect(await closeApprovalLink(db.pool, second)).toBe(true);
  expect(await closeApprovalLink(db.pool, second)).toBe(false);
  expect(await readApprovalLink(db.pool, second)).toBeNull();
});

test('only somebody who may approve at the school is named, and a change by another is not overwritten', async () => {
  const { personId } = await addPerson(db, {
    districtId: 1,
    by: 'test',
    at: MONDAY,
    reason: 'begins',
    from: '2026-08-01',
    name: 'A. Bell',
    email: 'bell@example.org',
    grants: [{ role: 'clerk', school: 'oak' }],
  });
  await expect(name({ personId, deputy: null })).rejects.toThrow(/who may not approve at this school/);
  await expect(name({ deputy: { personId: lang, from: '2026-11-10', until: '2026-11-12' } })).rejects.toThrow(
    /somebody else/,
  );
  await expect(name({ deputy: { personId: chen, from: '2026-11-10', until: '2026-11-09' } })).rejects.toThrow(
    /2026-11-10 or later/,
  );
  const stale = await namePerson(db, { ...base(), personId: chen, deputy: null, revision: 7 });
  expect(stale).toBeNull();
});

async function name(change: {
  readonly personId?: string;
  readonly deputy: { readonly personId: string; readonly from: string; readonly until: string } | null;
}): Promise<void> {
  const found = await db.pool.query<{ revision: number }>(
    `select revision from named_people where district_id = 1 and school_id = 'oak'`,
  );
  const named = await namePerson(db, { ...base(), ...change, revision: found.rows[0]?.revision ?? 0 });
  expect(named).not.toBeNull();
}

function base() {
  return {
    districtId: 1,
    school: 'oak',
    duty: 'approver',
    personId: lang,
    by: 'test',
    now: MONDAY,
    reason: 'the year begins',
  } as const;
}

async function keep(text: Buffer): Promise<void> {
  mails.push(await PostalMime.parse(text));
}

async function waiting(school: string, count: number): Promise<void> {
  for (let no = 1; no <= count; no += 1)
    await db.pool.query(
      `insert into triggers (district_id, pack_id, student_id, criterion, cycle_on, occurrence, trigger_on, current_school_id, value,
         decision, reason, evidence, evidence_hash, pack_hash, detected_at, calculation_id)
       values (1, 'p', $1, 'L2', '2026-07-01', 1, '2026-11-09', $2, 5, 'held', 'approval', '', '', '', now(), 1)`,
      [`S${no}-${school}`, school],
    );
}

/** Does the job now, as often as it takes. */
async function work(env: Readonly<Record<string, string>> = mailServer()): Promise<unknown> {
  worker = await startWorker(db, { districtId: 1, home, now: () => MONDAY, env });
  const jobId = await enqueue(db.pool, 'approval-mail', { districtId: 1, by: 'test', now: MONDAY, data: {} });
  try {
    for (;;) {
      const found = await db.pool.query<{ state: string; result: unknown; reason: string | null }>(
        'select state, result, reason from job_records where district_id = 1 and job_id = $1',
        [jobId],
      );
      const row = found.rows[0];
      if (row?.state === 'done') {
        await Promise.all(received);
        return row.result;
      }
      if (row?.state === 'failed') throw new Error(row.reason ?? 'failed');
      if (row?.state === 'waiting' && row.reason !== null) await hurry();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    await worker.stop();
    worker = undefined;
  }
}

/** What is tried again in a minute is tried again now. */
async function hurry(): Promise<void> {
  await db.pool.query(`update jobs.job set start_after = now() where state = 'retry'`);
}

function mailServer(): Readonly<Record<string, string>> {
  return {
    ROLLCALL_SMTP_URL: `smtp://127.0.0.1:${port}`,
    ROLLCALL_MAIL_FROM: 'Rollcall <attendance@district.example>',
    ROLLCALL_BASE_URL: BASE,
  };
}

function secretOf(mail: Email | undefined): string {
  return /\/approve#([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
}
