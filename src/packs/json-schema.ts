import { z } from 'zod';
import { caseFile } from './schema/case-file.ts';
import { criterionFile } from './schema/criterion-file.ts';
import { packFile } from './schema/pack-file.ts';
import { wordsFile } from './schema/words-file.ts';

const TITLES = {
  pack: 'pack.yaml of a Rollcall policy pack',
  criterion: 'A criterion of a Rollcall policy pack (criteria/*.yaml)',
  case: 'Worked examples of a Rollcall policy pack (cases/*.yaml)',
  words: 'Words of a Rollcall policy pack in another language (words/*.yaml)',
} as const;

/**
 * The JSON Schemas of the files of a pack, so that an editor completes and checks them as they are written.
 * They say the shape; `pack check` says more.
 */
function packJsonSchema(): Readonly<Record<keyof typeof TITLES, object>> {
  return {
    pack: { title: TITLES.pack, ...z.toJSONSchema(packFile, { io: 'input', reused: 'ref' }) },
    criterion: { title: TITLES.criterion, ...z.toJSONSchema(criterionFile, { io: 'input', reused: 'ref' }) },
    case: { title: TITLES.case, ...z.toJSONSchema(caseFile, { io: 'input', reused: 'ref' }) },
    words: { title: TITLES.words, ...z.toJSONSchema(wordsFile, { io: 'input', reused: 'ref' }) },
  };
}

/** File name → text of each schema, as committed in `docs/schema`. */
export function packJsonSchemaFiles(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(packJsonSchema()).map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify(schema, null, 2)}\n`,
    ]),
  );
}
