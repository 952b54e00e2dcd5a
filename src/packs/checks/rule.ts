/** What the rules of a criterion must fulfil beyond their shape. Source: criteria.md sections 4 to 6. */
import type { Path } from '../yaml/yaml-file.ts';
import { isMap, listOf, mapOf, numberOf, textOf, type WrittenMap } from '../yaml/written.ts';
import { refuse, refuseUnknown, warn, type Checked } from './report.ts';

/** Names that a pack's other parts declare. */
export interface KnownNames {
  readonly views: readonly string[];
  readonly events: readonly string[];
  readonly groups: readonly string[];
  readonly letters: readonly string[];
}

/** Checks `when`: its rules, its window, its view. */
export function checkWhen(checked: Checked, written: unknown, known: KnownNames): void {
  const when = mapOf(written);
  checkWindow(checked, ['when', 'window'], { window: when['window'], known });
  if (when['any'] === undefined) return checkRule(checked, ['when'], { rule: when, known });
  if (when['type'] !== undefined)
    refuse(checked, ['when', 'type'], {
      found: 'a rule beside any',
      allowed: 'either one rule with a type, or any: [rules]',
      key: true,
    });
  listOf(when['any']).forEach((rule, index) =>
    checkRule(checked, ['when', 'any', index], { rule: mapOf(rule), known }),
  );
}

function checkRule(checked: Checked, path: Path, { rule, known }: { rule: WrittenMap; known: KnownNames }): void {
  const measure = rule['type'] === 'total' ? (textOf(rule['measure']) ?? 'dates') : undefined;
  checkCountsOrView(checked, path, { rule, known });
  checkBand(checked, path, { band: rule, isDecimal: measure === 'days' || rule['type'] === 'rate' });
  if (rule['type'] === 'rate') checkPercent(checked, path, rule);
  if (rule['type'] === 'pattern') checkPattern(checked, path, rule);
  for (const key of ['counts', 'bridge']) checkSelectors(checked, [...path, key], rule[key]);
  const event = textOf(rule['event']);
  if (event !== undefined)
    refuseUnknown(checked, [...path, 'event'], { what: 'event', name: event, known: known.events });
}

function checkCountsOrView(
  checked: Checked,
  path: Path,
  { rule, known }: { rule: WrittenMap; known: KnownNames },
): void {
  const view = textOf(rule['view']);
  const mayHaveView = rule['type'] === 'rate' || (rule['type'] === 'total' && rule['measure'] === 'days');
  if (view !== undefined) refuseUnknown(checked, [...path, 'view'], { what: 'view', name: view, known: known.views });
  if (view !== undefined && rule['type'] === 'total' && !mayHaveView) {
    refuse(checked, [...path, 'view'], {
      found: 'a view',
      allowed: 'counts; a view only with measure: days or in a rate rule',
      key: true,
    });
  } else if (view !== undefined && rule['counts'] !== undefined) {
    refuse(checked, [...path, 'view'], { found: 'both counts and view', allowed: 'either counts or view', key: true });
  }
  const needsOne = rule['type'] === 'total' || rule['type'] === 'rate';
  if (needsOne && rule['view'] === undefined && rule['counts'] === undefined) {
    refuse(checked, [...path, 'type'], {
      found: 'a rule that says nothing of what it counts',
      allowed: mayHaveView ? 'counts or view' : 'counts',
    });
  }
}

/** A band in whole numbers, or in thousandths where `isDecimal`. */
function checkBand(checked: Checked, path: Path, { band, isDecimal }: { band: WrittenMap; isDecimal: boolean }): void {
  const least = numberOf(band['atLeast']);
  const most = numberOf(band['atMost']);
  for (const [key, value] of [
    ['atLeast', least],
    ['atMost', most],
  ] as const) {
    if (!isDecimal && value !== undefined && !Number.isInteger(value))
      refuse(checked, [...path, key], { allowed: `${key}: a whole number; decimals only with measure: days` });
  }
  if (most !== undefined && most < (least ?? 1))
    refuse(checked, [...path, 'atMost'], { allowed: `atMost: at least ${least ?? 1}, which is atLeast` });
}

function checkPercent(checked: Checked, path: Path, rule: WrittenMap): void {
  const tests = ['atLeast', 'over'].filter((key) => rule[key] !== undefined);
  if (tests.length === 1) return;
  refuse(checked, [...path, tests[1] ?? 'type'], {
    found: tests.length === 0 ? 'a rate without a percentage' : 'both atLeast and over',
    allowed: 'one of atLeast (that percentage or more) and over (strictly more)',
    key: tests.length > 0,
  });
}

function checkPattern(checked: Checked, path: Path, rule: WrittenMap): void {
  checkBand(checked, [...path, 'withinDay'], { band: mapOf(rule['withinDay']), isDecimal: false });
  checkBand(checked, [...path, 'days'], { band: mapOf(rule['days']), isDecimal: false });
  if (rule['bridge'] !== undefined && mapOf(rule['days'])['mode'] !== 'consecutive') {
    warn(checked, [...path, 'bridge'], {
      found: 'a bridge without a run',
      allowed: 'bridge with days: { mode: consecutive }; else it has no effect',
      key: true,
    });
  }
}

/** Refuses a selector without keys; points out bounds that no record can meet. */
export function checkSelectors(checked: Checked, path: Path, selectors: unknown): void {
  listOf(selectors).forEach((selector, index) => {
    if (!isMap(selector)) return;
    const at = [...path, index];
    if (Object.keys(selector).length === 0)
      refuse(checked, at, { found: 'an empty selector', allowed: 'at least one key, as { status: [absent] }' });
    const least = Math.max(numberOf(selector['minutesAtLeast']) ?? 0, (numberOf(selector['minutesOver']) ?? -1) + 1);
    const most = Math.min(
      numberOf(selector['minutesAtMost']) ?? Infinity,
      (numberOf(selector['minutesUnder']) ?? Infinity) - 1,
    );
    if (least > most)
      warn(checked, at, {
        found: 'minutes that no record can have',
        allowed: 'a lower bound that is not above the upper bound',
      });
  });
}

function checkWindow(checked: Checked, path: Path, { window, known }: { window: unknown; known: KnownNames }): void {
  const since = textOf(mapOf(window)['since']);
  if (since !== undefined)
    refuseUnknown(checked, [...path, 'since'], { what: 'event', name: since, known: known.events });
}
