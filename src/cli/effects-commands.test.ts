import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { absent, bundleText, packText, unexcusedDates } from '../calculation/test-bundle.ts';
import { TestDistrict, dropTestDistricts } from '../calculation/test-district.ts';
import { linesOf, runRollcall } from './testing.ts';

const AS_OF = '2025-10-31';

/** Number 1 of its database: the one the command line works on. */
let district: TestDistrict;

beforeAll(async () => {
  district = await TestDistrict.create();
  await district.import(attendance('U'));
  await district.usePack(
    packText([
      unexcusedDates(
        'D3',
        3,
        'release: automatic\nthen:\n  - { case: attendance-file }\n  - { task: Call home, role: clerk, dueSchoolDays: 3 }',
      ),
      unexcusedDates('R3', 3, 'then:\n  - { task: Plan a meeting, role: administrator }'),
    ]),
  );
});
afterAll(dropTestDistricts);

function attendance(third: 'U' | 'E'): Map<string, string> {
  return bundleText({ attendance: [...absent('mia', 'U', '09-22 09-23'), ...absent('mia', third, '10-06')] });
}

const rollcall = (...words: readonly string[]) =>
  runRollcall(words, { DATABASE_URL: district.db.url, ROLLCALL_USER: 'A. Bell' });

const tasks = async (...words: readonly string[]) =>
  linesOf(await rollcall('tasks', 'list', '--format', 'json', ...words));

describe('what follows, on the command line', { timeout: 300_000 }, () => {
  it('is tried, then done by the calculation, and says so in the words of the app', async () => {
    const tried = await rollcall('calculate', '--as-of', AS_OF, '--dry-run');
    expect(tried.err).toContain(
      '1 of D3 (test-pack) would be done by Rollcall itself: 1 attendance file, 1 task for the attendance clerk (Call home).',
    );
    expect(await tasks()).toEqual([]);
    const done = await rollcall('calculate', '--as-of', AS_OF);
    expect(done.err).toContain(
      '1 of D3 (test-pack) done by Rollcall itself: 1 attendance file, 1 task for the attendance clerk (Call home).',
    );
    expect(await tasks()).toMatchObject([{ student: 'mia', what: 'Call home', dueOn: '2025-11-05', state: 'open' }]);
    const worklist = await rollcall('worklist');
    expect(worklist.err).toContain('Due 1 · To approve 0');
    expect((await rollcall('worklist', '--decision', 'by-hand', '--format', 'json')).out).toBe('');
  });

  it('is said before an issue, which a try does not do, and after it', async () => {
    const tried = await rollcall('issue', '--dry-run');
    expect(tried.status).toBe(0);
    expect(tried.err).toContain('Also: 1 task for the administrator (Plan a meeting).');
    expect(tried.err).toContain('Nothing was issued and nothing will be sent.');
    const issued = await rollcall('issue', '--yes');
    expect(issued.err).toContain('Also: 1 task for the administrator (Plan a meeting).');
    expect(await tasks()).toHaveLength(2);
  });

  it('is handed over, waited for and done with what came of it', async () => {
    const [first] = await tasks();
    const named = String(first?.['task']);
    expect((await rollcall('tasks', 'wait', named, '--for', 'the nurse')).status).toBe(0);
    expect(await tasks('--queue', 'waiting')).toMatchObject([{ task: named, waitingOn: 'the nurse' }]);
    expect((await rollcall('tasks', 'assign', named, '--to', 'nobody@lakeside.example')).status).toBe(1);
    expect((await rollcall('tasks', 'done', named)).status).toBe(2);
    expect((await rollcall('tasks', 'done', named, '--outcome', 'reached the mother')).err).toContain(
      `${named} is done.`,
    );
    expect(await tasks('--queue', 'ended')).toMatchObject([{ task: named, outcome: 'reached the mother' }]);
    expect((await rollcall('tasks', 'done', named, '--outcome', 'again')).status).toBe(1);
  });

  it('waits for a person when its days change, and is undone or kept with a reason', async () => {
    expect((await rollcall('effects')).err).toContain('Nothing waits for a decision.');
    await district.import(attendance('E'));
    await rollcall('calculate', '--as-of', '2025-11-03');
    const asked = await rollcall('effects', '--format', 'json');
    const effects = asked.out
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { readonly effectId: number; readonly kind: string; readonly asked: string });
    expect(effects.map(({ kind, asked: why }) => `${kind} ${why}`)).toEqual([
      'case no-longer-met',
      'task no-longer-met',
      'task no-longer-met',
    ]);
    const [file, ...others] = effects.map(({ effectId }) => `E${effectId}`);
    expect((await rollcall('effects', 'keep', file ?? '')).status).not.toBe(0);
    expect((await rollcall('effects', 'keep', file ?? '', '--reason', 'we talk anyway')).err).toContain(
      `${file} is kept.`,
    );
    for (const effect of others)
      // oxlint-disable-next-line no-await-in-loop -- one command after the other
      expect((await rollcall('effects', 'undo', effect, '--reason', 'excused')).status).toBe(0);
    expect(await tasks()).toEqual([]);
    expect((await rollcall('effects')).err).toContain('Nothing waits for a decision.');
  });
});
