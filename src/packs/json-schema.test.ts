import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { packJsonSchemaFiles } from './json-schema.ts';

test.each([...packJsonSchemaFiles()])(
  'docs/schema/%s says what the code checks (./rollcall pack schema --out docs/schema)',
  (name, text) => {
    expect(readFileSync(`docs/schema/${name}`, 'utf8')).toBe(text);
  },
);
