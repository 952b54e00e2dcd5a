/** What `pack.yaml` must fulfil beyond its shape. */
import { parseDay } from '../../engine/index.ts';
import type { Path } from '../yaml/yaml-file.ts';
import { listOf, mapOf, numberOf, textOf, type WrittenMap } from '../yaml/written.ts';
import { refuse, refuseUnknown, warn, type Checked } from './report.ts';
import { checkSelectors, type KnownNames } from './rule.ts';

export function checkPackFile(checked: Checked, known: KnownNames): void {
  const pack = mapOf(checked.yaml.value);
  for (const [name, view] of Object.entries(mapOf(pack['views']))) checkView(checked, ['views', name], mapOf(view));
  checkGroups(checked, listOf(pack['groups']), known);
  for (const [name, intervals] of Object.entries(mapOf(pack['intervals']))) {
    listOf(intervals).forEach((interval, index) =>
      checkSpan(checked, ['intervals', name, index], {
        span: mapOf(interval),
        keys: ['start', 'end'],
        isEndIncluded: true,
      }),
    );
  }
  listOf(pack['requiredStatements']).forEach((written, index) => {
    const entry = mapOf(written);
    const path = ['requiredStatements', index];
    checkSpan(checked, path, { span: entry, keys: ['from', 'until'], isEndIncluded: false });
    const letter = textOf(entry['letter']);
    if (letter !== undefined)
      refuseUnknown(checked, [...path, 'letter'], { what: 'letter', name: letter, known: known.letters });
  });
  for (const key of ['title', 'version', 'sources']) {
    if (pack[key] === undefined)
      warn(checked, [key], {
        found: `no ${key}`,
        allowed: `a ${key}, so that a reader knows what this pack is and rests on`,
      });
  }
}

/** Refuses a span that ends before it starts. */
export function checkSpan(
  checked: Checked,
  path: Path,
  {
    span,
    keys: [first, last],
    isEndIncluded,
  }: { span: WrittenMap; keys: readonly [string, string]; isEndIncluded: boolean },
): void {
  const start = parseDay(textOf(span[first]) ?? '');
  const end = parseDay(textOf(span[last]) ?? '');
  if (start === undefined || end === undefined) return;
  if (end < start || (end === start && !isEndIncluded)) {
    refuse(checked, [...path, last], { allowed: `${last}: ${isEndIncluded ? 'not before' : 'after'} ${first}` });
  }
}

function checkView(checked: Checked, path: Path, view: WrittenMap): void {
  listOf(view['parts']).forEach((written, index) => {
    const part = mapOf(written);
    const at = [...path, 'parts', index];
    checkSelectors(checked, [...at, 'counts'], part['counts']);
    listOf(part['rows']).forEach((row, rowIndex) =>
      checkRow(checked, [...at, 'rows', rowIndex], { row: mapOf(row), by: textOf(part['by']) ?? 'periods' }),
    );
    checkRowOrder(checked, [...at, 'rows'], listOf(part['rows']).map(mapOf));
  });
}

function checkRow(checked: Checked, path: Path, { row, by }: { row: WrittenMap; by: string }): void {
  const tests = ['atLeast', 'over'].filter((key) => row[key] !== undefined);
  if (tests.length !== 1)
    refuse(checked, path, {
      found: tests.length === 0 ? 'a row without a test' : 'both atLeast and over',
      allowed: 'one of atLeast and over',
    });
  for (const test of tests) {
    const threshold = numberOf(row[test]);
    if (threshold === undefined) continue;
    if (by !== 'share' && !Number.isInteger(threshold))
      refuse(checked, [...path, test], { allowed: `${test}: a whole number of ${by}` });
    if (by === 'share' && threshold > 100)
      refuse(checked, [...path, test], { allowed: `${test}: a percentage, 100 at most` });
  }
}

/** Rows stand most demanding first; a row behind a less demanding one is never reached. */
function checkRowOrder(checked: Checked, path: Path, rows: readonly WrittenMap[]): void {
  let easiest = Infinity;
  rows.forEach((row, index) => {
    // "over 3" asks for a little more than "at least 3".
    const demand = numberOf(row['atLeast']) ?? (numberOf(row['over']) ?? Infinity) + 0.0005;
    if (demand >= easiest)
      warn(checked, [...path, index], {
        found: 'a row that is never reached',
        allowed: 'rows with the most demanding first',
      });
    easiest = Math.min(easiest, demand);
  });
}

function checkGroups(checked: Checked, groups: readonly unknown[], known: KnownNames): void {
  const seen = new Set<string>();
  groups.map(mapOf).forEach((group, index) => {
    const id = textOf(group['id']);
    if (id !== undefined && seen.has(id))
      refuse(checked, ['groups', index, 'id'], {
        found: `the group ${JSON.stringify(id)} twice`,
        allowed: 'each group once',
      });
    if (id !== undefined) seen.add(id);
    const event = textOf(mapOf(group['gap'])['event']);
    if (event !== undefined)
      refuseUnknown(checked, ['groups', index, 'gap', 'event'], { what: 'event', name: event, known: known.events });
  });
}
