/** How the rules of one criterion stand for one student on one day, with what their sentences need. */
import { weekdayOf } from '../../engine/index.ts';
import type {
  CodeFact,
  Criterion,
  Day,
  DistrictFacts,
  EvidenceRecord,
  PatternRule,
  Policy,
  RuleProgress,
  SessionFact,
  Standing,
  StandingQuestion,
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
  readonly policy: Policy;
  /** Days in session of a school, in order. */
  readonly sessionsOf: (school: string) => readonly SessionFact[];
  /** Code and school to what the code means. */
  readonly codeOf: (record: EvidenceRecord) => CodeFact | undefined;
  /** How a criterion of the policy stands as of any day up to the as-of date. */
  readonly standing: (question: Omit<StandingQuestion, 'policyIndex'>) => readonly Standing[];
  /** Who recorded an event, by `event day`. */
  readonly recorders: ReadonlyMap<string, string>;
}

/** Which of a criterion's explanations is meant: its definition, and the school under `scope: school`. */
export interface Place {
  readonly criterion: Criterion;
  readonly school: string | null;
}

/** The last day a policy judges as of a day, and the as-of day on which a day is the last one judged. */
export function judgedThrough(policy: Policy, asOf: Day): Day {
  return policy.countThrough === 'previous-day' ? asOf - 1 : asOf;
}

function asOfToJudge(policy: Policy, day: Day): Day {
  return policy.countThrough === 'previous-day' ? day + 1 : day;
}

/** What is told: through which day (the last one counted), of the present cycle or one that is over, with the records that do not count or without. */
export interface Told {
  readonly through: Day;
  readonly isCurrent: boolean;
  readonly notCounted: boolean;
}

/** The accounts of a criterion's rules through a day, in the order listed. */
export function accountsThrough(subject: Subject, place: Place, told: Told): readonly RuleAccount[] {
  // What stands between the days of a row is among the records that do not count.
  const notCounted = told.notCounted || hasRow(place.criterion);
  const standing = standingThrough(subject, place, { through: told.through, notCounted });
  if (standing === undefined) return [];
  return standing.rules.map((progress, index) => ({
    name: subject.name,
    criterion: place.criterion,
    window: place.criterion.window,
    windowStart: standing.window.start,
    through: told.through,
    isCurrent: told.isCurrent,
    progress,
    jump: jumpOf(subject, place, { progress, index }),
    row: rowOf(subject, progress, told.through),
    recorded: recordedOf(subject, progress, { start: standing.window.start, through: told.through }),
    codeOf: subject.codeOf,
  }));
}

function hasRow({ when }: Criterion): boolean {
  const rules = when.type === 'any' ? when.rules : [when];
  return rules.some((rule) => rule.type === 'pattern' && rule.days.mode === 'consecutive');
}

/** How one definition of a code (two may follow each other in time) stands through a day, at one school. */
function standingThrough(
  { policy, standing }: Subject,
  { criterion, school }: Place,
  { through, notCounted }: { readonly through: Day; readonly notCounted: boolean },
): Standing | undefined {
  const definitions = policy.criteria.filter(({ code }) => code === criterion.code);
  const all = standing({ criterion: criterion.code, asOf: asOfToJudge(policy, through), notCounted });
  const ofSchool = all.filter((one) => one.school === school);
  return ofSchool.length === definitions.length ? ofSchool[definitions.indexOf(criterion)] : ofSchool[0];
}

interface RuleAt {
  readonly progress: RuleProgress;
  readonly index: number;
}

/** A count that went past its band in one day without ever being in it. */
function jumpOf(subject: Subject, place: Place, { progress, index }: RuleAt): RuleAccount['jump'] {
  const { rule } = progress;
  if (rule.type !== 'total' || rule.band.atMost === undefined) return null;
  const most = plainNumber(rule.measure, rule.band.atMost);
  const least = plainNumber(rule.measure, rule.band.atLeast);
  if (progress.have <= most) return null;
  let before = 0;
  for (const day of datesOf(progress.counted)) {
    const after = standingThrough(subject, place, { through: day, notCounted: false })?.rules[index]?.have ?? 0;
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
function sessionDays({ facts, sessionsOf }: Subject, rule: PatternRule, through: Day): readonly Day[] {
  const weekdays = rule.only?.weekdays;
  const days = facts.enrollments.flatMap(({ school, entry, exit = through }) =>
    sessionsOf(school)
      .map(({ day }) => day)
      .filter(
        (day) =>
          day >= entry &&
          day <= Math.min(exit, through) &&
          (weekdays === undefined || weekdays.includes(weekdayOf(day))),
      ),
  );
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

/** A school's own code goes before one of all schools. Each is looked up once. */
export function codeFinder(district: DistrictFacts): (record: EvidenceRecord) => CodeFact | undefined {
  const known = new Map<string, CodeFact | undefined>();
  return ({ school: at, code: asked }) => {
    const key = `${at}\n${asked}`;
    if (known.has(key)) return known.get(key);
    const found =
      district.codes.find(({ school, code }) => school === at && code === asked) ??
      district.codes.find(({ school, code }) => school === undefined && code === asked);
    known.set(key, found);
    return found;
  };
}
