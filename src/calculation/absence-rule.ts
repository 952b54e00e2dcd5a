/** By which rule a school counts absence: that of the chronic-absence criterion of the packs in use there. */
import { isInUse, type PackInUse } from './packs-in-use.ts';
import type { AbsenceRule, Day, RateRule, Selector, View } from '../engine/index.ts';

/** Stored with the figures, so that a screen can say what counts as absent. */
export interface AbsenceRuleUsed extends AbsenceRule {
  /** Whose rule it is; null: no pack in use at the school has a rate over the year, and the usual one is taken. */
  readonly from: { readonly pack: string; readonly criterion: string } | null;
}

/**
 * Where no pack says otherwise: absent for any reason; more than half of the day's periods are a day, a quarter of them half a
 * day. Source: the view `any-reason` of the packs that come with Rollcall.
 */
const USUAL_VIEW: View = {
  name: 'any-reason',
  cap: 1000,
  parts: [
    {
      counts: [{ status: ['absent'] }],
      by: 'share',
      rows: [
        { test: 'over', threshold: 50_000, value: 1000 },
        { test: 'atLeast', threshold: 25_000, value: 500 },
      ],
    },
  ],
};

/** The rule of a school on a day: of its rates over the year the one with the lowest percentage, which the first list asks about. */
export function absenceRuleOf(packs: readonly PackInUse[], school: string, on: Day): AbsenceRuleUsed {
  const rates = packs
    .filter((pack) => isInUse(pack, school, on))
    .flatMap((pack) =>
      pack.policy.criteria.flatMap(({ code, when, window }) =>
        when.type === 'rate' && window.kind === 'year' ? [{ pack: pack.id, criterion: code, rule: when }] : [],
      ),
    )
    .toSorted((one, other) => one.rule.percent - other.rule.percent || compare(one, other));
  const [lowest] = rates;
  if (lowest === undefined) return { from: null, view: USUAL_VIEW };
  return { from: { pack: lowest.pack, criterion: lowest.criterion }, ...valuation(lowest.rule) };
}

/** The selectors of a rule, whether they stand in a view or by themselves. */
export function selectorsOf({ counts, view }: AbsenceRule): readonly Selector[] {
  return view === undefined ? (counts ?? []) : view.parts.flatMap((part) => part.counts);
}

function valuation({ counts, view }: RateRule): AbsenceRule {
  if (view !== undefined) return { view };
  return { counts: counts ?? [] };
}

interface Named {
  readonly pack: string;
  readonly criterion: string;
}

function compare(one: Named, other: Named): number {
  const [first, second] = [`${one.pack}\n${one.criterion}`, `${other.pack}\n${other.criterion}`];
  return first < second ? -1 : first > second ? 1 : 0;
}
