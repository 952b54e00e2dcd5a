import type { z } from 'zod';
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
      return [
        yaml.problemAt(path, {
          found: `the key ${JSON.stringify(String(path.at(-1)).slice(0, 60))}`,
          allowed: issue.issues[0]?.message ?? issue.message,
          key: true,
        }),
      ];
    default:
      return [yaml.problemAt(path, { allowed: withHint(issue, valueAt(yaml.value, path)) })];
  }
}

function unknownKey(yaml: YamlFile, { path, known }: { path: Path; known: readonly string[] }): Problem {
  const key = String(path.at(-1)).slice(0, 60);
  const near = nearestNames(key, known);
  const allowed =
    near.length < known.length ? `did you mean ${near.join(' or ')}? Known: ${known.join(', ')}` : known.join(', ');
  return yaml.problemAt(path, { found: `the key ${JSON.stringify(key)}`, allowed, key: true });
}

/**
 * Of the branches of a union the one that was meant: it knows some of the keys that were written. Its problems are told;
 * without such a branch, what the union as a whole allows.
 */
function unionProblems(
  yaml: YamlFile,
  { issue, path }: { issue: Extract<Issue, { code: 'invalid_union' }>; path: Path },
): readonly Problem[] {
  const value = valueAt(yaml.value, path);
  const meant = issue.errors.filter((branch) => mayBeMeant(branch, value)).toSorted((a, b) => costOf(a) - costOf(b))[0];
  if (meant === undefined) return [yaml.problemAt(path, { allowed: issue.message })];
  return meant.flatMap((found) => problemsOf(yaml, found, path));
}

const FAULTS_OF_THE_RIGHT_TYPE = new Set(['custom', 'too_small', 'too_big', 'invalid_format']);

/** Whether the faults are within a value of the branch's type, and not all keys strange to it. */
function mayBeMeant(branch: readonly Issue[], value: unknown): boolean {
  const atRoot = branch.filter(({ path }) => path.length === 0);
  if (atRoot.some(({ code }) => code !== 'unrecognized_keys' && !FAULTS_OF_THE_RIGHT_TYPE.has(code))) return false;
  const strange = atRoot.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []));
  return branch.length > 0 && (!isMap(value) || strange.length < Object.keys(value).length);
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
  return path.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[step] : undefined),
    value,
  );
}
