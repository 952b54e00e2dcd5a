import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Writes a bundle given as files into a folder of its own. Returns the folder. */
export async function writeFolder(parent: string, files: ReadonlyMap<string, string>): Promise<string> {
  const dir = await mkdtemp(join(parent, 'bundle-'));
  for (const [name, text] of files) {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), text);
  }
  return dir;
}
