import { expect, test } from 'vitest';
import { setAsideWords } from '../../../bundle/set-aside.ts';
import type { SetAsideReason } from '../../../engine/index.ts';
import { setAsideText } from './set-aside-text.ts';

const REASONS: readonly SetAsideReason[] = [
  'unknown-student',
  'unknown-school',
  'unknown-code',
  'unknown-period',
  'not-in-session',
  'not-enrolled',
];
const row = { code: 'Z9', period: 'P3' };

test.each(REASONS)('a row that is set aside as %s says so in words of the page', (reason) => {
  const said = setAsideWords(reason, { ...row, day: 20_000 });
  const key = (name: string): string => name;
  expect(setAsideText(key, { ...said, ...row })).toEqual({
    reason: `setAside.${reason}.reason`,
    allowed: `setAside.${reason}.allowed`,
  });
});

test('a reason without words of its own stands as the server says it', () => {
  const said = { reason: 'the moon was full', allowed: 'another day', ...row };
  expect(setAsideText((name) => name, said)).toEqual({ reason: 'the moon was full', allowed: 'another day' });
});
