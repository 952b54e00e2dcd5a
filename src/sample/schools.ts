/**
 * The district's schools: blocks of eight that feed each other, as many blocks as the students need.
 * The first block carries the plain names (Oak Middle School) that the cast, the tests and the docs speak of.
 */
import type { SchoolRow } from '../bundle/index.ts';
import { parseDay, type Day } from '../engine/index.ts';

export type Level = 'elementary' | 'middle' | 'high';

/** How a school records a day: one record for the day, or one for each period missed. */
export type Keeping = 'day' | 'day-and-half-codes' | 'day-and-half-periods' | 'periods';

export interface SampleSchool {
  readonly id: string;
  readonly name: string;
  readonly level: Level;
  readonly block: number;
  /** Place in the block, 0 to 7: the same place is the same kind of school in each block. */
  readonly place: number;
  readonly keeping: Keeping;
  /** The pack in use there. */
  readonly pack: string;
  /** Of 1,000 students of its level in the block. */
  readonly share: number;
  readonly grades: readonly string[];
  readonly periods: readonly { readonly period: string; readonly minutes: number }[];
  readonly dayMinutes: number;
  readonly minimumDayMinutes: number;
  /** Quarters that start a week earlier than everyone else's. */
  readonly earlyQuarters: boolean;
  readonly principal: string;
}

/** One school for about 500 students: blocks of eight schools for each 4,000. */
export const STUDENTS_PER_BLOCK = 4000;

const ELEMENTARY_GRADES = ['K', '1', '2', '3', '4', '5'];
const MIDDLE_GRADES = ['6', '7', '8'];
const HIGH_GRADES = ['9', '10', '11', '12'];
const CONTINUATION_GRADES = ['10', '11', '12'];

const HALF_DAYS = [
  { period: 'AM', minutes: 190 },
  { period: 'PM', minutes: 140 },
];
const SIX_PERIODS = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6'].map((period) => ({ period, minutes: 56 }));
const SEVEN_PERIODS = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7'].map((period) => ({ period, minutes: 50 }));

type Kind = Omit<SampleSchool, 'id' | 'name' | 'block' | 'place' | 'principal'> & {
  readonly stem: string;
  readonly suffix: string;
};

const elementary = {
  level: 'elementary',
  grades: ELEMENTARY_GRADES,
  dayMinutes: 330,
  minimumDayMinutes: 240,
  earlyQuarters: false,
  suffix: 'Elementary School',
} as const;
const middle = {
  level: 'middle',
  grades: MIDDLE_GRADES,
  periods: SIX_PERIODS,
  dayMinutes: 336,
  minimumDayMinutes: 252,
  earlyQuarters: false,
} as const;
const high = { level: 'high', dayMinutes: 350, minimumDayMinutes: 266 } as const;

const KINDS: readonly Kind[] = [
  { ...elementary, stem: 'Alder', share: 280, keeping: 'day-and-half-codes', periods: [], pack: 'california-sarb' },
  { ...elementary, stem: 'Birch', share: 260, keeping: 'day-and-half-codes', periods: [], pack: 'california-sarb' },
  {
    ...elementary,
    stem: 'Cedar',
    share: 240,
    keeping: 'day-and-half-periods',
    periods: HALF_DAYS,
    pack: 'california-sarb',
  },
  {
    ...elementary,
    stem: 'Willow',
    share: 220,
    keeping: 'day-and-half-periods',
    periods: HALF_DAYS,
    pack: 'four-seven-ten',
  },
  { ...middle, stem: 'Oak', suffix: 'Middle School', share: 690, keeping: 'day', pack: 'california-sarb' },
  { ...middle, stem: 'Elm', suffix: 'Middle School', share: 310, keeping: 'periods', pack: 'tiered-support' },
  {
    ...high,
    stem: 'Laurel',
    suffix: 'High School',
    grades: HIGH_GRADES,
    share: 900,
    keeping: 'periods',
    periods: SEVEN_PERIODS,
    earlyQuarters: true,
    pack: 'secondary-criteria',
  },
  {
    ...high,
    stem: 'Juniper',
    suffix: 'Continuation High School',
    grades: CONTINUATION_GRADES,
    share: 100,
    keeping: 'periods',
    periods: SIX_PERIODS,
    earlyQuarters: false,
    pack: 'intervention-plan',
  },
];

const FEATURES = [
  'Creek',
  'Ridge',
  'Hill',
  'Valley',
  'Grove',
  'Point',
  'Park',
  'Meadow',
  'Canyon',
  'Springs',
  'Glen',
  'Bluff',
  'Harbor',
  'View',
  'Heights',
  'Mesa',
  'Cove',
  'Crossing',
  'Field',
  'Brook',
  'Hollow',
  'Landing',
  'Terrace',
  'Summit',
];

const PRINCIPALS = [
  'Grace Whitlock',
  'Daniel Ferrante',
  'Ines Caldera',
  'Howard Blythe',
  'Patricia Lang',
  'Rosalind Chen',
  'Marcus Adeyemi',
  'Joan Pettibone',
];

/** All schools, block after block. Input: the district's number of students. */
export function schoolsFor(students: number): readonly SampleSchool[] {
  const blocks = Math.max(1, Math.round(students / STUDENTS_PER_BLOCK));
  return Array.from({ length: blocks }, (_, block) => KINDS.map((kind, place) => schoolOf(kind, block, place))).flat();
}

export interface SamplePackUse {
  readonly pack: string;
  readonly schools: readonly string[];
  /** Nothing before this day is offered; days before it are counted. Left out: from the first day on. */
  readonly from?: Day;
}

/** Which pack is in use at which schools, and from when. Default: the demo's 4,000 students. */
export function samplePackUses(students = STUDENTS_PER_BLOCK): readonly SamplePackUse[] {
  const schools = schoolsFor(students);
  return [...new Set(KINDS.map((kind) => kind.pack))].map((pack) => {
    const from = LATE_STARTS.get(pack);
    return {
      pack,
      schools: schools.filter((school) => school.pack === pack).map((school) => school.id),
      ...(from === undefined ? {} : { from }),
    };
  });
}

/** A pack that repeats each of its steps began in autumn: a first look shows its last two weeks, not all since August. */
const LATE_STARTS: ReadonlyMap<string, Day> = new Map([['secondary-criteria', parseDay('2026-11-02') as Day]]);

export function schoolRow(school: SampleSchool): SchoolRow {
  return {
    schoolId: school.id,
    name: school.name,
    level: school.level,
    address1: `${100 + school.block * 10 + school.place} ${school.name.split(' ')[0]} Street`,
    address2: '',
    city: CITY,
    state: 'CA',
    postalCode: POSTAL_CODES[school.place % POSTAL_CODES.length] as string,
    phone: `(209) 555-01${String(10 + school.place)}`,
    principal: school.principal,
  };
}

/** A city that does not exist, in ZIP codes that are not given to any post office. */
export const CITY = 'Alderwater';
export const POSTAL_CODES = ['90901', '90902', '90903', '90904'];
export const DISTRICT_NAME = 'Lakeside Unified School District';

function schoolOf(kind: Kind, block: number, place: number): SampleSchool {
  const { stem, suffix, ...rest } = kind;
  const names = schoolNames(stem, block);
  const keeping = block > 0 && kind.level === 'middle' ? 'periods' : kind.keeping;
  const principal = PRINCIPALS[(place + block * 3) % PRINCIPALS.length] as string;
  return { ...rest, keeping, id: names.id, name: `${names.name} ${suffix}`, block, place, principal };
}

function schoolNames(stem: string, block: number): { readonly id: string; readonly name: string } {
  if (block === 0) return { id: stem.toLowerCase(), name: stem };
  const feature = FEATURES[(block - 1) % FEATURES.length] as string;
  const round = Math.floor((block - 1) / FEATURES.length);
  const name = `${stem} ${feature}${round === 0 ? '' : ` ${round + 1}`}`;
  return { id: name.toLowerCase().replaceAll(' ', '-'), name };
}
