/** Districts by chance, for tests: students of whom each misses days at a rate of their own, and letters, with an effect or none. */
import { addFigures, NO_FIGURES, type ComparisonFigures } from '../figures.ts';
import { compareSchool } from '../compare-school.ts';
import type { SchoolYear, StudentYear } from '../school-year.ts';

export interface Simulation {
  readonly seed: number;
  readonly schools: number;
  readonly studentsEach: number;
  /** Days missed that bring a letter, as a criterion does; null: to anybody, on any day. */
  readonly letterAt: number | null;
  /** Part of the days after a letter that is regained: 0.03 is three points. */
  readonly effect: number;
  /** Chance that a day missed is followed by another, as in an illness. */
  readonly spell: number;
}

/** Days in session; a letter goes out one to five of them after the day that brings it. */
const DAYS = 110;

/** The figures of the letters of one district, all schools together. */
export function simulateDistrict(simulation: Simulation): ComparisonFigures {
  const chance = seeded(simulation.seed);
  return addFigures(
    Array.from({ length: simulation.schools }, () => {
      const students = Array.from({ length: simulation.studentsEach }, (_, no) => student(no, simulation, chance));
      return compareSchool({ school: 'oak', days: DAYS_OF_SCHOOL, students }).get('letter') ?? NO_FIGURES;
    }),
  );
}

const DAYS_OF_SCHOOL: SchoolYear['days'] = Int32Array.from({ length: DAYS }, (_, i) => i);

function student(studentNo: number, { letterAt, effect, spell }: Simulation, chance: () => number): StudentYear {
  const usual = Math.min(0.8, Math.exp(-3.1 + normal(chance)));
  const absent = new Uint16Array(DAYS);
  let letterOn = letterAt === null && chance() < 0.35 ? Math.floor(chance() * DAYS) : -1;
  let missed = 0;
  for (let day = 0; day < DAYS; day += 1) {
    const isAfter = letterOn >= 0 && day > letterOn && day <= letterOn + 20;
    const rate = Math.max(0, usual - (isAfter ? effect : 0));
    const goesOn = day > 0 && absent[day - 1] !== 0 && chance() < spell;
    if (!goesOn && chance() >= rate * (1 - spell)) continue;
    absent[day] = 1000;
    missed += 1;
    if (missed === letterAt) letterOn = day + 1 + Math.floor(chance() * 5);
  }
  const responses = letterOn < 0 ? [] : [{ key: 'letter', family: 'letter', on: letterOn }];
  return { studentNo, absent, unexcused: Uint8Array.from(absent, (value) => Math.sign(value)), responses };
}

/** Of the standard normal distribution. Source: G. E. P. Box and M. E. Muller, Ann. Math. Stat. 29 (1958) 610–611. */
function normal(chance: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
}

/** The same numbers for the same seed: mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}
