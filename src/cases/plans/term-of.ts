/** In which grade term a plan belongs: by the window of the criterion that makes plans at the school. */
import type pg from 'pg';
import { readPacksInUse, type PackInUse } from '../../calculation/index.ts';
import { formatDay, parseDay, type Consequence, type Criterion, type Day, type Policy } from '../../engine/index.ts';
import { requirementsOf, type Requirement } from '../requirements/requirement.ts';

export interface TermAsk {
  readonly school: string;
  /** A day of the term, ISO. */
  readonly on: string;
  /** The criterion that makes the plan; left out: the one in use at the school. */
  readonly from?: { readonly pack: string; readonly criterion: string };
}

export interface PlanTerm {
  /** The kind of term, as quarter; '' for the school year. */
  readonly kind: string;
  readonly name: string;
  /** ISO; both included. */
  readonly startsOn: string;
  readonly endsOn: string;
  readonly pack: string;
  readonly criterion: string;
  /** Of the plan's settings, for a plan by hand. */
  readonly plan: string;
  readonly atEnd: 'close' | 'carry-over';
  readonly requires: readonly Requirement[];
}

interface TermRow {
  readonly school: string;
  readonly kind: string;
  readonly name: string;
  readonly start: string;
  readonly end: string;
}

/** The terms of many at once, in their order. Where the calendar has no such term it is the school year. */
export async function termsOf(
  client: pg.ClientBase,
  districtId: number,
  asks: readonly TermAsk[],
): Promise<readonly PlanTerm[]> {
  if (asks.length === 0) return [];
  const packs = await readPacksInUse(client, districtId);
  const schools = [...new Set(asks.map(({ school }) => school))];
  const terms = await client.query<TermRow>(
    `select school_id as school, kind, name, start_on as start, end_on as "end" from terms
      where district_id = $1 and (school_id = any ($2) or school_id = '') order by school_id, start_on`,
    [districtId, schools],
  );
  const bySchool = Map.groupBy(terms.rows, ({ school }) => school);
  return asks.map((ask) => termOf(ask, packs, [...(bySchool.get(ask.school) ?? []), ...(bySchool.get('') ?? [])]));
}

/** The term after one, for a plan that is carried over; undefined where the calendar has none. */
export async function termAt(
  client: pg.ClientBase,
  districtId: number,
  { school, kind, on }: { readonly school: string; readonly kind: string; readonly on: string },
): Promise<{ readonly name: string; readonly endsOn: string } | undefined> {
  const found = await client.query<{ name: string; endsOn: string }>(
    `select name, end_on as "endsOn" from terms
      where district_id = $1 and school_id in ($2, '') and kind = $3 and end_on >= $4::date order by school_id = '', start_on limit 1`,
    [districtId, school, kind, on],
  );
  return found.rows[0];
}

function termOf(ask: TermAsk, packs: readonly PackInUse[], rows: readonly TermRow[]): PlanTerm {
  const maker = makerOf(ask, packs);
  const settings = maker === undefined ? {} : (planOf(maker.criterion)?.settings ?? {});
  const from = {
    pack: maker?.pack.id ?? '',
    criterion: maker?.criterion.code ?? '',
    plan: typeof settings['plan'] === 'string' ? settings['plan'] : 'intervention',
    atEnd: settings['atEnd'] === 'carry-over' ? ('carry-over' as const) : ('close' as const),
    requires: requirementsOf(settings['requires']),
  };
  const kind =
    maker?.criterion.window.kind === 'term' ? maker.criterion.window.term : maker === undefined ? 'quarter' : '';
  const own = maker?.pack.policy.intervals.get(kind);
  const term =
    own === undefined
      ? rows.find((row) => row.kind === kind && row.start <= ask.on && ask.on <= row.end)
      : intervalOn(own, ask.on);
  if (term !== undefined) return { ...from, kind, name: term.name, startsOn: term.start, endsOn: term.end };
  return { ...from, kind: '', name: '', ...yearAround(ask.on, maker?.pack.policy.schoolYearStart ?? '07-01') };
}

interface Maker {
  readonly pack: PackInUse;
  readonly criterion: Criterion;
}

function makerOf(ask: TermAsk, packs: readonly PackInUse[]): Maker | undefined {
  const { from } = ask;
  if (from !== undefined) {
    const found = packs.flatMap((pack) => criteriaOf(pack).filter((one) => isFrom(one, from)));
    return found[0];
  }
  return packs.flatMap((pack) => criteriaOf(pack)).find((one) => planOf(one.criterion) !== undefined && isAt(one, ask));
}

function isFrom({ pack, criterion }: Maker, from: NonNullable<TermAsk['from']>): boolean {
  return pack.id === from.pack && criterion.code === from.criterion;
}

function isAt({ pack }: Maker, { school, on }: TermAsk): boolean {
  const day = parseDay(on) ?? 0;
  if (pack.uses === undefined) return true;
  return pack.uses.some((use) => use.school === school && (use.from ?? day) <= day && (use.until ?? day + 1) > day);
}

function criteriaOf(pack: PackInUse): readonly Maker[] {
  return pack.policy.criteria.map((criterion) => ({ pack, criterion }));
}

function planOf(criterion: Criterion): Consequence | undefined {
  return criterion.then.find(({ kind }) => kind === 'plan');
}

type Intervals = Policy['intervals'] extends ReadonlyMap<string, infer T> ? T : never;

function intervalOn(
  intervals: Intervals,
  on: string,
): { readonly name: string; readonly start: string; readonly end: string } | undefined {
  const day: Day = parseDay(on) ?? 0;
  const found = intervals.find(({ start, end }) => start <= day && day <= end);
  if (found === undefined) return undefined;
  return { name: found.name, start: formatDay(found.start), end: formatDay(found.end) };
}

function yearAround(on: string, start: string): { readonly startsOn: string; readonly endsOn: string } {
  const year = Number(on.slice(0, 4)) - (on.slice(5) < start ? 1 : 0);
  const next = parseDay(`${year + 1}-${start}`) ?? 0;
  return { startsOn: `${year}-${start}`, endsOn: formatDay(next - 1) };
}
