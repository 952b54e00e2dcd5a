import { describe, expect, test } from 'vitest';
import { parseDay, type Day, type EventFact } from '../engine/index.ts';
import { eventsFromDecisions, type DecisionFact, type NoticeFact } from './decision-events.ts';

const tue7Oct = day('2025-10-07');
const fri10Oct = day('2025-10-10');
const identity = {
  packId: 'california-sarb',
  student: 's1',
  criterion: 'L1',
  cycle: day('2025-07-01'),
  occurrence: 1,
  school: '',
};

describe('a notice on file', () => {
  test('is an issued event of its identity and its pack', () => {
    expect(events({ notices: [notice({})] })).toEqual([
      { day: tue7Oct, event: 'issued', ref: 'L1@2025-07-01', pack: 'california-sarb' },
    ]);
  });

  test('carries the number of its occurrence and its school', () => {
    expect(events({ notices: [notice({ occurrence: 3, school: 'oak' })] })).toEqual([
      { day: tue7Oct, event: 'issued', ref: 'L1#3@2025-07-01', pack: 'california-sarb', school: 'oak' },
    ]);
  });

  test('that was issued after the as-of date counts on that date: nobody gets it twice', () => {
    expect(events({ notices: [notice({ issuedOn: day('2025-11-03') })] })[0]?.day).toBe(fri10Oct);
  });

  test('that was withdrawn is declined', () => {
    expect(events({ notices: [notice({ isWithdrawn: true })] })).toEqual([
      { day: tue7Oct, event: 'declined', ref: 'L1@2025-07-01', pack: 'california-sarb' },
    ]);
  });

  test('that was withdrawn is as the decision beside it says, and due again when that is lifted', () => {
    const withdrawn = notice({ isWithdrawn: true });
    expect(events({ notices: [withdrawn], decisions: [decision({})] })).toHaveLength(1);
    expect(events({ notices: [withdrawn], decisions: [decision({ isLifted: true })] })).toEqual([]);
    expect(events({ notices: [withdrawn], decisions: [decision({ isLifted: true, occurrence: 2 })] })).toHaveLength(1);
  });

  test('that was issued again after it was withdrawn is issued', () => {
    const told = events({
      notices: [notice({ isWithdrawn: true }), notice({})],
      decisions: [decision({ isLifted: true })],
    });
    expect(told.map(({ event }) => event)).toEqual(['issued']);
  });
});

describe('a carried-over notice', () => {
  test('is told unless an event of the bundle names its identity', () => {
    const carried = notice({ origin: 'carried-over' });
    expect(events({ notices: [carried], isTold: () => true })).toEqual([]);
    expect(events({ notices: [carried], isTold: () => false })).toHaveLength(1);
  });

  test('is the only one that is asked about: what Rollcall issued is always told', () => {
    expect(events({ notices: [notice({}), notice({ origin: 'adopted' })], isTold: () => true })).toHaveLength(2);
  });
});

describe('a decision of a person', () => {
  test('to decline or approve is an event on its day', () => {
    expect(events({ decisions: [decision({}), decision({ kind: 'approved', on: fri10Oct })] })).toEqual([
      { day: tue7Oct, event: 'declined', ref: 'L1@2025-07-01', pack: 'california-sarb' },
      { day: fri10Oct, event: 'approved', ref: 'L1@2025-07-01', pack: 'california-sarb' },
    ]);
  });

  test('that was lifted is none', () => {
    expect(events({ decisions: [decision({ isLifted: true })] })).toEqual([]);
  });

  test('to hold or to note an excuse is not for the engine: it is put on top when the worklist is read', () => {
    expect(events({ decisions: [decision({ kind: 'held' }), decision({ kind: 'note' })] })).toEqual([]);
  });
});

function events(input: {
  notices?: readonly NoticeFact[];
  decisions?: readonly DecisionFact[];
  isTold?: (notice: NoticeFact) => boolean;
  asOf?: Day;
}): readonly EventFact[] {
  return eventsFromDecisions({ notices: [], decisions: [], isTold: () => false, asOf: fri10Oct, ...input });
}

function notice(difference: Partial<NoticeFact>): NoticeFact {
  return { ...identity, issuedOn: tue7Oct, origin: 'rollcall', isWithdrawn: false, ...difference };
}

function decision(difference: Partial<DecisionFact>): DecisionFact {
  return { ...identity, kind: 'declined', on: tue7Oct, isLifted: false, ...difference };
}

function day(text: string): Day {
  return parseDay(text) as Day;
}
