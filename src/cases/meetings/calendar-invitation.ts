/** An invitation that calendars understand (RFC 5545, 5546): the same UID for ever, a higher SEQUENCE with each change. */
import ical, { ICalCalendarMethod, ICalEventStatus, ICalAttendeeRole, ICalAttendeeStatus } from 'ical-generator';
import { vtimezoneOf } from './vtimezone.ts';

export interface CalendarInvitation {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly uid: string;
  readonly sequence: number;
  readonly summary: string;
  readonly description: string;
  readonly place: string;
  /** ISO, and `15:30`, in the zone. */
  readonly on: string;
  readonly at: string;
  readonly minutes: number;
  readonly zone: string;
  readonly organizer: { readonly name: string; readonly email: string };
  /** Only whom this copy is for: nobody learns who else is invited. */
  readonly attendee: { readonly name: string; readonly email: string };
  readonly now: Date;
}

export function calendarInvitation(invitation: CalendarInvitation): string {
  const { method, uid, sequence, summary, description, place, minutes, zone, organizer, attendee, now } = invitation;
  const calendar = ical({
    prodId: { company: 'Rollcall', product: 'Rollcall', language: 'EN' },
    method: ICalCalendarMethod[method],
  });
  const start = wallClock(invitation);
  const event = calendar.createEvent({
    id: uid,
    sequence,
    // The library writes the local parts of a date where a zone is given.
    start,
    end: new Date(start.getTime() + minutes * 60_000),
    stamp: now,
    timezone: zone,
    summary,
    description,
    location: place,
    organizer,
    status: method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  event.createAttendee({
    ...attendee,
    role: ICalAttendeeRole.REQ,
    status: ICalAttendeeStatus.NEEDSACTION,
    rsvp: true,
  });
  const year = Number(invitation.on.slice(0, 4));
  return calendar.toString().replace('BEGIN:VEVENT', `${vtimezoneOf(zone, year)}BEGIN:VEVENT`);
}

function wallClock({ on, at }: Pick<CalendarInvitation, 'on' | 'at'>): Date {
  const [year = 0, month = 0, day = 0] = on.split('-').map(Number);
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  return new Date(year, month - 1, day, hour, minute);
}
