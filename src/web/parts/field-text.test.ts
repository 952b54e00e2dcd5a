import { expect, test } from 'vitest';
import { fieldText } from './field-text.ts';

const date = (iso: string): string => `<${iso}>`;

test.each([
  ['found 2026-11-01; allowed: 2026-11-12 or later', '<2026-11-01>', '<2026-11-12> or later'],
  ['found 2026-12-12T10:00:00.000Z; allowed: a time that has come', '<2026-12-12>', 'a time that has come'],
  ['found a file of an unknown type; allowed: PDF, PNG', 'a file of an unknown type', 'PDF, PNG'],
  ['found nothing; allowed: a; allowed: b', 'nothing', 'a; allowed: b'],
  ['allowed: a day up to 2026-11-12', undefined, 'allowed: a day up to <2026-11-12>'],
  ['Invalid ISO date', undefined, 'Invalid ISO date'],
])('%s', (message, given, possible) => {
  expect(fieldText(message, date)).toEqual({ given, possible });
});
