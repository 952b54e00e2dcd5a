/** The sha256 of a bundle's files, so that the same bundle is recognised. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';

/** Over names and contents of the files, in the order of their names. */
export async function contentHash(dir: string, files: Iterable<string>): Promise<string> {
  const hash = createHash('sha256');
  for (const file of [...files].sort()) {
    hash.update(`${file}\0`);
    for await (const chunk of createReadStream(join(dir, file), { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>)
      hash.update(chunk);
  }
  return hash.digest('hex');
}
