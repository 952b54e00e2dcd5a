import { describe, expect, test } from 'vitest';
import { circumstanceOf } from './circumstance.ts';

describe('a failure of the machine', () => {
  test('is told in words that say what to do', () => {
    expect(circumstanceOf(coded('ENOSPC'))).toBe(
      'The disk is full: make room. What was not finished is undone. Run the command again then.',
    );
    expect(circumstanceOf(coded('53100'))).toMatch(/^The disk is full/);
    expect(circumstanceOf(coded('57P01'))).toMatch(/^The database stopped/);
    expect(circumstanceOf(coded('ECONNREFUSED'))).toMatch(/^The database stopped/);
    expect(circumstanceOf(new Error('Connection terminated unexpectedly'))).toMatch(/^The database stopped/);
  });

  test('is found behind other errors', () => {
    expect(circumstanceOf(new Error('writing failed', { cause: coded('EDQUOT') }))).toMatch(/^The disk is full/);
  });

  test('is told apart from a defect', () => {
    expect(circumstanceOf(new Error('no template'))).toBeUndefined();
    expect(circumstanceOf(coded('23505'))).toBeUndefined();
    expect(circumstanceOf('thrown')).toBeUndefined();
  });
});

function coded(code: string): Error {
  return Object.assign(new Error('failed'), { code });
}
