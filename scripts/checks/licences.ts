/** What we build on may be passed on with the product: licences of a list, for every package of the lockfile. */
import type { Project } from './project.ts';

/** Permissive, or (MPL-2.0, OFL-1.1) without effect on what only uses it. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'Unlicense',
  'Zlib',
]);

/** Packages with another licence, or none. */
export function findForeignLicences(project: Project): readonly string[] {
  const lock = JSON.parse(project.read('package-lock.json')) as { packages: Record<string, { license?: string }> };
  return Object.entries(lock.packages).flatMap(([path, { license = '' }]) => {
    if (path === '') return [];
    return isAllowed(license) ? [] : [`package-lock.json: ${path} is under "${license}"`];
  });
}

/** `A OR B`: one of them; `A AND B`: both. */
export function isAllowed(expression: string): boolean {
  const plain = expression.replaceAll(/[()]/g, '').trim();
  if (plain.includes(' OR ')) return plain.split(' OR ').some((part) => isAllowed(part));
  return plain.split(' AND ').every((part) => ALLOWED.has(part.trim()));
}
