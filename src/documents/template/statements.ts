import { eachChild, eachRun } from './each-inline.ts';
import { isOptional } from './fields.ts';
import type { FrontMatter } from './front-matter.ts';
import { nearestNames } from './nearest-names.ts';
import type { Source } from './source.ts';
import type { Block, Inline } from './tree.ts';

/**
 * The ids marked in the text, checked against those the front matter asks for: each there, once, and none that is not asked for.
 * A statement that the law requires must not hang on a field that may be empty.
 */
export function checkStatements(source: Source, blocks: readonly Block[], front: FrontMatter): readonly string[] {
  const ids: string[] = [];
  for (const run of eachRun(blocks)) {
    if (run.statement === undefined) continue;
    const at = Math.max(0, source.text.indexOf(`{#${run.statement}}`));
    if (ids.includes(run.statement)) source.refuse(at, `{#${run.statement}} twice`, 'each statement once');
    if (front.statements.length > 0 && !front.statements.includes(run.statement)) {
      source.refuse(
        at,
        `{#${run.statement}}`,
        `one of the statements of the front matter: ${nearestNames(run.statement, front.statements).join(', ')}`,
      );
    }
    if (run.children.some(mayVanish)) {
      source.refuse(
        at,
        `statement {#${run.statement}} with a field that may be empty`,
        'such a field inside {? ... ?}, so that the statement stays',
      );
    }
    ids.push(run.statement);
  }
  for (const id of front.statements) {
    if (!ids.includes(id))
      source.refuse(
        0,
        `no paragraph marked {#${id}}`,
        'every statement of the front matter in the text, its paragraph ending with its mark',
      );
  }
  return ids;
}

function mayVanish(inline: Inline): boolean {
  if (inline.kind === 'optional') return false;
  return (
    [...eachChild(inline)].some((child) => child.kind === 'field' && isOptional(child.field)) &&
    !containsOptional(inline)
  );
}

function containsOptional(inline: Inline): boolean {
  return [...eachChild(inline)].some((child) => child.kind === 'optional');
}
