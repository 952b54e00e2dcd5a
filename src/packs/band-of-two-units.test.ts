import { expect, test } from 'vitest';
import { runCases } from './cases/run-cases.ts';
import { parsePack } from './parse-pack.ts';
import { FILES, readable } from './testing.ts';

/**
 * A minimum in dates and a maximum in minutes. One measure has one unit, so the maximum is a criterion of its own, before it in a
 * `first-match` group: on a date past the maximum that one stands.
 */
const BAND = `code: B
title: Three absences or more, up to 600 minutes
description: At least 3 dates and at most 600 minutes
source: Made up
group: either
order: 2
when: { type: total, counts: [{ status: [absent] }], measure: dates, window: year, atLeast: 3 }
then: [{ task: Look at it }]
`;
const OVER = `code: OVER
title: More than 600 minutes
description: Each further absence past 600 minutes
source: Made up
group: either
order: 1
when: { type: total, counts: [{ status: [absent] }], measure: minutes, window: year, atLeast: 601 }
repeat: each
then: [{ task: Look at what comes after the maximum }]
`;
const CASES = `calendar: { from: Mon 2025-08-25, to: Fri 2026-06-05, minutes: 400 }
periods: [{ period: P1, minutes: 100 }, { period: P2, minutes: 100 }]
codes: { A: { status: absent, excuse: excused } }
examples:
  - name: a minimum in absences and a maximum in minutes
    asOf: Fri 2025-11-14
    criteria: [B]
    students:
      two absences: { attendance: ["Mon 2025-09-22 A in P1", "Tue 2025-09-23 A in P1"], expect: nothing }
      three absences of few minutes:
        attendance: ["Mon 2025-09-22 A in P1", "Tue 2025-09-23 A in P1", "Wed 2025-09-24 A in P1"]
        expect: [{ criterion: B, date: Wed 2025-09-24, value: 3, decision: issue }]
      three absences of exactly 600 minutes:
        attendance: ["Mon 2025-09-22 A", "Tue 2025-09-23 A in P1", "Wed 2025-09-24 A in P1"]
        expect: [{ criterion: B, date: Wed 2025-09-24, value: 3, decision: issue }]
      three absences of more minutes:
        attendance: ["Mon 2025-09-22 A", "Tue 2025-09-23 A", "Wed 2025-09-24 A"]
        expect: [{ criterion: B, date: Wed 2025-09-24, value: 3, decision: suppressed, reason: "by:OVER" }]
`;

test('1.42 the least and the most of a band may have units of their own, as two criteria of a group', () => {
  const files = new Map([
    ...Object.entries(FILES),
    ['criteria/band.yaml', BAND],
    ['criteria/over.yaml', OVER],
    ['cases/band.yaml', CASES],
  ]);
  const failed = runCases(readable(parsePack(files))).filter(({ differences }) => differences.length > 0);
  expect(failed).toEqual([]);
});
