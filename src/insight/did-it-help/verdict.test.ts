/** Whether the verdict can be trusted: in districts made by chance, in which the truth is known. Seeds are fixed. */
import { describe, expect, test } from 'vitest';
import { simulateDistrict, type Simulation } from './testing/simulate.ts';
import { t95 } from './student-t.ts';
import { outcomeOf, type Outcome } from './verdict.ts';

const TOWN: Simulation = { seed: 0, schools: 2, studentsEach: 500, letterAt: 3, effect: 0, spell: 0 };
const DISTRICTS = 80;

function outcomes(simulation: Partial<Simulation>): readonly Outcome[] {
  return Array.from({ length: DISTRICTS }, (_, i) => {
    const outcome = outcomeOf(simulateDistrict({ ...TOWN, ...simulation, seed: 1 + i * 7919 }));
    if (outcome === null) throw new Error('too few students were simulated');
    return outcome;
  });
}

const share = (all: readonly Outcome[], is: (one: Outcome) => boolean): number => all.filter(is).length / all.length;
const averageOf = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

describe('letters that do nothing', () => {
  // 5% and what chance adds in 80 districts.
  const MOST = 0.09;

  test.each([
    ['to anybody on any day', { letterAt: null }],
    ['after 3 days missed', { letterAt: 3 }],
    ['after 5 days missed', { letterAt: 5 }],
    ['after 10 days missed', { letterAt: 10 }],
    ['after 5 days missed, where one day brings the next', { letterAt: 5, spell: 0.4 }],
  ])('%s: about one district in twenty at most hears that they helped, or that they did harm', (_, simulation) => {
    const all = outcomes(simulation);
    expect(share(all, ({ verdict }) => verdict === 'helped')).toBeLessThanOrEqual(MOST);
    expect(share(all, ({ verdict }) => verdict === 'fell-more')).toBeLessThanOrEqual(MOST);
    // Students who got one had missed more: they come up by themselves, and so do those alike.
    const [own, alike] = [
      averageOf(all.map((one) => one.after - one.before)),
      averageOf(all.map((one) => one.alikeAfter - one.alikeBefore)),
    ];
    if (simulation.letterAt !== null) expect(own).toBeGreaterThan(1);
    expect(Math.abs(own - alike)).toBeLessThan(0.6);
  });
});

describe('letters that bring 3 points', () => {
  test('are found where 400 students got one', () => {
    // Where a student has fewer than 3 points to regain, these: 2.6 in the mean.
    const all = outcomes({ letterAt: null, effect: 0.03, schools: 4, studentsEach: 450 });
    expect(share(all, ({ verdict }) => verdict === 'helped')).toBeGreaterThan(0.95);
    expect(Math.abs(averageOf(all.map(({ difference }) => difference)) - 2.6)).toBeLessThan(0.2);
  });
});

describe('the quantile of Student’s t', () => {
  test.each([
    [2, 4.303],
    [4, 2.776],
    [9, 2.262],
    [30, 2.042],
    [1000, 1.962],
  ])('with %i degrees of freedom is %d', (degrees, value) => {
    expect(Math.abs(t95(degrees) / value - 1)).toBeLessThan(degrees < 4 ? 0.01 : 0.001);
  });
});
