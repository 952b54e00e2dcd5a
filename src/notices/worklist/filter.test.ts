import { describe, expect, it } from 'vitest';
import { isAskedFor, isByHand, isDue, isHeld, parseDecisionFilter } from './filter.ts';
import type { Filterable } from './filter.ts';

const line = (rest: Partial<Filterable>): Filterable => ({
  decision: 'issue',
  isChanged: false,
  actsByItself: false,
  isLeftToPeople: false,
  at: 'oak',
  pack: 'four-seven-ten',
  criterion: 'D4',
  grade: '8',
  student: 'maya',
  ...rest,
});

describe('what a criterion releases without a person', () => {
  const byHand = line({ actsByItself: true, isLeftToPeople: true });

  it('is due to nobody, and is listed as done by hand while no version does it', () => {
    expect([isDue(byHand), isHeld(byHand), isByHand(byHand)]).toEqual([false, false, true]);
    expect(isAskedFor(byHand, { decision: 'by-hand' })).toBe(true);
    expect(isAskedFor(byHand, { decision: 'due' })).toBe(false);
    expect(isAskedFor(byHand, {})).toBe(false);
    expect(isAskedFor(byHand, { decision: 'all' })).toBe(true);
  });

  it('is not by hand when a person issues it, when it is held, or when it changed after sending', () => {
    expect(isByHand(line({}))).toBe(false);
    expect(isByHand(line({ actsByItself: true }))).toBe(false);
    expect(isByHand(line({ actsByItself: true, isLeftToPeople: true, decision: 'held' }))).toBe(false);
    expect(isByHand(line({ actsByItself: true, isLeftToPeople: true, isChanged: true }))).toBe(false);
  });
});

describe('the decision asked for', () => {
  it('is one of the list, and issue is another word for due', () => {
    expect(parseDecisionFilter('issue')).toBe('due');
    expect(parseDecisionFilter('by-hand')).toBe('by-hand');
    expect(() => parseDecisionFilter('later')).toThrow('allowed: due, by-hand, held');
  });
});
