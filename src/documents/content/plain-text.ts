import type { FilledBlock, FilledInline, LetterContent } from './letter-content.ts';

/** The letter as plain text: for a screen, an e-mail, a comparison. Ends with a line end. */
export function renderText(letter: LetterContent): string {
  const head = [letter.school, ...letter.returnAddress.filter((line) => line !== letter.school), ...letter.reach];
  const parts = [
    head.join('\n'),
    letter.date,
    letter.address.join('\n'),
    ...letter.blocks.map(textOfBlock),
    letter.referenceLine,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** A message as plain text: its blocks after the subject, without address and letterhead. Ends with a line end. */
export function renderBody(letter: LetterContent): string {
  const [first, ...rest] = letter.blocks;
  const blocks = first?.kind === 'heading' && first.level === 1 ? rest : letter.blocks;
  return `${blocks
    .map(textOfBlock)
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

/** The words of a line, without marks. */
export function plainInlines(children: readonly FilledInline[]): string {
  return children
    .map((child) => (child.kind === 'text' ? child.text : child.kind === 'break' ? '\n' : plainInlines(child.children)))
    .join('');
}

function textOfBlock(block: FilledBlock): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return inlinesWithLinks(block.children);
    case 'list':
      return block.items
        .map((item, index) => `${block.ordered ? `${index + 1}.` : '-'} ${inlinesWithLinks(item)}`)
        .join('\n');
    case 'table':
      return block.rows.map((row) => `  ${row.join('  |  ')}`).join('\n');
    case 'pairs':
      return block.rows.map(([label, value]) => (label === '' ? value : `${label}: ${value}`)).join('\n');
    case 'signature':
      return block.lines.join('\n');
  }
}

function inlinesWithLinks(children: readonly FilledInline[]): string {
  return children
    .map((child) => {
      if (child.kind === 'text') return child.text;
      if (child.kind === 'break') return '\n';
      const text = plainInlines(child.children);
      return child.kind === 'link' && text !== child.href ? `${text} (${child.href})` : text;
    })
    .join('');
}
