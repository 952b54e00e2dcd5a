import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing.ts';
import { stampSampleBatch } from '../../documents/testing/sample-batch.ts';
import { CHECKOUT } from '../home.ts';
import { runRollcall } from '../testing.ts';

let home: string;
let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  home = mkdtempSync(join(tmpdir(), 'rollcall-cli-letters-'));
});
afterAll(async () => {
  await db.drop();
  rmSync(home, { recursive: true });
});

const rollcall = (...args: readonly string[]) =>
  runRollcall(args, { ROLLCALL_HOME: home, DATABASE_URL: db.url, ROLLCALL_USER: 'Alma Bell' });

async function stepsOf(notice: number | undefined): Promise<readonly string[]> {
  const { rows } = await db.pool.query<{ step: string }>(
    'select step from notice_steps where notice_id = $1 order by step_id',
    [notice],
  );
  return rows.map((row) => row.step);
}

describe('rollcall letters', () => {
  it('makes the files, marks the notices produced once, and writes a reprint beside them', async () => {
    const { batch, notices } = await stampSampleBatch(db.pool, [{}, { language: 'es', street: '9 Oak Drive' }]);
    const first = await rollcall(
      'letters',
      '--batch',
      `B${batch}`,
      '--out',
      'letters.pdf',
      '--each',
      'each',
      '--format',
      'json',
    );
    expect(first.status).toBe(0);
    expect(JSON.parse(first.out)).toMatchObject({
      files: [{ path: join(home, 'letters.pdf'), letters: 2, pages: 3, cover_pages: 1 }],
      each: 2,
      produced: 2,
      reprinted: 0,
      failed: [],
    });
    expect(readdirSync(join(home, 'each')).toSorted()).toEqual(notices.map((notice) => `N${notice}.pdf`).toSorted());
    expect(await stepsOf(notices[0])).toEqual(['produced']);

    const bytes = readFileSync(join(home, 'letters.pdf'));
    const second = await rollcall('letters', '--batch', `B${batch}`, '--out', 'letters.pdf');
    expect(second.err).not.toMatch(/\b1 (letters|files|notices)\b/);
    expect(second.err).toContain('2 notices had been printed before: the same letters again, no new notice.');
    expect(readFileSync(join(home, 'letters.pdf')).equals(bytes)).toBe(true);
    expect(await stepsOf(notices[0])).toEqual(['produced', 'reprinted']);
    const { rows } = await db.pool.query<{ state: string }>('select distinct state from notices where batch_id = $1', [
      batch,
    ]);
    expect(rows).toEqual([{ state: 'produced' }]);
  });

  it('leaves a notice issued whose letter could not be made', async () => {
    const { batch, notices } = await stampSampleBatch(db.pool, [
      { facts: { sentence: '\u{1F600}' } },
      { street: '9 Oak Drive' },
    ]);
    const { err, status } = await rollcall('letters', '--batch', `B${batch}`, '--out', 'some.pdf');
    expect(status).toBe(0);
    expect(err).toContain(`N${notices[0]} was left out: no font has U+1F600.`);
    expect([await stepsOf(notices[0]), await stepsOf(notices[1])]).toEqual([[], ['produced']]);
  });

  it('killed in the middle leaves no half file and no notice produced, and the next run does it all', async () => {
    const { batch, notices } = await stampSampleBatch(
      db.pool,
      Array.from({ length: 150 }, (_, place) => ({ street: `${place} Oak Drive` })),
    );
    const args = ['letters', '--batch', `B${batch}`, '--out', 'killed.pdf'];
    const env = { ...process.env, ROLLCALL_HOME: home, DATABASE_URL: db.url };
    const child = spawn(join(CHECKOUT, 'rollcall'), args, { cwd: home, env, stdio: 'ignore', detached: true });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await expect
      .poll(() => readdirSync(home).some((name) => name.startsWith('killed.pdf.')), { timeout: 50_000, interval: 20 })
      .toBe(true);
    process.kill(-(child.pid ?? 0), 'SIGKILL');
    await ended;
    expect(readdirSync(home)).not.toContain('killed.pdf');
    expect(await stepsOf(notices[0])).toEqual([]);
    expect((await rollcall(...args)).status).toBe(0);
    expect(readdirSync(home).filter((name) => name.startsWith('killed.pdf'))).toEqual(['killed.pdf']);
    expect(await stepsOf(notices[149])).toEqual(['produced']);
  });

  it.each([
    [['--out', 'x.pdf'], 2, '--batch, --notice: found neither'],
    [['--batch', 'B1', '--notice', 'N1', '--out', 'x.pdf'], 2, '--batch, --notice: found both'],
    [['--batch', 'B1'], 2, '--out, --each: found neither'],
    [['--batch', 'N1', '--out', 'x.pdf'], 2, 'a batch as B12'],
    [['--batch', 'B1', '--each', 'x', '--from-page', '2'], 2, '--from-page: found no --out'],
    [['--batch', 'B1', '--out', 'x.pdf', '--from-page', '0'], 2, 'A page is a whole number from 1'],
    [['--batch', 'B999', '--out', 'x.pdf'], 1, 'There is no batch B999'],
  ] as const)('%j ends with %i and says %j', async (args, status, message) => {
    const outcome = await rollcall('letters', ...args);
    expect(outcome.err).toContain(message);
    expect(outcome).toMatchObject({ status, out: '' });
  });

  it('makes the PDFs of letters that go by e-mail, leaves them out of the print file, and prints instead what did not arrive', async () => {
    const { batch, notices } = await stampSampleBatch(db.pool, [{}, {}]);
    const [paper, mailed] = notices;
    const file = `print/B${batch}/mail/N${mailed}.pdf`;
    const { rows } = await db.pool.query<{ id: number }>(
      `insert into mail_outbox (district_id, way, key, send_to, subject, body, language, thing, thing_id, queued_by, queued_at, next_try_at,
         attachment, attachment_name)
       values (1, 'email', $1, 'ana@example.org', 'A letter', 'text', 'en', 'letter', $2, 'Alma Bell', now(), now(), $3, 'N.pdf')
       returning mail_id as id`,
      [`letter-N${mailed}-1`, mailed, file],
    );
    await db.pool.query(
      `update notice_letters set send_to = 'ana@example.org', by_email = 'waiting', mail_id = $2 where district_id = 1 and notice_id = $1`,
      [mailed, rows[0]?.id],
    );
    const printed = await rollcall('letters', '--batch', `B${batch}`, '--out', 'mixed.pdf', '--format', 'json');
    expect(JSON.parse(printed.out)).toMatchObject({
      files: [{ letters: 1, first_notice: `N${paper}` }],
      produced: 1,
      by_email: { letters: 1, files_made: 1, failed: [] },
    });
    expect(readFileSync(join(home, file)).subarray(0, 5).toString()).toBe('%PDF-');
    const made = await db.pool.query(
      'select attachment_at is not null as made from mail_outbox where attachment = $1',
      [file],
    );
    expect(made.rows).toEqual([{ made: true }]);
    expect(await stepsOf(mailed)).toEqual([]);

    const none = await rollcall('letters', '--batch', `B${batch}`, '--instead', '--out', 'instead.pdf');
    expect([none.status, none.err]).toEqual([1, expect.stringContaining('waits to be printed instead')]);
    await db.pool.query(`update notice_letters set by_email = 'failed' where district_id = 1 and notice_id = $1`, [
      mailed,
    ]);
    await db.pool.query(`update mail_outbox set state = 'failed' where attachment = $1`, [file]);
    const instead = await rollcall(
      'letters',
      '--batch',
      `B${batch}`,
      '--instead',
      '--out',
      'instead.pdf',
      '--format',
      'json',
    );
    expect(JSON.parse(instead.out)).toMatchObject({ files: [{ letters: 1, first_notice: `N${mailed}` }] });
    expect(await stepsOf(mailed)).toContain('print-instead');
  });
});
