import { eachChild } from './each-inline.ts';
import type { Source } from './source.ts';
import type { Inline } from './tree.ts';

/** Inline parts before the braces of optional parts are paired. */
export type FlatInline =
  | Inline
  | { readonly kind: 'open'; readonly offset: number }
  | { readonly kind: 'close'; readonly offset: number }
  | { readonly kind: 'mark'; readonly id: string; readonly offset: number };

/** Pairs `{?` with `?}` on one level. A part that is never closed, nested, or has no field in it is refused. */
export function nestOptional(source: Source, flat: readonly FlatInline[]): readonly Inline[] {
  const outer: Inline[] = [];
  let part: { readonly children: Inline[]; readonly openedAt: number } | undefined;
  for (const inline of flat) {
    if (inline.kind === 'open') {
      if (part !== undefined)
        source.refuse(inline.offset, '{? inside {?', 'one optional part after the other, not inside each other');
      part = { children: [], openedAt: inline.offset };
    } else if (inline.kind === 'close') {
      if (part === undefined) source.refuse(inline.offset, '?} without {?', EXAMPLE);
      else outer.push(optionalPart(source, part));
      part = undefined;
    } else if (inline.kind !== 'mark') {
      (part?.children ?? outer).push(inline);
    }
  }
  if (part !== undefined) source.refuse(part.openedAt, '{? without ?} in the same line', EXAMPLE);
  return outer;
}

const EXAMPLE = 'an optional part as {? at {{contact.phone}} ?}';

function optionalPart(
  source: Source,
  { children, openedAt }: { children: readonly Inline[]; openedAt: number },
): Inline {
  const hasField = children.some((child) => [...eachChild(child)].some((inline) => inline.kind === 'field'));
  if (!hasField)
    source.refuse(
      openedAt,
      'an optional part without a field',
      'at least one field, whose absence leaves the part out',
    );
  return { kind: 'optional', children };
}
