import type { CountableRecords } from './attendance/records.ts';
import { compileOnly, compileSelectors, hasMinuteTest, matchesCode } from './attendance/selectors.ts';
import type { Day } from './calendar/day.ts';
import type { CompiledDistrict } from './district.ts';
import type { MeasuredRule } from './criteria/rule-type.ts';
import { NO_PROGRESS } from './criteria/rule-type.ts';
import { decide } from './decisions/decide.ts';
import type { Decided } from './decisions/holds.ts';
import { judgedSpan } from './judged-span.ts';
import type { Explanation, NotCountedWhy, RuleProgress, Standing, StandingQuestion } from './judge.ts';
import { compareOutcomes, contextOf, findPolicyTriggers, outcomeOf } from './judge-policy.ts';
import type { CompiledPolicy, JudgedStudent } from './compiled-policy.ts';
import type { EvidenceRecord } from './outcome.ts';
import type { Only, Selector, SimpleRule } from './policy.ts';
import { schoolContexts } from './student-context.ts';
import type { StudentContext } from './student-context.ts';
import { describeRecord } from './triggers/evidence.ts';
import type { CompiledCriterion, Trigger } from './triggers/find-triggers.ts';
import type { WindowOfDate } from './triggers/windows.ts';

/** Explains one student again and again: what several criteria and days need is worked out once. */
export interface Explainer {
  readonly explain: (compiled: CompiledPolicy, code: string) => Explanation[];
  readonly standing: (compiled: CompiledPolicy, question: Omit<StandingQuestion, 'policyIndex'>) => Standing[];
}

/** Input: `judged` stays as it is for as long as this is asked. */
export function explainerOf(judged: JudgedStudent): Explainer {
  const contexts = new Map<CompiledPolicy, Map<Day, Contexts>>();
  const found = new Map<CompiledPolicy, Found>();
  const described = new Map<CountableRecords, (EvidenceRecord | undefined)[]>();
  const contextsOn = (compiled: CompiledPolicy, asOf: Day): Contexts => {
    const byDay = contexts.get(compiled) ?? new Map<Day, Contexts>();
    contexts.set(compiled, byDay);
    const known = byDay.get(asOf) ?? contextsOf(compiled, judged, asOf);
    byDay.set(asOf, known);
    return known;
  };
  const describe: Describe = (context, indexes) => {
    const known = described.get(context.records) ?? [];
    described.set(context.records, known);
    return indexes.map((at) => (known[at] ??= describeRecord(context, at)));
  };
  return {
    explain: (compiled, code) => {
      const known = found.get(compiled) ?? foundOf(compiled, judged);
      found.set(compiled, known);
      const outcomes = outcomesOf(known, code);
      return standingOf(contextsOn(compiled, compiled.asOf), { compiled, code, describe, notCounted: true }).map(
        (one) => ({ ...one, outcomes: outcomes.filter((outcome) => outcome.school === one.school) }),
      );
    },
    standing: (compiled, { criterion: code, asOf = compiled.asOf, notCounted = true }) =>
      standingOf(contextsOn(compiled, asOf), { compiled, code, describe, notCounted }),
  };
}

type Describe = (context: StudentContext, indexes: readonly number[]) => EvidenceRecord[];

interface Contexts {
  readonly district: StudentContext;
  readonly apart: readonly StudentContext[];
}

function contextsOf(compiled: CompiledPolicy, judged: JudgedStudent, asOf: Day): Contexts {
  const district = contextOf({ ...compiled, ...judgedSpan(compiled.policy, asOf), asOf }, judged);
  return { district, apart: compiled.isApart ? schoolContexts(district, judged.student) : [] };
}

interface Found {
  readonly triggers: readonly Trigger[];
  readonly decided: ReadonlyMap<Trigger, Decided>;
}

function foundOf(compiled: CompiledPolicy, judged: JudgedStudent): Found {
  const { context, triggers } = findPolicyTriggers(compiled, judged);
  return { triggers, decided: decide(triggers, compiled.groups, context, judged.student) };
}

function outcomesOf({ triggers, decided }: Found, code: string): Explanation['outcomes'] {
  return triggers
    .filter((trigger) => trigger.compiled.criterion.code === code)
    .map((trigger) => outcomeOf(trigger, decided.get(trigger), true))
    .sort(compareOutcomes);
}

interface Asked {
  readonly compiled: CompiledPolicy;
  readonly code: string;
  readonly describe: Describe;
  readonly notCounted: boolean;
}

/** How far a criterion is on the day of the contexts, with the days that count and those that do not. */
function standingOf(contexts: Contexts, asked: Asked): Standing[] {
  const { compiled, code } = asked;
  const definitions = compiled.criteria.filter(({ criterion }) => criterion.code === code);
  if (definitions.length === 0) throw new Error(`no criterion ${code} in pack ${compiled.policy.id}`);
  return definitions.flatMap((definition) => {
    const within = definition.criterion.scope === 'district' ? [contexts.district] : contexts.apart;
    return within.map((one) => standingOfDefinition(definition, one, asked));
  });
}

function standingOfDefinition(definition: CompiledCriterion, context: StudentContext, asked: Asked): Standing {
  const { through, school } = context;
  const window = definition.window.on(context, through);
  return {
    criterion: definition.criterion.code,
    school,
    rules: definition.simpleRules.map((rule, i) => progressOf({ definition, rule, i, window }, context, asked)),
    window: { start: window?.start ?? null, end: through, cycle: window?.cycle ?? null },
  };
}

interface RuleAt {
  readonly definition: CompiledCriterion;
  readonly rule: SimpleRule;
  readonly i: number;
  readonly window: WindowOfDate | undefined;
}

function progressOf({ definition, rule, i, window }: RuleAt, context: StudentContext, asked: Asked): RuleProgress {
  const compiled = definition.rules[i];
  if (compiled === undefined) throw new Error('a rule that was not compiled');
  const measured = window === undefined ? undefined : compiled.measure(context);
  const progress = measured === undefined ? NO_PROGRESS : measured.progressOn(window as WindowOfDate, context.through);
  const counted = asked.describe(context, progress.counted);
  const values = new Map<Day, number>();
  if (rule.type === 'total' && rule.measure === 'days')
    for (const { day } of counted)
      if (!values.has(day)) values.set(day, compiled.valueOf(amountOn(measured as MeasuredRule, day)));
  const notCounted = asked.notCounted ? notCountedOf({ rule, window, counted: progress.counted }, context) : NONE;
  const described = asked.describe(context, notCounted.records);
  return {
    rule,
    have: compiled.valueOf(progress.amount),
    which: progress.which,
    enrolledDays: progress.enrolledDays,
    absentThousandths: progress.absentThousandths,
    dayValues: values,
    counted,
    notCounted: described.map((record, at) => ({ record, why: notCounted.why[at] as NotCountedWhy })),
  };
}

function amountOn(measured: MeasuredRule, day: Day): number {
  return measured.progressOn({ start: day, cycle: day }, day).amount;
}

interface NotCounted {
  readonly records: readonly number[];
  readonly why: readonly NotCountedWhy[];
}

const NONE: NotCounted = { records: [], why: [] };

function notCountedOf(
  {
    rule,
    window,
    counted,
  }: { readonly rule: SimpleRule; readonly window: WindowOfDate | undefined; readonly counted: readonly number[] },
  context: StudentContext,
): NotCounted {
  if (rule.type === 'event') return NONE;
  const isCounted = new Set(counted);
  const why = compileWhyNot(rule, context);
  const records: number[] = [];
  const reasons: NotCountedWhy[] = [];
  for (let record = context.from; record < context.to; record++) {
    if (isCounted.has(record)) continue;
    const isBefore = window === undefined || (context.records.day[record] as number) < window.start;
    records.push(record);
    reasons.push(isBefore ? 'before-window' : why(record));
  }
  return { records, why: reasons };
}

type RuleOfRecords = Exclude<SimpleRule, { type: 'event' }>;

/** Why a record inside the window is not counted: the first of the tests that it fails. */
function compileWhyNot(rule: RuleOfRecords, context: StudentContext): (record: number) => NotCountedWhy {
  const { records, district } = context;
  const selectors = selectorsOf(rule);
  const only: Only | undefined = 'only' in rule ? rule.only : undefined;
  const isCounted = compileSelectors(selectors, district);
  const isOnDay = compileOnly(only?.weekdays === undefined ? undefined : { weekdays: only.weekdays }, district);
  const isInPeriod = compileOnly(only?.periods === undefined ? undefined : { periods: only.periods }, district);
  return (record) => {
    if (!isCounted(records, record)) return whyNotSelected(selectors, record, context);
    if (!isOnDay(records, record)) return 'weekday';
    if (!isInPeriod(records, record)) return 'period';
    if (rule.type === 'same' && records.period[record] === 0) return 'whole-day';
    return 'adds-nothing';
  };
}

function selectorsOf(rule: RuleOfRecords): readonly Selector[] {
  return 'view' in rule && rule.view !== undefined
    ? rule.view.parts.flatMap((part) => part.counts)
    : (rule.counts ?? []);
}

/** Among the selectors whose status, excuse, codes and groups hold: what their tests on the record itself say. */
function whyNotSelected(
  selectors: readonly Selector[],
  record: number,
  { records, district }: { readonly records: CountableRecords; readonly district: CompiledDistrict },
): NotCountedWhy {
  const code = district.codes[records.code[record] as number];
  const near = selectors.filter((selector) => code !== undefined && matchesCode(selector, code));
  const isWholeDay = records.period[record] === 0;
  const sameKind = near.filter((selector) => selector.wholeDay === undefined || selector.wholeDay === isWholeDay);
  const timed = sameKind.find(hasMinuteTest);
  if (timed !== undefined) {
    const minutes = records.minutes[record] as number;
    if (minutes < 0) return 'minutes-unknown';
    const isTooFew = minutes <= (timed.minutesOver ?? -1) || minutes < (timed.minutesAtLeast ?? 0);
    return isTooFew ? 'minutes-too-few' : 'minutes-too-many';
  }
  return near.length > 0 ? 'whole-day' : 'not-selected';
}
