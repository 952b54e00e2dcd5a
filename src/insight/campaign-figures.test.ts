import { describe, expect, it } from 'vitest';
import type { Campaign } from '../cases/index.ts';
import { judgedFigures, proposeCampaigns } from './campaign-figures.ts';
import type { SchoolRates } from './read-attendance.ts';
import { lastFullMonth, monthsOf } from './school-months.ts';

/** Ten days in session from the first of each month, 100 students; `absent` students away on each of them. */
function school(name: string, months: Readonly<Record<string, number>>): SchoolRates {
  return {
    school: name,
    name,
    throughOn: null,
    rule: null,
    daysWithoutRecords: [],
    enrolledOn: new Map(),
    lastInSessionOn: null,
    days: Object.entries(months).flatMap(([month, absent]) =>
      Array.from({ length: 10 }, (_, at) => ({
        on: `${month}-${String(at + 1).padStart(2, '0')}`,
        enrolledDays: 100,
        absentThousandths: absent * 1000,
      })),
    ),
  };
}

const CAMPAIGN: Campaign = {
  campaignId: 1,
  school: 'oak',
  title: 'Glad you are here',
  state: 'running',
  goalTenths: 960,
  fromMonth: '2026-10-01',
  from: { enrolledDays: 1000, absentThousandths: 51_000 },
  startOn: '2026-11-16',
  endOn: '2026-12-04',
  ownerId: '',
  judgedMonth: null,
  to: null,
  others: null,
  belonging: '',
  reason: '',
  by: '',
  revision: 1,
};
const goalOf = (): number => 960;

describe('a campaign is proposed', () => {
  const propose = (schools: readonly SchoolRates[], campaigns: readonly Campaign[] = [], on = '2026-11-16') =>
    proposeCampaigns({ schools, campaigns, goalOf, on }).map((one) => [one.school, one.month]);

  it('where the last full month lies below the goal, and not at the goal itself', () => {
    expect(propose([school('oak', { '2026-10': 5 }), school('elm', { '2026-10': 4 })])).toEqual([
      ['oak', '2026-10-01'],
    ]);
  });

  it('by the last month that is over, whatever the present one says', () => {
    expect(propose([school('oak', { '2026-09': 9, '2026-10': 2, '2026-11': 9 })])).toEqual([]);
    expect(propose([school('oak', { '2026-10': 2, '2026-11': 9 })], [], '2026-12-01')).toEqual([['oak', '2026-11-01']]);
  });

  it('not while one runs, and not again for a month that was decided', () => {
    const oak = school('oak', { '2026-10': 5, '2026-11': 5 });
    expect(propose([oak], [CAMPAIGN], '2026-12-01')).toEqual([]);
    const put: Campaign = { ...CAMPAIGN, state: 'not-now', fromMonth: '2026-11-01', startOn: null, endOn: null };
    expect(propose([oak], [put], '2026-12-01')).toEqual([]);
    expect(propose([oak], [{ ...CAMPAIGN, state: 'judged' }], '2026-12-01')).toEqual([['oak', '2026-11-01']]);
  });

  it('not by a month of a few days', () => {
    const oak = school('oak', { '2026-08': 9 });
    expect(lastFullMonth({ days: oak.days.slice(0, 5) }, '2026-09-01')?.month).toBe('2026-08-01');
    expect(lastFullMonth({ days: oak.days.slice(0, 4) }, '2026-09-01')).toBeUndefined();
    expect(monthsOf(oak)).toMatchObject([{ month: '2026-08-01', days: 10, enrolledDays: 1000 }]);
  });
});

describe('a campaign is judged', () => {
  const schools = [
    school('oak', { '2026-10': 5, '2026-12': 4 }),
    school('elm', { '2026-10': 6, '2026-12': 6 }),
    school('ash', { '2026-10': 8, '2026-12': 2 }),
  ];
  const ash: Campaign = { ...CAMPAIGN, campaignId: 2, school: 'ash', startOn: '2026-12-04', endOn: '2026-12-18' };
  const judge = (on: string) =>
    judgedFigures(CAMPAIGN, { schools, campaigns: [CAMPAIGN, ash], month: '2026-12-01', on });

  it('on the same figure once the month is over, beside the schools that had none in its days', () => {
    expect(judge('2027-01-11')).toEqual({
      rate: { enrolledDays: 1000, absentThousandths: 40_000 },
      others: {
        schools: 1,
        before: { enrolledDays: 1000, absentThousandths: 60_000 },
        after: { enrolledDays: 1000, absentThousandths: 60_000 },
      },
    });
  });

  it('not before', () => {
    expect(judge('2026-12-31')).toBeUndefined();
    expect(judge('2027-01-01')).toBeDefined();
  });
});
