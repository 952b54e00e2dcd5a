import type { Block, Inline } from './tree.ts';

/** A line of a template: a heading, a paragraph or a list item. */
export interface Run {
  readonly block: 'heading' | 'paragraph' | 'list';
  readonly children: readonly Inline[];
  readonly statement?: string;
}

/** Every line of text of a letter, in order. */
export function* eachRun(blocks: readonly Block[]): Generator<Run> {
  for (const block of blocks) {
    if (block.kind === 'block-field') continue;
    if (block.kind === 'list') for (const item of block.items) yield { block: 'list', ...item };
    else
      yield {
        block: block.kind,
        children: block.children,
        ...('statement' in block && block.statement !== undefined ? { statement: block.statement } : {}),
      };
  }
}

/** Every inline part of a letter, nested ones too. */
export function* eachInline(blocks: readonly Block[]): Generator<Inline> {
  for (const run of eachRun(blocks)) for (const child of run.children) yield* eachChild(child);
}

/** The part and all parts in it. */
export function* eachChild(inline: Inline): Generator<Inline> {
  yield inline;
  if ('children' in inline) for (const child of inline.children) yield* eachChild(child);
}
