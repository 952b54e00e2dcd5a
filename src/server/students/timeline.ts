/** Everything that happened to a student, the newest first. */
import { readSteps } from '../../cases/index.ts';
import { formatDay, parseDay } from '../../engine/index.ts';
import type { OpenStudent } from './open-student.ts';
import { attendanceItems } from './timeline-attendance.ts';
import { NOTHING_MORE, type Item } from './timeline-item.ts';
import { schoolNamed } from './schooling.ts';

/** Input: `maySee` whether a thing of casework is open to whoever looks. */
export async function readTimeline(
  student: OpenStudent,
  maySee: (thing: string) => boolean = () => true,
): Promise<readonly Item[]> {
  const items = [
    ...(await enrollmentItems(student)),
    ...(await attendanceItems(student)),
    ...(await triggerItems(student)),
    ...(await decisionItems(student)),
    ...(await stepItems(student)),
    ...(await eventItems(student)),
    ...(await caseworkItems(student, maySee)),
  ];
  return items.toSorted((one, other) => (momentOf(one) < momentOf(other) ? 1 : -1));
}

/** What Rollcall and people did stands at its instant; what is only known by its day at noon of it, whenever it was found. */
function momentOf({ at, on, kind, what }: Item): string {
  const isOfItsDay = at === null || kind === 'trigger' || (kind === 'notice' && what === 'carried-over');
  return isOfItsDay ? `${on}T12:00:00.000Z` : at;
}

async function rowsOf<Row extends object>(
  { client, districtId, id }: OpenStudent,
  name: string,
  text: string,
): Promise<readonly Row[]> {
  return (await client.query<Row>({ name: `timeline-${name}`, text, values: [districtId, id] })).rows;
}

async function enrollmentItems(student: OpenStudent): Promise<readonly Item[]> {
  const rows = await rowsOf<{ school: string; entry: string; exit: string | null }>(
    student,
    'enrollments',
    'select school_id as school, entry_on as entry, exit_on as exit from enrollments where district_id = $1 and student_id = $2',
  );
  const { facts: district } = student.known.district;
  return rows.flatMap(({ school, entry, exit }) => {
    const { name } = schoolNamed({ district }, school);
    const item = (kind: 'enrolled' | 'left', on: string): Item => ({ ...NOTHING_MORE, kind, on, at: null, what: name });
    const isOver = exit !== null && (parseDay(exit) ?? 0) <= student.today;
    return [item('enrolled', entry), ...(isOver ? [item('left', exit)] : [])];
  });
}

async function triggerItems(student: OpenStudent): Promise<readonly Item[]> {
  const rows = await rowsOf<{
    readonly criterion: string;
    readonly on: string;
    readonly detected: Date;
    readonly lapsed: Date | null;
    readonly reason: string | null;
  }>(
    student,
    'triggers',
    `select t.criterion, t.trigger_on as on, t.detected_at as detected, t.lapsed_reason as reason,
            case when t.state = 'lapsed' then c.finished_at end as lapsed
       from triggers t left join calculations c on c.district_id = t.district_id and c.calculation_id = t.calculation_id
      where t.district_id = $1 and t.student_id = $2`,
  );
  return rows.flatMap(({ criterion, on, detected, lapsed, reason }) => [
    { ...NOTHING_MORE, kind: 'trigger' as const, on, at: detected.toISOString(), criterion },
    ...(lapsed === null
      ? []
      : [{ ...NOTHING_MORE, kind: 'lapsed' as const, on, at: lapsed.toISOString(), criterion, note: reason ?? '' }]),
  ]);
}

async function decisionItems(student: OpenStudent): Promise<readonly Item[]> {
  const rows = await rowsOf<{
    readonly criterion: string;
    readonly kind: string;
    readonly on: string;
    readonly until: string | null;
    readonly reason: string;
    readonly by: string;
    readonly at: Date;
    readonly lifted_by: string | null;
    readonly lifted_at: Date | null;
    readonly lifted_reason: string | null;
  }>(
    student,
    'decisions',
    `select criterion, kind, on_date as on, until_on as until, reason, decided_by as by, decided_at as at, lifted_by, lifted_at,
            lifted_reason from person_decisions where district_id = $1 and student_id = $2`,
  );
  return rows.flatMap(({ criterion, kind, on, until, reason, by, at, ...lifted }) => {
    const made: Item = {
      ...NOTHING_MORE,
      kind: 'decision',
      on,
      at: at.toISOString(),
      by,
      criterion,
      what: kind,
      note: reason,
      until,
    };
    if (lifted.lifted_at === null) return [made];
    const liftedAt = lifted.lifted_at.toISOString();
    return [
      made,
      {
        ...NOTHING_MORE,
        kind: 'lifted' as const,
        on: liftedAt.slice(0, 10),
        at: liftedAt,
        by: lifted.lifted_by ?? '',
        criterion,
        what: kind,
        note: lifted.lifted_reason ?? '',
      },
    ];
  });
}

async function stepItems(student: OpenStudent): Promise<readonly Item[]> {
  const rows = await rowsOf<{
    readonly notice: string;
    readonly criterion: string;
    readonly origin: string;
    readonly step: string;
    readonly on: string;
    readonly way: string;
    readonly note: string;
    readonly by: string;
    readonly at: Date;
  }>(
    student,
    'steps',
    `select 'N' || n.notice_id as notice, n.criterion, n.origin, s.step, s.on_date as on, s.way, s.note, s.done_by as by, s.done_at as at
       from notices n join notice_steps s on s.district_id = n.district_id and s.notice_id = n.notice_id
      where n.district_id = $1 and n.student_id = $2 order by s.step_id`,
  );
  const seen = new Set<string>();
  return rows.map(({ notice, criterion, origin, step, on, way, note, by, at }): Item => {
    const isFirst = !seen.has(notice);
    seen.add(notice);
    const what = isFirst && origin !== 'rollcall' ? origin : way === '' || step !== 'sent' ? step : `sent:${way}`;
    return {
      ...NOTHING_MORE,
      kind: isFirst ? 'notice' : 'step',
      on,
      at: at.toISOString(),
      by,
      criterion,
      notice,
      what,
      note,
    };
  });
}

/** Those of the bundle happened on their day; when they were told is no matter. */
async function eventItems(student: OpenStudent): Promise<readonly Item[]> {
  const rows = await rowsOf<{ on: string; event: string; ref: string; origin: string; by: string; at: Date }>(
    student,
    'events',
    `select on_date as on, event, ref, origin, recorded_by as by, recorded_at as at from events
      where district_id = $1 and student_id = $2 and superseded_import_id is null order by event_id`,
  );
  return rows.map(({ on, event, ref, origin, by, at }): Item => ({
    ...NOTHING_MORE,
    kind: 'event',
    on: formatDay(parseDay(on) ?? 0),
    at: origin === 'rollcall' ? at.toISOString() : null,
    by,
    what: event,
    // What Rollcall noted by itself names its record (`meeting:2`): nothing to read.
    note: origin === 'rollcall' && /^[a-z-]+:\d+$/.test(ref) ? '' : ref,
  }));
}

const MOST_STEPS = 2000;

/** What a person may not see is named, not shown. */
async function caseworkItems(
  { client, districtId, id }: OpenStudent,
  maySee: (thing: string) => boolean,
): Promise<readonly Item[]> {
  const steps = await readSteps(client, { districtId, student: id, limit: MOST_STEPS });
  return steps.map(({ thing, thingId, step, on, at, by, reason, detail }): Item => {
    const more = thing === 'message' ? { message: thingId } : {};
    const shown = maySee(thing) ? { note: reason, detail: { ...detail, ...more } } : {};
    return {
      ...NOTHING_MORE,
      kind: 'casework',
      on,
      at,
      by,
      what: maySee(thing) ? `${thing}.${step}` : thing,
      ...shown,
    };
  });
}
