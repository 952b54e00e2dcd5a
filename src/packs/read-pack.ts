import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Day } from '../engine/index.ts';
import type { Problem } from '../problem.ts';
import { kindOfFile, MOST_CHARACTERS, MOST_FILES } from './pack-files.ts';
import { parsePack } from './parse-pack.ts';
import type { PackReading } from './pack.ts';

/**
 * Reads a pack from its folder.
 * Fails: a folder that is not there, a file that is no UTF-8 text, too large or outside the folder, and every problem of
 * {@link parsePack}; never throws for what the folder holds.
 */
export async function readPack(dir: string, options: { readonly on?: Day } = {}): Promise<PackReading> {
  const root = await realpath(dir).catch(() => undefined);
  if (root === undefined || !(await stat(root)).isDirectory()) {
    return refused([
      {
        file: dir,
        found: root === undefined ? 'no such folder' : 'not a folder',
        allowed: 'the folder of a policy pack, with its pack.yaml',
      },
    ]);
  }
  const listing = await listPaths(root);
  if (listing === undefined)
    return refused([
      { file: dir, found: `more than ${MOST_FILES} files`, allowed: `at most ${MOST_FILES} files in a pack` },
    ]);
  const texts = await Promise.all(listing.map((path) => readText(root, path)));
  const problems = texts.flatMap((text) => ('problem' in text ? [text.problem] : []));
  const files = new Map(texts.flatMap((text) => ('problem' in text ? [] : [[text.path, text.text] as const])));
  if (problems.length === 0) return parsePack(files, options);
  const reading = parsePack(files, options);
  return refused(
    [
      ...problems,
      ...(reading.ok ? [] : reading.problems.filter(({ file }) => !problems.some((known) => known.file === file))),
    ],
    reading.warnings,
  );
}

function refused(problems: readonly Problem[], warnings: readonly Problem[] = []): PackReading {
  return { ok: false, problems, warnings };
}

/** The paths of the files that belong to a pack, sorted; undefined when there are too many. Does not follow links to folders. */
async function listPaths(root: string): Promise<readonly string[] | undefined> {
  const paths: string[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (isPackFolder(path)) folders.push(path);
      } else if (kindOfFile(path).kind !== 'other') paths.push(path);
      if (paths.length > MOST_FILES || folders.length > MOST_FILES) return undefined;
    }
  }
  return paths.toSorted();
}

function isPackFolder(path: string): boolean {
  const [folder, , deeper] = path.split('/');
  return ['criteria', 'cases', 'letters', 'notifications', 'words'].includes(folder ?? '') && deeper === undefined;
}

type Text = { readonly path: string; readonly text: string } | { readonly problem: Problem };

async function readText(root: string, path: string): Promise<Text> {
  const target = await realpath(join(root, path)).catch(() => undefined);
  if (target === undefined) return { problem: { file: path, found: 'a link to nothing', allowed: 'a file of text' } };
  if (!target.startsWith(root + sep))
    return {
      problem: { file: path, found: 'a link to a file outside the folder', allowed: "files of the pack's own folder" },
    };
  const { size } = await stat(target).then((found) => (found.isFile() ? found : { size: -1 }));
  if (size < 0) return { problem: { file: path, found: 'something that is no file', allowed: 'a file of text' } };
  // UTF-8 takes up to four bytes for a character.
  if (size > 4 * MOST_CHARACTERS)
    return {
      problem: { file: path, found: `${size} bytes`, allowed: `at most ${MOST_CHARACTERS} characters in a file` },
    };
  return decode(path, await readFile(target));
}

function decode(path: string, bytes: Uint8Array): Text {
  try {
    return { path, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { problem: { file: path, found: 'bytes that are not UTF-8', allowed: 'UTF-8 text' } };
  }
}
