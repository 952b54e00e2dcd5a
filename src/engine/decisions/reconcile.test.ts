import { describe, expect, test } from 'vitest';
import { parseDay, type Day } from '../calendar/day.ts';
import {
  reconcileNotice,
  reconcileTrigger,
  type FoundTrigger,
  type NoticeChange,
  type SentNotice,
  type StoredTrigger,
  type Version,
} from './reconcile.ts';

const mon6Oct = day('2025-10-06');
const wed8Oct = day('2025-10-08');
const fri10Oct = day('2025-10-10');

describe('a trigger whose notice is not yet issued', () => {
  test('that was never found and is not found now leaves nothing', () => {
    expect(reconcileTrigger(null, null)).toBe('nothing');
  });

  test('that is found for the first time is new', () => {
    expect(reconcileTrigger(null, found({}))).toBe('new');
  });

  test('with the same date and evidence is unchanged', () => {
    expect(reconcileTrigger(onFile({}), found({}))).toBe('unchanged');
  });

  test('with another date is updated in place', () => {
    expect(reconcileTrigger(onFile({}), found({ day: wed8Oct }))).toBe('moved');
  });

  test('with the same date and other evidence is updated in place', () => {
    expect(reconcileTrigger(onFile({}), found({ evidenceHash: 'b' }))).toBe('moved');
  });

  test.each([
    { decision: 'issued' },
    { reason: 'settling' },
    { value: '4' },
    { triggerSchool: 'elm' },
    { currentSchool: 'elm' },
    { packHash: 'v2' },
  ])('that differs only in %o is stored anew without having moved', (difference) => {
    expect(reconcileTrigger(onFile({}), found(difference))).toBe('redecided');
  });

  test('that is no longer met lapses', () => {
    expect(reconcileTrigger(onFile({}), null)).toBe('lapsed');
  });

  test('that lapsed before and is still not met stays lapsed', () => {
    expect(reconcileTrigger(onFile({ state: 'lapsed' }), null)).toBe('unchanged');
  });

  test('that is met again later is active again, whatever its date', () => {
    expect(reconcileTrigger(onFile({ state: 'lapsed' }), found({}))).toBe('active-again');
    expect(reconcileTrigger(onFile({ state: 'lapsed' }), found({ day: fri10Oct }))).toBe('active-again');
  });
});

describe('a notice already issued', () => {
  const cases: readonly (readonly [string, Partial<SentNotice>, Version | null, NoticeChange])[] = [
    ['the same date and evidence: unchanged', {}, version(mon6Oct, 'a'), 'unchanged'],
    ['another date: amended', {}, version(wed8Oct, 'a'), 'amended'],
    ['other evidence: amended', {}, version(mon6Oct, 'b'), 'amended'],
    ['no longer met: marked, kept as sent', {}, null, 'no-longer-met'],
    [
      'already amended, the same version found again: unchanged',
      amended(wed8Oct, 'b'),
      version(wed8Oct, 'b'),
      'unchanged',
    ],
    ['already amended, moved once more: amended', amended(wed8Oct, 'b'), version(fri10Oct, 'b'), 'amended'],
    ['already amended, evidence changed once more: amended', amended(wed8Oct, 'b'), version(wed8Oct, 'c'), 'amended'],
    [
      'already amended, again as it was sent: the correction is taken back',
      amended(wed8Oct, 'b'),
      version(mon6Oct, 'a'),
      'as-sent',
    ],
    ['already amended, no longer met: marked', amended(wed8Oct, 'b'), null, 'no-longer-met'],
    ['already no longer met, still not: unchanged', gone(), null, 'unchanged'],
    ['met again as it was sent: the correction is taken back', gone(), version(mon6Oct, 'a'), 'as-sent'],
    ['met again in another form: a person decides', gone(), version(fri10Oct, 'd'), 'met-again'],
    [
      'met again, the same version found once more: unchanged',
      again(fri10Oct, 'd'),
      version(fri10Oct, 'd'),
      'unchanged',
    ],
    ['met again, moved since: put before a person anew', again(fri10Oct, 'd'), version(fri10Oct, 'e'), 'met-again'],
    ['met again, then as it was sent: taken back', again(fri10Oct, 'd'), version(mon6Oct, 'a'), 'as-sent'],
    ['met again, then not: no longer met', again(fri10Oct, 'd'), null, 'no-longer-met'],
  ];
  test.each(cases)('%s', (_title, notice, now, expected) => {
    expect(reconcileNotice(sent(notice), now, fri10Oct)).toBe(expected);
  });
});

describe('a rescinded notice', () => {
  test('is not amended while its trigger stands', () => {
    expect(reconcileNotice(sent({ isRescinded: true }), version(mon6Oct, 'a'), fri10Oct)).toBe('unchanged');
    expect(reconcileNotice(sent({ isRescinded: true }), version(wed8Oct, 'b'), fri10Oct)).toBe('unchanged');
  });

  test('is marked when it is no longer met, so that a later trigger can be told from it', () => {
    expect(reconcileNotice(sent({ isRescinded: true }), null, fri10Oct)).toBe('no-longer-met');
  });

  test('is put before a person when it is met again, even exactly as it was sent', () => {
    expect(reconcileNotice(sent({ ...gone(), isRescinded: true }), version(mon6Oct, 'a'), fri10Oct)).toBe('met-again');
    expect(reconcileNotice(sent({ ...again(mon6Oct, 'a'), isRescinded: true }), version(mon6Oct, 'a'), fri10Oct)).toBe(
      'unchanged',
    );
  });
});

describe('a notice whose trigger lies after the last day judged', () => {
  test('is not marked because an earlier day does not show it', () => {
    expect(reconcileNotice(sent({}), null, mon6Oct)).toBe('no-longer-met');
    expect(reconcileNotice(sent({}), null, day('2025-10-05'))).toBe('unchanged');
  });
});

describe('a carried-over notice', () => {
  const carried = { day: null, evidenceHash: '' } as const;

  test('whose trigger was never found is not marked', () => {
    expect(reconcileNotice(sent(carried), null, fri10Oct)).toBe('unchanged');
  });

  test('takes the date of its trigger when it is found', () => {
    expect(reconcileNotice(sent(carried), version(mon6Oct, 'a'), fri10Oct)).toBe('matched');
  });

  test('is compared by its date alone afterwards', () => {
    expect(reconcileNotice(sent({ evidenceHash: '' }), version(mon6Oct, 'z'), fri10Oct)).toBe('unchanged');
    expect(reconcileNotice(sent({ evidenceHash: '' }), version(wed8Oct, 'z'), fri10Oct)).toBe('amended');
    expect(reconcileNotice(sent({ evidenceHash: '' }), null, fri10Oct)).toBe('no-longer-met');
  });
});

function found(difference: Partial<FoundTrigger>): FoundTrigger {
  const usual = { day: mon6Oct, evidenceHash: 'a', value: '3', decision: 'issue', reason: null };
  return { ...usual, triggerSchool: 'oak', currentSchool: 'oak', packHash: 'v1', ...difference };
}

function onFile(difference: Partial<StoredTrigger>): StoredTrigger {
  return { ...found({}), state: 'active', ...difference };
}

function sent(difference: Partial<SentNotice>): SentNotice {
  return { day: mon6Oct, evidenceHash: 'a', isRescinded: false, correction: null, now: null, ...difference };
}

function amended(on: Day, evidenceHash: string): Partial<SentNotice> {
  return { correction: 'amended', now: version(on, evidenceHash) };
}

function again(on: Day, evidenceHash: string): Partial<SentNotice> {
  return { correction: 'met-again', now: version(on, evidenceHash) };
}

function gone(): Partial<SentNotice> {
  return { correction: 'no-longer-met', now: null };
}

function version(on: Day, evidenceHash: string): Version {
  return { day: on, evidenceHash };
}

function day(text: string): Day {
  return parseDay(text) as Day;
}
