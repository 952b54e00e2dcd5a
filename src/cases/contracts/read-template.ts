/** The contract's template: of a pack in use at the school (`letters/attendance-contract`), else the one that Rollcall ships. */
import type pg from 'pg';
import type { LetterTemplate } from '../../documents/template/index.ts';
import { activePacks } from '../../packs/active-packs.ts';
import { CONTRACT_PARTS, type ContractText, type ContractTexts } from './contract.ts';
import { SHIPPED_TEMPLATE, type ContractTemplateText } from './shipped-template.ts';

/** The name under which a pack has its own. */
export const CONTRACT_LETTER = 'attendance-contract';

export interface ContractTemplate {
  /** `shipped`, or the pack and its version. */
  readonly name: string;
  readonly texts: Readonly<Record<string, ContractTemplateText>>;
}

export async function readContractTemplate(
  client: pg.ClientBase | pg.Pool,
  { districtId, school }: { readonly districtId: number; readonly school: string },
): Promise<ContractTemplate> {
  for (const { pack, uses } of await activePacks(client, districtId)) {
    const letters = pack.letters.get(CONTRACT_LETTER);
    const isHere = uses === undefined || uses.some((use) => use.school === school);
    if (letters === undefined || !isHere) continue;
    const texts = Object.fromEntries([...letters].map(([language, template]) => [language, textOf(template)]));
    return { name: `${pack.policy.id} ${pack.policy.version}`, texts };
  }
  return { name: 'shipped', texts: SHIPPED_TEMPLATE };
}

/** The template with the names in it, for one student. */
export function fillContract(
  texts: ContractTemplate['texts'],
  names: { readonly first: string; readonly school: string },
): ContractTexts {
  const fill = (text: string): string => text.replaceAll('{first}', names.first).replaceAll('{school}', names.school);
  return Object.fromEntries(
    Object.entries(texts).map(([language, text]): readonly [string, ContractText] => [
      language,
      {
        title: fill(text.title),
        opening: text.opening.map(fill),
        parts: text.parts.map(({ part, heading, terms }) => ({
          part,
          heading: fill(heading),
          terms: terms.map((term) => ({ text: fill(term), isOwn: false })),
        })),
        closing: fill(text.closing),
      },
    ]),
  );
}

/** Headings of level 2 are the sides, in the order family, student, school; their lists are the terms. */
function textOf({ blocks }: LetterTemplate): ContractTemplateText {
  const parts: { part: (typeof CONTRACT_PARTS)[number]; heading: string; terms: string[] }[] = [];
  const opening: string[] = [];
  let title = '';
  let closing = '';
  for (const block of blocks) {
    const part = parts.at(-1);
    if (block.kind === 'heading' && block.level === 1) title = wordsOf(block.children);
    else if (block.kind === 'heading')
      parts.push({ part: CONTRACT_PARTS[parts.length] ?? 'school', heading: wordsOf(block.children), terms: [] });
    else if (block.kind === 'list') part?.terms.push(...block.items.map(({ children }) => wordsOf(children)));
    else if (block.kind === 'paragraph' && part === undefined) opening.push(wordsOf(block.children));
    else if (block.kind === 'paragraph') closing = wordsOf(block.children);
  }
  return { title, opening, parts, closing };
}

type Inline = Extract<LetterTemplate['blocks'][number], { kind: 'paragraph' }>['children'][number];

function wordsOf(children: readonly Inline[]): string {
  return children
    .map((child): string => {
      if (child.kind === 'text') return child.text;
      if (child.kind === 'break') return ' ';
      if (child.kind !== 'field') return wordsOf(child.children);
      return child.field === 'school.name' ? '{school}' : '{first}';
    })
    .join('')
    .trim();
}
