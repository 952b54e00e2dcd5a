import { describe, expect, test } from 'vitest';
import type { Day, EnrollmentFact, StudentFacts, StudentJudgement } from '../engine/index.ts';
import { NOTHING_ON_FILE, type NoticeOnFile, type StudentFile } from './on-file.ts';
import { quietUntil } from './quiet.ts';
import { dayOf } from './test-district.ts';

const asOf = dayOf('2025-10-10');
const june = dayOf('2026-06-30');

describe('a student need not be judged again', () => {
  test('until the engine’s day, the earliest of all packs', () => {
    expect(quiet({})).toBe(june);
    expect(quiet({ engine: [june, dayOf('2025-12-01')] })).toBe(dayOf('2025-12-01'));
    expect(quiet({ engine: [june, null] })).toBeNull();
  });

  test('until the day before another school begins, or one of two ends', () => {
    const oak = { school: 'oak', entry: dayOf('2025-08-25') };
    expect(quiet({ enrollments: [oak, { school: 'elm', entry: dayOf('2025-11-03') }] })).toBe(dayOf('2025-11-02'));
    expect(
      quiet({
        enrollments: [
          { ...oak, exit: dayOf('2025-11-03') },
          { school: 'elm', entry: dayOf('2025-09-01') },
        ],
      }),
    ).toBe(dayOf('2025-11-03'));
    expect(quiet({ enrollments: [{ ...oak, exit: dayOf('2025-11-03') }] })).toBe(june);
  });

  test('until a notice or a decision that is dated later counts on its own day', () => {
    expect(quiet({ file: { notices: [notice({ issuedOn: dayOf('2025-10-20') })] } })).toBe(dayOf('2025-10-19'));
    expect(quiet({ file: { notices: [notice({ day: dayOf('2025-10-15') })] } })).toBe(dayOf('2025-10-14'));
    expect(quiet({ file: { notices: [notice({})] } })).toBe(june);
    expect(quiet({ file: { notices: [notice({ issuedOn: asOf + 1 })] } })).toBe(asOf);
  });

  test('never beyond what the engine says, even when that lies behind the as-of date', () => {
    expect(quiet({ engine: [asOf - 1] })).toBeNull();
  });
});

function quiet(given: {
  readonly engine?: readonly (Day | null)[];
  readonly enrollments?: readonly EnrollmentFact[];
  readonly file?: Partial<StudentFile>;
}): Day | null {
  const { engine = [june], enrollments = [{ school: 'oak', entry: dayOf('2025-08-25') }], file = {} } = given;
  const facts = { enrollments } as unknown as StudentFacts;
  const judgement = {
    policies: engine.map((day) => ({ outcomes: [], quietUntil: day })),
  } as unknown as StudentJudgement;
  return quietUntil(facts, judgement, { ...NOTHING_ON_FILE, ...file }, asOf);
}

function notice(difference: Partial<NoticeOnFile>): NoticeOnFile {
  return { issuedOn: asOf, day: asOf, ...difference } as NoticeOnFile;
}
