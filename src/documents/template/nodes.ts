/** Where a Markdown node starts, in characters from the start of the text. */
export function placeOfNode(node: {
  readonly position?: { readonly start: { readonly offset?: number | undefined } } | undefined;
}): number {
  return node.position?.start.offset ?? 0;
}

const WORDS: Readonly<Record<string, string>> = {
  html: 'HTML',
  image: 'an image',
  imageReference: 'an image',
  code: 'a block of code (four spaces in front, or ```)',
  inlineCode: 'code in `backticks`',
  blockquote: 'a quotation (`>`)',
  thematicBreak: 'a rule (`---`)',
  definition: 'a link definition',
  linkReference: 'a link by reference',
  footnoteDefinition: 'a footnote',
  footnoteReference: 'a footnote',
  list: 'a list',
  listItem: 'a list item',
  table: 'a table',
};

/** What to call a Markdown node when it is refused. */
export function wordForNode(type: string): string {
  return WORDS[type] ?? type;
}
