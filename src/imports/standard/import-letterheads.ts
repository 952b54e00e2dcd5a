/** letterheads.csv with its images. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import type { Bundle, LetterheadRow } from '../../bundle/index.ts';
import { ProblemError, type Problem } from '../../problem.ts';
import type { FileFigures } from './figures.ts';
import type { SyncContext } from './sync-table.ts';

export type ImageType = 'svg' | 'png' | 'jpg';

export interface LetterheadImage {
  readonly type: ImageType;
  readonly bytes: Buffer;
}

export interface ReadLetterhead {
  readonly row: LetterheadRow;
  readonly logo: LetterheadImage | undefined;
  readonly signature: LetterheadImage | undefined;
}

/** Unit: bytes. */
const MOST_IMAGE_BYTES = 512 * 1024;

/**
 * Reads the images that letterheads.csv names.
 * Fails: ProblemError for an image that is missing, longer than 512 KiB, or neither SVG, PNG nor JPEG by its content.
 */
export async function readLetterheads(bundle: Bundle): Promise<readonly ReadLetterhead[]> {
  const problems: Problem[] = [];
  const read = async (name: string): Promise<LetterheadImage | undefined> => {
    const image = name === '' ? undefined : await readImage(bundle.dir, name);
    if (image === undefined || 'bytes' in image) return image;
    problems.push(image);
    return undefined;
  };
  const letterheads: ReadLetterhead[] = [];
  for (const row of bundle.letterheads)
    letterheads.push({ row, logo: await read(row.logo), signature: await read(row.signature) });
  if (problems.length > 0) throw new ProblemError(problems);
  return letterheads;
}

/** Adds and changes letterheads; a letterhead that the file does not name stays. */
export async function importLetterheads(
  client: ClientBase,
  context: SyncContext,
  letterheads: readonly ReadLetterhead[],
): Promise<FileFigures> {
  const figures = { new: 0, changed: 0, gone: 0, same: 0, setAside: 0 };
  for (const letterhead of letterheads) figures[await upsert(client, context, letterhead)] += 1;
  return figures;
}

const COLUMNS = [
  'signer',
  'signer_title',
  'contact',
  'contact_title',
  'phone',
  'email',
  'return_address',
  'logo',
  'logo_type',
  'logo_alt',
  'signature',
  'signature_type',
];

async function upsert(
  client: ClientBase,
  context: SyncContext,
  letterhead: ReadLetterhead,
): Promise<'new' | 'changed' | 'same'> {
  const { row } = letterhead;
  const values = [
    row.signer,
    row.signerTitle,
    row.contact,
    row.contactTitle,
    row.phone,
    row.email,
    row.returnAddress,
    letterhead.logo?.bytes ?? null,
    letterhead.logo?.type ?? null,
    row.logoAlt,
    letterhead.signature?.bytes ?? null,
    letterhead.signature?.type ?? null,
  ];
  const key = [context.districtId, row.schoolId];
  const before = await client.query<{ before: unknown }>(
    `select to_jsonb(letterheads) - '{district_id,logo,signature}'::text[] as before from letterheads where district_id = $1 and school_id = $2`,
    key,
  );
  const places = COLUMNS.map((_, index) => `$${index + 3}`);
  const written = await client.query<{ after: unknown }>(
    `insert into letterheads (district_id, school_id, ${COLUMNS.join(', ')}) values ($1, $2, ${places.join(', ')})
     on conflict (district_id, school_id) do update set ${COLUMNS.map((name) => `${name} = excluded.${name}`).join(', ')}
      where (${COLUMNS.map((name) => `letterheads.${name}`).join(', ')}) is distinct from (${COLUMNS.map((name) => `excluded.${name}`).join(', ')})
     returning to_jsonb(letterheads) - '{district_id,logo,signature}'::text[] as after`,
    [...key, ...values],
  );
  const [old] = before.rows;
  if (old === undefined) return 'new';
  const [after] = written.rows;
  if (after === undefined) return 'same';
  await client.query(
    'insert into fact_changes (district_id, import_id, file, fact_key, before, after) values ($1, $2, $3, $4, $5, $6)',
    [
      context.districtId,
      context.importId,
      'letterheads.csv',
      row.schoolId,
      JSON.stringify(old.before),
      JSON.stringify(after.after),
    ],
  );
  return 'changed';
}

async function readImage(dir: string, name: string): Promise<LetterheadImage | Problem> {
  const allowed = 'an SVG, PNG or JPEG image of at most 512 KiB in the folder of the bundle';
  const problem = (found: string): Problem => ({
    file: 'letterheads.csv',
    found: `${JSON.stringify(name)}: ${found}`,
    allowed,
  });
  try {
    const path = join(dir, name);
    const file = await stat(path);
    if (!file.isFile()) return problem('no file');
    if (file.size > MOST_IMAGE_BYTES) return problem(`${Math.ceil(file.size / 1024)} KiB`);
    const bytes = await readFile(path);
    const type = imageType(bytes);
    return type === undefined ? problem('no image by its content') : { type, bytes };
  } catch {
    return problem('no such file');
  }
}

/** By content, whatever the name says. */
function imageType(bytes: Buffer): ImageType | undefined {
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'png';
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'jpg';
  return /^\uFEFF?\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*(<!DOCTYPE[^>]*>\s*)?<svg[\s>]/.test(
    bytes.toString('utf8', 0, 4096),
  )
    ? 'svg'
    : undefined;
}
