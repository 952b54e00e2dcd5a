/** What else is at the same time: meetings and slots of the same people or in the same place. */
import type pg from 'pg';
import type { MeetingTime } from './meeting.ts';

export interface Conflict {
  readonly kind: 'place' | 'person';
  /** The place or the person. */
  readonly what: string;
  readonly with: 'meeting' | 'slot';
  /** `15:30`. */
  readonly at: string;
  readonly minutes: number;
}

export interface ConflictQuestion extends Pick<MeetingTime, 'on' | 'at' | 'minutes' | 'place'> {
  readonly districtId: number;
  readonly school: string;
  readonly people: readonly {
    readonly name: string;
    readonly email?: string;
    readonly personId?: string;
    readonly staffId?: string;
    readonly guardianId?: string;
  }[];
  /** The meeting itself, and the slot that it takes. */
  readonly except?: { readonly meetingId?: number | null; readonly slotId?: number | null };
}

/**
 * Never a reason to refuse: a person decides. Ends: what begins when another ends is no conflict.
 * Input: a client that is not walled, so that nobody is promised twice; the answer names no student.
 */
export async function findConflicts(
  client: pg.ClientBase | pg.Pool,
  question: ConflictQuestion,
): Promise<readonly Conflict[]> {
  const { districtId, school, on, at, minutes, place, people, except } = question;
  const found = await client.query<Conflict>(CONFLICTS_SQL, [
    districtId,
    on,
    at,
    minutes,
    school,
    place.trim().toLowerCase(),
    JSON.stringify(people.map(keysOf)),
    except?.meetingId ?? null,
    except?.slotId ?? null,
  ]);
  return found.rows;
}

function keysOf({ name, email, personId, staffId, guardianId }: ConflictQuestion['people'][number]) {
  return {
    name,
    plain: name.trim().toLowerCase(),
    email: email?.trim().toLowerCase() ?? '',
    person_id: personId ?? '',
    staff_id: staffId ?? '',
    guardian_id: guardianId ?? '',
  };
}

/** A slot says only when it begins: it is taken to last as long as until the next one of the same place, half an hour at most. */
const CONFLICTS_SQL = `
  with asked as (select * from jsonb_to_recordset($7::jsonb) as a (name text, plain text, email text, person_id text, staff_id text, guardian_id text)),
  around as (
    select m.meeting_id, m.at_time, m.length_minutes, m.place, m.school_id from meetings m
     where m.district_id = $1 and m.on_date = $2 and m.state = 'planned' and m.meeting_id is distinct from $8::bigint
       and m.at_time < $3::time + make_interval(mins => $4::int) and $3::time < m.at_time + make_interval(mins => m.length_minutes)
  ), slots as (
    select c.slot_id, c.at_time, least(30, coalesce(extract(epoch from (select min(n.at_time) from conference_slots n where n.district_id = c.district_id
        and n.school_id = c.school_id and n.on_date = c.on_date and n.place = c.place and n.at_time > c.at_time and n.removed_at is null) - c.at_time) / 60, 30))::int as minutes,
        c.place, c.with_whom, c.notice_id
      from conference_slots c
     where c.district_id = $1 and c.on_date = $2 and c.school_id = $5 and c.removed_at is null and c.slot_id is distinct from $9::bigint
       and not exists (select from meetings m where m.district_id = c.district_id and m.slot_id = c.slot_id and m.state = 'planned')
  ), same_slots as (
    select * from slots where at_time < $3::time + make_interval(mins => $4::int) and $3::time < at_time + make_interval(mins => minutes)
  )
  select distinct kind, what, "with", to_char(at_time, 'HH24:MI') as at, minutes from (
    select 'place' as kind, place as what, 'meeting' as "with", at_time, length_minutes as minutes
      from around where school_id = $5 and lower(place) = $6 and $6 <> ''
    union all
    select 'place', place, 'slot', at_time, minutes from same_slots where lower(place) = $6 and $6 <> ''
    union all
    select 'person', a.name, 'meeting', o.at_time, o.length_minutes
      from around o join meeting_invitees i on i.district_id = $1 and i.meeting_id = o.meeting_id and i.removed_at is null
      join asked a on a.person_id <> '' and a.person_id = i.person_id or a.staff_id <> '' and a.staff_id = i.staff_id
        or a.email <> '' and a.email = lower(i.email)
        or a.guardian_id <> '' and a.guardian_id = i.guardian_id
    union all
    select 'person', a.name, 'slot', s.at_time, s.minutes from same_slots s join asked a on a.plain = lower(trim(s.with_whom))
  ) as found order by 4, 1, 2`;
