import { describe, expect, it } from 'vitest';
import { ProblemError } from '../problem.ts';
import { parseBatchOrNotice, parseNotice, parseTriggerId, triggerIdOf } from './identity.ts';

describe('identity in writing', () => {
  it('is read back as it was written, with and without a school', () => {
    const one = {
      pack: 'california-sarb',
      student: '604877',
      criterion: 'L1',
      cycle: '2010-07-01',
      occurrence: 1,
      school: null,
    };
    const two = { ...one, student: 'a/b\n#@', occurrence: 12, school: 'OAK' };
    expect(triggerIdOf(one)).toBe('california-sarb/604877/L1/2010-07-01/1/');
    expect(parseTriggerId(triggerIdOf(one))).toEqual(one);
    expect(parseTriggerId(triggerIdOf(two))).toEqual(two);
  });

  it('refuses what is no trigger', () => {
    expect(() => parseTriggerId('L1')).toThrow(ProblemError);
    expect(() => parseTriggerId('p/s/L1/2010-07-01/0/')).toThrow(ProblemError);
  });

  it('tells batches from notices by their letter', () => {
    expect(parseBatchOrNotice('B12')).toEqual({ kind: 'batch', id: 12 });
    expect(parseBatchOrNotice('n7')).toEqual({ kind: 'notice', id: 7 });
    expect(() => parseBatchOrNotice('12')).toThrow('a batch as B12 or a notice as N12');
    expect(() => parseNotice('B12')).toThrow('a notice as N12');
  });
});
