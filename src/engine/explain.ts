import { compileOnly, compileSelectors, hasMinuteTest, matchesCode } from './attendance/selectors.ts';
import { NO_PROGRESS } from './criteria/rule-type.ts';
import { decide } from './decisions/decide.ts';
import type { Explanation, NotCountedWhy, RuleProgress } from './judge.ts';
import { compareOutcomes, findPolicyTriggers, outcomeOf } from './judge-policy.ts';
import type { CompiledPolicy, JudgedStudent } from './compiled-policy.ts';
import type { Only, Selector, SimpleRule } from './policy.ts';
import { schoolContexts } from './student-context.ts';
import type { StudentContext } from './student-context.ts';
import { describeRecords } from './triggers/evidence.ts';
import type { CompiledCriterion } from './triggers/find-triggers.ts';

/** How far a criterion is on the judged day, with the days that count and those that do not. */
export function explainCriterion(compiled: CompiledPolicy, judged: JudgedStudent, code: string): Explanation[] {
  const definitions = compiled.criteria.filter(({ criterion }) => criterion.code === code);
  if (definitions.length === 0) throw new Error(`no criterion ${code} in pack ${compiled.policy.id}`);
  const { context, triggers } = findPolicyTriggers(compiled, judged);
  const decided = decide(triggers, compiled.groups, context, judged.student);
  const outcomes = triggers
    .filter((trigger) => trigger.compiled.criterion.code === code)
    .map((trigger) => outcomeOf(trigger, decided.get(trigger), true))
    .sort(compareOutcomes);
  return definitions.flatMap((definition) => {
    const contexts = definition.criterion.scope === 'district' ? [context] : schoolContexts(context, judged.student);
    return contexts.map((one) => ({
      ...explainDefinition(definition, one),
      outcomes: outcomes.filter((outcome) => outcome.school === one.school),
    }));
  });
}

function explainDefinition(definition: CompiledCriterion, context: StudentContext): Omit<Explanation, 'outcomes'> {
  const { through, school } = context;
  const window = definition.window.on(context, through);
  return {
    criterion: definition.criterion.code,
    school,
    rules: definition.simpleRules.map((rule, i) => explainRule(definition, rule, i, context)),
    window: { start: window?.start ?? null, end: through, cycle: window?.cycle ?? null },
  };
}

function explainRule(
  definition: CompiledCriterion,
  rule: SimpleRule,
  index: number,
  context: StudentContext,
): RuleProgress {
  const compiled = definition.rules[index];
  if (compiled === undefined) throw new Error('a rule that was not compiled');
  const window = definition.window.on(context, context.through);
  const progress = window === undefined ? NO_PROGRESS : compiled.measure(context).progressOn(window, context.through);
  const counted = new Set(progress.counted);
  const notCounted: { record: number; why: NotCountedWhy }[] = [];
  if (rule.type !== 'event') {
    const why = compileWhyNot(rule, context);
    for (let record = context.from; record < context.to; record++) {
      if (counted.has(record)) continue;
      const isBefore = window === undefined || (context.records.day[record] as number) < window.start;
      notCounted.push({ record, why: isBefore ? 'before-window' : why(record) });
    }
  }
  const described = describeRecords(
    context,
    notCounted.map(({ record }) => record),
  );
  return {
    rule,
    have: compiled.valueOf(progress.amount),
    which: progress.which,
    enrolledDays: progress.enrolledDays,
    absentThousandths: progress.absentThousandths,
    counted: describeRecords(context, progress.counted),
    notCounted: described.map((record, i) => ({ record, why: (notCounted[i] as { why: NotCountedWhy }).why })),
  };
}

/** Why a record inside the window is not counted: the first of the tests that it fails. */
function compileWhyNot(
  rule: Exclude<SimpleRule, { type: 'event' }>,
  context: StudentContext,
): (record: number) => NotCountedWhy {
  const { district, records } = context;
  const selectors =
    'view' in rule && rule.view !== undefined ? rule.view.parts.flatMap((part) => part.counts) : (rule.counts ?? []);
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

/** Among the selectors whose status, excuse, codes and groups hold: what their tests on the record itself say. */
function whyNotSelected(
  selectors: readonly Selector[],
  record: number,
  { records, district }: StudentContext,
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
