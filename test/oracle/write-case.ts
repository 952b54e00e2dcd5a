/** Writes a case as folders that `rollcall evaluate` reads: `bundle/`, `pack/` and the as-of date in `as-of.txt`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import type { CriterionText, PackFileText, PackText } from './pack-text.ts';
import type { RandomCase } from './random-case.ts';

export async function writeCase(randomCase: RandomCase, dir: string): Promise<void> {
  const files = new Map([['as-of.txt', `${randomCase.asOf}\n`]]);
  for (const [name, text] of randomCase.bundle) files.set(join('bundle', name), text);
  for (const [name, text] of randomCase.packFiles) files.set(join('pack', name), text);
  for (const [name, text] of files) {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), text);
  }
}

/** The pack as its YAML files say it. */
export function parsePackText(files: ReadonlyMap<string, string>): PackText {
  const criteria = [...files].filter(([name]) => name.startsWith('criteria/'));
  return {
    pack: parse(files.get('pack.yaml') ?? '') as PackFileText,
    criteria: criteria.map(([, text]) => parse(text) as CriterionText),
  };
}
