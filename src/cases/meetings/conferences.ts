/** A letter that names a conference makes the meeting: in the transaction that stamps it. */
import type pg from 'pg';
import type { Who } from '../core/who.ts';
import { changeMeeting } from './change-meeting.ts';
import { makeMeeting } from './make-meeting.ts';
import type { NewInvitee } from './meeting.ts';
import { readMeetings } from './read-meetings.ts';

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
  for (const conference of conferences) {
    if (known.has(conference.noticeId)) continue;
    const { withWhom } = conference;
    const staff =
      withWhom === ''
        ? []
        : [people.get(withWhom.trim().toLowerCase()) ?? { part: 'administrator' as const, name: withWhom }];
    await makeMeeting(client, who, {
      ...conference,
      kind: 'conference',
      minutes: await lengthOf(client, districtId, conference.slotId),
      purpose: '',
      interpreter: 'none',
      interpreterName: '',
      invitees: [...(guardians.get(conference.student) ?? []), ...staff],
      sendsMail: true,
    });
  }
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

/** Until the next slot of the same place, 5 minutes at least and half an hour at most. */
async function lengthOf(client: pg.ClientBase, districtId: number, slotId: number): Promise<number> {
  const found = await client.query<{ minutes: number | null }>(
    `select (extract(epoch from (min(n.at_time) - c.at_time)) / 60)::int as minutes
       from conference_slots c join conference_slots n on n.district_id = c.district_id and n.school_id = c.school_id
        and n.on_date = c.on_date and n.place = c.place and n.at_time > c.at_time and n.removed_at is null
      where c.district_id = $1 and c.slot_id = $2 group by c.at_time`,
    [districtId, slotId],
  );
  return Math.max(5, Math.min(30, found.rows[0]?.minutes ?? 30));
}
