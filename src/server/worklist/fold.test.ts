import { expect, test } from 'vitest';
import { fold, isFound } from './fold.ts';

test('capitals, accents and signs play no part in a search', () => {
  expect(fold('Cortés Rentería, Rocío')).toBe('cortes renteria rocio');
  expect(fold("  O'Neil-Smith ")).toBe('o neil smith');
  expect(fold('Нгуен')).toBe('нгуен');
});

test('each word that is searched for begins a word of the name, in any order', () => {
  const name = fold('Featherstonehaugh-Cholmondeley, Maximiliana');
  expect(isFound(name, fold('max chol'))).toBe(true);
  expect(isFound(name, fold('max xyz'))).toBe(false);
  expect(isFound(name, fold('imiliana'))).toBe(false);
});
