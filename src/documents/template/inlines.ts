import type { Link, PhrasingContent, Text } from 'mdast';
import { fieldNamed, isOptional, LETTER_FIELDS, type BlockFieldName } from './fields.ts';
import { nearestNames } from './nearest-names.ts';
import { placeOfNode, wordForNode } from './nodes.ts';
import { nestOptional, type FlatInline } from './optional-parts.ts';
import type { Source } from './source.ts';
import { scanText, type Token } from './tokens.ts';
import type { Inline } from './tree.ts';

/** A line of text: a heading, a paragraph or a list item. */
export interface Line {
  readonly children: readonly Inline[];
  readonly statement?: string;
  readonly blockFields: readonly BlockFieldName[];
}

interface Reading {
  readonly source: Source;
  /** Whether fields that may be empty are allowed. */
  readonly optionalFields: boolean;
  readonly blockFields: BlockFieldName[];
  readonly marks: { readonly id: string; readonly offset: number }[];
  /** Inside a link: no link in it. */
  readonly inLink: boolean;
}

const ALLOWED = 'text, **bold**, *italic*, [links](https://...) and fields in {{double braces}}';
const ID = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** Converts the text of one heading, paragraph or list item. What is not in the closed tree is refused at its place. */
export function convertInlines(
  source: Source,
  nodes: readonly PhrasingContent[],
  { optionalFields }: { optionalFields: boolean },
): Line {
  const reading: Reading = { source, optionalFields, blockFields: [], marks: [], inLink: false };
  const flat = trimEnd(convertAll(reading, nodes));
  const statement = statementOf(reading, flat);
  const children = nestOptional(source, trimEnd(flat.filter((part) => part.kind !== 'mark')));
  return { children, ...(statement === undefined ? {} : { statement }), blockFields: reading.blockFields };
}

function convertAll(reading: Reading, nodes: readonly PhrasingContent[]): readonly FlatInline[] {
  return nodes.flatMap((node) => convertNode(reading, node));
}

function convertNode(reading: Reading, node: PhrasingContent): readonly FlatInline[] {
  switch (node.type) {
    case 'text':
      return convertText(reading, node);
    case 'break':
      return [{ kind: 'break' }];
    case 'strong':
      return [{ kind: 'bold', children: nestOptional(reading.source, convertAll(reading, node.children)) }];
    case 'emphasis':
      return [{ kind: 'italic', children: nestOptional(reading.source, convertAll(reading, node.children)) }];
    case 'link':
      return convertLink(reading, node);
    default:
      reading.source.refuse(placeOfNode(node), wordForNode(node.type), ALLOWED);
      return [];
  }
}

function convertLink(reading: Reading, node: Link): readonly FlatInline[] {
  const children = nestOptional(reading.source, convertAll({ ...reading, inLink: true }, node.children));
  if (!isHttps(node.url)) {
    reading.source.refuse(
      placeOfNode(node),
      `a link to ${node.url}`,
      'a link to an address that starts with https://, without fields in it',
    );
    return [];
  }
  if (children.length === 0)
    reading.source.refuse(placeOfNode(node), 'a link without words', 'words that say where the link goes');
  return [{ kind: 'link', href: node.url, children }];
}

function isHttps(url: string): boolean {
  if (!/^https:\/\/[^\s\\{}<>"]+$/i.test(url) || url.length > 500 || !URL.canParse(url)) return false;
  const { protocol, username, password } = new URL(url);
  return protocol === 'https:' && username === '' && password === '';
}

function convertText(reading: Reading, node: Text): readonly FlatInline[] {
  let searchFrom = placeOfNode(node);
  return scanText(node.value).flatMap((token) => {
    const found = token.kind === 'text' ? -1 : reading.source.text.indexOf(token.raw, searchFrom);
    const offset = found === -1 ? searchFrom : found;
    if (found !== -1) searchFrom = found + 1;
    return convertToken(reading, token, offset);
  });
}

function convertToken(reading: Reading, token: Token, offset: number): readonly FlatInline[] {
  switch (token.kind) {
    case 'text':
      return token.text === '' ? [] : [{ kind: 'text', text: token.text }];
    case 'open':
    case 'close':
      return [{ kind: token.kind, offset }];
    case 'mark':
      return convertMark(reading, { id: token.id, offset });
    case 'field':
      return convertField(reading, { name: token.name, offset });
    case 'stray':
      reading.source.refuse(offset, token.found ?? token.raw, token.allowed);
      return [];
  }
}

function convertMark(reading: Reading, mark: { readonly id: string; readonly offset: number }): readonly FlatInline[] {
  if (!ID.test(mark.id))
    reading.source.refuse(
      mark.offset,
      `{#${mark.id}}`,
      'an id of small letters, digits and hyphens, as {#mental-health}',
    );
  reading.marks.push(mark);
  return [{ kind: 'mark', ...mark }];
}

function convertField(
  reading: Reading,
  { name, offset }: { readonly name: string; readonly offset: number },
): readonly FlatInline[] {
  const field = fieldNamed(name);
  if (field === undefined) {
    const nearest = nearestNames(
      name,
      LETTER_FIELDS.map((known) => known.name),
    );
    reading.source.refuse(offset, `{{${name}}}`, `a field of this list: ${nearest.join(', ')}`);
    return [];
  }
  if (field.place === 'block') {
    reading.blockFields.push(field.name);
    if (reading.inLink) reading.source.refuse(offset, `{{${name}}} in a link`, 'this field on a line of its own');
    return [];
  }
  if (!reading.optionalFields && isOptional(field.name)) {
    reading.source.refuse(offset, `{{${name}}} in the subject, which may be empty`, 'fields that are never empty');
  }
  return [{ kind: 'field', field: field.name }];
}

/** The statement id at the end of the line. A mark anywhere else is refused. */
function statementOf(reading: Reading, flat: readonly FlatInline[]): string | undefined {
  const last = flat.at(-1);
  const statement = last?.kind === 'mark' ? last : undefined;
  for (const mark of reading.marks) {
    if (mark.offset !== statement?.offset)
      reading.source.refuse(
        mark.offset,
        `{#${mark.id}} inside the text`,
        '{#id} at the very end of a paragraph or list item, once',
      );
  }
  return statement?.id;
}

/** Without white space at the end. */
function trimEnd(flat: readonly FlatInline[]): readonly FlatInline[] {
  const last = flat.at(-1);
  if (last?.kind === 'break') return trimEnd(flat.slice(0, -1));
  if (last?.kind !== 'text') return flat;
  const text = last.text.trimEnd();
  return text === '' ? trimEnd(flat.slice(0, -1)) : [...flat.slice(0, -1), { kind: 'text', text }];
}
