import type { List, ListItem as MarkdownItem, Paragraph, RootContent } from 'mdast';
import { convertInlines, type Line } from './inlines.ts';
import { placeOfNode, wordForNode } from './nodes.ts';
import type { Source } from './source.ts';
import type { Block, ListItem } from './tree.ts';

const ALLOWED_BLOCKS = 'headings `#` and `##`, paragraphs, lists, and fields on a line of their own';

/** Converts what Markdown found into the blocks of a letter; everything else is refused at its place. */
export function convertBlocks(source: Source, nodes: readonly RootContent[]): readonly Block[] {
  return nodes.flatMap((node) => convertBlock(source, node));
}

function convertBlock(source: Source, node: RootContent): readonly Block[] {
  switch (node.type) {
    case 'heading':
      return convertHeading(source, node);
    case 'paragraph':
      return convertParagraph(source, node);
    case 'list':
      return convertList(source, node);
    default:
      source.refuse(placeOfNode(node), wordForNode(node.type), ALLOWED_BLOCKS);
      return [];
  }
}

function convertHeading(source: Source, node: Extract<RootContent, { type: 'heading' }>): readonly Block[] {
  const start = placeOfNode(node);
  if (node.depth > 2) {
    source.refuse(start, `a heading of level ${node.depth}`, 'headings `#` (one, the subject) and `##`');
    return [];
  }
  const line = convertInlines(source, node.children, { optionalFields: node.depth === 2 });
  if (line.statement !== undefined)
    source.refuse(start, `{#${line.statement}} behind a heading`, '{#id} at the end of a paragraph or list item');
  if (line.blockFields.length > 0)
    source.refuse(start, `{{${line.blockFields[0]}}} in a heading`, 'this field on a line of its own');
  if (line.children.length === 0) source.refuse(start, 'an empty heading', 'words behind `#`');
  return [{ kind: 'heading', level: node.depth === 1 ? 1 : 2, children: line.children }];
}

function convertParagraph(source: Source, node: Paragraph): readonly Block[] {
  const line = convertInlines(source, node.children, { optionalFields: true });
  if (line.blockFields.length === 0) return [{ kind: 'paragraph', ...textOf(line) }];
  if (!isBlank(line)) {
    source.refuse(
      placeOfNode(node),
      `{{${line.blockFields[0]}}} inside a paragraph`,
      'this field on a line of its own, with an empty line before and after it',
    );
    return [];
  }
  return line.blockFields.map((field) => ({ kind: 'block-field', field }));
}

function convertList(source: Source, node: List): readonly Block[] {
  const items = node.children.flatMap((item) => convertItem(source, item));
  return items.length === 0 ? [] : [{ kind: 'list', ordered: node.ordered === true, items }];
}

function convertItem(source: Source, item: MarkdownItem): readonly ListItem[] {
  const [first, ...rest] = item.children;
  const extra = first?.type === 'paragraph' ? rest[0] : (first ?? item);
  if (extra !== undefined || first?.type !== 'paragraph') {
    const found =
      extra === undefined || extra === item ? 'an empty list item' : `${wordForNode(extra.type)} in a list item`;
    source.refuse(placeOfNode(extra ?? item), found, 'one paragraph in each list item; no list in a list');
    return [];
  }
  const line = convertInlines(source, first.children, { optionalFields: true });
  if (line.blockFields.length > 0)
    source.refuse(placeOfNode(first), `{{${line.blockFields[0]}}} in a list item`, 'this field on a line of its own');
  return [textOf(line)];
}

function textOf(line: Line): ListItem {
  return { children: line.children, ...(line.statement === undefined ? {} : { statement: line.statement }) };
}

function isBlank(line: Line): boolean {
  return (
    line.statement === undefined &&
    line.children.every((child) => child.kind === 'break' || (child.kind === 'text' && child.text.trim() === ''))
  );
}
