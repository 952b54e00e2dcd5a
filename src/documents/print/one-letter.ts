/** One letter by itself, as it was frozen: for a screen, a parent's copy, a look before anything is issued. */
import type { ClientBase } from 'pg';
import { fillTemplate } from '../content/fill-template.ts';
import type { LetterContent } from '../content/letter-content.ts';
import { renderText } from '../content/plain-text.ts';
import type { FrozenLetter } from '../freeze-letter.ts';
import type { LetterFacts } from '../letter-facts.ts';
import { parseLetterTemplate } from '../template/index.ts';
import { createLetterEngine, LetterFailure } from '../typst/index.ts';
import { readImages, type LetterImages } from './printable-images.ts';
import { createContentReader, withPrintableImages } from './read-contents.ts';
import { readPrintIndex } from './read-index.ts';

/** A letter ready to be shown. */
export interface OneLetter {
  readonly content: LetterContent;
  readonly images: LetterImages;
}

/**
 * Reads one letter of a notice as it was sealed; from number 101 on a letter that takes the notice back.
 * Returns undefined when there is no such letter. Fails: Refusal when it is not what was sealed.
 */
export async function readOneLetter(
  client: Pick<ClientBase, 'query'>,
  at: { readonly districtId: number; readonly notice: number; readonly letterNo: number },
): Promise<OneLetter | undefined> {
  const { districtId, notice, letterNo } = at;
  const index = await readPrintIndex(client, districtId, { notice, rescissions: letterNo > 100 });
  const entry = index.entries.find((one) => one.letterNo === letterNo);
  if (entry === undefined) return undefined;
  const images = await readImages(client, districtId);
  const read = createContentReader(client, { districtId, images: new Set(images.keys()) });
  const [letter] = await read([entry]);
  return letter === undefined ? undefined : { content: letter.content, images: imagesOf(letter.content, images) };
}

/** A letter that is not written down yet. Input: a client that sees the pictures it names. */
export async function oneLetterOf(
  client: Pick<ClientBase, 'query'>,
  districtId: number,
  frozen: Pick<FrozenLetter, 'template' | 'facts' | 'letter' | 'language'>,
): Promise<OneLetter> {
  const reading = parseLetterTemplate(frozen.template, `${frozen.letter}/${frozen.language}.md`);
  if (!reading.ok) throw new Error(`letters: the template of ${frozen.letter} cannot be read`);
  const content = fillTemplate(reading.template, withReference(frozen.facts));
  return { content, images: imagesOf(content, await readImages(client, districtId)) };
}

/** A letter that is no notice's: what a family is told of a plan. Input: a client that sees the pictures it names. */
export async function letterWithImages(
  client: Pick<ClientBase, 'query'>,
  districtId: number,
  content: LetterContent,
): Promise<OneLetter> {
  return { content, images: imagesOf(content, await readImages(client, districtId)) };
}

/**
 * As PDF/UA, rendered by itself: nothing of any other family is in it. A picture that cannot be set is left out.
 * Fails: LetterFailure.
 */
export async function renderOneLetter({ content, images }: OneLetter): Promise<Buffer> {
  const engine = createLetterEngine({ images });
  try {
    return await engine.renderOne(content);
  } catch (error) {
    if (images.size === 0 || !(error instanceof LetterFailure)) throw error;
    return await engine.renderOne(withPrintableImages(content, new Set()));
  } finally {
    await engine.close();
  }
}

/** As plain text, with its title and language. */
export function textOfLetter({ content }: OneLetter): {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly title: string;
  readonly text: string;
} {
  const { language, direction, title } = content;
  return { language, direction, title, text: renderText(content) };
}

/** A notice gets its number when it is issued. */
function withReference(facts: LetterFacts): LetterFacts {
  return facts.reference === '' ? { ...facts, reference: 'N…' } : facts;
}

/** Only what this letter names is sent to the process that sets it. */
function imagesOf(content: LetterContent, images: LetterImages): LetterImages {
  const named = [content.logo, ...content.blocks.map((block) => (block.kind === 'signature' ? block.image : null))];
  const names = new Set(named.flatMap((image) => (image === null ? [] : [`${image.hash}.${image.type}`])));
  return new Map([...images].filter(([name]) => names.has(name)));
}
