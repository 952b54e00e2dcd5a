import { describe, expect, it } from 'vitest';
import { parseDay } from '../engine/index.ts';
import {
  BAD,
  date,
  dayValue,
  excuse,
  fileName,
  idText,
  joined,
  languageTag,
  optionalDate,
  optionalMinutes,
  position,
  status,
  withoutBlanks,
  yesNo,
} from './values.ts';

describe('values of the bundle', () => {
  it('minutes are whole numbers without a sign', () => {
    expect(['0', '30', '007', ''].map((text) => optionalMinutes.parse(text))).toEqual([0, 30, 7, undefined]);
    for (const text of ['-1', '+1', '1.0', '1e3', 'x', '1 2', '٣', '1234567890'])
      expect(optionalMinutes.parse(text)).toBe(BAD);
  });

  it('a position may be negative, because it is only an order', () => {
    expect(position.parse('-1')).toBe(-1);
    expect(position.parse('3')).toBe(3);
    for (const text of ['', '1.5', '+1', '--1', '-']) expect(position.parse(text)).toBe(BAD);
  });

  it('a value of a day is 0 to 1 with up to three decimals, kept in thousandths', () => {
    expect(['', '0', '1', '0.5', '.5', '0.125', '1.0', '1.000'].map((text) => dayValue.parse(text))).toEqual([
      undefined,
      0,
      1000,
      500,
      500,
      125,
      1000,
      1000,
    ]);
    for (const text of ['1.001', '2', '-0.5', '0.1234', '0,5', '.', '1.', 'half'])
      expect(dayValue.parse(text)).toBe(BAD);
    expect(dayValue.print(125)).toBe('0.125');
  });

  it('a date exists and is written as YYYY-MM-DD', () => {
    expect(date.parse('2024-02-29')).toBe(parseDay('2024-02-29'));
    for (const text of ['2025-02-29', '2025-2-9', '02/09/2025', '', '2025-13-01']) expect(date.parse(text)).toBe(BAD);
    expect(optionalDate.parse('')).toBeUndefined();
  });

  it('statuses, excuses and yes or no are exact', () => {
    expect(status.parse('left-early')).toBe('left-early');
    expect(status.parse('Absent')).toBe(BAD);
    expect(status.parse('')).toBe(BAD);
    expect(excuse.parse('')).toBe('');
    expect(excuse.parse('maybe')).toBe(BAD);
    expect(['1', '0', ''].map((text) => yesNo.parse(text))).toEqual([true, false, undefined]);
    for (const text of ['yes', 'true', 'Y', '2']) expect(yesNo.parse(text)).toBe(BAD);
  });

  it('parts joined by | lose blanks and blank parts', () => {
    expect(joined.parse('state:A| district:UNX||')).toEqual(['state:A', 'district:UNX']);
    expect(joined.parse('')).toEqual([]);
  });

  it('a language is a BCP 47 tag', () => {
    for (const text of ['', 'es', 'zh-Hans', 'pt-BR']) expect(languageTag.parse(text)).toBe(text);
    for (const text of ['en_US', 'e', 'spanish language']) expect(languageTag.parse(text)).toBe(BAD);
  });

  it('an image lies in the folder of the bundle', () => {
    expect(fileName.parse('logos/oak.svg')).toBe('logos/oak.svg');
    for (const text of ['../oak.svg', '/etc/oak.png', 'oak.gif', 'a/../../b.png'])
      expect(fileName.parse(text)).toBe(BAD);
  });

  it('spaces and tabs around a value are dropped, other text is kept', () => {
    expect(withoutBlanks(' \t01 ')).toBe('01');
    expect(withoutBlanks('a b')).toBe('a b');
    expect(withoutBlanks('')).toBe('');
    expect(idText.parse('')).toBe(BAD);
  });
});
