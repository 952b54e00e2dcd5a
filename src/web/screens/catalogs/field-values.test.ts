import { describe, expect, it } from 'vitest';
import { blankValues, extraOf, valuesOf } from './field-values.ts';

const field = (key: string, kind: 'money' | 'whole' | 'codes' | 'words' | 'yes-no' | 'choice') => ({
  key,
  kind,
  choices: kind === 'choice' ? [{ value: 'barriers', name: null }] : [],
});
const money = [field('amountCents', 'money')];

describe('an amount', () => {
  it.each([
    ['12', 1200],
    ['12.5', 1250],
    ['$12.50', 1250],
    ['0,05', 5],
    ['0', 0],
  ])('%s is %i cents', (typed, cents) => {
    expect(extraOf(money, { amountCents: typed })).toEqual({ amountCents: cents });
  });

  it.each(['', '-1', '1.234', 'twelve'])('%j goes as it is, for the server to say what is allowed', (typed) => {
    expect(extraOf(money, { amountCents: typed })).toEqual({ amountCents: typed });
  });

  it('stands in the field as dollars', () => {
    expect(valuesOf(money, { amountCents: 5 })).toEqual({ amountCents: '0.05' });
  });
});

it('an entry that was not touched is told as it was', () => {
  const fields = [
    field('tier', 'whole'),
    field('rootCauses', 'codes'),
    field('dosage', 'words'),
    field('joinsPlan', 'yes-no'),
  ];
  const extra = { tier: 2, rootCauses: ['HEALTH'], dosage: { en: 'Daily', es: 'Cada día' }, joinsPlan: true };
  expect(extraOf(fields, valuesOf(fields, extra))).toEqual(extra);
});

it('a new one begins with the first choice, no codes, and no', () => {
  expect(blankValues([field('group', 'choice'), field('rootCauses', 'codes'), field('joinsPlan', 'yes-no')])).toEqual({
    group: 'barriers',
    rootCauses: [],
    joinsPlan: false,
  });
});
