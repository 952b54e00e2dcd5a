/** What was expected beside what was found. */
import type { Outcome } from '../../engine/index.ts';
import type { WrittenTrigger } from '../schema/case-file.ts';
import { acceptedCaseDay } from './case-day.ts';
import { formatCaseDay } from './district.ts';

/** One line for each trigger that is missing, not expected, or different in what the example says of it. */
export function compareTriggers(expected: readonly WrittenTrigger[], found: readonly Outcome[]): readonly string[] {
  const left = [...found];
  const differences = expected.flatMap((trigger) => {
    const index = nearestOf(trigger, left);
    const [outcome] = index === -1 ? [] : left.splice(index, 1);
    return outcome === undefined
      ? [`expected ${wordsOfExpected(trigger)}; found no such trigger`]
      : differencesOf(trigger, outcome);
  });
  return [...differences, ...left.map((outcome) => `not expected: ${wordsOfFound(outcome)}`)];
}

/** The outcome of the same criterion and occurrence, with the same date before another. */
function nearestOf(trigger: WrittenTrigger, outcomes: readonly Outcome[]): number {
  const isSame = (outcome: Outcome): boolean =>
    outcome.criterion === trigger.criterion &&
    outcome.occurrence === (trigger.occurrence ?? 1) &&
    (trigger.school === undefined || outcome.school === trigger.school) &&
    (trigger.cycle === undefined || outcome.cycle === acceptedCaseDay(trigger.cycle));
  const sameDate = outcomes.findIndex((outcome) => isSame(outcome) && outcome.day === acceptedCaseDay(trigger.date));
  return sameDate === -1 ? outcomes.findIndex(isSame) : sameDate;
}

function differencesOf(trigger: WrittenTrigger, outcome: Outcome): readonly string[] {
  const isSame =
    acceptedCaseDay(trigger.date) === outcome.day &&
    trigger.decision === outcome.decision &&
    (trigger.reason ?? null) === outcome.reason &&
    (trigger.value === undefined || trigger.value === outcome.value) &&
    (trigger.evidence === undefined || sameDays(trigger.evidence, outcome));
  return isSame ? [] : [`expected ${wordsOfExpected(trigger)}; found ${wordsOfFound(outcome)}`];
}

function sameDays(written: readonly string[], { evidence }: Outcome): boolean {
  const days = [...new Set(evidence.map(({ day }) => day))];
  return days.length === written.length && written.every((date, index) => acceptedCaseDay(date) === days[index]);
}

function wordsOfExpected({
  criterion,
  occurrence = 1,
  date,
  decision,
  reason,
  value,
  evidence,
}: WrittenTrigger): string {
  const parts = [
    `${criterion}#${occurrence}`,
    formatCaseDay(acceptedCaseDay(date)),
    decision + (reason === undefined ? '' : ` (${reason})`),
  ];
  if (value !== undefined) parts.push(`value ${value}`);
  if (evidence !== undefined)
    parts.push(`evidence ${evidence.map((day) => formatCaseDay(acceptedCaseDay(day))).join(', ')}`);
  return parts.join(', ');
}

function wordsOfFound({ criterion, occurrence, day, decision, reason, value, evidence }: Outcome): string {
  const days = [...new Set(evidence.map((record) => record.day))].map(formatCaseDay);
  return [
    `${criterion}#${occurrence}`,
    formatCaseDay(day),
    decision + (reason === null ? '' : ` (${reason})`),
    `value ${value}`,
    `evidence ${days.join(', ')}`,
  ].join(', ');
}
