import { describe, expect, test } from 'vitest';
import { moveOf, type GridSize } from './grid-moves.ts';

const size: GridSize = { rows: 60, columns: 7, page: 10, hasHead: true, isRtl: false };
const press = (key: string, isCtrl = false) => ({ key, isCtrl });

describe('keys of a list', () => {
  test('up and down walk the rows and stop at both ends; the head is above the first row', () => {
    expect(moveOf({ row: 0, column: 2 }, press('ArrowDown'), size)).toEqual({ row: 1, column: 2 });
    expect(moveOf({ row: 59, column: 2 }, press('ArrowDown'), size)).toEqual({ row: 59, column: 2 });
    expect(moveOf({ row: 0, column: 2 }, press('ArrowUp'), size)).toEqual({ row: -1, column: 2 });
    expect(moveOf({ row: -1, column: 2 }, press('ArrowUp'), size)).toEqual({ row: -1, column: 2 });
  });

  test('cards have no head to go to', () => {
    expect(moveOf({ row: 0, column: 0 }, press('ArrowUp'), { ...size, hasHead: false })?.row).toBe(0);
  });

  test('left and right follow the direction of reading', () => {
    expect(moveOf({ row: 3, column: 2 }, press('ArrowRight'), size)?.column).toBe(3);
    expect(moveOf({ row: 3, column: 2 }, press('ArrowRight'), { ...size, isRtl: true })?.column).toBe(1);
    expect(moveOf({ row: 3, column: 6 }, press('ArrowRight'), size)?.column).toBe(6);
  });

  test('Home and End go along the row, with Ctrl to the first and last row', () => {
    expect(moveOf({ row: 3, column: 2 }, press('End'), size)).toEqual({ row: 3, column: 6 });
    expect(moveOf({ row: 3, column: 2 }, press('Home'), size)).toEqual({ row: 3, column: 0 });
    expect(moveOf({ row: 3, column: 2 }, press('End', true), size)).toEqual({ row: 59, column: 6 });
    expect(moveOf({ row: 3, column: 2 }, press('Home', true), size)).toEqual({ row: 0, column: 0 });
  });

  test('a page is what the window shows, and never past an end', () => {
    expect(moveOf({ row: 3, column: 0 }, press('PageDown'), size)?.row).toBe(13);
    expect(moveOf({ row: 55, column: 0 }, press('PageDown'), size)?.row).toBe(59);
    expect(moveOf({ row: 5, column: 0 }, press('PageUp'), size)?.row).toBe(0);
  });

  test('other keys do not move, and an empty list has its head only', () => {
    expect(moveOf({ row: 3, column: 0 }, press('x'), size)).toBeUndefined();
    expect(moveOf({ row: -1, column: 0 }, press('ArrowDown'), { ...size, rows: 0 })?.row).toBe(-1);
  });
});
