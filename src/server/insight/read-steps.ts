/** The steps taken in the shape of their answer. */
import { readStepsTaken } from '../../insight/index.ts';
import { schoolsOf } from '../context.ts';
import { readDataState, withCasework, type DataState } from '../data-state.ts';
import { keptAnswer, keptWhileTrue } from '../kept.ts';
import { readDistrict } from '../me/district.ts';
import type { Written } from '../written.ts';
import { InsightSteps, STEP_KINDS, type StepKindField } from './contract.ts';
import type { InsightContext } from './read-figures.ts';

/** What one school did in a month. */
export interface StepLine {
  readonly month: string;
  readonly school: string;
  readonly schoolName: string;
  readonly kind: StepKindField;
  readonly pack: string;
  readonly level: string;
  readonly count: number;
}

export interface StepLines {
  /** The school year, up to today, ISO. */
  readonly from: string;
  readonly to: string;
  readonly lines: readonly StepLine[];
}

/** Of the school year, up to today. */
export async function readSteps(context: InsightContext, school: string): Promise<Written> {
  const { parts, reach, actor } = context;
  const state = await withCasework(parts, await readDataState(parts));
  const schools = schoolsOf(reach, school);
  const wanted = { parts, state, reach, of: ['insight-steps', schools ?? null] };
  return keptAnswer(wanted, { shape: InsightSteps, language: actor.language }, async () =>
    together(await computeLines(context, { schools, state })),
  );
}

/** Each school by itself. */
export async function readStepLines(context: InsightContext, school: string): Promise<StepLines> {
  const { parts, reach } = context;
  const state = await withCasework(parts, await readDataState(parts));
  const schools = schoolsOf(reach, school);
  return keptWhileTrue({ parts, state, reach, of: ['step-lines', schools ?? null] }, () =>
    computeLines(context, { schools, state }),
  );
}

async function computeLines(
  { db, districtId, parts }: InsightContext,
  { schools, state }: { readonly schools: readonly string[] | undefined; readonly state: DataState },
): Promise<StepLines> {
  const { today, figures } = state;
  const from = figures.yearStartOn ?? `${Number(today.slice(0, 4)) - (today.slice(5) < '07-01' ? 1 : 0)}-07-01`;
  const counts = await readStepsTaken(db.pool, { districtId, schools, from, to: today });
  const { schools: named } = await readDistrict(parts.db, districtId);
  const names = new Map(named.map((one) => [one.school, one.name]));
  const lines = counts.map(({ kind, level, ...count }) => {
    // A letter's level is `pack criterion`.
    const [pack, criterion] =
      kind === 'letter'
        ? [level.slice(0, level.lastIndexOf(' ')), level.slice(level.lastIndexOf(' ') + 1)]
        : ['', level];
    return { ...count, kind, pack, level: criterion, schoolName: names.get(count.school) ?? count.school };
  });
  return { from, to: today, lines };
}

/** In order of month, school and step, for a file. */
export function inOrder(lines: readonly StepLine[]): readonly StepLine[] {
  return inOrderOf(lines, ({ month, schoolName, kind, pack, level }) => [month, schoolName, kind, pack, level]);
}

function together({ from, to, lines }: StepLines): InsightSteps {
  const counts = new Map<string, InsightSteps['lines'][number]>();
  for (const { month, kind, pack, level, count } of lines) {
    const key = [month, kind, pack, level].join('\u0000');
    counts.set(key, { month, kind, pack, level, count: (counts.get(key)?.count ?? 0) + count });
  }
  const first = lines.reduce((least, { month }) => (month < least ? month : least), `${to.slice(0, 7)}-01`);
  return {
    from,
    to,
    months: monthsBetween(first, to),
    lines: [...inOrderOf([...counts.values()], ({ month, kind, pack, level }) => [month, kind, pack, level])],
    schools: bySchool(lines),
  };
}

function bySchool(lines: readonly StepLine[]): InsightSteps['schools'] {
  const schools = new Map<string, InsightSteps['schools'][number]>();
  for (const { school, schoolName, kind, count } of lines) {
    const own = schools.get(school) ?? { school, name: schoolName, counts: STEP_KINDS.map(() => 0) };
    const at = STEP_KINDS.indexOf(kind);
    own.counts[at] = (own.counts[at] ?? 0) + count;
    schools.set(school, own);
  }
  return [...schools.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** As people order words. One comparer for all: to make one takes long. */
const WORDS = new Intl.Collator();

function inOrderOf<T>(lines: readonly T[], keyOf: (line: T) => readonly string[]): readonly T[] {
  return lines
    .map((line) => ({ line, key: keyOf(line).join('\u0000') }))
    .toSorted((one, other) => WORDS.compare(one.key, other.key))
    .map(({ line }) => line);
}

/** First days of the months, both included. */
function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  for (;;) {
    const first = `${year}-${String(month).padStart(2, '0')}-01`;
    if (first > to) return months;
    months.push(first);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
}
