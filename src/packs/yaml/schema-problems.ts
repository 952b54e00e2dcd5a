import { z } from 'zod';
import { nearestNames } from '../../documents/template/index.ts';
import type { Problem } from '../../problem.ts';
import type { Path, YamlFile } from './yaml-file.ts';

type Issue = z.core.$ZodIssue;

/** What a schema says against a file, as problems with their place; empty when nothing. */
export function schemaProblems(yaml: YamlFile, schema: z.ZodType): readonly Problem[] {
  const result = schema.safeParse(yaml.value);
  return result.success ? [] : result.error.issues.flatMap((issue) => problemsOf(yaml, issue, []));
}

function problemsOf(yaml: YamlFile, issue: Issue, base: Path): readonly Problem[] {
  const path = [...base, ...(issue.path as Path)];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(yaml, { path: [...path, key], known: issue.message.split(', ') }));
    case 'invalid_union':
      return unionProblems(yaml, { issue, path });
    case 'invalid_key':
      return [yaml.problemAt(path, { found: `the key ${JSON.stringify(String(path.at(-1)).slice(0, 60))}`, allowed: issue.issues[0]?.message ?? issue.message, key: true })];
    default:
      return [yaml.problemAt(path, { allowed: withHint(issue, valueAt(yaml.value, path)) })];
  }
}

function unknownKey(yaml: YamlFile, { path, known }: { path: Path; known: readonly string[] }): Problem {
  const key = String(path.at(-1)).slice(0, 60);
  const near = nearestNames(key, known);
  const allowed = near.length < known.length ? `did you mean ${near.join(' or ')}? Known: ${known.join(', ')}` : known.join(', ');
  return yaml.problemAt(path, { found: `the key ${JSON.stringify(key)}`, allowed, key: true });
}

/**
 * Of the branches of a union the one that was meant: that whose own keys were written. Its problems are told;
 * without such a branch, what the union as a whole allows.
 */
function unionProblems(yaml: YamlFile, { issue, path }: { issue: Extract<Issue, { code: 'invalid_union' }>; path: Path }): readonly Problem[] {
  const branches = issue.errors.filter((branch) => branch.length > 0 && branch.every((found) => isInside(found, valueAt(yaml.value, path))));
  const meant = branches.toSorted((a, b) => costOf(a) - costOf(b))[0];
  if (meant === undefined) return [yaml.problemAt(path, { allowed: issue.message })];
  return meant.flatMap((found) => problemsOf(yaml, found, path));
}

/** Whether an issue of a branch still takes the value for one of that branch: a fault within, not another kind of thing. */
function isInside(issue: Issue, value: unknown): boolean {
  if (issue.code === 'unrecognized_keys' && issue.path.length === 0) return isMap(value) && issue.keys.length < Object.keys(value).length;
  if (issue.path.length === 0) return issue.code === 'custom' || issue.code === 'too_small' || issue.code === 'too_big';
  return issue.path.length > 1 || !isMap(value) || Object.hasOwn(value, String(issue.path[0])) || issue.code !== 'invalid_type';
}

function costOf(branch: readonly Issue[]): number {
  return branch.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? 10 * issue.keys.length : 1), 0);
}

function withHint(issue: Issue, value: unknown): string {
  const wantsText = issue.code === 'invalid_type' && issue.expected === 'string';
  const isBare = typeof value === 'number' || typeof value === 'boolean';
  if (wantsText && isBare) return `${issue.message}; text that looks like a number or a yes goes in quotes, as "01"`;
  const wantsNumber = issue.code === 'invalid_type' && (issue.expected === 'number' || issue.expected === 'int');
  if (wantsNumber && typeof value === 'string') return `${issue.message}, without quotes`;
  return issue.message;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, step) => (typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[step] : undefined), value);
}
