import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { envelopesOf, inMailingOrder } from './mailing-order.ts';
import type { PrintEntry } from './print-entry.ts';

function entry(change: Partial<PrintEntry> & { readonly noticeId: number }): PrintEntry {
  return {
    letterNo: 1,
    reference: `N${change.noticeId}`,
    letter: 'first-notice',
    language: 'en',
    wantedLanguage: '',
    recipients: ['Ana Torres'],
    postalCode: '90901',
    household: '214 PEPPER TREE LN|90901',
    flags: [],
    studentLast: 'Torres',
    studentFirst: 'Maya',
    school: 'Oak Middle School',
    state: 'issued',
    ...change,
  };
}

const FAMILY = [
  entry({ noticeId: 1, postalCode: '90903', household: 'C' }),
  entry({ noticeId: 2, studentFirst: 'Maya' }),
  entry({ noticeId: 3, studentFirst: 'Diego' }),
  entry({ noticeId: 4, recipients: ['Somebody Else'] }),
  entry({ noticeId: 5, postalCode: '' }),
];

describe('mailing order', () => {
  it('is by postal code, then home and names, then student', () => {
    expect(inMailingOrder(FAMILY).map((letter) => letter.noticeId)).toEqual([5, 3, 2, 4, 1]);
  });

  it('is the same whatever the order it is given', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(FAMILY, { minLength: FAMILY.length }), (shuffled) => {
        expect(inMailingOrder(shuffled)).toEqual(inMailingOrder(FAMILY));
      }),
    );
  });
});

describe('an envelope', () => {
  it('holds the letters to the same names at the same home, and no others', () => {
    expect(envelopesOf(inMailingOrder(FAMILY)).map((letters) => letters.map((letter) => letter.noticeId))).toEqual([
      [5, 3, 2],
      [4],
      [1],
    ]);
  });

  it('is the same in whatever order its names stand', () => {
    const both = [entry({ noticeId: 1, recipients: ['A', 'B'] }), entry({ noticeId: 2, recipients: ['B', 'A'] })];
    expect(envelopesOf(both)).toHaveLength(1);
  });
});
