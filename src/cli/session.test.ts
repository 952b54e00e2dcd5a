import { expect, test } from 'vitest';
import { thenClose } from './session.ts';

const full = new Error('the disk is full');
const stuck = new Error('the database does not stop');
const failing = (why: Error) => () => Promise.reject(why);

test('what failed first is told, also when closing fails after it', async () => {
  await expect(thenClose(failing(full), failing(stuck))).rejects.toBe(full);
});

test('a close that fails after the work was done is told', async () => {
  await expect(thenClose(() => Promise.resolve('done'), failing(stuck))).rejects.toBe(stuck);
});

test('it is closed once, whether the work failed or not', async () => {
  let closed = 0;
  const close = (): Promise<void> => {
    closed += 1;
    return Promise.resolve();
  };
  expect(await thenClose(() => Promise.resolve('done'), close)).toBe('done');
  expect(closed).toBe(1);
  await expect(thenClose(failing(full), close)).rejects.toBe(full);
  expect(closed).toBe(2);
});
