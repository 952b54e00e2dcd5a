/** Conference slots of a school. */
import { coversSchool } from '../../access/index.ts';
import { withTransaction } from '../../db/index.ts';
import {
  addSlots,
  chooseSlot,
  freeSlot,
  moveSlot,
  noticeName,
  readConferenceChoices,
  readConferenceWay,
  readSlots,
  readTriggerFile,
  takeOutSlot,
  triggerIdOf,
  writeConferenceWay,
  type ConferenceSlot,
} from '../../notices/index.ts';
import { schoolsOf, type Context, type Handlers } from '../context.ts';
import { todayInDistrict } from '../../db/zone.ts';
import { studentKeyOf, triggerOfKey } from '../keys.ts';
import { problem } from '../problems.ts';
import { whoOf } from '../who.ts';
import { readComputedWorklist } from '../worklist/computed-worklist.ts';
import type { WorklistLine } from '../worklist/contract.ts';
import type { Slot, slotsContract } from './contract.ts';

export const slotsHandlers: Handlers<typeof slotsContract> = {
  listSlots: async (context) => {
    const { query, reach, parts, districtId, db, audit } = context;
    const { school } = query;
    const [slots, way, waiting, today, kept] = await Promise.all([
      readSlots(db.pool, { districtId, school }),
      readConferenceWay(parts.db.pool, districtId),
      waitingLines(context, schoolsOf(reach, school)),
      todayInDistrict(parts.db.pool, { districtId, now: parts.now() }),
      studentsOfNotices(context, school),
    ]);
    const chosen = await chosenLines(context, waiting);
    const clashes = clashesOf(slots);
    const items = slots.map((slot): Slot => {
      const student = slot.noticeId === null ? undefined : kept.get(slot.noticeId);
      return {
        slot: slot.slotId,
        school: slot.school,
        on: slot.on,
        at: slot.at,
        place: slot.place,
        with: slot.withWhom,
        keptFor:
          slot.noticeId === null || student === undefined
            ? null
            : { student, name: slot.keptFor, notice: noticeName(slot.noticeId) },
        chosenFor: chosen.get(slot.slotId) ?? null,
        clash: clashes.get(slot.slotId) ?? null,
        isPast: slot.on <= today,
      };
    });
    await audit({ action: 'view-list', detail: { list: 'slots', school } });
    return {
      items,
      free: items.filter((one) => one.keptFor === null && one.chosenFor === null && !one.isPast).length,
      taken: slots.filter(({ noticeId }) => noticeId !== null).length,
      needed: waiting.length,
      way,
      waiting: waiting.map((line) => ({
        trigger: line.trigger,
        student: line.student,
        name: line.name,
        level: line.level,
        metOn: line.metOn,
        slot: slotOf(slots, line),
      })),
    };
  },
  setConferenceWay: async ({ parts, districtId, body, audit }) => {
    await writeConferenceWay(parts.db.pool, districtId, body.way);
    await audit({ action: 'set-conference-way', detail: { way: body.way } });
    return { way: body.way };
  },
  addSlots: async ({ db, districtId, body, actor, parts, audit }) => {
    const { school, slots } = body;
    const sum = { added: 0, already: 0 };
    await withTransaction(db, async (client) => {
      for (const { on, times, place, with: withWhom } of slots) {
        const new_ = { districtId, school, on, times: [...new Set(times)], place, withWhom };
        const one = await addSlots(client, { ...new_, by: actor.name, now: parts.now() });
        sum.added += one.added;
        sum.already += one.already;
      }
    });
    await audit({ action: 'add-slots', detail: { school, ...sum } });
    return sum;
  },
  takeOutSlot: async (context) => {
    const { db, districtId, params, actor, parts, audit } = context;
    const { school } = await ownSlot(context);
    await takeOutSlot(db.pool, { districtId, slotId: params.slot, by: actor.name, now: parts.now() });
    await audit({ action: 'take-out-slot', detail: { school, slot: params.slot } });
    return { slot: params.slot };
  },
  moveSlot: async (context) => {
    const { db, districtId, params, body, audit } = context;
    const { school } = await ownSlot(context);
    const who = await whoOf(context, 'manage-slots');
    const { noticeId } = await withTransaction(db, (client) =>
      moveSlot(client, { districtId, slotId: params.slot, to: body.to, who }),
    );
    const students = (await studentsOfNotices(context, school)).get(noticeId);
    await audit({
      action: 'move-conference',
      ...(students === undefined ? {} : { students: [students] }),
      detail: { school, from: params.slot, to: body.to, notice: noticeName(noticeId) },
    });
    return { notice: noticeName(noticeId) };
  },
  chooseSlot: async (context) => {
    const { db, districtId, params, body, actor, parts, audit } = context;
    const { school } = await ownSlot(context);
    const identity = await triggerOfKey({ db, districtId }, body.trigger);
    const file = await readTriggerFile(db.pool, { districtId, identity });
    if (file === undefined) throw problem('not-found');
    const choice = { districtId, slotId: params.slot, trigger: identity, school: file.trigger.at };
    await withTransaction(db, (client) => chooseSlot(client, { ...choice, by: actor.name, now: parts.now() }));
    const students = [studentKeyOf(file.trigger.studentNo)];
    await audit({ action: 'choose-slot', students, detail: { school, slot: params.slot } });
    return { slot: params.slot };
  },
  freeSlot: async (context) => {
    const { db, districtId, params, audit } = context;
    const { school } = await ownSlot(context);
    await freeSlot(db.pool, { districtId, slotId: params.slot });
    await audit({ action: 'free-slot', detail: { school, slot: params.slot } });
    return { slot: params.slot };
  },
};

type Asking = Pick<Context, 'db' | 'parts' | 'districtId' | 'reach' | 'actor'>;

/** Fails: `not-found` for a slot that is none of the person's schools. */
async function ownSlot(
  context: Asking & { readonly params: { readonly slot: number } },
): Promise<Pick<ConferenceSlot, 'school'>> {
  const { parts, districtId, params, reach } = context;
  const found = await parts.db.pool.query<{ school_id: string }>(
    'select school_id from conference_slots where district_id = $1 and slot_id = $2 and removed_at is null',
    [districtId, params.slot],
  );
  const school = found.rows[0]?.school_id;
  if (school === undefined || !coversSchool(reach, school)) throw problem('not-found');
  return { school };
}

/** Lines that need a conference: those that have a slot in view, and those that wait for one. */
async function waitingLines(context: Asking, schools: readonly string[] | undefined): Promise<readonly WorklistLine[]> {
  const { entries } = await readComputedWorklist(context, schools);
  return entries
    .map(({ line }) => line)
    .filter(({ state, conference, reason }) =>
      state === 'due' ? conference !== null : state === 'held' && reason === 'conference',
    );
}

/** For which line a slot was chosen. */
async function chosenLines({ db, districtId }: Asking, waiting: readonly WorklistLine[]) {
  const byTrigger = new Map<string, WorklistLine>();
  for (const line of waiting) byTrigger.set(triggerIdOf(await triggerOfKey({ db, districtId }, line.trigger)), line);
  const chosen = new Map<number, NonNullable<Slot['chosenFor']>>();
  for (const [trigger, slot] of await readConferenceChoices(db.pool, districtId)) {
    const line = byTrigger.get(trigger);
    if (line === undefined) continue;
    chosen.set(slot, { trigger: line.trigger, student: line.student, name: line.name, level: line.level });
  }
  return chosen;
}

function slotOf(slots: readonly ConferenceSlot[], { conference }: WorklistLine): number | null {
  if (conference === null) return null;
  const found = slots.find(
    ({ on, at, place, withWhom, noticeId }) =>
      noticeId === null &&
      on === conference.on &&
      at === conference.at &&
      place === conference.place &&
      withWhom === conference.with,
  );
  return found?.slotId ?? null;
}

/** Keys of the students whose notices have a slot of the school. */
async function studentsOfNotices({ db, districtId }: Asking, school: string): Promise<ReadonlyMap<number, string>> {
  const found = await db.pool.query<{ notice_id: number; student_no: number }>(
    `select c.notice_id, s.student_no from conference_slots c
     join notices n on n.district_id = c.district_id and n.notice_id = c.notice_id
     join students s on s.district_id = n.district_id and s.student_id = n.student_id
     where c.district_id = $1 and c.school_id = $2 and c.removed_at is null`,
    [districtId, school],
  );
  return new Map(found.rows.map((row) => [row.notice_id, studentKeyOf(row.student_no)]));
}

function clashesOf(slots: readonly ConferenceSlot[]): ReadonlyMap<number, 'person' | 'place'> {
  const clashes = new Map<number, 'person' | 'place'>();
  const note = (kind: 'person' | 'place', textOf: (slot: ConferenceSlot) => string): void => {
    const together = Map.groupBy(slots, (slot) => `${slot.on} ${slot.at} ${textOf(slot).toLowerCase()}`);
    for (const group of together.values())
      if (group.length > 1) for (const slot of group) clashes.set(slot.slotId, kind);
  };
  note('place', (slot) => slot.place);
  note('person', (slot) => slot.withWhom);
  return clashes;
}
