import { describe, expect, it } from 'vitest';
import { householdKey } from './household.ts';

type Written = [address1: string, address2?: string, postalCode?: string];

function key(address1: string, address2 = '', postalCode = '90901'): string {
  return householdKey({ address1, address2, city: 'Lakeside', state: 'CA', postalCode });
}

describe('two spellings of one home', () => {
  it.each([
    [['12 N. Oak Street, Apt 4'], ['12 north oak st #4']],
    [['12 Oak St', 'Unit 4'], ['12 Oak Street Apt. 4']],
    [
      ['12 Oak St', 'Apt #4'],
      ['12 Oak St', 'Apartment 4'],
    ],
    [['PO Box 12'], ['P.O. Box 12']],
    [['5 Peña Blanca Ave'], ['5 Pena Blanca Avenue']],
    [["7 O'Brien Ct"], ['7 OBrien Court']],
    [
      ['12 Oak St', '', '90901-4417'],
      ['12 Oak St', '', '90901'],
    ],
  ] as [Written, Written][])('%j is %j', (left, right) => {
    expect(key(...left)).toBe(key(...right));
  });
});

describe('two homes', () => {
  it.each([
    [['12 Oak St'], ['14 Oak St']],
    [
      ['12 Oak St', 'Apt 4'],
      ['12 Oak St', 'Apt 5'],
    ],
    [['12 Oak St', 'Apt 4'], ['12 Oak St']],
    [['12 Oak St'], ['12 Oak Ave']],
    [['12 N Oak St'], ['12 S Oak St']],
    [
      ['12 Oak St', '', '90901'],
      ['12 Oak St', '', '90902'],
    ],
  ] as [Written, Written][])('%j is not %j', (left, right) => {
    expect(key(...left)).not.toBe(key(...right));
  });

  it('without a postal code the city tells', () => {
    expect(key('12 Oak St', '', '')).toBe('12 OAK ST|LAKESIDE CA');
  });
});
