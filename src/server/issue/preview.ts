/** A plan of an issue in the words of the API. */
import { countHomes, countsOf, remarksOf, seenHash, type IssuePlan, type WorklistLine } from '../../notices/index.ts';
import { studentKeyOf, triggerKeyOf } from '../keys.ts';
import type { IssuePreview, IssueRow } from './contract.ts';
import type { SeenLine } from './seen-before.ts';

/** Names in one list of a preview. */
const MOST_NAMES = 200;

/** The opaque key of a line's trigger. */
export function keyOfLine({ trigger }: Pick<WorklistLine, 'trigger'>): string {
  return triggerKeyOf(trigger.identity, studentKeyOf(trigger.studentNo));
}

export interface Named {
  readonly trigger: string;
  readonly student: string;
  readonly name: string;
  readonly level: string;
}

export function namedOf(line: WorklistLine): Named {
  const { trigger, criterion } = line;
  return {
    trigger: keyOfLine(line),
    student: studentKeyOf(trigger.studentNo),
    name: `${trigger.lastName}, ${trigger.firstName}`,
    level: criterion,
  };
}

/** The count of a list, and its first names. */
export function listOf<T>(items: readonly T[]): { readonly count: number; readonly items: T[] } {
  return { count: items.length, items: items.slice(0, MOST_NAMES) };
}

type PlanPart = Omit<
  IssuePreview,
  | 'revision'
  | 'checkedAt'
  | 'dataThrough'
  | 'isFirstIssue'
  | 'undoMinutes'
  | 'mailLeavesAt'
  | 'meanwhile'
  | 'notDue'
  | 'effects'
  | 'eMail'
>;

/** Input: `sentences` by trigger id; `plan` holds what is to go out and nothing else. */
export function previewOf(plan: IssuePlan, sentences: ReadonlyMap<string, string>): PlanPart {
  const { lines } = plan;
  const rows = rowsOf(lines);
  const { siblings, notInLanguage: _ } = remarksOf(lines);
  return {
    asOf: plan.asOf,
    notices: lines.length,
    letters: sum(rows.map((row) => row.letters)),
    byEmail: sum(rows.map((row) => row.byEmail)),
    languages: languagesOf(rows),
    rows: [...rows],
    conferences: listOf(lines.flatMap(conferenceOf).toSorted(bySlot)),
    twoHomes: listOf(lines.flatMap(homesOf)),
    inEnglish: listOf(lines.flatMap(otherLanguageOf)),
    incidents: lines.filter(({ rule }) => rule.then.some(({ kind }) => kind === 'incident')).length,
    siblings: { students: siblings.students, envelopes: siblings.homes },
    sentences: listOf(
      lines.flatMap((line) => {
        const sentence = sentences.get(line.triggerId);
        return sentence === undefined ? [] : [{ ...namedOf(line), sentence }];
      }),
    ),
    withoutLetters: listOf(
      lines
        .filter(({ rule, letters }) => letters.length === 0 && rule.then.some(({ kind }) => kind === 'letter'))
        .map(namedOf),
    ),
    leftOut: listOf(plan.leftOut.map(({ line, reason }) => ({ ...namedOf(line), reason }))),
    held: plan.held,
  };
}

/** What is kept of a plan, for the confirmation. */
export function seenLinesOf(
  lines: readonly WorklistLine[],
  sentences: ReadonlyMap<string, string>,
): readonly SeenLine[] {
  return lines.map((line) => ({
    triggerId: line.triggerId,
    student: line.student,
    seenHash: seenHash(line),
    sentence: sentences.get(line.triggerId) ?? '',
  }));
}

function rowsOf(lines: readonly WorklistLine[]): readonly IssueRow[] {
  return countsOf(lines).map(({ criterion, ...row }) => {
    const example = lines.find(
      (line) =>
        line.pack === row.pack && line.criterion === criterion && line.plans.some((plan) => plan.letters.length > 0),
    );
    return {
      ...row,
      level: criterion,
      languages: { ...row.languages },
      example: example === undefined ? null : keyOfLine(example),
    };
  });
}

/** English first, then the most frequent. */
export function languagesOf(rows: readonly Pick<IssueRow, 'languages'>[]): string[] {
  const counts = new Map<string, number>();
  for (const { languages } of rows)
    for (const [tag, count] of Object.entries(languages)) counts.set(tag, (counts.get(tag) ?? 0) + count);
  return [...counts]
    .toSorted(([a, one], [b, other]) => Number(b === 'en') - Number(a === 'en') || other - one || (a < b ? -1 : 1))
    .map(([tag]) => tag);
}

function conferenceOf(line: WorklistLine) {
  if (line.slot === null) return [];
  const { on, at, place, withWhom } = line.slot;
  return [{ ...namedOf(line), slot: { on, at, place, with: withWhom } }];
}

function bySlot(one: { slot: { on: string; at: string } }, other: { slot: { on: string; at: string } }): number {
  return `${one.slot.on} ${one.slot.at}` < `${other.slot.on} ${other.slot.at}` ? -1 : 1;
}

function homesOf(line: WorklistLine) {
  const letters = Math.max(0, ...line.plans.map(countHomes));
  return letters > 1 ? [{ ...namedOf(line), letters }] : [];
}

function otherLanguageOf(line: WorklistLine) {
  const wanted = line.plans.flatMap((plan) => plan.letters).find((letter) => letter.wantedLanguage !== '');
  return wanted === undefined ? [] : [{ ...namedOf(line), wanted: wanted.wantedLanguage }];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
