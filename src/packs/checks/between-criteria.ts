/** What criteria must fulfil beside each other: codes, effective dates, groups. */
import { isDeepStrictEqual } from 'node:util';
import { consequenceKind } from '../../consequences/index.ts';
import { formatDay, parseDay } from '../../engine/index.ts';
import type { YamlFile } from '../yaml/yaml-file.ts';
import { listOf, mapOf, numberOf, textOf, type WrittenMap } from '../yaml/written.ts';
import { kindOf } from './criterion.ts';
import { refuse, warn, type Report } from './report.ts';

interface Written {
  readonly yaml: YamlFile;
  readonly criterion: WrittenMap;
}

/** Checks every pair of criteria. `groups`: as `pack.yaml` writes them. */
export function checkBetweenCriteria(report: Report, files: readonly YamlFile[], groups: readonly WrittenMap[]): void {
  const all = files.map((yaml) => ({ yaml, criterion: mapOf(yaml.value) }));
  all.forEach((later, index) => {
    for (const earlier of all.slice(0, index)) {
      if (textOf(later.criterion['code']) !== undefined && later.criterion['code'] === earlier.criterion['code'])
        checkTwoDefinitions(report, earlier, later);
      else if (
        textOf(later.criterion['group']) !== undefined &&
        later.criterion['group'] === earlier.criterion['group']
      )
        checkOneGroup(report, { earlier, later, groups });
    }
  });
}

function checkTwoDefinitions(report: Report, earlier: Written, later: Written): void {
  const checked = { yaml: later.yaml, report };
  const [a, b] = [spanOf(earlier.criterion), spanOf(later.criterion)];
  if (a.from < b.until && b.from < a.until) {
    const found = `the code ${JSON.stringify(later.criterion['code'])} also in ${earlier.yaml.file}, ${wordsOf(a)}`;
    refuse(checked, ['code'], {
      found,
      allowed: 'each code once, or two definitions whose effective dates do not overlap',
    });
  }
  for (const { yaml, criterion } of [earlier, later]) {
    if ((criterion['repeat'] ?? 'once') !== 'once')
      refuse({ yaml, report }, ['repeat'], { allowed: 'once: this code has two definitions' });
  }
  if (earlier.criterion['group'] !== later.criterion['group']) {
    refuse(checked, ['code'], {
      found: `another group than in ${earlier.yaml.file}`,
      allowed: 'one group for all definitions of a code',
    });
  }
}

interface Span {
  readonly from: number;
  readonly until: number;
}

function spanOf(criterion: WrittenMap): Span {
  const effective = mapOf(criterion['effective']);
  return {
    from: parseDay(textOf(effective['from']) ?? '') ?? -Infinity,
    until: parseDay(textOf(effective['until']) ?? '') ?? Infinity,
  };
}

function wordsOf({ from, until }: Span): string {
  if (from === -Infinity && until === Infinity) return 'always effective';
  return `effective${from === -Infinity ? '' : ` from ${formatDay(from)}`}${until === Infinity ? '' : ` until ${formatDay(until)}`}`;
}

function checkOneGroup(
  report: Report,
  { earlier, later, groups }: { earlier: Written; later: Written; groups: readonly WrittenMap[] },
): void {
  const checked = { yaml: later.yaml, report };
  const hasIncident = [earlier, later].map(({ criterion }) => kindsOf(criterion).includes('incident'));
  const communicates = [earlier, later].map(({ criterion }) =>
    kindsOf(criterion).some((kind) => consequenceKind(kind)?.communicates === true),
  );
  if ((hasIncident[0] && communicates[1]) || (hasIncident[1] && communicates[0])) {
    warn(checked, ['group'], {
      found: `an incident and a communication in one group, with ${earlier.yaml.file}`,
      allowed: 'different groups, or only one of the two will stand on a date',
    });
  }
  const isFirstMatch = groups.some(({ id, mode }) => id === later.criterion['group'] && mode === 'first-match');
  if (isFirstMatch && haveOverlap(earlier.criterion, later.criterion)) {
    warn(checked, ['when'], {
      found: `a band that overlaps with ${earlier.yaml.file}`,
      allowed: 'bands apart; where both hold on a date, the order decides which one stands',
      key: true,
    });
  }
}

function kindsOf(criterion: WrittenMap): readonly string[] {
  return listOf(criterion['then']).flatMap((entry) => kindOf(mapOf(entry)) ?? []);
}

/** Whether two rules that measure the same thing hold for some count both. */
function haveOverlap(a: WrittenMap, b: WrittenMap): boolean {
  const [left, right] = [mapOf(a['when']), mapOf(b['when'])];
  const [leftSpan, rightSpan] = [spanOf(a), spanOf(b)];
  if (left['type'] === undefined || leftSpan.from >= rightSpan.until || rightSpan.from >= leftSpan.until) return false;
  return isDeepStrictEqual(withoutBand(left), withoutBand(right)) && bandsMeet(bandOf(left), bandOf(right));
}

function withoutBand(when: WrittenMap): WrittenMap {
  const same: Record<string, unknown> = { measure: 'dates', window: 'year', ...when };
  for (const key of ['atLeast', 'atMost', 'over']) delete same[key];
  if (when['type'] === 'pattern') delete same['days'];
  return same;
}

function bandOf(when: WrittenMap): { readonly least: number; readonly most: number } {
  const band = when['type'] === 'pattern' ? mapOf(when['days']) : when;
  return {
    least: numberOf(band['atLeast']) ?? numberOf(band['over']) ?? 0,
    most: numberOf(band['atMost']) ?? Infinity,
  };
}

function bandsMeet(a: { least: number; most: number }, b: { least: number; most: number }): boolean {
  return a.least <= b.most && b.least <= a.most;
}
