/** A document as it comes: fields that are checked, then the file, which is looked into before anything is written down. */
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { storeFile, type StoredFile } from '../../cases/index.ts';
import type { Context } from '../context.ts';
import { problem } from '../problems.ts';
import { dateField } from '../route.ts';
import { DOCUMENT_KINDS, LARGEST_DOCUMENT } from './contract.ts';

const Fields = z.object({
  kind: z.enum(DOCUMENT_KINDS),
  title: z.string().trim().max(200).default(''),
  receivedOn: dateField.optional(),
  days: z
    .string()
    .max(4000)
    .default('')
    .transform((text) => text.split(',').filter((day) => day !== ''))
    .pipe(z.array(dateField).max(200)),
  note: z.string().trim().max(2000).default(''),
});

export interface Upload {
  readonly fields: z.output<typeof Fields>;
  readonly file: StoredFile;
  readonly fileName: string;
}

/** Fails: `invalid` for a field or a file that is not taken; nothing of it is left. */
export async function receiveDocument({
  request,
  parts,
  districtId,
}: Pick<Context, 'request' | 'parts' | 'districtId'>): Promise<Upload> {
  const part = await request.file({ limits: { fileSize: LARGEST_DOCUMENT + 1 } });
  if (part === undefined)
    throw problem('invalid', { errors: [{ path: 'file', message: 'allowed: one file in the part `file`' }] });
  const fields = Fields.safeParse(textsOf(part.fields));
  if (!fields.success) {
    drain(part.file);
    throw problem('invalid', {
      errors: fields.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
    });
  }
  const file = await storeFile({ home: parts.home, districtId }, part.file);
  return { fields: fields.data, file, fileName: part.filename };
}

function textsOf(fields: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts = Object.entries(fields).flatMap(([name, field]) => {
    const value: unknown = typeof field === 'object' && field !== null && 'value' in field ? field.value : undefined;
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return Object.fromEntries(texts);
}

/** The rest of the request is read and thrown away, so that the answer is heard. */
function drain(file: Readable): void {
  file.on('error', () => undefined);
  file.resume();
}
