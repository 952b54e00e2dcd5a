import { describe, expect, it } from 'vitest';
import { TRUANCY, UNEXCUSED, criterion, total } from '../testing/rule-accounts.ts';
import { criterionInWords } from './rule-in-words.ts';
import { selectorInWords } from './selectors-in-words.ts';

describe('a criterion in words', () => {
  it('reads as one sentence after the other', () => {
    const words = criterionInWords(
      criterion(
        { ...total('dates', 3), counts: [{ ...UNEXCUSED, wholeDay: true }, TRUANCY[1]] },
        {
          settle: 2,
          source: 'Education Code 48260(a)',
          then: [{ kind: 'letter', settings: { letter: 'first-notice' } }],
        },
      ),
    );
    expect(words).toBe(
      'On the first day on which a student has 3 or more days with a whole-day unexcused absence, or more than 30 minutes missed without excuse, in the school year. Waits 2 school days. Then: letter "first-notice". Source: Education Code 48260(a).',
    );
  });

  it('says how it repeats, where it is counted and who releases it', () => {
    const rule = { ...total('dates', 3), counts: [UNEXCUSED] };
    expect(
      criterionInWords(
        criterion(rule, {
          repeat: { every: 3 },
          scope: 'school',
          release: { approve: 'administrator' },
          window: { kind: 'term', term: 'quarter' },
        }),
      ),
    ).toBe(
      'On the day on which a student has 3 or more days with an unexcused absence, in one quarter, and again at every 3 days more. Each school counts apart. Waits for administrator to approve.',
    );
  });

  it.each([
    [{ status: ['tardy'], minutesOver: 30 }, 'a tardy of more than 30 minutes'],
    [{ status: ['absent', 'tardy'], excuse: ['excused', 'unexcused'] }, 'an excused or unexcused absence or tardy'],
    [{ codes: ['UA', 'UB'] }, 'a record marked UA or UB'],
    [{ status: ['absent'], groups: ['district:UNX'] }, 'an absence of group district:UNX'],
    [{ status: ['absent'], wholeDay: false }, 'a period absence'],
    [
      { minutesAtLeast: 5, minutesUnder: 30, excuse: ['excused'] },
      'at least 5 and less than 30 minutes missed with an excuse',
    ],
    [{ status: ['absent'], excuse: [''] }, 'an unmarked absence'],
  ] as const)('selector %#', (selector, words) => {
    expect(selectorInWords(selector)).toBe(words);
  });
});
