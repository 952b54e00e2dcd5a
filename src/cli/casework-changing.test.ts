/** What is changed, shared and written down by hand on the command line: each verb does what it says, and refuses what it must. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPlans, requirementsOf, type Who } from '../cases/index.ts';
import { openTestSchool, whoIs, type TestSchool } from '../cases/testing-school.ts';
import { linesOf, runRollcall, type Ran } from './testing.ts';

const home = mkdtempSync(join(tmpdir(), 'rollcall-changing-'));
let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(async () => {
  await school.db.drop();
  rmSync(home, { recursive: true, force: true });
});

const rollcall = (...words: readonly string[]): Promise<Ran> =>
  runRollcall(words, { DATABASE_URL: school.db.url, ROLLCALL_USER: 'A. Bell', ROLLCALL_HOME: home });

/** What it says. Fails where the command does. */
async function says(...words: readonly string[]): Promise<string> {
  const said = await rollcall(...words);
  expect(said, `${words.join(' ')}: ${said.text}`).toMatchObject({ status: 0 });
  return said.text;
}

/** Why it refuses. Fails where it does not, or says it by its own insides. */
async function refuses(...words: readonly string[]): Promise<string> {
  const said = await rollcall(...words);
  expect(said.status, words.join(' ')).not.toBe(0);
  expect(said.err).not.toContain('    at ');
  return said.text;
}

async function listed(...words: readonly string[]): Promise<readonly Record<string, unknown>[]> {
  return linesOf(await rollcall(...words, '--format', 'json'));
}

/** A day of so many days from today: the command line goes by the clock. */
const day = (days: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles' }).format(
    new Date(Date.now() + days * 86_400_000),
  );
const today = (): Who => ({ ...whoIs('rollcall'), now: new Date(), on: day(0) });

describe('a plan', { timeout: 900_000 }, () => {
  const made = async (student: string): Promise<string> => {
    const [plan] = await school.as('rollcall', (client) =>
      createPlans(client, today(), [
        {
          student,
          school: 'oak',
          kind: 'intervention',
          pack: 'intervention-plan',
          criterion: 'P4',
          noticeId: null,
          cycleOn: day(-30),
          termKind: 'quarter',
          termName: 'Quarter 2',
          beginsOn: day(-10),
          endsOn: day(40),
          atEnd: 'close',
          requires: requirementsOf(['guardian', 'meeting']),
          reason: '',
        },
      ]),
    );
    return `P${plan?.planId}`;
  };
  const shown = async (plan: string) => (await listed('plans', 'show', plan))[0] ?? {};

  it('changes its days, tier and block, and what is tried is changed, ended and begun again', async () => {
    const plan = await made('maya');
    expect(await refuses('plans', 'change', plan)).toContain('--tier, --ends or --court-block');
    expect(await refuses('plans', 'change', plan, '--ends', day(-20))).toContain('cannot end before it begins');
    expect(await refuses('plans', 'change', 'P99', '--no-tier')).toContain('no plan P99');
    await says('plans', 'change', plan, '--tier', '2', '--ends', day(30), '--court-block', 'is in hospital');
    expect(await shown(plan)).toMatchObject({ tier: 2, endsOn: day(30), courtBlock: 'is in hospital' });
    await says('plans', 'change', plan, '--no-tier', '--no-court-block');
    expect(await shown(plan)).toMatchObject({ tier: null, endsOn: day(30), courtBlock: '' });

    const catalog = await listed('catalog', 'list', 'interventions');
    await says('plans', 'add', plan, '--code', String(catalog[0]?.['code']));
    const tried = async () => ((await shown(plan))['interventions'] as readonly Record<string, unknown>[])[0];
    const step = ['plans', 'step', plan, String((await tried())?.['interventionId'])];
    expect(await refuses(...step, 'change')).toContain('--to, --dosage, --person or --note');
    expect(await refuses('plans', 'step', plan, '99', 'stop')).toContain('no such intervention');
    expect(await refuses(...step, 'start')).toContain('is running');
    await says(...step, 'change', '--to', day(20), '--dosage', 'each Monday', '--person', 'Ms. Ruiz');
    expect(await tried()).toMatchObject({ endOn: day(20), dosage: 'each Monday', person: 'Ms. Ruiz' });
    await says(...step, 'change', '--no-to');
    expect(await tried()).toMatchObject({ endOn: null, state: 'running' });
    await says(...step, 'stop', '--reason', 'the aide is ill');
    expect(await tried()).toMatchObject({ endOn: day(0), state: 'stopped' });
    await says(...step, 'start');
    await says(...step, 'complete');
    expect(await tried()).toMatchObject({ state: 'done' });
  });

  it('keeps what the family says beside our view, and its copies on paper are marked once', async () => {
    const plan = await made('lee');
    await school.rows(
      `insert into guardians (district_id, student_id, guardian_id, name, address_1, city, state, postal_code)
       values (1, 'lee', 'g9', 'Jo Baker', '1 Main St', 'Lakeside', 'CA', '94501')`,
    );
    const evaluate = ['plans', 'evaluate', plan];
    expect(await refuses(...evaluate)).toContain('--view, --because, --family or --comments');
    await says(...evaluate, '--family', 'took-part', '--comments', 'The bus comes late');
    await says(...evaluate, '--view', 'partly', '--because', 'Comes on most days');
    await says(...evaluate, '--comments', 'The bus is on time now');
    expect(await shown(plan)).toMatchObject({
      ourView: 'partly',
      ourReasons: 'Comes on most days',
      familyPart: 'took-part',
      familyComments: 'The bus is on time now',
    });
    await says(...evaluate, '--view', 'helped');
    expect(await shown(plan)).toMatchObject({ ourView: 'helped', ourReasons: '', familyPart: 'took-part' });
    await says('plans', 'finish', plan, '--outcome', 'improved');
    await says('plans', 'tell', plan);
    const copies = (await shown(plan))['copies'] as readonly Record<string, unknown>[];
    const copy = ['plans', 'copy', plan, String(copies[0]?.['copyId'])];
    expect(await refuses(...copy, 'lost')).toContain('handed-over');
    await says(...copy, 'printed');
    expect(await says(...copy, 'handed-over')).toContain('is handed-over');
    expect(await refuses(...copy, 'printed')).toContain('no such paper copy that waits');
  });

  it('knows what a court asks about student and guardian, and goes on without a requirement until it is asked for again', async () => {
    const plan = await made('maya');
    expect(await refuses('plans', 'student', plan)).toContain('--eye-color');
    expect(await refuses('plans', 'student', plan, '--eye-color', 'b'.repeat(41))).toContain('0 to 40 characters');
    await says('plans', 'student', plan, '--eye-color', 'brown', '--height', '5 ft');
    await says('plans', 'student', plan, '--height', '5 ft 1 in');
    expect(await shown(plan)).toMatchObject({ details: { eyeColor: 'brown', height: '5 ft 1 in', gender: '' } });

    const guardian = ['plans', 'guardian', plan];
    expect(await refuses(...guardian, '--guardian', 'ana torres')).toContain('--birth or --gender');
    expect(await refuses(...guardian, '--guardian', 'Rui Torres', '--gender', 'm')).toContain('allowed: Ana Torres');
    expect(await refuses(...guardian, '--birth', day(3))).toContain('lies in the past');
    expect(await says(...guardian, '--guardian', 'ana torres', '--birth', '1984-02-01')).toContain('Ana Torres');
    await says(...guardian, '--gender', 'female');
    const after = await shown(plan);
    expect(after['guardians']).toMatchObject([{ name: 'Ana Torres', birthOn: '1984-02-01', gender: 'female' }]);
    expect(JSON.stringify(after)).not.toContain('"g1"');

    const waive = ['plans', 'waive', plan, '--requirement', 'meeting'];
    const readiness = async () =>
      ((await shown(plan))['readiness'] as readonly Record<string, unknown>[]).find(({ key }) => key === 'meeting');
    expect(await refuses(...waive)).toContain('--reason');
    expect(await refuses('plans', 'waive', plan, '--requirement', 'shoes', '--reason', 'x')).toContain('not asked for');
    await says(...waive, '--reason', 'the family lives abroad');
    expect(await readiness()).toMatchObject({ state: 'not-needed', reason: 'the family lives abroad' });
    expect(await refuses(...waive, '--reason', 'again')).toContain('said so already');
    expect(await says(...waive, '--undo')).toContain('asked for again');
    expect(await readiness()).toMatchObject({ state: 'missing' });
  });
});

describe('contracts, the board, conferences and disclosures', { timeout: 900_000 }, () => {
  it('a draft is changed, offered, taken back and changed again; once somebody signed, no more', async () => {
    const [drafted] = await listed('contracts', 'draft', '--student', 'maya', '--no-offer');
    expect(drafted).toMatchObject({ state: 'draft' });
    const contract = String(drafted?.['contract']);
    const change = ['contracts', 'change', contract];
    const shown = async () => (await listed('contracts', 'show', contract))[0] ?? {};
    expect(await refuses(...change)).toContain('--goals, --start');
    expect(await refuses(...change, '--review', day(-3))).toContain('reviewOn');
    expect(await refuses(...change, '--term', 'aunt=Calls')).toContain('one of family, student, school');
    expect(await refuses(...change, '--signer', 'guardian=Rui Torres')).toContain('no contact for Rui Torres');
    await says(...change, '--goals', 'No day missed', '--review', day(14), '--term', 'student=I take the bus at 7');
    expect(await shown()).toMatchObject({ state: 'draft', goals: 'No day missed', review: day(14) });
    const table = await says('contracts', 'show', contract);
    expect(table.match(/I take the bus at 7/g)).toHaveLength(2);
    await says(...change, '--signer', 'guardian=Ana Torres', 'school=A. Bell');
    expect((await shown())['signers']).toMatchObject([{ name: 'Ana Torres' }, { name: 'A. Bell' }]);

    const [offered] = await listed('contracts', 'offer', contract);
    expect(offered).toMatchObject({ state: 'offered' });
    expect(await refuses(...change, '--goals', 'x')).toContain('is offered');
    expect(await says('contracts', 'take-back', contract)).toContain('draft');
    const texts = join(home, 'texts.json');
    writeFileSync(texts, JSON.stringify((await shown())['texts']).replaceAll('at 7', 'at 6'));
    await says(...change, '--texts', texts);
    expect(await says('contracts', 'show', contract)).toContain('I take the bus at 6');
    writeFileSync(texts, '{"en":{"title":""}}');
    expect(await refuses(...change, '--texts', texts)).toContain('en.title: found ""');
    await says('contracts', 'offer', contract);
    await says('contracts', 'sign', contract, '--name', 'A. Bell');
    expect(await refuses('contracts', 'take-back', contract)).toContain('Somebody has signed');
    await says('contracts', 'sign', contract, '--name', 'Ana Torres');
    await says('contracts', 'violated', contract, '--reason', 'away again');
    expect(await says('contracts', 'violated', contract, '--undo', '--reason', 'was ill')).toContain('signed');
  });

  it('the plan of a student of the board is shared with the family, and the student is given to somebody', async () => {
    await says('tiers', 'enter', 'kwame');
    const [entry] = await listed('tiers', 'board');
    const tier = String(entry?.['entry']);
    await says('tiers', 'causes', tier, '--cause', 'HEALTH=much');
    expect(await refuses('tiers', 'share', tier)).toMatch(/to-plan|no plan yet/);
    expect(await refuses('tiers', 'share', 'T99')).toContain('no T99');
    await says('tiers', 'plan', tier, '--review', day(21), '--line', 'school-does=Greet him at the door');
    expect(await says('tiers', 'share', tier)).toMatch(/0 by e-mail, \d on paper, \d without an address/);
    const give = ['owners', 'give', 'tier', tier.slice(1), '--reason', 'knows the family', '--to'];
    expect(await refuses(...give, 'p-nobody')).toContain('somebody of its school');
    expect(await says(...give, 'p-district')).toContain('The district answers for it');
  });

  it('a disclosure is written down by hand, a line for each student, and corrected once', async () => {
    const record = ['audit', 'record', '--party', 'County court', '--interest', 'a hearing', '--student'];
    const given = ['--given', 'attendance of the fall'];
    expect(await refuses(...record, 'maya')).toContain('--given');
    expect(await refuses(...record, 'nobody', ...given)).toContain('No student with that number');
    expect(await refuses(...record, 'maya', ...given, '--on', day(2))).toContain('today or earlier');
    const [first, second] = await listed(...record, 'maya,lee', ...given, '--on', day(-1));
    expect(second).toBeDefined();
    const line = String(first?.['disclosure']);
    const correct = [...record, 'maya', '--given', 'attendance of October', '--corrects', line];
    expect(await refuses(...record, 'kwame', ...given, '--corrects', line)).toContain('not one of this student');
    expect(await says(...correct)).toMatch(/Written down: line \d+\./);
    expect(await refuses(...correct)).toContain('was corrected already');
    const log = (await rollcall('audit', 'export', '--log', 'disclosures', '--student', 'maya')).out;
    expect(log).toContain('attendance of October');
    expect(await says('audit', 'verify')).toContain('as they were written');
  });

  it('conferences take the next free slot or the one that a person chooses, and move to a free one only', async () => {
    expect(await says('slots', 'way')).toContain('the next free slot');
    expect(await says('slots', 'way', 'by-hand')).toContain('A person chooses');
    expect(await refuses('slots', 'way', 'by-lot')).toContain('next-free');
    expect(await refuses('slots', 'move', '98', '--to', '99')).toContain('Slot 98 is kept for nobody');
  });

  it('who looks at or changes a plan, a contract or the board leaves an entry in the log', async () => {
    await says('plans', 'list');
    await says('contracts', 'list');
    await refuses('tiers', 'share', 'T99');
    const left = await school.rows(
      `select detail ->> 'command' as command, outcome from audit_entries where action = 'command' order by entry_id desc limit 3`,
    );
    expect(left).toEqual([
      { command: 'tiers', outcome: 'refused' },
      { command: 'contracts', outcome: 'done' },
      { command: 'plans', outcome: 'done' },
    ]);
  });
});
