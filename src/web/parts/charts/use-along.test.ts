import { expect, test } from 'vitest';
import { moved } from './use-along.ts';

const marks = [0, 0, 0, 1, 1].map((line, at) => ({ line, says: String(at) }));

test('left and right go along and stop at the ends', () => {
  expect(moved(marks, 2, 'ArrowRight')).toBe(3);
  expect(moved(marks, 4, 'ArrowRight')).toBe(4);
  expect(moved(marks, 0, 'ArrowLeft')).toBe(0);
});

test('up and down keep the place, as far as the line goes', () => {
  expect(moved(marks, 1, 'ArrowDown')).toBe(4);
  expect(moved(marks, 2, 'ArrowDown')).toBe(4);
  expect(moved(marks, 4, 'ArrowUp')).toBe(1);
  expect(moved(marks, 0, 'ArrowUp')).toBe(0);
});

test('Home and End go to the first and the last, and other keys are left to the page', () => {
  expect(moved(marks, 3, 'Home')).toBe(0);
  expect(moved(marks, 0, 'End')).toBe(4);
  expect(moved(marks, 0, 'Tab')).toBeUndefined();
});
