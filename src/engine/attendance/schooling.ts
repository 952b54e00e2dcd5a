import type { Day } from '../calendar/day.ts';
import { compareText } from '../district.ts';
import type { CompiledDistrict } from '../district.ts';
import type { EnrollmentFact } from '../facts.ts';

/** Where one student goes to school, day by day. Schools are indexes. */
export interface Schooling {
  /** The schools of the enrollments, each once. */
  readonly schools: readonly number[];
  readonly isEnrolledAt: (school: number, day: Day) => boolean;
  /** The student's school: of the latest entry, then the smallest id; -1 when enrolled nowhere. */
  readonly schoolOn: (day: Day) => number;
  /** Days in session at a school where the student is enrolled, each once, in order. Ends: both included. */
  readonly sessionDays: (from: Day, to: Day) => Int32Array;
  /** Days in session at the student's school, going by the school of each day. Ends: both included. */
  readonly ownSessionDays: (from: Day, to: Day) => number;
  /** The last day up to which enrollment holds without a break from `day` on; undefined when it is open, -1 when not enrolled on `day`. */
  readonly enrolledThrough: (day: Day) => Day | undefined;
  /** The first entry after `day`; undefined without one. */
  readonly nextEntry: (day: Day) => Day | undefined;
}

interface Spell {
  readonly school: number;
  readonly entry: Day;
  readonly exit: Day;
}

const OPEN = 2 ** 30;

/** Compiles enrollments; one at a school that no facts name is left out, for nothing can be counted there. */
export function createSchooling(enrollments: readonly EnrollmentFact[], district: CompiledDistrict): Schooling {
  const spells: Spell[] = [];
  for (const { school, entry, exit } of enrollments) {
    const index = district.schoolIndex.get(school);
    if (index !== undefined) spells.push({ school: index, entry, exit: exit ?? OPEN });
  }
  if (spells.length > 1) {
    const idOf = (spell: Spell): string => district.schoolIds[spell.school] as string;
    spells.sort((a, b) => b.entry - a.entry || compareText(idOf(a), idOf(b)));
  }
  return new SpellSchooling(spells, district);
}

/** The same student as if enrolled at one school alone (`scope: school`). */
export function schoolingAt(
  enrollments: readonly EnrollmentFact[],
  school: number,
  district: CompiledDistrict,
): Schooling {
  return createSchooling(
    enrollments.filter((enrollment) => district.schoolIndex.get(enrollment.school) === school),
    district,
  );
}

class SpellSchooling implements Schooling {
  readonly #spells: readonly Spell[];
  readonly #district: CompiledDistrict;
  #lastSession: { from: Day; to: Day; days: Int32Array } | undefined;

  /** Input: `spells` in the order in which they decide: the latest entry, then the smallest school id. */
  constructor(spells: readonly Spell[], district: CompiledDistrict) {
    this.#spells = spells;
    this.#district = district;
  }

  get schools(): readonly number[] {
    return [...new Set(this.#spells.map((spell) => spell.school))];
  }

  isEnrolledAt(school: number, day: Day): boolean {
    const spells = this.#spells;
    for (let i = 0; i < spells.length; i++) {
      const spell = spells[i] as Spell;
      if (spell.school === school && covers(spell, day)) return true;
    }
    return false;
  }

  schoolOn(day: Day): number {
    const spells = this.#spells;
    for (let i = 0; i < spells.length; i++) {
      const spell = spells[i] as Spell;
      if (covers(spell, day)) return spell.school;
    }
    return -1;
  }

  sessionDays(from: Day, to: Day): Int32Array {
    const last = this.#lastSession;
    if (last !== undefined && last.from === from && last.to === to) return last.days;
    const [only, second] = this.#spells;
    const isOne = only !== undefined && second === undefined;
    const days = isOne
      ? spellDays(only, this.#district, from, to)
      : mergedSessionDays(this.#spells, this.#district, from, to);
    this.#lastSession = { from, to, days };
    return days;
  }

  ownSessionDays(from: Day, to: Day): number {
    let count = 0;
    for (let day = from; day <= to; day++) {
      const school = this.schoolOn(day);
      if (school >= 0 && this.#district.calendars[school]?.isInSession(day) === true) count++;
    }
    return count;
  }

  enrolledThrough(day: Day): Day | undefined {
    return enrolledThrough(this.#spells, day);
  }

  nextEntry(day: Day): Day | undefined {
    const later = this.#spells.filter((spell) => spell.entry > day).map((spell) => spell.entry);
    return later.length === 0 ? undefined : Math.min(...later);
  }
}

function covers(spell: Spell, day: Day): boolean {
  return spell.entry <= day && day <= spell.exit;
}

function spellDays(spell: Spell, district: CompiledDistrict, from: Day, to: Day): Int32Array {
  const days = district.calendars[spell.school]?.days ?? new Int32Array(0);
  return days.subarray(lowerBound(days, Math.max(from, spell.entry)), lowerBound(days, Math.min(to, spell.exit) + 1));
}

function mergedSessionDays(spells: readonly Spell[], district: CompiledDistrict, from: Day, to: Day): Int32Array {
  const days = new Set<Day>();
  for (const spell of spells) for (const day of spellDays(spell, district, from, to)) days.add(day);
  return Int32Array.from(days).sort();
}

function enrolledThrough(spells: readonly Spell[], day: Day): Day | undefined {
  let through = -1;
  let next = day;
  for (;;) {
    const furthest = Math.max(-1, ...spells.filter((spell) => covers(spell, next)).map((spell) => spell.exit));
    if (furthest < next) return through;
    if (furthest >= OPEN) return undefined;
    through = furthest;
    next = furthest + 1;
  }
}

/** Index of the first of the first `count` elements that is at least `value`. Input: in order. */
export function lowerBound(values: ArrayLike<number>, value: number, count: number = values.length): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
