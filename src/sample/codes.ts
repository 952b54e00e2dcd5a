/** The district's attendance codes, and what two schools do differently. Source: criteria.md section 1. */
import type { CodeRow } from '../bundle/index.ts';
import type { Excuse, Status } from '../engine/index.ts';

export const CODES = {
  unverified: 'A',
  unexcused: 'U',
  illness: 'I',
  medical: 'M',
  bereavement: 'B',
  religious: 'R',
  vacation: 'V',
  halfUnexcused: 'HU',
  halfExcused: 'HE',
  tardy: 'T',
  tardyExcused: 'TE',
  leftEarly: 'L',
  leftEarlyExcused: 'LE',
  cut: 'C',
  suspended: 'S',
  inSchoolSuspension: 'SI',
  activity: 'F',
  independentStudy: 'D',
  /** A teacher's mark that the office set right. */
  here: 'P',
  pulledOut: 'O',
  /** Juniper's own. */
  work: 'W',
} as const;

type Meaning = readonly [
  code: string,
  description: string,
  status: Status,
  excuse: Excuse,
  value: number | undefined,
  groups: readonly string[],
];

const MEANINGS: readonly Meaning[] = [
  [CODES.unverified, 'Absent, not yet verified', 'absent', 'unverified', undefined, ['district:UNV', 'state:A']],
  [CODES.unexcused, 'Unexcused absence', 'absent', 'unexcused', undefined, ['district:UNX', 'state:A']],
  [CODES.illness, 'Illness', 'absent', 'excused', undefined, ['district:EXC', 'district:MED', 'state:E']],
  [
    CODES.medical,
    'Medical or dental appointment',
    'absent',
    'excused',
    undefined,
    ['district:EXC', 'district:MED', 'state:E'],
  ],
  [CODES.bereavement, 'Bereavement', 'absent', 'excused', undefined, ['district:EXC', 'state:E']],
  [CODES.religious, 'Religious observance', 'absent', 'excused', undefined, ['district:EXC', 'state:E']],
  [CODES.vacation, 'Family trip, not excused', 'absent', 'unexcused', undefined, ['district:UNX', 'state:A']],
  [CODES.halfUnexcused, 'Half day, unexcused', 'absent', 'unexcused', 500, ['district:UNX', 'state:A']],
  [CODES.halfExcused, 'Half day, excused', 'absent', 'excused', 500, ['district:EXC', 'state:E']],
  [CODES.tardy, 'Tardy', 'tardy', 'unexcused', undefined, ['district:TDY', 'state:T']],
  [CODES.tardyExcused, 'Tardy, excused', 'tardy', 'excused', undefined, ['district:TDX', 'state:T']],
  [CODES.leftEarly, 'Left early', 'left-early', 'unexcused', undefined, ['district:LVE', 'state:T']],
  [CODES.leftEarlyExcused, 'Left early, excused', 'left-early', 'excused', undefined, ['district:LVX', 'state:T']],
  [CODES.cut, 'Period cut', 'absent', 'unexcused', undefined, ['district:UNX', 'district:CUT', 'state:A']],
  [CODES.suspended, 'Suspended from school', 'absent', 'excused', undefined, ['district:SUS', 'state:S']],
  [CODES.inSchoolSuspension, 'Suspended, in school', 'exempt', '', undefined, ['district:SUS']],
  [CODES.activity, 'School activity', 'exempt', '', undefined, ['district:ACT']],
  [CODES.independentStudy, 'Independent study', 'present', '', undefined, ['district:IND']],
  [CODES.here, 'Here after all, set right by the office', 'present', '', undefined, []],
  [CODES.pulledOut, 'Out of class for support, testing or the nurse', 'exempt', '', undefined, ['district:ACT']],
];

/** Cedar's `B` is the bus that came late; Juniper lets students work off campus. */
const OWN: readonly (readonly [place: number, Meaning])[] = [
  [2, [CODES.bereavement, 'Bus late', 'tardy', 'excused', undefined, ['district:TDX', 'state:T']]],
  [7, [CODES.work, 'Work experience off campus', 'exempt', '', undefined, ['district:ACT']]],
];

export function codeRows(schools: readonly { readonly id: string; readonly place: number }[]): CodeRow[] {
  const own = schools.flatMap((school) =>
    OWN.filter(([place]) => place === school.place).map(([, meaning]) => codeRow(school.id, meaning)),
  );
  return [...MEANINGS.map((meaning) => codeRow('', meaning)), ...own];
}

function codeRow(schoolId: string, [code, description, status, excuse, value, groups]: Meaning): CodeRow {
  return { schoolId, code, description, status, excuse, value, groups };
}
