import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  AS_OF,
  EVERYBODY,
  TestDistrict,
  dropTestDistricts,
  ladderPack,
  lakesideBundle,
} from '../notices/testing/lakeside.ts';
import { linesOf, runRollcall } from './testing.ts';

/** Number 1 of its database: the one the command line works on. */
let district: TestDistrict;

beforeAll(async () => {
  district = await TestDistrict.create();
  await district.import(lakesideBundle(EVERYBODY));
  await district.usePack(ladderPack({ conference: true }));
  await district.calculate(AS_OF);
});
afterAll(dropTestDistricts);

const rollcall = (...words: readonly string[]) =>
  runRollcall(words, { DATABASE_URL: district.db.url, ROLLCALL_USER: 'A. Bell' });

describe('from the worklist to the log of letters, on the command line', { timeout: 240_000 }, () => {
  it('goes through one whole cycle', async () => {
    const worklist = await rollcall('worklist', '--format', 'json');
    expect(worklist.status).toBe(0);
    expect(linesOf(worklist).map((line) => [line['criterion'], line['student'], line['decision']])).toContainEqual([
      'A',
      'maya',
      'issue',
    ]);
    const table = await rollcall('worklist');
    expect(table.err).toContain('Data through Fri Oct 10, 2025 · Calculated as of Fri Oct 31, 2025 · test-pack 1');
    expect(table.err).toContain('Due 5 · To approve 0 · Held 1 · Declined 0 · Changed after sending 0');
    expect(table.out).toContain('Torres, Maya');

    const unasked = await rollcall('issue', '--criterion', 'A');
    expect(unasked).toMatchObject({ status: 1, out: '' });
    expect(unasked.err).toContain('4 notices will be issued and 5 letters made: 5 to print.');
    expect(unasked.err).toContain('First issue');
    expect(unasked.err).toContain('add --yes');

    const issued = await rollcall('issue', '--criterion', 'A', '--yes', '--format', 'json');
    expect(linesOf(issued)).toMatchObject([
      { issued: 4, held: 0, letters: 5, first_issue: true, left_out: [{ reason: 'no-address' }] },
    ]);
    const batch = String(linesOf(issued)[0]?.['batch']);
    const again = await rollcall('issue', '--criterion', 'A', '--yes', '--format', 'json');
    expect(linesOf(again)).toMatchObject([{ batch: null, issued: 0 }]);

    const marked = await rollcall('mark', batch, 'sent', '--on', '2025-11-03', '--way', 'mail', '--format', 'json');
    expect(linesOf(marked)).toMatchObject([{ state: 'sent' }]);
    const log = await rollcall('notices', '--student', 'maya', '--format', 'json');
    const [entry] = linesOf(log);
    expect(entry).toMatchObject({
      criterion: 'A',
      state: 'sent',
      way: 'mail',
      state_on: '2025-11-03',
      recipients: ['Ana Torres'],
    });
    const shown = await rollcall('notices', 'show', String(entry?.['notice']), '--format', 'json');
    expect(linesOf(shown)).toMatchObject([{ value: 3, steps: [{ step: 'issued' }, { step: 'sent', by: 'A. Bell' }] }]);
    const totals = await rollcall('notices', 'totals', '--format', 'json');
    expect(linesOf(totals)).toHaveLength(2);
  });

  it('explains, decides with a reason, and takes slots', async () => {
    const why = await rollcall('why', '--student', 'ada', '--criterion', 'B');
    expect(why.out).toContain('Ada had an unexcused absence on 6 days this school year (since Jul 1)');
    expect(why.out).toMatch(/Waits for a conference date\.|Waits: A/);
    const json = await rollcall('why', '--student', 'maya', '--criterion', 'B', '--format', 'json');
    expect(linesOf(json)).toMatchObject([
      { criterion: 'B', state: 'not-met', missing: '3 days more', progress: [{ have: 3, need: 6 }] },
    ]);

    const added = await rollcall(
      'slots',
      'add',
      '--school',
      'oak',
      '--date',
      '2025-12-01',
      '--times',
      '9:30,15:50',
      '--place',
      'Room 4',
      '--with',
      'Ms. Lang',
      '--format',
      'json',
    );
    expect(linesOf(added)).toEqual([{ added: 2, already: 0 }]);
    expect(linesOf(await rollcall('slots', 'list', '--format', 'json'))).toMatchObject([
      { time: '09:30', notice: null },
      { time: '15:50' },
    ]);

    const declined = await rollcall(
      'decline',
      '--student',
      'kwame',
      '--criterion',
      'A',
      '--reason',
      'moved away',
      '--format',
      'json',
    );
    expect(linesOf(declined)).toMatchObject([{ kind: 'declined' }]);
    const held = await rollcall('worklist', '--student', 'kwame', '--format', 'json');
    expect(linesOf(held)).toMatchObject([
      { decision: 'declined', decided_by: 'A. Bell', decided_because: 'moved away' },
    ]);
    const lifted = await rollcall('lift', '--student', 'kwame', '--criterion', 'A', '--reason', 'came back');
    expect(lifted.err).toContain('Lifted: declined, by A. Bell on 2025-10-31: moved away');
  });

  it('says what is wrong with what was given, and ends with 2; what cannot be done ends with 1', async () => {
    const noReason = await rollcall('decline', '--student', 'kwame', '--criterion', 'A');
    expect(noReason).toMatchObject({ status: 2, out: '' });
    expect(noReason.err).toContain('--reason: found nothing; allowed: the reason in words');
    expect(await rollcall('worklist', '--decision', 'maybe')).toMatchObject({ status: 2 });
    expect(await rollcall('issue', '--sentence', 'Hello', '--yes')).toMatchObject({ status: 2 });
    expect(await rollcall('issue', '--channels', 'notifications', '--yes')).toMatchObject({ status: 0 });
    expect(await rollcall('mark', '12', 'sent')).toMatchObject({ status: 2 });
    expect(await rollcall('why', '--student', 'nobody')).toMatchObject({ status: 1 });
    const empty = await rollcall('worklist', '--student', 'nobody');
    expect(empty.err).toContain('Nothing matches: 1 student. Data through Fri Oct 10, 2025.');
    expect(empty.out).toBe('');
    const changed = await rollcall('worklist', '--decision', 'changed', '--school', 'oak');
    expect(changed.err).toContain('Nothing matches: decision changed, school oak. Data through Thu Oct 9, 2025.');
    expect(changed.err).not.toContain('Nobody is due');
    expect(await rollcall('notices', '--state', 'posted')).toMatchObject({ status: 2, out: '' });
  });

  it('refuses a school, pack or criterion that does not exist, and names those that do', async () => {
    for (const command of ['worklist', 'issue', 'ready', 'set-aside', 'notices']) {
      const refused = await rollcall(command, '--school', 'nowhere');
      expect(refused).toMatchObject({ status: 1, out: '' });
      expect(refused.err).toMatch(/^There is no school nowhere\. Schools: .*oak/);
    }
    expect((await rollcall('worklist', '--pack', 'sarb')).err).toBe(
      'The pack sarb was never in use. Packs: test-pack.\n',
    );
    for (const words of [
      ['issue', '--yes'],
      ['why', '--student', 'kwame'],
    ]) {
      const refused = await rollcall(...words, '--criterion', 'a');
      expect(refused).toMatchObject({ status: 1, out: '' });
      expect(refused.err).toMatch(/^There is no criterion a\. Criteria: A, B/);
    }
    expect(await rollcall('worklist', '--school', 'oak', '--pack', 'test-pack', '--criterion', 'A')).toMatchObject({
      status: 0,
    });
  });
});
