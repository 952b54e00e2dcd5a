import { describe, expect, test } from 'vitest';
import { cellText } from './csv.ts';

describe('a cell of the file', () => {
  test('that a spreadsheet would calculate is text', () => {
    for (const formula of ['=1+1', '+1', '-1', '@sum(a1)', '\t=1', '  =cmd()'])
      expect([formula, cellText(formula).replace(/^"/, '')[0]]).toEqual([formula, "'"]);
  });

  test('that only contains such a sign stays as it is', () => {
    for (const text of ['a=b', '2026-11-09', 'Featherstonehaugh-Cholmondeley', 'x@y.test'])
      expect(cellText(text)).toBe(text);
  });

  test('a number is a number, also below nought', () => {
    expect([cellText(-3), cellText(0.5)]).toEqual(['-3', '0.5']);
  });

  test('with a comma, a quote or a line end is quoted, quotes doubled', () => {
    expect(cellText('Torres, Maya')).toBe('"Torres, Maya"');
    expect(cellText('the "note"')).toBe('"the ""note"""');
    expect(cellText('one\r\ntwo')).toBe('"one\r\ntwo"');
    expect(cellText('=1,2')).toBe(`"'=1,2"`);
    expect(cellText(' spaced ')).toBe('" spaced "');
  });
});
