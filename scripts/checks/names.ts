/** Names that say nothing. */
import type { Project } from './project.ts';

const EMPTY_NAMES = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'lib', 'misc', 'shared']);

/** Files and folders whose name could hold anything. */
export function findForbiddenNames(project: Project): readonly string[] {
  return project.files.flatMap((file) => {
    const empty = file.split('/').find((part) => EMPTY_NAMES.has(part.replace(/\..*$/, '').toLowerCase()));
    return empty === undefined ? [] : [`${file}: "${empty}" says nothing; name the file for the one idea in it`];
  });
}
