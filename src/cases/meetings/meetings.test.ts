import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '../../problem.ts';
import type { ActingRole, Who } from '../core/who.ts';
import { openTestSchool, type TestSchool } from '../testing-school.ts';
import {
  cancelMeeting,
  changeMeeting,
  findConflicts,
  holdMeeting,
  invite,
  makeMeeting,
  noteResponse,
  openCase,
  readCandidates,
  readMeetings,
  readSteps,
  takeBackHeld,
  takeOutInvitee,
  writeMinutes,
  type Meeting,
  type NewMeeting,
} from '../index.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
  await school.rows(`update guardians set email = guardian_id || '@family.example' where student_id <> 'lee'`);
});
afterAll(() => school.db.drop());

/** Wed Dec 2, 2026, 15:30. */
const PLAN: NewMeeting = {
  student: 'maya',
  kind: 'contract',
  on: '2026-12-02',
  at: '15:30',
  minutes: 40,
  place: 'Room 4',
  purpose: 'An attendance contract',
  language: 'es',
  interpreter: 'booked',
  interpreterName: 'L. Ruiz',
  invitees: [
    { part: 'guardian', name: 'Ana Torres', email: 'g1@family.example', language: 'es', guardianId: 'g1' },
    { part: 'student', name: 'Maya Torres' },
    {
      part: 'administrator',
      name: 'The administrator',
      email: 'administrator@lakeside.example',
      personId: 'p-administrator',
    },
    { part: 'agency', name: 'Rosa Diaz', email: 'diaz@county.example', organisation: 'County Family Services' },
  ],
  sendsMail: true,
};

const plan = (change: Partial<NewMeeting> = {}, role: ActingRole = 'administrator'): Promise<Meeting> =>
  school.as(role, (client, who) => makeMeeting(client, who, { ...PLAN, ...change }));

const as = <T>(work: (client: pg.PoolClient, who: Who) => Promise<T>, now?: Date) =>
  school.as('administrator', work, now);

const mailsOf = (meetingId: number) =>
  school.rows<{
    to: string;
    state: string;
    language: string;
    subject: string;
    body: string;
    ics: string;
    method: string;
  }>(
    `select send_to as "to", state, language, subject, body, ics, ics_method as method from mail_outbox
      where thing = 'meeting' and thing_id = ${meetingId} order by mail_id`,
  );

const leave = (meetingId: number) =>
  school.rows(`update mail_outbox set state = 'sent' where thing_id = ${meetingId} and state = 'waiting'`);

const LATER = new Date('2026-12-03T18:00:00Z');

describe('planning', () => {
  test('a meeting stands in the student’s file with its people, and each with an address is invited in their language', async () => {
    const { caseId } = await school.as('clerk', (client, who) =>
      openCase(client, who, { student: 'maya', school: 'oak', because: 'D4' }),
    );
    const meeting = await plan();
    expect(meeting).toMatchObject({ caseId, school: 'oak', state: 'planned', sequence: 0, interpreter: 'booked' });
    expect(meeting.invitees.map(({ part, response }) => [part, response])).toEqual([
      ['guardian', ''],
      ['student', ''],
      ['administrator', ''],
      ['agency', ''],
    ]);
    const mails = await mailsOf(meeting.meetingId);
    expect(mails.map(({ to, language, method }) => [to, language, method])).toEqual([
      ['g1@family.example', 'es', 'REQUEST'],
      ['administrator@lakeside.example', 'en', 'REQUEST'],
      ['diaz@county.example', 'en', 'REQUEST'],
    ]);
    expect(mails[0]?.body).toContain('miércoles, 2 de diciembre de 2026');
    expect(mails[0]?.body).toContain('sobre la asistencia de Maya');
    expect(mails[0]?.body).toContain('Habrá un intérprete');
    expect(mails[2]?.body).toContain('about the attendance of M. T.');
    expect(mails.map(({ subject }) => subject).join()).not.toMatch(/Maya|Torres/);
    const [step] = await readSteps(school.db.pool, {
      districtId: 1,
      about: { thing: 'meeting', id: meeting.meetingId },
    });
    expect(step).toMatchObject({ step: 'planned', caseId, detail: { kind: 'contract', invited: 4 } });
  });

  test('nobody is invited to a meeting of a day that is over, nor to one that was held', async () => {
    const past = await plan({ on: '2026-11-13' });
    expect(await mailsOf(past.meetingId)).toEqual([]);
    const today = await plan({ on: '2026-11-16' });
    expect((await mailsOf(today.meetingId)).map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting']);
    await as((client, who) =>
      holdMeeting(client, who, {
        meetingId: today.meetingId,
        attended: [],
        family: 'did-not-take-part',
        minutes: 'Nobody came.',
        decisions: '',
        followUps: [],
      }),
    );
    expect(new Set((await mailsOf(today.meetingId)).map(({ state }) => state))).toEqual(new Set(['cancelled']));
  });

  test('an invitation names its own reader only, and its time in the district’s zone', async () => {
    const { meetingId } = await plan({ on: '2026-12-04' });
    const [mail] = await mailsOf(meetingId);
    const ics = mail?.ics.replaceAll('\r\n ', '') ?? '';
    expect(ics).toContain('METHOD:REQUEST');
    expect(ics).toContain(`UID:meeting-1-${meetingId}@rollcall`);
    expect(ics).toContain('SEQUENCE:0');
    expect(ics).toContain('DTSTART;TZID=America/Los_Angeles:20261204T153000');
    expect(ics).toContain('DTEND;TZID=America/Los_Angeles:20261204T161000');
    expect(ics).toMatch(/DTSTAMP:20261116T180000Z/);
    expect(ics.match(/ATTENDEE/g)).toHaveLength(1);
    expect(ics).not.toContain('county.example');
    expect(ics).not.toContain('Maya Torres');
  });

  test('who must not be contacted is not offered, and not invited', async () => {
    const candidates = await readCandidates(school.db.pool, {
      districtId: 1,
      student: 'maya',
      school: 'oak',
      on: '2026-11-16',
    });
    expect(candidates.map(({ name }) => name)).toContain('Ana Torres');
    expect(candidates.map(({ name }) => name)).not.toContain('Rui Torres');
    const barred = { part: 'guardian', name: 'Rui Torres', guardianId: 'g2' } as const;
    await expect(plan({ invitees: [barred] })).rejects.toThrow(/order of no contact/);
  });

  test('3.14 the counselor and the nurse of the school are offered, those of other schools are not', async () => {
    await school.db.pool.query(
      `insert into staff (district_id, staff_id, name, kind, school_id) values
         (1, 'X-COUNSELOR', 'Andrés Solís', 'counselor', 'oak'), (1, 'X-NURSE', 'Wesley van der Meer', 'nurse', 'oak'),
         (1, 'X-OTHER', 'Carol Other', 'counselor', 'elm'), (1, 'X-CLERK', 'Benjamin Quimby', 'attendance clerk', 'oak')`,
    );
    const asked = { districtId: 1, student: 'maya', school: 'oak', on: '2026-11-16' };
    const offered = new Map((await readCandidates(school.db.pool, asked)).map(({ name, part }) => [name, part]));
    expect(offered.get('Andrés Solís')).toBe('counselor');
    expect(offered.get('Wesley van der Meer')).toBe('team');
    expect(offered.has('Carol Other')).toBe(false);
    expect(offered.has('Benjamin Quimby')).toBe(false);
  });

  test('a teacher plans none', async () => {
    const { meetingId } = await plan({ on: '2026-12-07' });
    await expect(
      school.as('teacher', (client, who) => cancelMeeting(client, who, { meetingId, reason: 'x' })),
    ).rejects.toThrow(/To cancel it is for/);
  });
});

describe('conflicts', () => {
  const ask = (change: { at?: string; place?: string; on?: string }, people = PLAN.invitees) =>
    findConflicts(school.db.pool, {
      districtId: 1,
      school: 'oak',
      on: '2026-12-09',
      at: '15:30',
      minutes: 40,
      place: 'Room 9',
      people,
      ...change,
    });

  beforeAll(async () => {
    await plan({ on: '2026-12-09', at: '15:00', minutes: 30, place: 'Room 1', sendsMail: false });
    await school.rows(
      `insert into conference_slots (district_id, school_id, on_date, at_time, place, with_whom, added_by, added_at)
       values (1, 'oak', '2026-12-09', '16:00', 'Room 4', 'the administrator', 't', now())`,
    );
  });

  test('what begins when another ends is none; a minute earlier is, by person and by place', async () => {
    expect(await ask({ at: '16:30' })).toEqual([]);
    expect((await ask({ at: '14:20', place: 'room 1' })).length).toBe(0);
    const found = await ask({ at: '14:21', place: 'room 1' });
    expect(found.map(({ kind, what, with: other }) => [kind, what, other])).toEqual(
      expect.arrayContaining([
        ['place', 'Room 1', 'meeting'],
        ['person', 'Ana Torres', 'meeting'],
        ['person', 'The administrator', 'meeting'],
      ]),
    );
  });

  test('a slot of the same place, or with the same person, is one too; another day is none', async () => {
    expect(await ask({ at: '15:45', place: 'Room 4' }, [])).toEqual([
      { kind: 'place', what: 'Room 4', with: 'slot', at: '16:00', minutes: 30 },
    ]);
    expect(await ask({ at: '15:45' }, [{ part: 'administrator', name: 'The Administrator' }])).toEqual([
      { kind: 'person', what: 'The Administrator', with: 'slot', at: '16:00', minutes: 30 },
    ]);
    expect(await ask({ at: '15:10', on: '2026-12-10', place: 'Room 1' })).toEqual([]);
  });
});

describe('changes', () => {
  test('a meeting that is moved is told with a higher number, and answers are asked for anew', async () => {
    const { meetingId, invitees } = await plan({ on: '2026-12-10' });
    await leave(meetingId);
    await as((client, who) =>
      noteResponse(client, who, { meetingId, inviteeId: invitees[0]?.inviteeId ?? 0, response: 'accepted' }),
    );
    const moved = await as((client, who) =>
      changeMeeting(client, who, { meetingId, change: { at: '16:00' }, reason: 'Ana works until 3', sendsMail: true }),
    );
    expect(moved).toMatchObject({ at: '16:00', sequence: 1 });
    expect(moved.invitees[0]?.response).toBe('');
    const mails = (await mailsOf(meetingId)).filter(({ state }) => state === 'waiting');
    expect(mails).toHaveLength(3);
    expect(mails[0]?.ics).toContain('SEQUENCE:1');
    expect(mails[0]?.ics).toContain(`UID:meeting-1-${meetingId}@rollcall`);
    expect(mails[1]?.body).toContain('Ana works until 3');
  });

  test('what has not left before a change does not leave any more', async () => {
    const { meetingId } = await plan({ on: '2026-12-11' });
    await as((client, who) => changeMeeting(client, who, { meetingId, change: { place: 'Library' }, sendsMail: true }));
    const states = (await mailsOf(meetingId)).map(({ state, ics }) => [state, /SEQUENCE:(\d)/.exec(ics)?.[1]]);
    expect(states).toEqual([
      ...Array.from({ length: 3 }, () => ['cancelled', '0']),
      ...Array.from({ length: 3 }, () => ['waiting', '1']),
    ]);
  });

  test('another purpose alone moves nothing and tells nobody', async () => {
    const { meetingId } = await plan({ on: '2026-12-11', sendsMail: false });
    const changed = await as((client, who) =>
      changeMeeting(client, who, { meetingId, change: { purpose: 'Transport' }, sendsMail: true }),
    );
    expect(changed).toMatchObject({ purpose: 'Transport', sequence: 0 });
    expect(await mailsOf(meetingId)).toEqual([]);
  });

  test('two people who change one meeting are told of one another', async () => {
    const { meetingId, revision } = await plan({ on: '2026-12-14', sendsMail: false });
    const change = (at: string) =>
      as((client, who) => changeMeeting(client, who, { meetingId, change: { at }, sendsMail: false, revision }));
    await change('16:00');
    await expect(change('17:00')).rejects.toThrow(/Somebody changed this meeting/);
  });

  test('a cancelled meeting is told to whom an invitation had left, and to nobody else', async () => {
    const told = await plan({ on: '2026-12-15' });
    await leave(told.meetingId);
    const untold = await plan({ on: '2026-12-15' });
    for (const { meetingId } of [told, untold])
      await as((client, who) => cancelMeeting(client, who, { meetingId, reason: 'Snow' }));
    const cancels = (await mailsOf(told.meetingId)).filter(({ method }) => method === 'CANCEL');
    expect(cancels).toHaveLength(3);
    expect(cancels[0]?.ics).toContain('STATUS:CANCELLED');
    expect(cancels[0]?.ics).toContain('SEQUENCE:1');
    expect((await mailsOf(untold.meetingId)).map(({ state }) => state)).toEqual([
      'cancelled',
      'cancelled',
      'cancelled',
    ]);
    await expect(
      as((client, who) => changeMeeting(client, who, { meetingId: told.meetingId, change: {}, sendsMail: false })),
    ).rejects.toThrow(Refusal);
  });

  test('who is taken out is told so; who is invited later is invited alone', async () => {
    const { meetingId, invitees } = await plan({ on: '2026-12-16' });
    await leave(meetingId);
    const agency = invitees.find(({ part }) => part === 'agency')?.inviteeId ?? 0;
    await as((client, who) => takeOutInvitee(client, who, { meetingId, inviteeId: agency }));
    const after = await as((client, who) =>
      invite(client, who, {
        meetingId,
        invitees: [{ part: 'teacher', name: 'T. Cho', email: 'cho@lakeside.example' }],
        sendsMail: true,
      }),
    );
    expect(after.invitees.map(({ part }) => part)).toEqual(['guardian', 'student', 'administrator', 'teacher']);
    const fresh = (await mailsOf(meetingId)).filter(({ state }) => state === 'waiting');
    expect(fresh.map(({ to, method }) => [to, method])).toEqual([
      ['diaz@county.example', 'CANCEL'],
      ['cho@lakeside.example', 'REQUEST'],
    ]);
  });
});

describe('held', () => {
  const hold = (meeting: Meeting, change: Partial<Parameters<typeof holdMeeting>[2]> = {}, now = LATER) =>
    as(
      (client, who) =>
        holdMeeting(client, who, {
          meetingId: meeting.meetingId,
          attended: meeting.invitees.slice(0, 3).map(({ inviteeId }) => inviteeId),
          family: 'took-part',
          minutes: 'The bus is late on Mondays.',
          decisions: 'A contract until June.',
          followUps: [{ what: 'Ask for another bus', role: 'team', dueOn: '2026-12-10' }],
          ...change,
        }),
      now,
    );
  const events = (meetingId: number) =>
    school.rows(
      `select on_date, superseded_import_id from events where event = 'meeting-held' and ref = 'meeting:${meetingId}'`,
    );

  test('who came, what was said and decided is written, follow-ups are tasks, and the event is on record', async () => {
    const held = await hold(await plan({ sendsMail: false }));
    expect(held).toMatchObject({ state: 'held', family: 'took-part', decisions: 'A contract until June.' });
    expect(held.invitees.map(({ attended }) => attended)).toEqual([true, true, true, false]);
    expect(await events(held.meetingId)).toEqual([{ on_date: '2026-12-02', superseded_import_id: null }]);
    expect(
      await school.rows(
        `select what, role, due_on, state from tasks where about_thing = 'meeting' and about_id = ${held.meetingId}`,
      ),
    ).toEqual([{ what: 'Ask for another bus', role: 'team', due_on: '2026-12-10', state: 'open' }]);
  });

  test('without the family it is held all the same, and says so', async () => {
    const meeting = await plan({ sendsMail: false });
    const staff = meeting.invitees.filter(({ part }) => part === 'administrator').map(({ inviteeId }) => inviteeId);
    const held = await hold(meeting, { attended: staff, family: 'did-not-take-part' });
    expect(held).toMatchObject({ state: 'held', family: 'did-not-take-part' });
    expect(await events(held.meetingId)).toHaveLength(1);
  });

  test('a guardian who came cannot be said not to have taken part', async () => {
    await expect(hold(await plan({ sendsMail: false }), { family: 'did-not-take-part' })).rejects.toThrow(/took-part/);
  });

  test('a meeting of tomorrow is not held today, one of today is', async () => {
    const meeting = await plan({ sendsMail: false });
    await expect(hold(meeting, {}, new Date('2026-12-02T07:59:00Z'))).rejects.toThrow(/still to come/);
    expect(await hold(meeting, {}, new Date('2026-12-02T08:00:00Z'))).toMatchObject({ state: 'held' });
  });

  test('minutes are added to later, and what stood before stays in the history', async () => {
    const { meetingId } = await hold(await plan({ sendsMail: false }));
    const amended = await as((client, who) =>
      writeMinutes(client, who, {
        meetingId,
        minutes: 'The bus is late on Tuesdays.',
        decisions: 'None.',
        followUps: [],
      }),
    );
    expect(amended.minutesText).toBe('The bus is late on Tuesdays.');
    const [step] = await readSteps(school.db.pool, { districtId: 1, about: { thing: 'meeting', id: meetingId } });
    expect(step).toMatchObject({
      step: 'minutes-written',
      detail: { before: { minutes: 'The bus is late on Mondays.' } },
    });
  });

  test('marked as held by mistake, it is planned again and the event no longer counts', async () => {
    const { meetingId } = await hold(await plan({ sendsMail: false }));
    const again = await as((client, who) => takeBackHeld(client, who, { meetingId, reason: 'Wrong student' }));
    expect(again).toMatchObject({ state: 'planned', family: '' });
    expect(await events(meetingId)).toEqual([{ on_date: '2026-12-02', superseded_import_id: 0 }]);
  });
});

test('my meetings are those I made and those I am invited to', async () => {
  await plan({ on: '2027-01-11', sendsMail: false, invitees: [] }, 'clerk');
  await plan({ on: '2027-01-12', sendsMail: false }, 'clerk');
  const mine = (personId: string) =>
    readMeetings(school.db.pool, { districtId: 1, personId, from: '2027-01-11', to: '2027-01-17' });
  expect((await mine('p-clerk')).map(({ on }) => on)).toEqual(['2027-01-11', '2027-01-12']);
  expect((await mine('p-administrator')).map(({ on }) => on)).toEqual(['2027-01-12']);
  expect(await mine('p-team')).toEqual([]);
});
