/** What notices would bring about besides their letters, as plain values: shown before, carried out after. */
import type pg from 'pg';
import type { OccasionWords } from '../../cases/index.ts';
import { performerOf } from '../../consequences/performers.ts';
import type { Occasion, PlannedBefore, PlannedEffect, Says } from '../../consequences/performer.ts';
import { formatDay, parseDay, schoolYearStart } from '../../engine/index.ts';
import type { Criterion } from '../../engine/index.ts';
import type { WorklistLine } from '../worklist/worklist.ts';
import { inRounds } from './in-rounds.ts';

/** As much of a line of the worklist as an effect follows from. */
export type EffectLine = Pick<
  WorklistLine,
  'triggerId' | 'trigger' | 'policy' | 'rule' | 'pack' | 'criterion' | 'student' | 'at'
>;

/** Kinds that are made with the notice itself. */
const OF_THE_NOTICE = new Set(['letter']);

/** The kinds that a criterion names besides letters. */
export function effectKindsOf(rule: Pick<Criterion, 'then'>): readonly string[] {
  return [...new Set(rule.then.map(({ kind }) => kind).filter((kind) => !OF_THE_NOTICE.has(kind)))];
}

/** The kinds of a criterion that no part of Rollcall carries out. */
export function kindsNotPerformed(rule: Pick<Criterion, 'then'>): readonly string[] {
  return effectKindsOf(rule).filter((kind) => performerOf(kind) === undefined);
}

/**
 * What follows from each line, in the order of `then`. A student's status moves step by step: each line goes on from the plan of the one before.
 * Input: `noticeIds` once they are stamped; `stands` says what an earlier notice of the same trigger made and left.
 */
export async function planEffects<Line extends EffectLine>(
  client: pg.ClientBase | pg.Pool,
  question: {
    readonly districtId: number;
    readonly asOf: string;
    readonly stands?: (line: Line, effect: { readonly kind: string; readonly no: number }) => boolean;
    /** For notifications, once they are stamped. */
    readonly words?: ReadonlyMap<Line, OccasionWords>;
    /** Kinds that are left out. */
    readonly without?: ReadonlySet<string>;
  },
  lines: readonly Line[],
  noticeIds: ReadonlyMap<Line, number> = new Map(),
): Promise<ReadonlyMap<Line, readonly PlannedEffect[]>> {
  const { districtId, asOf, stands = () => false, words, without } = question;
  const rounds = inRounds(lines);
  const planned = new Map<Line, PlannedEffect[]>(rounds.flat().map((line) => [line, []]));
  const before = new Map<string, PlannedBefore[]>();
  for (const [rule, members] of rounds.flatMap((round) => [...Map.groupBy(round, (line) => line.rule)])) {
    const occasions = members.map((line) => {
      const said = words?.get(line);
      const occasion = occasionOf(line, asOf, noticeIds.get(line) ?? 0);
      return said === undefined ? occasion : { ...occasion, words: said };
    });
    for (const [no, { kind, settings }] of rule.then.entries()) {
      if (OF_THE_NOTICE.has(kind) || without?.has(kind) === true) continue;
      const soFar = before.get(kind) ?? [];
      const plans = await planKind(client, districtId, { kind, settings, occasions, before: soFar });
      for (const [at, line] of members.entries()) {
        const plan = plans[at] as Omit<PlannedEffect, 'kind' | 'no'>;
        planned.get(line)?.push({ kind, no, ...plan });
        if (!stands(line, { kind, no })) soFar.push({ occasion: occasions[at] as Occasion, data: plan.data });
      }
      if (performerOf(kind)?.movesOn === true) before.set(kind, soFar);
    }
  }
  return planned;
}

async function planKind(
  client: pg.ClientBase | pg.Pool,
  districtId: number,
  {
    kind,
    settings,
    occasions,
    before,
  }: {
    readonly kind: string;
    readonly settings: Readonly<Record<string, unknown>>;
    readonly occasions: readonly Occasion[];
    readonly before: readonly PlannedBefore[];
  },
): Promise<readonly Omit<PlannedEffect, 'kind' | 'no'>[]> {
  const performer = performerOf(kind);
  if (performer === undefined)
    return occasions.map(() => ({ says: { key: 'notPerformed', values: { kind } }, data: {} }));
  const facts = await performer.readFacts(client, districtId, occasions, settings, before);
  return occasions.map((occasion) => performer.plan(settings, occasion, facts));
}

/** What a consequence hears of a line. */
export function occasionOf(line: EffectLine, asOf: string, noticeId: number): Occasion {
  const { trigger, rule, policy } = line;
  const yearStart = schoolYearStart(parseDay(asOf) ?? 0, policy.policy.schoolYearStart);
  return {
    noticeId,
    pack: line.pack,
    criterion: line.criterion,
    title: rule.title,
    student: line.student,
    school: line.at === '' ? trigger.triggerSchool : line.at,
    triggerOn: trigger.triggerOn,
    cycleOn: trigger.identity.cycle,
    asOf,
    yearStart: formatDay(yearStart),
    occurrence: trigger.identity.occurrence,
    intervals: policy.policy.intervals,
  };
}

/** So many effects that read alike. */
export interface EffectCount {
  readonly kind: string;
  /** A sentence in the words `effects`, under `also`. */
  readonly key: string;
  readonly values: Says['values'];
  readonly count: number;
  /** false: no part of Rollcall carries it out. */
  readonly isPerformed: boolean;
}

/** Counts what happens, in the order of kinds as they come; what does not happen is left out. Dates differ from school to school and are left out too. */
export function countEffects(planned: Iterable<readonly PlannedEffect[]>): readonly EffectCount[] {
  const counts = [...planned].flat().flatMap(({ kind, says, data }) =>
    data === null
      ? []
      : [
          {
            kind,
            key: says.key,
            values: withoutDates(says.values),
            count: 1,
            isPerformed: performerOf(kind) !== undefined,
          },
        ],
  );
  return sumEffects([counts]);
}

function withoutDates(values: Says['values']): Says['values'] {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !/^\d{4}-\d{2}-\d{2}$/.test(String(value))));
}

/** Adds counts that read alike, and with them the values that add up. */
export function sumEffects(counts: readonly (readonly EffectCount[])[]): readonly EffectCount[] {
  const sums = new Map<string, EffectCount>();
  for (const one of counts.flat()) {
    const { fixed, adding } = partsOf(one.values);
    const key = JSON.stringify([one.kind, one.key, fixed]);
    const before = sums.get(key);
    const values = Object.fromEntries(adding.map(([name, value]) => [name, value + Number(before?.values[name] ?? 0)]));
    sums.set(key, { ...one, values: { ...fixed, ...values }, count: one.count + (before?.count ?? 0) });
  }
  return [...sums.values()];
}

function partsOf(values: Says['values']): {
  readonly fixed: Says['values'];
  readonly adding: readonly (readonly [string, number])[];
} {
  const entries = Object.entries(values);
  return {
    fixed: Object.fromEntries(entries.filter(([name]) => !name.startsWith('sum'))),
    adding: entries.filter(([name]) => name.startsWith('sum')).map(([name, value]) => [name, Number(value)] as const),
  };
}
