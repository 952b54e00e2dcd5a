/** Commands of casework, each run against a real database: what they write is what they list. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { absent, bundleText, packText, unexcusedDates } from '../calculation/test-bundle.ts';
import { TestDistrict, dropTestDistricts } from '../calculation/test-district.ts';
import { linesOf, runRollcall, type Ran } from './testing.ts';

const AS_OF = '2025-10-31';
const home = mkdtempSync(join(tmpdir(), 'rollcall-commands-'));

/** Number 1 of its database: the one the command line works on. */
let district: TestDistrict;
beforeAll(async () => {
  district = await TestDistrict.create();
  await district.import(bundleText({ attendance: absent('mia', 'U', '09-22 09-23 10-06') }));
  const then = '  - { case: attendance-file }\n  - { task: Call home, role: clerk }';
  await district.usePack(packText([unexcusedDates('D3', 3, `release: automatic\nthen:\n${then}`)]), [
    { actsFrom: '2025-10-20' },
  ]);
});
afterAll(async () => {
  await dropTestDistricts();
  rmSync(home, { recursive: true, force: true });
});

const rollcall = (...words: readonly string[]) =>
  runRollcall(words, { DATABASE_URL: district.db.url, ROLLCALL_USER: 'A. Bell', ROLLCALL_HOME: home });

/** The lines that a list prints. Fails where the command does. */
async function listed(...words: readonly string[]): Promise<readonly Record<string, unknown>[]> {
  const said = await rollcall(...words, '--format', 'json');
  expect(said).toMatchObject({ status: 0 });
  return linesOf(said);
}

async function done(...words: readonly string[]): Promise<Ran> {
  const said = await rollcall(...words);
  expect(said.err, words.join(' ')).not.toContain('at async');
  expect(said).toMatchObject({ status: 0 });
  return said;
}

describe('casework on the command line', { timeout: 300_000 }, () => {
  it('says what is held back, and performs it with a reason, once', async () => {
    const calculated = await rollcall('calculate', '--as-of', AS_OF);
    expect(calculated.err).toContain(
      '1 of D3 (test-pack) were met before 2025-10-20, the first day on which it acts by itself',
    );
    expect(await listed('effects', 'held')).toMatchObject([
      { why: 'before-use', criterion: 'D3', kinds: ['case', 'task'], count: 1, since: '2025-10-20' },
    ]);
    expect((await rollcall('effects', 'perform')).status).not.toBe(0);
    expect((await done('effects', 'perform', '--reason', 'we start today')).err).toContain(
      'Performed 1: 1 attendance file',
    );
    expect((await done('effects', 'settle', '--reason', 'again')).err).toContain('Nothing of this is held back.');
    expect(await listed('effects', 'held')).toEqual([]);
    expect(await listed('tasks', 'list')).toMatchObject([{ what: 'Call home' }]);
  });

  it('opens, lists, shows and closes a file', async () => {
    await done('cases', 'open', '--student', 'leo', '--reason', 'the family asked');
    const files = await listed('cases', 'list');
    expect(files.map(({ student }) => student).toSorted()).toEqual(['leo', 'mia']);
    const file = String(files.find(({ student }) => student === 'leo')?.['case']);
    expect((await done('cases', 'show', file)).out + (await done('cases', 'show', file)).err).toMatch(/leo/i);
    await done('cases', 'close', file, '--outcome', 'recovered', '--reason', 'is back');
    expect((await rollcall('cases', 'close', file, '--outcome', 'recovered', '--reason', 'twice')).status).toBe(1);
  });

  it('logs a contact and writes into the journal', async () => {
    const about = ['--student', 'mia'];
    await done(
      'contacts',
      'add',
      ...about,
      '--kind',
      'phone',
      '--outcome',
      'message',
      '--with',
      'a neighbor',
      '--note',
      'rang twice',
    );
    expect(await listed('contacts', 'list', ...about)).toMatchObject([{ kind: 'phone', outcome: 'message' }]);
    await done('journal', 'add', ...about, '--reason', 'attendance', 'Talked about the bus');
    expect(await listed('journal', 'list', ...about)).toMatchObject([{ entry: 'Talked about the bus' }]);
  });

  it('files a document by its content, lists it and gives it out as it was filed', async () => {
    const note = join(home, 'note.pdf');
    writeFileSync(note, '%PDF-1.4\n% a note\n');
    await done('documents', 'add', note, '--student', 'mia', '--kind', 'parent-note', '--title', 'A note');
    const [filed] = await listed('documents', 'list', '--student', 'mia');
    expect(filed).toMatchObject({ kind: 'parent-note', title: 'A note' });
    const copy = join(home, 'copy.pdf');
    await done('documents', 'read', String(filed?.['document']), '--out', copy);
    expect(readFileSync(copy, 'utf8')).toBe('%PDF-1.4\n% a note\n');
    const page = join(home, 'page.pdf');
    writeFileSync(page, '<script>alert(1)</script>');
    expect((await rollcall('documents', 'add', page, '--student', 'mia', '--kind', 'other')).status).not.toBe(0);
  });

  it('makes a plan by hand, and recommends it only when everything is there', async () => {
    await done('plans', 'make', 'mia', '--reason', 'the team wants one');
    const [plan] = await listed('plans', 'list');
    expect(plan).toMatchObject({ student: 'mia', state: 'active' });
    const refused = await rollcall('plans', 'recommend', String(plan?.['plan']), '--reason', 'eight days');
    expect(refused).toMatchObject({ status: 1 });
    expect(refused.err).toContain('supervisor of attendance');
  });

  it.each([
    ['referrals', 'list'],
    ['contracts', 'list'],
    ['campaigns', 'list'],
    ['tiers', 'board'],
    ['tiers', 'list'],
    ['meetings', 'list'],
    ['documents', 'excusals'],
  ])('%s %s answers in a district that has none', async (...words) => {
    expect((await rollcall(...words)).err).not.toContain('at async');
  });
});
