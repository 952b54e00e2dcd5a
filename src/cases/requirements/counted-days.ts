/** How many days a plan's own criterion counts in its term, and on which day the n-th fell. Nothing is written. */
import type { ClientBase } from 'pg';
import { judgedFrom, type KnownDistrict } from '../../calculation/index.ts';
import { readOneStudent } from '../../db/one-student.ts';
import { createJudge, formatDay, parseDay, type Criterion, type Day } from '../../engine/index.ts';

export interface CountedDaysAsk {
  readonly districtId: number;
  readonly student: string;
  readonly pack: string;
  readonly criterion: string;
  /** So many days are asked for. */
  readonly need: number;
  /** ISO: the term begins and ends; both included. */
  readonly cycleOn: string;
  readonly endsOn: string;
  /** The day of the last calculation. */
  readonly asOf: Day;
  readonly known: KnownDistrict;
}

export interface CountedDays {
  readonly have: number;
  /** The day on which the last one that was needed fell, ISO; null: not yet. */
  readonly reachedOn: string | null;
  /** ISO, in order. */
  readonly days: readonly string[];
}

const THOUSANDTHS = 1000;

/** Undefined where the criterion is not in use any more, or counts something else than days of a term. */
export async function countedDays(client: ClientBase, ask: CountedDaysAsk): Promise<CountedDays | undefined> {
  const { districtId, student, known, need } = ask;
  const pack = known.district.packs.find(({ id }) => id === ask.pack);
  const criterion = pack?.policy.criteria.find(({ code }) => code === ask.criterion);
  if (pack === undefined || criterion === undefined || criterion.when.type !== 'total') return undefined;
  const [start, end] = [parseDay(ask.cycleOn) ?? 0, parseDay(ask.endsOn) ?? 0];
  // Under `countThrough: previous-day` the last day of the term is judged on the day after it.
  const asOf = Math.min(ask.asOf, end + (pack.policy.countThrough === 'previous-day' ? 1 : 0));
  const facts = await readOneStudent(client, { districtId, student, yearStart: judgedFrom(pack, asOf), asOf });
  if (facts === undefined) return undefined;
  const policy = { ...pack.policy, groups: [], criteria: [narrowed(criterion, need)] };
  const { facts: district, names } = known.district;
  const policies = [pack.uses === undefined ? { policy } : { policy, uses: pack.uses }];
  const [found] = createJudge({ policies, district, names, asOf }).explain(facts, 0, criterion.code);
  const progress = found?.rules[0];
  if (found === undefined || progress === undefined) return undefined;
  const reached = found.outcomes.find(({ day }) => start <= day && day <= end);
  const days = [...new Set(progress.counted.map(({ day }) => formatDay(day)))];
  return { have: progress.have, reachedOn: reached === undefined ? null : formatDay(reached.day), days };
}

/** The same rule, for itself, with another number. */
function narrowed({ group: _group, ...criterion }: Criterion, need: number): Criterion {
  if (criterion.when.type !== 'total') return criterion;
  const atLeast = criterion.when.measure === 'days' ? need * THOUSANDTHS : need;
  return {
    ...criterion,
    when: { ...criterion.when, band: { atLeast } },
    repeat: 'once',
    release: 'none',
    settle: 0,
    exempt: [],
  };
}
