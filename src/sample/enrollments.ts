/** When a student was at which school: most all year at one, some late, gone, or moved in mid-year. */
import type { Day } from '../engine/index.ts';
import type { Chance } from './random.ts';
import type { SampleSchool } from './schools.ts';
import type { Setting, Stay } from './setting.ts';

interface Pupil {
  readonly setting: Setting;
  readonly grade: string;
  readonly block: number;
  /** Of 1,000. */
  readonly draw: number;
}

/** Late entries fall into the first fifty days in session, transfers and departures into the whole year. */
const LAST_LATE_ENTRY = 50;

export function enrollmentsOf(chance: Chance, pupil: Pupil): Stay[] {
  const { sessions } = pupil.setting.year;
  const choices = schoolsOf(pupil);
  const draw = choices[0]?.level === 'high' ? chance.below(1000) : pupil.draw;
  const school = choose(choices, draw);
  const first = sessions[0] as Day;
  const kind = chance.weighted([930, 22, 24, 24]);
  if (kind === 1) return [{ school, entry: sessions[chance.between(2, LAST_LATE_ENTRY)] as Day, exit: undefined }];
  if (kind === 2) return [{ school, entry: first, exit: sessions[chance.between(5, sessions.length - 10)] }];
  const others = choices.filter((other) => other.id !== school.id);
  if (kind === 3 && others.length > 0)
    return transfer(chance, pupil.setting, { from: school, to: chance.pick(others) });
  return [{ school, entry: first, exit: undefined }];
}

/** The next day in session at the other school; one in six overlaps by a few days, one in six has a gap. */
function transfer(
  chance: Chance,
  setting: Setting,
  { from, to }: { readonly from: SampleSchool; readonly to: SampleSchool },
): Stay[] {
  const { sessions } = setting.year;
  const last = chance.between(8, sessions.length - 20);
  const how = chance.weighted([4, 1, 1]);
  const shift = how === 0 ? 1 : how === 1 ? -chance.between(1, 4) : chance.between(2, 8);
  return [
    { school: from, entry: sessions[0] as Day, exit: sessions[last] },
    { school: to, entry: sessions[last + shift] as Day, exit: undefined },
  ];
}

function schoolsOf({ setting, grade, block }: Pupil): SampleSchool[] {
  return setting.schools.slice(block * 8, block * 8 + 8).filter((school) => school.grades.includes(grade));
}

function choose(schools: readonly SampleSchool[], draw: number): SampleSchool {
  const total = schools.reduce((sum, school) => sum + school.share, 0);
  let rest = Math.floor((draw * total) / 1000);
  for (const school of schools) {
    rest -= school.share;
    if (rest < 0) return school;
  }
  return schools[schools.length - 1] as SampleSchool;
}
