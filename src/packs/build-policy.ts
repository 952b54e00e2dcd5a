/** Files that passed every check → the policy that the engine reads. */
import { consequenceKind } from '../consequences/index.ts';
import {
  parseDay,
  type Consequence,
  type Criterion,
  type Day,
  type Group,
  type Interval,
  type Measure,
  type Policy,
} from '../engine/index.ts';
import { buildRepeat, buildView, buildWhen, buildWindow, given } from './build-rule.ts';
import { kindOf } from './checks/criterion.ts';
import type { CriterionFile } from './schema/criterion-file.ts';
import type { PackFile, WrittenGroup } from './schema/pack-file.ts';
import type { WordsFile } from './schema/words-file.ts';

const DEFAULT_SCHOOL_YEAR_START = '07-01';

/** Fails: a value that the checks let through by mistake is an assertion. */
export function buildPolicy(
  pack: PackFile,
  criteria: readonly CriterionFile[],
  words: ReadonlyMap<string, WordsFile> = new Map(),
): Policy {
  const views = new Map(Object.entries(pack.views ?? {}).map(([name, view]) => [name, buildView(name, view)]));
  return {
    id: pack.id,
    title: pack.title ?? pack.id,
    version: pack.version ?? '0',
    schoolYearStart: pack.schoolYear?.start ?? DEFAULT_SCHOOL_YEAR_START,
    countThrough: pack.countThrough ?? 'as-of',
    intervals: new Map(
      Object.entries(pack.intervals ?? {}).map(([name, intervals]) => [name, intervals.map(buildInterval)]),
    ),
    groups: (pack.groups ?? []).map(buildGroup),
    criteria: criteria.map((criterion) => ({
      ...buildCriterion(criterion, views),
      ...translated(criterion.code, words),
    })),
  };
}

/** Reads a date that a schema has already accepted. */
export function acceptedDay(written: string): Day {
  const day = parseDay(written);
  if (day === undefined) throw new Error(`${written} is no date and passed the check`);
  return day;
}

function buildCriterion(written: CriterionFile, views: Parameters<typeof buildWhen>[1]): Criterion {
  const { rule, window } = buildWhen(written.when, views);
  const measure: Measure | undefined = rule.type === 'total' ? rule.measure : undefined;
  return {
    code: written.code,
    title: written.title ?? written.code,
    description: written.description ?? '',
    ...given('group', written.group),
    order: written.order ?? 0,
    when: rule,
    window,
    repeat: buildRepeat(written.repeat, measure),
    ...given('maxPerCycle', written.maxPerCycle),
    scope: written.scope ?? 'district',
    release: written.release ?? 'review',
    settle: written.settle ?? 0,
    exempt: written.exempt ?? [],
    effective: { ...givenDay('from', written.effective?.from), ...givenDay('until', written.effective?.until) },
    ...given('grades', written.grades),
    ...given('schools', written.schools),
    ...given('source', written.source),
    then: (written.then ?? []).map(buildConsequence),
  };
}

/** Title and description in the languages that have words for this criterion. */
function translated(code: string, words: ReadonlyMap<string, WordsFile>): Pick<Criterion, 'translated'> {
  const own = [...words].flatMap(([language, { criteria }]) => {
    const said = Object.hasOwn(criteria, code) ? criteria[code] : undefined;
    return said === undefined ? [] : [[language, { title: said.title, description: said.description ?? '' }] as const];
  });
  return own.length === 0 ? {} : { translated: Object.fromEntries(own) };
}

function givenDay<K extends string>(key: K, written: string | undefined): { readonly [P in K]?: Day } {
  return given(key, written === undefined ? undefined : acceptedDay(written));
}

/** Settings: as written; the main one under the kind's own name. */
function buildConsequence(entry: Readonly<Record<string, unknown>>): Consequence {
  const kind = kindOf(entry);
  if (kind === undefined || consequenceKind(kind) === undefined)
    throw new Error('a consequence of no known kind passed the check');
  return { kind, settings: entry };
}

function buildInterval({ name, start, end }: { name: string; start: string; end: string }): Interval {
  return { name, start: acceptedDay(start), end: acceptedDay(end) };
}

function buildGroup(written: WrittenGroup): Group {
  if (written.mode === 'first-match') return { id: written.id, mode: 'first-match' };
  const { gap } = written;
  return {
    id: written.id,
    mode: 'ladder',
    cycle: buildWindow(written.cycle),
    skipped: written.skipped ?? 'sequential',
    gap: { ...given('schoolDays', gap?.schoolDays), ...given('further', gap?.further), ...given('event', gap?.event) },
  };
}
