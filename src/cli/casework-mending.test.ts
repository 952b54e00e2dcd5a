/** What is mended, moved, brought to court and stopped on the command line: each verb does what it says, and refuses what it must. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPlans, readFilings, readMeeting, requirementsOf, startCampaign, type Who } from '../cases/index.ts';
import { openTestSchool, whoIs, type TestSchool } from '../cases/testing-school.ts';
import { startMailServer, type MailServer } from '../messages/testing/mail-server.ts';
import { linesOf, runRollcall, type Ran } from './testing.ts';

const home = mkdtempSync(join(tmpdir(), 'rollcall-mending-'));
let school: TestSchool;
let smtp: MailServer;
beforeAll(async () => {
  school = await openTestSchool();
  await school.rows(
    `insert into guardians (district_id, student_id, guardian_id, name, phone) values (1, 'lee', 'g9', 'Jo Baker', '510-555-0109')`,
  );
  smtp = await startMailServer((address) => address.startsWith('nobody'));
});
afterAll(async () => {
  smtp.close();
  await school.db.drop();
  rmSync(home, { recursive: true, force: true });
});

const rollcall = (...words: readonly string[]): Promise<Ran> =>
  runRollcall(words, { DATABASE_URL: school.db.url, ROLLCALL_USER: 'A. Bell', ROLLCALL_HOME: home });
const withMail = (...words: readonly string[]): Promise<Ran> =>
  runRollcall(words, {
    DATABASE_URL: school.db.url,
    ROLLCALL_HOME: home,
    ROLLCALL_SMTP_URL: smtp.url,
    ROLLCALL_MAIL_FROM: 'Oak <office@example.org>',
  });

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
/** The next one of a weekday; 6 is Saturday. */
const next = (weekday: number): string =>
  [1, 2, 3, 4, 5, 6, 7].map(day).find((one) => new Date(`${one}T12:00:00Z`).getUTCDay() === weekday) ?? '';
const today = (): Who => ({ ...whoIs('rollcall'), now: new Date(), on: day(0) });

describe('what was planned, filed or written is mended', { timeout: 900_000 }, () => {
  it('a meeting is moved with the reason, clashes and a day without school are said, and a cancelled one stays', async () => {
    const add = ['meetings', 'add', '--student', 'maya', '--time', '15:30', '--place', 'Room 4', '--no-mail'];
    const [first] = await listed(...add, '--date', next(2));
    await says(...add, '--date', next(3));
    const meeting = String(first?.['meeting']);
    expect(await refuses('meetings', 'move', meeting, '--date', next(3))).toContain('--reason');
    expect(await refuses('meetings', 'move', meeting, '--reason', 'the nurse is away')).toContain('--date, --time');
    expect(await refuses('meetings', 'move', '99', '--date', next(3), '--reason', 'x')).toContain('no meeting 99');
    const move = ['meetings', 'move', meeting, '--reason', 'the nurse is away', '--date'];
    expect(await says(...move, next(3), '--time', '15:45')).toContain('At that time: Room 4, a meeting at 15:30');
    expect(await says(...move, next(4), '--time', '9:00')).not.toContain('At that time');
    const moved = await readMeeting(school.db.pool, 1, Number(meeting));
    expect(moved).toMatchObject({ on: next(4), at: '09:00', place: 'Room 4', state: 'planned' });
    await school.rows(
      `insert into calendar_days (district_id, school_id, on_date) select 1, 'oak', d::date
         from generate_series('${day(-30)}'::date, '${day(60)}'::date, interval '1 day') d where extract(isodow from d) < 6
       on conflict do nothing`,
    );
    expect(await says(...move, next(6))).toMatch(/No school on Sat.*The next day is Mon/);
    await says('meetings', 'cancel', meeting, '--reason', 'called off');
    expect(await refuses(...move, next(2))).toContain('is cancelled');
  });

  it('a document goes to the right student with its excusal, is taken out and put back, each with the reason', async () => {
    const note = join(home, 'note.pdf');
    writeFileSync(note, '%PDF-1.4\n% a note\n');
    const add = ['documents', 'add', note, '--student', 'maya', '--kind', 'parent-note', '--days', day(-1)];
    const [filed] = await listed(...add);
    const document = String(filed?.['document']);
    expect(await refuses('documents', 'move', document, '--to', 'lee')).toContain('--reason');
    const move = ['documents', 'move', document, '--reason', 'the other Torres', '--to'];
    expect(await refuses(...move, 'maya')).toContain('already');
    expect(await refuses(...move, 'nobody')).toContain('student is not there');
    expect(await says(...move, 'lee')).toMatch(/is moved: it is document \d+ now; excusal \d+ is proposed/);
    const [there] = await listed('documents', 'list', '--student', 'lee');
    expect(there).toMatchObject({ state: 'filed', movedFrom: Number(document) });
    expect(await listed('documents', 'list', '--student', 'maya')).toMatchObject([
      { state: 'moved', stateReason: 'the other Torres' },
    ]);
    expect(await listed('documents', 'excusals')).toMatchObject([{ student: 'lee' }]);
    expect(await refuses(...move, 'kwame')).toContain('is moved');
    const now = String(there?.['document']);
    expect(await says('documents', 'take-out', now, '--reason', 'not ours')).toBe(`Document ${now} is taken out.\n`);
    expect(await listed('documents', 'excusals')).toEqual([]);
    expect(await refuses('documents', 'take-out', now, '--reason', 'again')).toContain('is taken-out');
    expect(await says('documents', 'put-back', now, '--reason', 'ours after all')).toContain('is put back');
    expect(await refuses('documents', 'put-back', '99', '--reason', 'x')).toContain('no document 99');
  });

  it('a journal entry is corrected or taken back once, and both stay', async () => {
    const [written] = await listed('journal', 'add', '--student', 'maya', 'Came late twice');
    const entry = String(written?.['journal']);
    expect(await refuses('journal', 'correct', entry, '--entry', 'Once')).toContain('--reason');
    expect(await refuses('journal', 'correct', '99', '--undo', '--reason', 'x')).toContain('no journal entry 99');
    const correct = ['journal', 'correct', entry, '--reason', 'miscounted', '--entry', 'Came late once'];
    expect(await says(...correct, '--about', 'family')).toContain(`Entry ${entry} is corrected by`);
    expect(await refuses(...correct)).toContain('corrected already');
    const [after, before] = await listed('journal', 'list', '--student', 'maya');
    expect(after).toMatchObject({ entry: 'Came late once', reason: 'family', correctionReason: 'miscounted' });
    expect(before).toMatchObject({ entry: 'Came late twice', correctedBy: after?.['journal'] });
    const undo = ['journal', 'correct', String(after?.['journal']), '--undo', '--reason', 'of another student'];
    expect(await says(...undo)).toContain('is taken back by');
  });
});

describe('the court', { timeout: 900_000 }, () => {
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
          requires: requirementsOf(['guardian']),
          reason: '',
        },
      ]),
    );
    return `P${plan?.planId}`;
  };
  const filing = async (plan: string) =>
    (await readFilings(school.db.pool, { districtId: 1, planId: Number(plan.slice(1)) }))[0];

  it('a plan is recommended with its packet, filed, heard and decided; until then nobody closes it', async () => {
    const plan = await made('maya');
    const recommend = ['plans', 'recommend', plan, '--reason', 'Nothing has helped so far'];
    expect(await refuses(...recommend)).toContain('people name E-MAIL --school oak --duty supervisor');
    await says('people', 'name', 'officer@lakeside.example', '--school', 'oak', '--duty', 'supervisor');
    expect(await says(...recommend)).toMatch(
      new RegExp(`${plan} is recommended with the court packet F\\d+; The officer has a task and an e-mail\\.`),
    );
    expect(await refuses(...recommend)).toContain('runs already');
    expect((await listed('tasks', 'list')).map(({ what }) => what)).toEqual([
      'key:plan-assigned',
      'key:court-recommended',
    ]);
    await says('plans', 'evaluate', plan, '--view', 'not');
    const finish = ['plans', 'finish', plan, '--outcome', 'referred'];
    expect(await refuses(...finish)).toContain('First withdraw the recommendation');
    expect(await refuses('plans', 'hearing', plan, '--on', day(20))).toContain('is recommended');
    expect(await refuses('plans', 'file', plan)).toContain('--court');
    expect(await says('plans', 'file', plan, '--court', 'County court', '--docket', '26-1')).toContain('County court');
    expect(await refuses('plans', 'withdraw', plan, '--reason', 'x')).toContain('is filed');
    expect(await refuses(...finish)).toContain('First enter what the court decided');
    expect(await refuses('plans', 'hearing', plan, '--on', day(20), '--at', 'noon')).toContain('a time of day');
    await says('plans', 'hearing', plan, '--on', day(20), '--at', '9:30', '--place', 'Room 2');
    expect(await filing(plan)).toMatchObject({
      state: 'hearing',
      hearingOn: day(20),
      hearingAt: '09:30',
      docket: '26-1',
    });
    expect(await refuses('plans', 'decided', plan, '--decision', 'guilty')).toContain('order');
    await says('plans', 'decided', plan, '--decision', 'services', '--notes', 'A mentor');
    expect(await filing(plan)).toMatchObject({ state: 'decided', decision: 'services', decisionNotes: 'A mentor' });
    expect(await says(...finish)).toContain(`${plan} is closed`);
  });

  it('given back or withdrawn, a recommendation may be made again, and the plan may be closed', async () => {
    const plan = await made('lee');
    const recommend = ['plans', 'recommend', plan, '--reason', 'Nothing has helped so far'];
    await says(...recommend);
    expect(await refuses('plans', 'give-back', plan)).toContain('--reason');
    await says('plans', 'give-back', plan, '--reason', 'the minutes are missing');
    expect(await filing(plan)).toMatchObject({ state: 'returned', endedReason: 'the minutes are missing' });
    await says(...recommend);
    await says('plans', 'withdraw', plan, '--reason', 'is back at school');
    await says('plans', 'evaluate', plan, '--view', 'helped');
    expect(await says('plans', 'finish', plan, '--outcome', 'recovered')).toContain('is closed');
  });
});

describe('campaigns and messages', { timeout: 900_000 }, () => {
  it('a campaign that runs is stopped with a reason, once; what is no campaign is not', async () => {
    const campaign = await school.as('rollcall', (client) =>
      startCampaign(client, today(), {
        ground: {
          school: 'oak',
          month: '2026-10-01',
          rate: { enrolledDays: 1000, absentThousandths: 51_000 },
          goalTenths: 960,
        },
        days: { title: 'Glad you are here', startOn: day(1), endOn: day(18), ownerId: '' },
      }),
    );
    const stop = ['campaigns', 'stop', String(campaign)];
    expect(await refuses(...stop)).toContain('--reason');
    expect(await refuses(...stop, '--reason', ' ')).toContain('--reason');
    expect(await refuses('campaigns', 'stop', '99', '--reason', 'x')).toContain('no such campaign');
    expect(await says(...stop, '--reason', 'the gym burnt down')).toBe(`Campaign ${campaign} is stopped.\n`);
    expect(await listed('campaigns', 'list')).toMatchObject([{ campaign, state: 'stopped' }]);
    expect(await refuses(...stop, '--reason', 'again')).toContain('is stopped');
  });

  it('a meeting of the team is planned, moved and called off; a day without school is said', async () => {
    const plan = ['team-meetings', 'plan', '--school', 'oak', '--time', '15:30', '--place', 'Library', '--date'];
    expect(await refuses('team-meetings', 'plan', '--school', 'nowhere', '--date', next(2))).toContain(
      'no school nowhere',
    );
    expect(await says(...plan, next(6))).toMatch(/No school on Sat.*\nTeam meeting 1 is planned/s);
    expect(await says('team-meetings', 'move', '1', '--date', next(2), '--time', '9:00')).toContain(
      'Team meeting 1 is on',
    );
    expect(await listed('team-meetings', 'list', '--school', 'oak')).toMatchObject([
      { meeting: 1, date: next(2), time: '09:00', place: 'Library', state: 'planned' },
    ]);
    expect(await refuses('team-meetings', 'move', '99', '--date', next(2))).toContain('no team meeting 99');
    await says('team-meetings', 'call-off', '1', '--reason', 'nobody can');
    expect(await refuses('team-meetings', 'move', '1', '--date', next(3))).toContain('is called-off');
  });

  it('a contract holds without a signature that somebody excused, and not without the family', async () => {
    const [drafted] = await listed('contracts', 'draft', '--student', 'kwame');
    const contract = String(drafted?.['contract']);
    const excuse = ['contracts', 'excuse', contract, '--reason', 'is abroad', '--name'];
    expect(await refuses(...excuse, 'Nobody')).toContain('Efua Osei');
    expect(await refuses('contracts', 'excuse', contract, '--name', 'Kwame Osei')).toContain('--reason');
    await says(...excuse, 'Kwame Osei');
    await says('contracts', 'sign', contract, '--name', 'A. Bell');
    expect(await says('contracts', 'sign', contract, '--name', 'Efua Osei')).toContain('signed');
  });

  it('what a family said about texts is noted by the number, once, and taken back the same way', async () => {
    const wish = ['messages', 'wish', '--student', 'lee'];
    expect(await refuses('messages', 'wish', '--student', 'nobody')).toContain('student is not there');
    expect(await refuses('messages', 'wish', '--student', 'maya')).toContain('Ana Torres, Rui Torres');
    expect(await says(...wish, '--guardian', 'jo baker')).toBe('Jo Baker gets no more texts.\n');
    expect(await says(...wish)).toContain('noted already');
    expect(await says(...wish, '--wants', 'texts')).toBe('Jo Baker gets texts again.\n');
    expect(await school.rows('select kind, source, noted_by from text_stops order by stop_id')).toEqual([
      { kind: 'stop', source: 'person', noted_by: 'A. Bell' },
      { kind: 'start', source: 'person', noted_by: 'A. Bell' },
    ]);
  });

  it('a test message leaves at once, or it is said why not', async () => {
    expect(await refuses('messages', 'test')).toContain('neither');
    expect(await refuses('messages', 'test', '--email', 'a@example.org')).toContain('E-mail is not set up');
    expect(await refuses('messages', 'test', '--text', '5105550100')).toContain('Text messages are not set up');
    expect(await withMail('messages', 'test', '--email', 'clerk@example.org')).toMatchObject({
      status: 0,
      err: 'The server took the test message.\n',
    });
    expect((await smtp.mails[0])?.subject).toBe('A test message of Rollcall');
    const refused = await withMail('messages', 'test', '--email', 'nobody@example.org');
    expect([refused.status, refused.err]).toEqual([1, expect.stringContaining('did not leave')]);
  });
});
