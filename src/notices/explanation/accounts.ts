/** How the rules of one criterion stand for one student on one day, with what their sentences need. */
import { createJudge, weekdayOf } from '../../engine/index.ts';
import type {
  CodeFact,
  Criterion,
  Day,
  DistrictFacts,
  EvidenceRecord,
  Explanation,
  Judge,
  Names,
  PatternRule,
  Policy,
  RuleProgress,
  StudentFacts,
} from '../../engine/index.ts';
import { plainNumber } from './quantities.ts';
import { datesOf } from './rule-account.ts';
import type { Row, RuleAccount } from './rule-account.ts';

/** One student under one policy, to be asked about any day. */
export interface Subject {
  /** First name. */
  readonly name: string;
  readonly facts: StudentFacts;
  readonly district: DistrictFacts;
  readonly names: Names;
  readonly policy: Policy;
  /** Who recorded an event, by `event day`. */
  readonly recorders: ReadonlyMap<string, string>;
}

/** Which of a criterion's explanations is meant: its definition, and the school under `scope: school`. */
export interface Place {
  readonly criterion: Criterion;
  readonly school: string | null;
}

/** Asks about a student as of a day. Judges are made once for each day, and kept as long as the district's facts are. */
export function inquire(subject: Subject): (asOf: Day) => Judge {
  const { facts, district, names, policy } = subject;
  const judges = judgesOf(district);
  const schools = [...new Set(facts.enrollments.map(({ school }) => school))].toSorted();
  return (asOf) => {
    const key = [numberOf(policy), asOf, ...schools].join('\n');
    const judge =
      judges.get(key) ?? createJudge({ policies: [{ policy }], district: ownDistrict(district, schools), names, asOf });
    judges.delete(key);
    judges.set(key, judge);
    const [oldest] = judges.keys();
    if (judges.size > MOST_JUDGES && oldest !== undefined) judges.delete(oldest);
    return judge;
  };
}

/** People ask about the same days again: that of the calculation, and those on which something was met. */
const MOST_JUDGES = 120;
const JUDGES = new WeakMap<DistrictFacts, Map<string, Judge>>();

function judgesOf(district: DistrictFacts): Map<string, Judge> {
  const known = JUDGES.get(district) ?? new Map<string, Judge>();
  JUDGES.set(district, known);
  return known;
}

const NUMBERS = new WeakMap<Policy, number>();
let policies = 0;

/** Tells policies apart, whatever they are called. */
function numberOf(policy: Policy): number {
  let number = NUMBERS.get(policy);
  if (number === undefined) NUMBERS.set(policy, (number = policies += 1));
  return number;
}

/** The last day a policy judges as of a day, and the as-of day on which a day is the last one judged. */
export function judgedThrough(policy: Policy, asOf: Day): Day {
  return policy.countThrough === 'previous-day' ? asOf - 1 : asOf;
}

export function asOfToJudge(policy: Policy, day: Day): Day {
  return policy.countThrough === 'previous-day' ? day + 1 : day;
}

/** The accounts of a criterion's rules through a day (the last day counted), in the order listed. */
export function accountsThrough(
  subject: Subject,
  judgeAt: (asOf: Day) => Judge,
  place: Place,
  told: { readonly through: Day; readonly isCurrent: boolean },
): readonly RuleAccount[] {
  const judge = judgeAt(asOfToJudge(subject.policy, told.through));
  const explanation = explanationAt(judge, subject, place);
  if (explanation === undefined) return [];
  return explanation.rules.map((progress, index) => ({
    name: subject.name,
    criterion: place.criterion,
    window: place.criterion.window,
    windowStart: explanation.window.start,
    through: told.through,
    isCurrent: told.isCurrent,
    progress,
    dayValues: dayValues(judge, subject, place, { progress, index }),
    jump: jumpOf(judgeAt, subject, place, { progress, index }),
    row: rowOf(subject, progress, told.through),
    recorded: recordedOf(subject, progress, { start: explanation.window.start, through: told.through }),
    codeOf: codeFinder(subject.district),
  }));
}

/** The explanation of one definition of a code (two may follow each other in time), at one school. */
export function explanationAt(judge: Judge, subject: Subject, place: Place): Explanation | undefined {
  const definitions = subject.policy.criteria.filter((criterion) => criterion.code === place.criterion.code);
  const explanations = judge.explain(subject.facts, 0, place.criterion.code);
  const ofSchool = explanations.filter((explanation) => explanation.school === place.school);
  return ofSchool.length === definitions.length ? ofSchool[definitions.indexOf(place.criterion)] : ofSchool[0];
}

/** What each counted date is worth by itself, in days. */
function dayValues(
  judge: Judge,
  subject: Subject,
  place: Place,
  { progress, index }: RuleAt,
): ReadonlyMap<Day, number> {
  const values = new Map<Day, number>();
  if (progress.rule.type !== 'total' || progress.rule.measure !== 'days') return values;
  for (const day of datesOf(progress.counted)) {
    const alone: Subject = { ...subject, facts: onlyOn(subject.facts, day) };
    values.set(day, explanationAt(judge, alone, place)?.rules[index]?.have ?? 0);
  }
  return values;
}

interface RuleAt {
  readonly progress: RuleProgress;
  readonly index: number;
}

function onlyOn(facts: StudentFacts, day: Day): StudentFacts {
  const { records } = facts;
  const kept = Array.from({ length: records.count }, (_, at) => at).filter((at) => records.day[at] === day);
  const pick = (column: Int32Array | Int16Array): Int32Array => Int32Array.from(kept, (at) => column[at] as number);
  return {
    ...facts,
    records: {
      count: kept.length,
      day: pick(records.day),
      school: pick(records.school),
      period: pick(records.period),
      section: pick(records.section),
      course: pick(records.course),
      code: pick(records.code),
      minutes: pick(records.minutes),
    },
  };
}

/** A count that went past its band in one day without ever being in it. */
function jumpOf(
  judgeAt: (asOf: Day) => Judge,
  subject: Subject,
  place: Place,
  { progress, index }: RuleAt,
): RuleAccount['jump'] {
  const { rule } = progress;
  if (rule.type !== 'total' || rule.band.atMost === undefined) return null;
  const most = plainNumber(rule.measure, rule.band.atMost);
  const least = plainNumber(rule.measure, rule.band.atLeast);
  if (progress.have <= most) return null;
  let before = 0;
  for (const day of datesOf(progress.counted)) {
    const judge = judgeAt(asOfToJudge(subject.policy, day));
    const after = explanationAt(judge, subject, place)?.rules[index]?.have ?? 0;
    if (after > most && before < least) return { day, before, after };
    before = after;
  }
  return null;
}

/** The longest row of a pattern, and what ended it. */
function rowOf(subject: Subject, progress: RuleProgress, through: Day): Row | null {
  const { rule } = progress;
  if (rule.type !== 'pattern' || rule.days.mode !== 'consecutive' || progress.counted.length === 0) return null;
  const days = datesOf(progress.counted);
  const start = days[0] as Day;
  const end = days.at(-1) as Day;
  const inSession = sessionDays(subject, rule, through);
  const brokenOn = inSession.find((day) => day > end);
  const standing = new Set(days);
  return {
    length: progress.have,
    start,
    end,
    brokenBy: brokenOn === undefined ? null : { day: brokenOn, codes: codesOn(progress, brokenOn) },
    bridged: inSession.filter((day) => day > start && day < end && !standing.has(day)),
  };
}

/** Days in session at a school where the student is enrolled, on the weekdays looked at, in order. */
function sessionDays({ facts, district }: Subject, rule: PatternRule, through: Day): readonly Day[] {
  const weekdays = rule.only?.weekdays;
  const isEnrolled = (school: string, day: Day): boolean =>
    facts.enrollments.some(
      (one) => one.school === school && one.entry <= day && (one.exit === undefined || day <= one.exit),
    );
  const days = district.sessions
    .filter(
      ({ school, day }) =>
        day <= through && (weekdays === undefined || weekdays.includes(weekdayOf(day))) && isEnrolled(school, day),
    )
    .map(({ day }) => day);
  return [...new Set(days)].toSorted((one, other) => one - other);
}

function codesOn(progress: RuleProgress, day: Day): readonly string[] {
  const records = [...progress.counted, ...progress.notCounted.map(({ record }) => record)];
  return [...new Set(records.filter((record) => record.day === day).map((record) => record.code))];
}

function recordedOf(
  { facts, recorders }: Subject,
  { rule }: RuleProgress,
  window: { readonly start: Day | null; readonly through: Day },
): RuleAccount['recorded'] {
  if (rule.type !== 'event') return null;
  const within = facts.events.filter(
    ({ event, day }) => event === rule.event && day <= window.through && day >= (window.start ?? day),
  );
  const day = within.some((event) => event.day === window.through)
    ? window.through
    : within.map((event) => event.day).toSorted((a, b) => a - b)[0];
  return day === undefined ? null : { day, by: recorders.get(`${rule.event} ${day}`) ?? '' };
}

/** A school's own code goes before one of all schools. */
function codeFinder(district: DistrictFacts): (record: EvidenceRecord) => CodeFact | undefined {
  return (record) =>
    district.codes.find(({ school, code }) => school === record.school && code === record.code) ??
    district.codes.find(({ school, code }) => school === undefined && code === record.code);
}

/** Only the schools the student went to: judging one student on many days stays quick in a large district. */
function ownDistrict(district: DistrictFacts, schools: readonly string[]): DistrictFacts {
  return {
    ...district,
    sessions: district.sessions.filter(({ school }) => schools.includes(school)),
    periods: district.periods.filter(({ school }) => schools.includes(school)),
  };
}
