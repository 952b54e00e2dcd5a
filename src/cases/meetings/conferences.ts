/** A letter that names a conference makes the meeting: in the transaction that stamps it. */
import type pg from 'pg';
import { findCases } from '../core/find-cases.ts';
import { yearOf } from '../core/open-case.ts';
import { appendSteps } from '../core/steps.ts';
import type { Who } from '../core/who.ts';
import { changeMeeting } from './change-meeting.ts';
import { insertInviteesOfAll } from './invite.ts';
import type { Meeting, NewInvitee } from './meeting.ts';
import { readMeetings } from './read-meetings.ts';
import { sendInvitations } from './send-invitations.ts';

export interface Conference {
  readonly noticeId: number;
  readonly slotId: number;
  readonly student: string;
  readonly school: string;
  readonly on: string;
  /** `15:30`. */
  readonly at: string;
  readonly place: string;
  readonly withWhom: string;
  /** Of the letter: the family reads it in this language. */
  readonly language: string;
}

/** The letter invites the family; the mail brings the same into their calendars. A notice that has one already is left as it is. */
export async function makeConferences(
  client: pg.ClientBase,
  who: Who,
  conferences: readonly Conference[],
): Promise<void> {
  if (conferences.length === 0) return;
  const { districtId } = who;
  const noticeIds = conferences.map(({ noticeId }) => noticeId);
  const there = await readMeetings(client, { districtId, noticeIds, limit: noticeIds.length });
  const known = new Set(there.map(({ noticeId }) => noticeId));
  const guardians = await guardiansOf(
    client,
    districtId,
    conferences.map(({ student }) => student),
  );
  const people = await peopleNamed(
    client,
    districtId,
    conferences.map(({ withWhom }) => withWhom),
  );
  const invited = new Map<Conference, readonly NewInvitee[]>();
  for (const conference of conferences) {
    if (known.has(conference.noticeId)) continue;
    const withWhom = conference.withWhom.trim();
    const staff = people.get(withWhom.toLowerCase()) ?? { part: 'administrator' as const, name: withWhom };
    invited.set(conference, [...(guardians.get(conference.student) ?? []), ...(withWhom === '' ? [] : [staff])]);
  }
  const made = await insertMeetings(client, who, invited);
  for (const meeting of made)
    if (meeting.invitees.some(({ email }) => email !== ''))
      await sendInvitations(client, who, { meeting, what: 'invited' });
}

/** In one question for all, with who is invited and a step each. */
async function insertMeetings(
  client: pg.ClientBase,
  who: Who,
  invited: ReadonlyMap<Conference, readonly NewInvitee[]>,
): Promise<readonly Meeting[]> {
  const conferences = [...invited.keys()];
  if (conferences.length === 0) return [];
  const { districtId } = who;
  const students = [...new Set(conferences.map(({ student }) => student))];
  const files = await findCases(client, { districtId, students, year: yearOf(who.on) });
  const minutes = await lengthsOf(client, districtId, conferences);
  const caseOf = ({ student }: Conference): number | null => files.get(student)?.caseId ?? null;
  const rows = conferences.map((one, at) => ({
    ...one,
    place_no: at,
    case_id: caseOf(one),
    minutes: minutes.get(one.slotId),
  }));
  await client.query(
    `insert into meetings (district_id, student_id, case_id, school_id, kind, on_date, at_time, length_minutes, place, language, notice_id,
       slot_id, made_by, made_by_id, made_at)
     select $1, m.student, m.case_id, m.school, 'conference', m."on", m.at, m.minutes, m.place, m.language, m."noticeId", m."slotId", $2, $3, $4
       from jsonb_to_recordset($5::jsonb) as m (place_no int, student text, case_id bigint, school text, "on" date, at time, minutes smallint,
         place text, language text, "noticeId" bigint, "slotId" bigint) order by m.place_no`,
    [districtId, who.name, who.personId, who.now, JSON.stringify(rows)],
  );
  const numbers = await client.query<{ id: number; noticeId: number }>(
    `select meeting_id as id, notice_id as "noticeId" from meetings where district_id = $1 and notice_id = any ($2)`,
    [districtId, conferences.map(({ noticeId }) => noticeId)],
  );
  const idOf = new Map(numbers.rows.map(({ id, noticeId }) => [noticeId, id]));
  await insertInviteesOfAll(
    client,
    who,
    [...invited].map(([{ noticeId, student }, invitees]) => ({
      meetingId: idOf.get(noticeId) as number,
      student,
      invitees,
    })),
  );
  await appendSteps(
    client,
    who,
    conferences.map((one) => ({
      student: one.student,
      caseId: caseOf(one),
      thing: 'meeting',
      thingId: idOf.get(one.noticeId) as number,
      step: 'planned',
      detail: { kind: 'conference', on: one.on, at: one.at, place: one.place, invited: invited.get(one)?.length ?? 0 },
    })),
  );
  const noticeIds = conferences.map(({ noticeId }) => noticeId);
  return readMeetings(client, { districtId, noticeIds, limit: noticeIds.length });
}

/** The conference of a letter takes another slot: the meeting goes with it, and who was invited is told. */
export async function moveConference(
  client: pg.ClientBase,
  who: Who,
  {
    noticeId,
    slot,
  }: {
    readonly noticeId: number;
    readonly slot: { readonly slotId: number; readonly on: string; readonly at: string; readonly place: string };
  },
): Promise<void> {
  const [meeting] = await readMeetings(client, { districtId: who.districtId, noticeIds: [noticeId], state: 'planned' });
  if (meeting === undefined) return;
  const { slotId, on, at, place } = slot;
  await changeMeeting(client, who, {
    meetingId: meeting.meetingId,
    change: { on, at, place },
    slotId,
    sendsMail: true,
  });
}

async function guardiansOf(
  client: pg.ClientBase,
  districtId: number,
  students: readonly string[],
): Promise<ReadonlyMap<string, readonly NewInvitee[]>> {
  const found = await client.query<{ student: string; id: string; name: string; email: string; language: string }>(
    `select g.student_id as student, g.guardian_id as id, g.name, g.email, coalesce(nullif(g.language, ''), s.home_language) as language
       from guardians g join students s on s.district_id = g.district_id and s.student_id = g.student_id
      where g.district_id = $1 and g.student_id = any ($2) and g.no_contact is not true and g.receives_mail is not false
      order by g.student_id, g.guardian_id`,
    [districtId, students],
  );
  const invitees = found.rows.map(({ student, id, name, email, language }) => ({
    student,
    invitee: { part: 'guardian' as const, name, email, language, guardianId: id },
  }));
  const grouped = Map.groupBy(invitees, ({ student }) => student);
  return new Map([...grouped].map(([student, all]) => [student, all.map(({ invitee }) => invitee)]));
}

/** A slot names with whom by name; of a name that two people have nobody is taken. */
async function peopleNamed(
  client: pg.ClientBase,
  districtId: number,
  names: readonly string[],
): Promise<ReadonlyMap<string, NewInvitee>> {
  const plain = [...new Set(names.map((name) => name.trim().toLowerCase()).filter(Boolean))];
  const found = await client.query<{ plain: string; name: string; email: string; person_id: string; staff_id: string }>(
    `select lower(name) as plain, min(name) as name, min(email) as email, min(person_id) as person_id, min(staff_id) as staff_id
       from people where district_id = $1 and ended_on is null and lower(name) = any ($2) group by 1 having count(*) = 1`,
    [districtId, plain],
  );
  return new Map(
    found.rows.map((row) => [
      row.plain,
      { part: 'administrator', name: row.name, email: row.email, personId: row.person_id, staffId: row.staff_id },
    ]),
  );
}

/** By slot: until the next one of the same place, 5 minutes at least and half an hour at most. */
async function lengthsOf(
  client: pg.ClientBase,
  districtId: number,
  conferences: readonly Conference[],
): Promise<ReadonlyMap<number, number>> {
  const found = await client.query<{ slot: number; minutes: number | null }>(
    `select c.slot_id as slot, (extract(epoch from (min(n.at_time) - c.at_time)) / 60)::int as minutes
       from conference_slots c left join conference_slots n on n.district_id = c.district_id and n.school_id = c.school_id
        and n.on_date = c.on_date and n.place = c.place and n.at_time > c.at_time and n.removed_at is null
      where c.district_id = $1 and c.slot_id = any ($2) group by c.slot_id, c.at_time`,
    [districtId, conferences.map(({ slotId }) => slotId)],
  );
  const known = new Map(found.rows.map(({ slot, minutes }) => [slot, minutes ?? 30]));
  return new Map(conferences.map(({ slotId }) => [slotId, Math.max(5, Math.min(30, known.get(slotId) ?? 30))]));
}
