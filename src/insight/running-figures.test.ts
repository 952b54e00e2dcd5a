import { expect, test } from 'vitest';
import type { Campaign } from '../cases/index.ts';
import { runningFigures } from './campaign-figures.ts';
import type { SchoolRates } from './read-attendance.ts';

const school = (name: string, absent: Readonly<Record<string, number>>): SchoolRates => ({
  school: name,
  name,
  throughOn: '2026-11-18',
  rule: null,
  daysWithoutRecords: [],
  enrolledOn: new Map(),
  lastInSessionOn: '2026-11-18',
  days: Object.entries(absent).map(([on, count]) => ({ on, enrolledDays: 100, absentThousandths: count * 1000 })),
});

const campaign = {
  school: 'oak',
  state: 'running',
  fromMonth: '2026-10-01',
  startOn: '2026-11-16',
  endOn: '2026-12-04',
};
const running = campaign as unknown as Campaign;
const OAK = school('oak', { '2026-10-01': 20, '2026-11-13': 90, '2026-11-16': 10, '2026-11-17': 20 });
const ELM = school('elm', { '2026-10-01': 12, '2026-11-13': 90, '2026-11-16': 14, '2026-11-17': 10, '2026-11-18': 99 });
const ASH = school('ash', { '2026-10-01': 50, '2026-11-16': 50 });
const busy = { ...campaign, school: 'ash' } as unknown as Campaign;
const figures = (on: string) => runningFigures(running, { schools: [OAK, ELM, ASH], campaigns: [running, busy], on });

test('a campaign has brought so far what lies between its first day and the last one counted, beside those without one', () => {
  expect(figures('2026-11-18')).toEqual({
    through: '2026-11-17',
    rate: { enrolledDays: 200, absentThousandths: 30_000 },
    others: {
      schools: 1,
      before: { enrolledDays: 100, absentThousandths: 12_000 },
      after: { enrolledDays: 200, absentThousandths: 24_000 },
    },
  });
  expect(figures('2026-11-16')?.rate).toEqual({ enrolledDays: 100, absentThousandths: 10_000 });
});

test('before its first day has come in there is nothing to say', () => {
  expect(figures('2026-11-15')).toBeUndefined();
});
