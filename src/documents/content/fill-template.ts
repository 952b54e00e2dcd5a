import { isRightToLeft } from '../family-language.ts';
import type { ImageFact, LetterFacts } from '../letter-facts.ts';
import type { Block, LetterTemplate } from '../template/index.ts';
import { builtInWords, wordOf, type LetterWords } from '../words/index.ts';
import { dateTable } from './date-rows.ts';
import { fieldValues, phoneOf, type FieldValues } from './field-values.ts';
import { fillLines } from './fill-lines.ts';
import type { FilledBlock, FilledImage, LetterContent } from './letter-content.ts';
import { plainInlines } from './plain-text.ts';

/**
 * Fills a template with the frozen facts of one letter.
 * Ends: nothing blank is in it: no empty line, no label without a value. Text is NFC, as the fonts want it.
 */
export function fillTemplate(template: LetterTemplate, rawFacts: LetterFacts): LetterContent {
  const facts = normalized(rawFacts);
  const words = { ...builtInWords(facts.language), ...template.words };
  const direction = isRightToLeft(facts.language) ? 'rtl' : 'ltr';
  const values = fieldValues(facts, words, direction);
  const filling: Filling = { facts, words, values, direction };
  const blocks = withoutEmptySections(template.blocks.flatMap((block) => fillBlock(block, filling)));
  const subject = blocks[0];
  return {
    reference: facts.reference,
    language: facts.language,
    direction,
    title: subject?.kind === 'heading' ? plainInlines(subject.children) : facts.criterion.title,
    school: facts.school.name,
    district: values['district.name'],
    logo: imageOf(facts.letterhead.logo, wordOf(words, 'logo', { name: facts.school.name })),
    returnAddress: facts.letterhead.returnAddress.map((line) => line.trim()).filter(Boolean),
    reach: [phoneOf(facts), facts.letterhead.email.trim()].filter(Boolean),
    address: [...facts.recipients, ...facts.address].map((line) => line.trim()).filter(Boolean),
    date: values['letter.date'],
    referenceLine: facts.reference === '' ? '' : wordOf(words, 'reference', { number: values.reference }),
    blocks,
    foot: wordOf(words, 'page', { page: '{page}', pages: '{pages}' }),
  };
}

/** A heading over nothing is a label without a value. */
function withoutEmptySections(blocks: readonly FilledBlock[]): readonly FilledBlock[] {
  return blocks.filter((block, place) => {
    const next = blocks[place + 1];
    return block.kind !== 'heading' || block.level === 1 || (next !== undefined && next.kind !== 'heading');
  });
}

interface Filling {
  readonly facts: LetterFacts;
  readonly words: LetterWords;
  readonly values: FieldValues;
  readonly direction: 'ltr' | 'rtl';
}

function fillBlock(block: Block, filling: Filling): readonly FilledBlock[] {
  if (block.kind === 'block-field') {
    const filled = BLOCK_FIELDS[block.field](filling);
    return filled === undefined ? [] : [filled];
  }
  if (block.kind === 'list') {
    const items = block.items.map((item) => fillLines(item.children, filling.values)).filter((item) => item.length > 0);
    return items.length === 0 ? [] : [{ kind: 'list', ordered: block.ordered, items }];
  }
  const children = fillLines(block.children, filling.values);
  if (children.length === 0) return [];
  return block.kind === 'heading'
    ? [{ kind: 'heading', level: block.level, children }]
    : [{ kind: 'paragraph', children }];
}

const BLOCK_FIELDS: Readonly<
  Record<Extract<Block, { kind: 'block-field' }>['field'], (filling: Filling) => FilledBlock | undefined>
> = {
  dates: ({ facts, words }) => dateTable(facts, words),
  conference: conferenceBlock,
  contact: contactBlock,
  sentence: ({ facts }) => {
    const text = facts.sentence.replaceAll(/\s+/g, ' ').trim();
    return text === '' ? undefined : { kind: 'paragraph', children: [{ kind: 'text', text }] };
  },
  signature: signatureBlock,
};

function conferenceBlock({ facts, words, values }: Filling): FilledBlock | undefined {
  if (facts.conference === null) return undefined;
  return pairsOf([
    [wordOf(words, 'conference.date'), values['conference.date']],
    [wordOf(words, 'conference.time'), values['conference.time']],
    [wordOf(words, 'conference.place'), values['conference.place']],
    [wordOf(words, 'conference.with'), values['conference.with']],
  ]);
}

function contactBlock({ words, values }: Filling): FilledBlock | undefined {
  const who = [values['contact.name'], values['contact.title']].filter(Boolean).join(', ');
  return pairsOf([
    ['', who],
    [wordOf(words, 'contact.phone'), values['contact.phone']],
    [wordOf(words, 'contact.email'), values['contact.email']],
  ]);
}

function pairsOf(rows: readonly (readonly [string, string])[]): FilledBlock | undefined {
  const known = rows.filter(([, value]) => value !== '');
  return known.length === 0 ? undefined : { kind: 'pairs', rows: known };
}

function signatureBlock({ facts, words, values }: Filling): FilledBlock {
  const name = values['signer.name'];
  const lines = [...new Set([name, name === '' ? '' : values['signer.title'], facts.school.name])].filter(Boolean);
  const image = name === '' ? null : imageOf(facts.letterhead.signature, wordOf(words, 'signature', { name }));
  return { kind: 'signature', image, space: name !== '' && image === null, lines };
}

function imageOf(image: ImageFact | null, alt: string): FilledImage | null {
  return image === null ? null : { hash: image.hash, type: image.type, alt: image.alt.trim() || alt };
}

function normalized(facts: LetterFacts): LetterFacts {
  return JSON.parse(JSON.stringify(facts).normalize('NFC')) as LetterFacts;
}
