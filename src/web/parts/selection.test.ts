import { describe, expect, test } from 'vitest';
import {
  countSelected,
  EVERYTHING,
  headState,
  isSelected,
  NOTHING,
  selectionOf,
  toggleRow,
  withRows,
} from './selection.ts';

describe('selection', () => {
  test('nothing is ticked on a plain visit', () => {
    expect(countSelected(NOTHING, 60)).toBe(0);
    expect(headState(NOTHING, 60)).toBe('none');
  });

  test('a row is ticked and unticked, the others stay', () => {
    const one = toggleRow(NOTHING, 'a');
    expect([isSelected(one, 'a'), isSelected(one, 'b')]).toEqual([true, false]);
    expect(countSelected(toggleRow(one, 'a'), 60)).toBe(0);
  });

  test('all that match are ticked, also those not loaded, but for two', () => {
    const most = withRows(EVERYTHING, ['a', 'b'], false);
    expect(countSelected(most, 60)).toBe(58);
    expect([isSelected(most, 'a'), isSelected(most, 'zz')]).toEqual([false, true]);
    expect(headState(most, 60)).toBe('some');
    expect(headState(withRows(most, ['a', 'b'], true), 60)).toBe('all');
  });

  test('the head is mixed from one to one less than all', () => {
    expect(headState(selectionOf(['a']), 3)).toBe('some');
    expect(headState(selectionOf(['a', 'b']), 3)).toBe('some');
    expect(headState(selectionOf(['a', 'b', 'c']), 3)).toBe('all');
  });

  test('an empty list is never all', () => {
    expect(headState(EVERYTHING, 0)).toBe('none');
  });
});
