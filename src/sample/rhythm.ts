/**
 * What a day does to everyone: weekday, season, the days before a break, illness going round a class, class trips.
 * Unit: a day's factor in thousandths (1000 is an ordinary day); illness in parts in a million of staying home that day.
 */
import { civilOf, weekdayIndex } from '../engine/index.ts';
import { Chance } from './random.ts';
import type { SchoolYear } from './school-year.ts';

const WEEKDAY_FACTORS = [1260, 860, 840, 880, 1300];
/** January to December. */
const SEASON_FACTORS = [1250, 1220, 1080, 1000, 1040, 1180, 1000, 780, 860, 980, 1060, 1260];
const BEFORE_BREAK_FACTOR = 1350;
const WAVES_A_YEAR = [2, 3, 3, 4];
const TRIPS_A_YEAR = 2;

/** A factor for each session of the year. */
export function dayFactors(year: SchoolYear): Int32Array {
  return Int32Array.from(year.sessions, (day, index) => {
    const weekday = WEEKDAY_FACTORS[weekdayIndex(day)] as number;
    const season = SEASON_FACTORS[civilOf(day).month - 1] as number;
    const isBeforeBreak = (year.sessions[index + 1] ?? day) - day > 5;
    return Math.floor((weekday * season * (isBeforeBreak ? BEFORE_BREAK_FACTOR : 1000)) / 1_000_000);
  });
}

/** What goes on in one class. */
export interface ClassYear {
  /** For each session. */
  readonly illness: Int32Array;
  /** Session indexes. */
  readonly trips: ReadonlySet<number>;
}

/** The class years of a district, made when they are first asked for. */
export class ClassYears {
  readonly #seed: number;
  readonly #sessions: number;
  readonly #waves = new Map<number, readonly Wave[]>();
  readonly #classes = new Map<string, ClassYear>();

  constructor(seed: number, year: SchoolYear) {
    this.#seed = seed;
    this.#sessions = year.sessions.length;
  }

  /** Input: numbers that name the class: its school, grade and place. */
  of(school: number, grade: number, classIndex: number): ClassYear {
    const key = `${school}/${grade}/${classIndex}`;
    const known = this.#classes.get(key);
    if (known !== undefined) return known;
    const chance = new Chance(this.#seed, 21, school, grade, classIndex);
    const illness = new Int32Array(this.#sessions);
    for (const wave of this.#wavesOf(school)) addWave(illness, wave, chance);
    const trips = new Set<number>();
    while (trips.size < TRIPS_A_YEAR) trips.add(chance.between(12, this.#sessions - 6));
    const made = { illness, trips };
    this.#classes.set(key, made);
    return made;
  }

  #wavesOf(school: number): readonly Wave[] {
    const known = this.#waves.get(school);
    if (known !== undefined) return known;
    const chance = new Chance(this.#seed, 20, school);
    const waves = Array.from({ length: chance.pick(WAVES_A_YEAR) }, () => ({
      start: chance.between(15, this.#sessions - 25),
      length: chance.between(7, 14),
      peak: chance.between(15_000, 55_000),
    }));
    this.#waves.set(school, waves);
    return waves;
  }
}

/** Unit: `start` and `length` in sessions, `peak` in parts in a million a day. */
interface Wave {
  readonly start: number;
  readonly length: number;
  readonly peak: number;
}

/** Six classes in ten are hit, each a day or two earlier or later, rising to the peak and falling again. */
function addWave(illness: Int32Array, wave: Wave, chance: Chance): void {
  const isHit = chance.below(10) < 6;
  const start = wave.start + chance.between(-2, 2);
  const strength = chance.between(40, 140);
  if (!isHit) return;
  for (let offset = 0; offset < wave.length; offset++) {
    const index = start + offset;
    if (index < 0 || index >= illness.length) continue;
    const fromEdge = Math.min(offset + 1, wave.length - offset);
    const here = Math.floor((wave.peak * strength * fromEdge * 2) / (100 * (wave.length + 1)));
    illness[index] = (illness[index] as number) + here;
  }
}
