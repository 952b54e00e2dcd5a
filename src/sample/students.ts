/** Who goes to which school from when to when: the cast first, then family after family. */
import { dayOf, type Day } from '../engine/index.ts';
import { castStudents, CAST_SIZE } from './cast-students.ts';
import { planKey, type ClassPlan, type Meeting } from './classes.ts';
import { enrollmentsOf } from './enrollments.ts';
import { householdOf, type Household } from './households.ts';
import { LONG_NAMES, NAMES } from './names.ts';
import { Chance } from './random.ts';
import type { Enrolled, Habit, SampleStudent, Setting, Stay } from './setting.ts';

/** All students of the district in the order of their ids. Each call gives them anew, one at a time. */
export function* studentsIn(setting: Setting): Generator<SampleStudent> {
  yield* castStudents(setting);
  let index = CAST_SIZE;
  for (let household = 0; index < setting.students; household++) {
    const family = householdOf(setting.seed, household, setting.year.year);
    const children = Math.min(family.childCount, setting.students - index);
    const grades = gradesOf(family.chance, children);
    const home = homeSchools(setting, family);
    const taken = new Set<string>();
    for (const grade of grades) yield studentOf(setting, { index: index++, family, grade, home, taken });
  }
}

/** The first student's id; the others follow in steps of one. */
const FIRST_STUDENT_ID = 100_001;

const GRADES = ['K', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'];
const ACTIVITIES = [
  'Band',
  'Basketball',
  'Choir',
  'Cross country',
  'Drama',
  'Robotics',
  'Soccer',
  'Swimming',
  'Track',
  'Volleyball',
];

interface HomeSchools {
  readonly block: number;
  /** The same draw for all children, so that siblings go to the same schools. Of 1,000. */
  readonly draw: number;
  readonly habit: Habit;
}

function homeSchools(setting: Setting, family: Household): HomeSchools {
  const blocks = setting.schools.length / 8;
  return { block: family.index % blocks, draw: family.chance.below(1000), habit: habitOf(family.chance, 100) };
}

interface Child {
  readonly index: number;
  readonly family: Household;
  readonly grade: string;
  readonly home: HomeSchools;
  /** Given names of brothers and sisters; the child's is added. */
  readonly taken: Set<string>;
}

function studentOf(setting: Setting, { index, family, grade, home, taken }: Child): SampleStudent {
  const chance = new Chance(setting.seed, 2, index);
  const first = givenName(chance, family, taken);
  const stays = enrollmentsOf(chance, { setting, grade, block: home.block, draw: home.draw });
  const first0 = stays[0] as Stay;
  const weight = first0.school.place === 7 ? 320 : grade === 'K' || grade === '12' || grade === '11' ? 125 : 100;
  const habit = chance.below(100) < 50 ? home.habit : habitOf(chance, weight);
  const isSecondary = first0.school.level !== 'elementary';
  return {
    index,
    row: {
      studentId: String(FIRST_STUDENT_ID + index),
      firstName: first,
      lastName: family.familyName,
      grade,
      birthDate: birthOf(chance, grade, setting.year.year),
      homeLanguage: family.language,
      flags: [...family.flags, ...(chance.happens(3_000) ? ['no-letters'] : [])],
    },
    guardians: family.guardians,
    enrolled: stays.map((stay) => seated(setting, chance, stay, grade)),
    habit,
    activities: isSecondary && chance.below(100) < 34 ? [chance.pick(ACTIVITIES)] : [],
    isCast: false,
  };
}

function givenName(chance: Chance, family: Household, taken: Set<string>): string {
  const list = chance.below(2) === 0 ? 'mothers' : 'fathers';
  let name: string;
  do name = chance.happens(1_000) ? chance.pick(LONG_NAMES.given) : chance.pick(NAMES[family.language][list]);
  while (taken.has(name));
  taken.add(name);
  return name;
}

/** Puts a stay into one of the school's classes of the grade. */
function seated(setting: Setting, chance: Chance, stay: Stay, grade: string): Enrolled {
  const plan = setting.plans.get(planKey(stay.school.id, grade)) as ClassPlan;
  const classIndex = chance.below(plan.count);
  return { ...stay, classIndex, meetings: plan.sections[classIndex] as readonly Meeting[] };
}

/** Children of one family are in different grades, seldom in the same (twins). */
function gradesOf(chance: Chance, children: number): string[] {
  const chosen: number[] = [];
  while (chosen.length < children) {
    const grade = chance.below(GRADES.length);
    if (!chosen.includes(grade) || chance.below(100) < 10) chosen.push(grade);
  }
  return chosen.map((grade) => GRADES[grade] as string);
}

/** Kindergarten begins at five on 1 September; three in a hundred are a year older. */
function birthOf(chance: Chance, grade: string, year: number): Day {
  const age = 5 + GRADES.indexOf(grade) + (chance.below(100) < 3 ? 1 : 0);
  return dayOf(year - age - 1, 9, 2) + chance.below(365);
}

/** Input: `weight` 100 for an ordinary school, more where more are away. */
function habitOf(chance: Chance, weight: number): Habit {
  const severe = Math.floor((9 * weight) / 100);
  const chronic = Math.floor((56 * weight) / 100);
  const band = chance.weighted([severe, chronic, 150, Math.max(100, 785 - severe - chronic)]);
  const ranges = [
    [215, 400],
    [96, 180],
    [42, 84],
    [2, 40],
  ] as const;
  const unexcused = [
    [420, 760],
    [240, 520],
    [160, 360],
    [80, 280],
  ] as const;
  const isCutter = chance.below(100) < 7;
  return {
    absentPerMille: chance.between(...(ranges[band] as readonly [number, number])),
    unexcusedPerMille: chance.between(...(unexcused[band] as readonly [number, number])),
    tardyPerMillion: chance.between(500, 9_000) + (chance.below(100) < 8 ? 22_000 : 0),
    cutPerMillion: isCutter ? chance.between(20_000, 60_000) : chance.between(0, 2_000),
  };
}
