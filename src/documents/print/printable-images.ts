import type { ClientBase } from 'pg';
import type { LetterContent } from '../content/letter-content.ts';
import { readLetterImage } from '../letter-image.ts';
import type { LetterEngine } from '../typst/index.ts';

/** Images of letterheads by the name letters call them: hash and type. */
export type LetterImages = ReadonlyMap<string, Buffer>;

/** Reads the images that letters may name; those left out that are not what a letterhead may hold. */
export async function readImages(client: Pick<ClientBase, 'query'>, districtId: number): Promise<LetterImages> {
  const { rows } = await client.query<{ image_hash: string; image: Buffer }>(
    'select image_hash, image from letter_images where district_id = $1 order by image_hash',
    [districtId],
  );
  return new Map(
    rows.flatMap(({ image_hash, image }) => {
      const reading = readLetterImage(image);
      return reading.ok ? [[`${image_hash}.${reading.type}`, image] as const] : [];
    }),
  );
}

/**
 * The names of the images that the engine can set: a picture that is broken inside costs itself, not every letter that bears it.
 * Input: an engine that was given the images.
 */
export async function printableImages(engine: LetterEngine, images: LetterImages): Promise<ReadonlySet<string>> {
  const names = [...images.keys()];
  if (names.length === 0) return new Set();
  const { made } = await engine.renderDocument(names.map(letterWithLogo), { title: 'Pictures', author: 'Rollcall' });
  return new Set(made.map((index) => names[index] as string));
}

function letterWithLogo(name: string): LetterContent {
  const [hash = '', type] = name.split('.');
  return {
    reference: '-',
    language: 'en',
    direction: 'ltr',
    title: '-',
    school: '-',
    district: '-',
    logo: { hash, type: type as 'svg', alt: '-' },
    returnAddress: [],
    reach: [],
    address: ['-'],
    date: '-',
    referenceLine: '-',
    blocks: [{ kind: 'heading', level: 1, children: [{ kind: 'text', text: '-' }] }],
    foot: '-',
  };
}
