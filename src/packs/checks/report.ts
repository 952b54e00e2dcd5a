import { nearestNames } from '../../documents/template/index.ts';
import type { Problem } from '../../problem.ts';
import type { Path, YamlFile } from '../yaml/yaml-file.ts';

/** Where checks put what they find. */
export interface Report {
  readonly problems: Problem[];
  readonly warnings: Problem[];
}

/** One YAML file under check. */
export interface Checked {
  readonly yaml: YamlFile;
  readonly report: Report;
}

export function newReport(): Report {
  return { problems: [], warnings: [] };
}

export function refuse(
  { yaml, report }: Checked,
  path: Path,
  words: { readonly found?: string; readonly allowed: string; readonly key?: boolean },
): void {
  report.problems.push(yaml.problemAt(path, words));
}

export function warn(
  { yaml, report }: Checked,
  path: Path,
  words: { readonly found?: string; readonly allowed: string; readonly key?: boolean },
): void {
  report.warnings.push(yaml.problemAt(path, words));
}

/** Refuses a name that is not in the list of known ones, with those most like it. */
export function refuseUnknown(
  checked: Checked,
  path: Path,
  { what, name, known }: { what: string; name: string; known: readonly string[] },
): void {
  if (known.includes(name)) return;
  const near = nearestNames(name, known);
  const allowed =
    known.length === 0
      ? `none: this pack has no ${what}`
      : `${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what} of this pack: ${near.join(', ')}`;
  refuse(checked, path, { found: `the unknown ${what} ${JSON.stringify(name.slice(0, 60))}`, allowed });
}
