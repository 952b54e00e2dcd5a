/** Invitations by e-mail: queued in the transaction of what they tell. Who has no address is on the screen, with the letter on paper. */
import type pg from 'pg';
import { readTimeZone } from '../../db/zone.ts';
import { letterheadOf, readLetterheads } from '../../documents/index.ts';
import { queueMail, readMailAbout } from '../../messages/index.ts';
import type { Who } from '../core/who.ts';
import { calendarInvitation } from './calendar-invitation.ts';
import { invitationWords, mailLanguage } from './invitation-words.ts';
import type { Invitee, Meeting } from './meeting.ts';

export interface SendInvitations {
  readonly what: 'invited' | 'changed' | 'cancelled';
  readonly reason?: string;
  /** Left out: all who are invited. */
  readonly invitees?: readonly Invitee[];
  /** Not before then, as while a batch can be undone. */
  readonly notBefore?: Date;
}

/** Returns how many are queued. Input: the meeting as it is now. */
export async function sendInvitations(
  client: pg.ClientBase,
  who: Who,
  { meeting, ...sending }: SendInvitations & { readonly meeting: Meeting },
): Promise<number> {
  const invitees = (sending.invitees ?? meeting.invitees).filter(({ email }) => email !== '');
  const method = sending.what === 'cancelled' ? 'CANCEL' : 'REQUEST';
  const told = method === 'CANCEL' ? await toldAlready(client, who, { meeting, invitees }) : invitees;
  await takeBackWaiting(client, who, { meeting, invitees, isCancelled: method === 'CANCEL' });
  if (told.length === 0) return 0;
  const around = await readAround(client, who, meeting);
  for (const invitee of told) {
    const { inviteeId, email, name } = invitee;
    const language = mailLanguage(invitee.language);
    const isFamily = invitee.part === 'guardian' || invitee.part === 'student';
    const words = invitationWords(
      meeting,
      {
        what: sending.what,
        isFamily,
        reason: sending.reason ?? '',
        phone: around.phone,
        sender: around.organizer.name,
      },
      language,
    );
    const ics = calendarInvitation({
      method,
      uid: uidOf(who.districtId, meeting.meetingId),
      sequence: meeting.sequence,
      summary: words.summary,
      description: words.text,
      place: meeting.place === '' ? meeting.schoolName : `${meeting.place}, ${meeting.schoolName}`,
      on: meeting.on,
      at: meeting.at,
      minutes: meeting.minutes,
      zone: around.zone,
      organizer: around.organizer,
      attendee: { name, email },
      now: who.now,
    });
    await queueMail(client, {
      districtId: who.districtId,
      to: email,
      toName: name,
      subject: words.subject,
      text: words.text,
      language,
      key: `meeting-${who.districtId}-${meeting.meetingId}-${inviteeId}-${meeting.sequence}-${method.toLowerCase()}`,
      by: who.name,
      now: who.now,
      ics: { method, text: ics },
      student: meeting.student,
      toFamily: isFamily,
      about: { thing: 'meeting', id: meeting.meetingId },
      ...(sending.notBefore === undefined ? {} : { notBefore: sending.notBefore }),
    });
  }
  return told.length;
}

/** The same for ever: by it a calendar finds what it holds already. */
function uidOf(districtId: number, meetingId: number): string {
  return `meeting-${districtId}-${meetingId}@rollcall`;
}

interface Asking {
  readonly meeting: Meeting;
  readonly invitees: readonly Invitee[];
}

/** Whom an invitation has left for: nobody is told of the end of what they never heard of. */
async function toldAlready(
  client: pg.ClientBase,
  { districtId }: Who,
  { meeting, invitees }: Asking,
): Promise<readonly Invitee[]> {
  const mails = await readMailAbout(client, districtId, { thing: 'meeting', ids: [meeting.meetingId] });
  const told = new Set(mails.filter(({ state }) => state === 'sent' || state === 'delivered').map(({ to }) => to));
  return invitees.filter(({ email }) => told.has(email));
}

/** The meeting was held: nobody is invited to it any more. */
export async function takeBackInvitations(client: pg.ClientBase, who: Who, meeting: Meeting): Promise<void> {
  await takeBackWaiting(client, who, { meeting, invitees: meeting.invitees, isCancelled: true });
}

/** What has not left says what is no longer so. */
async function takeBackWaiting(
  client: pg.ClientBase,
  { districtId, now }: Who,
  { meeting, invitees, isCancelled }: Asking & { readonly isCancelled: boolean },
): Promise<void> {
  await client.query(
    `update mail_outbox set state = 'cancelled', ended_at = $5
      where district_id = $1 and thing = 'meeting' and thing_id = $2 and state = 'waiting' and send_to = any ($3)
        and key not like '%-' || $4::text || '-request'`,
    [districtId, meeting.meetingId, invitees.map(({ email }) => email), isCancelled ? -1 : meeting.sequence, now],
  );
}

async function readAround(client: pg.ClientBase, who: Who, meeting: Meeting) {
  const letterheads = await readLetterheads(client, who.districtId, { pictures: false });
  const letterhead = letterheadOf(letterheads, meeting.school);
  const person = await client.query<{ email: string }>(
    'select email from people where district_id = $1 and person_id = $2',
    [who.districtId, who.personId === '' ? meeting.madeById : who.personId],
  );
  return {
    zone: await readTimeZone(client, who.districtId),
    phone: letterhead.phone,
    organizer: {
      name: who.personId === '' ? letterhead.contact || meeting.schoolName : who.name,
      email: person.rows[0]?.email ?? (letterhead.email || 'no-reply@rollcall.invalid'),
    },
  };
}
