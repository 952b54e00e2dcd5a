import type { Inline } from '../template/index.ts';
import type { FieldValues } from './field-values.ts';
import type { FilledInline } from './letter-content.ts';

/**
 * Fills the fields of one paragraph, heading or list item.
 * A line (up to a hard break) with an empty field is left out; an optional part with an empty field is left out alone.
 * Ends: an empty list when no line is left.
 */
export function fillLines(children: readonly Inline[], values: FieldValues): readonly FilledInline[] {
  const lines = splitLines(children)
    .map((line) => fillLine(line, values))
    .filter((line) => line.length > 0);
  return lines.flatMap((line, index) => (index === 0 ? line : [{ kind: 'break' as const }, ...line]));
}

function splitLines(children: readonly Inline[]): readonly (readonly Inline[])[] {
  const lines: Inline[][] = [[]];
  for (const child of children) {
    if (child.kind === 'break') lines.push([]);
    else lines.at(-1)?.push(child);
  }
  return lines;
}

function fillLine(line: readonly Inline[], values: FieldValues): readonly FilledInline[] {
  return line.some((inline) => isVoid(inline, values))
    ? []
    : trimEnds(joinTexts(line.flatMap((inline) => fill(inline, values))));
}

/** Whether a field in it, outside an optional part, is empty. */
function isVoid(inline: Inline, values: FieldValues): boolean {
  if (inline.kind === 'field') return values[inline.field] === '';
  if (inline.kind === 'optional' || !('children' in inline)) return false;
  return inline.children.some((child) => isVoid(child, values));
}

function fill(inline: Inline, values: FieldValues): readonly FilledInline[] {
  switch (inline.kind) {
    case 'text':
      return [inline];
    case 'field':
      return [{ kind: 'text', text: values[inline.field] }];
    case 'break':
      return [{ kind: 'break' }];
    case 'optional':
      return inline.children.some((child) => isVoid(child, values))
        ? []
        : inline.children.flatMap((child) => fill(child, values));
    case 'link':
      return [{ ...inline, children: joinTexts(inline.children.flatMap((child) => fill(child, values))) }];
    default:
      return [{ kind: inline.kind, children: joinTexts(inline.children.flatMap((child) => fill(child, values))) }];
  }
}

/** Neighbouring texts as one; the spaces that a part left behind when it went are put right. */
function joinTexts(children: readonly FilledInline[]): readonly FilledInline[] {
  const joined: FilledInline[] = [];
  for (const child of children) {
    const last = joined.at(-1);
    if (child.kind === 'text' && last?.kind === 'text')
      joined[joined.length - 1] = { kind: 'text', text: last.text + child.text };
    else joined.push(child);
  }
  return joined.map((child) =>
    child.kind === 'text'
      ? { kind: 'text', text: child.text.replaceAll(/ {2,}/g, ' ').replaceAll(/ (?=[.,;](\s|$))/g, '') }
      : child,
  );
}

function trimEnds(children: readonly FilledInline[]): readonly FilledInline[] {
  const last = children.length - 1;
  return children
    .map((child, index) => {
      if (child.kind !== 'text') return child;
      const start = index === 0 ? child.text.trimStart() : child.text;
      return { kind: 'text' as const, text: index === last ? start.trimEnd() : start };
    })
    .filter((child) => child.kind !== 'text' || child.text !== '');
}
