/** Which due notice takes which conference slot. */
export interface FreeSlot {
  readonly slotId: number;
  readonly school: string;
  /** ISO date, `HH:MM`. */
  readonly on: string;
  readonly at: string;
  readonly place: string;
  readonly withWhom: string;
}

export interface ConferenceWish {
  readonly triggerId: string;
  /** The student's school now. */
  readonly school: string;
  readonly triggerOn: string;
}

/**
 * Gives the free slots of each school to its due notices: the oldest trigger first, the earliest slot first.
 * Input: slots after the as-of date; `chosen` are the slots that a person chose, by trigger, before all others and given to nobody
 * else; `byHand`: no slot is given that nobody chose.
 * Returns a slot for each notice that got one; the others wait for a conference date.
 */
export function allotConferences(
  wishes: readonly ConferenceWish[],
  slots: readonly FreeSlot[],
  { chosen = new Map(), byHand = false }: Choices = {},
): ReadonlyMap<string, FreeSlot> {
  const given = new Map<string, FreeSlot>();
  const byId = new Map(slots.map((slot) => [slot.slotId, slot]));
  for (const { triggerId, school } of wishes) {
    const picked = byId.get(chosen.get(triggerId) ?? -1);
    if (picked !== undefined && picked.school === school) given.set(triggerId, picked);
  }
  if (byHand) return given;
  const kept = new Set(chosen.values());
  const free = slots.filter((slot) => !kept.has(slot.slotId)).toSorted(bySlotTime);
  for (const wish of wishes.toSorted(byAge)) {
    if (given.has(wish.triggerId)) continue;
    const at = free.findIndex((slot) => slot.school === wish.school);
    const slot = free[at];
    if (slot === undefined) continue;
    given.set(wish.triggerId, slot);
    free.splice(at, 1);
  }
  return given;
}

export interface Choices {
  readonly chosen?: ReadonlyMap<string, number>;
  readonly byHand?: boolean;
}

function byAge(one: ConferenceWish, other: ConferenceWish): number {
  return compare(one.triggerOn, other.triggerOn) || compare(one.triggerId, other.triggerId);
}

function bySlotTime(one: FreeSlot, other: FreeSlot): number {
  return compare(one.on, other.on) || compare(one.at, other.at) || one.slotId - other.slotId;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
