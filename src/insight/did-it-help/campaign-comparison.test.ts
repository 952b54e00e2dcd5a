import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../cases/index.ts';
import type { SchoolRates } from '../read-attendance.ts';
import { compareCampaigns, FEWEST_SCHOOLS } from './campaign-comparison.ts';

/** Days are numbered within a year that has school every day: 0 is September 1. */
const dayAt = (place: number): string => new Date(Date.UTC(2026, 8, 1 + place)).toISOString().slice(0, 10);

/** `absent` of 100 students (or so many) on each day: before day 30, and from it on. */
function school(
  name: string,
  [before, after]: readonly [number, number],
  { days = 70, students = 100 } = {},
): SchoolRates {
  return {
    school: name,
    name,
    throughOn: null,
    rule: null,
    daysWithoutRecords: [],
    enrolledOn: new Map(),
    lastInSessionOn: null,
    days: Array.from({ length: days }, (_, place) => ({
      on: dayAt(place),
      enrolledDays: students,
      absentThousandths: ((place < 30 ? before : after) * students * 1000) / 100,
    })),
  };
}

function campaign(at: string, startPlace: number, endPlace: number): Campaign {
  return {
    campaignId: startPlace,
    school: at,
    title: 'Glad you are here',
    state: 'judged',
    goalTenths: 960,
    fromMonth: '2026-09-01',
    from: { enrolledDays: 1, absentThousandths: 0 },
    startOn: dayAt(startPlace),
    endOn: dayAt(endPlace),
    ownerId: '',
    judgedMonth: null,
    to: null,
    others: null,
    belonging: '',
    reason: '',
    by: '',
    revision: 1,
  };
}

const OTHERS = [school('elm', [6, 6]), school('ash', [5, 5.1]), school('fir', [7, 6.9])];
const OAK = school('oak', [8, 4]);
const RUN = campaign('oak', 30, 40);
const compare = (rates: readonly SchoolRates[], campaigns: readonly Campaign[] = [RUN], schools?: readonly string[]) =>
  compareCampaigns({ rates, campaigns, schools });

describe('a campaign', () => {
  it('is set beside the other schools in the same days, the whole school of each', () => {
    expect(compare([OAK, ...OTHERS])).toMatchObject({
      campaigns: 1,
      students: 100,
      schools: 3,
      outcome: { before: 92, after: 96, alikeBefore: 94, alikeAfter: 94, difference: 4, verdict: 'helped' },
    });
  });

  it('that moved a school as far as others moved by themselves says nothing', () => {
    const { outcome } = compare([OAK, school('elm', [6, 9]), school('ash', [5, 1]), school('fir', [7, 7])]);
    expect(outcome).toMatchObject({ verdict: 'cannot-tell' });
    expect(outcome?.low).toBeLessThan(0);
  });

  it('needs 20 school days before its first day and 20 after its last', () => {
    expect(compare([OAK, ...OTHERS], [campaign('oak', 20, 30)])).toMatchObject({ campaigns: 1 });
    expect(compare([OAK, ...OTHERS], [campaign('oak', 19, 30)])).toMatchObject({ campaigns: 0, leftOut: { early: 1 } });
    expect(compare([OAK, ...OTHERS], [campaign('oak', 30, 49)])).toMatchObject({ campaigns: 1 });
    expect(compare([OAK, ...OTHERS], [campaign('oak', 30, 50)])).toMatchObject({
      campaigns: 0,
      leftOut: { running: 1 },
    });
  });

  it('needs three other schools without one in these days', () => {
    expect(FEWEST_SCHOOLS).toBe(3);
    expect(compare([OAK, ...OTHERS.slice(1)])).toMatchObject({ campaigns: 0, outcome: null, leftOut: { alone: 1 } });
    const atElm = campaign('elm', 60, 65);
    expect(compare([OAK, ...OTHERS], [RUN, atElm], ['oak'])).toMatchObject({ campaigns: 0, leftOut: { alone: 1 } });
    const later = campaign('elm', 61, 65);
    expect(compare([OAK, ...OTHERS], [RUN, later], ['oak'])).toMatchObject({ campaigns: 1, schools: 3 });
  });

  it('of a school of nine students is not told, of ten it is', () => {
    expect(compare([school('oak', [8, 4], { students: 9 }), ...OTHERS])).toMatchObject({ students: 9, outcome: null });
    expect(compare([school('oak', [8, 4], { students: 10 }), ...OTHERS]).outcome).not.toBeNull();
  });

  it('that was not begun, or is of another school, does not count', () => {
    const none = { campaigns: 0, leftOut: { early: 0, running: 0, alone: 0 } };
    expect(compare([OAK, ...OTHERS], [{ ...RUN, state: 'not-now', startOn: null, endOn: null }])).toMatchObject(none);
    expect(compare([OAK, ...OTHERS], [RUN], ['elm'])).toMatchObject(none);
  });
});
