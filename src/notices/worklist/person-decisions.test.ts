import { describe, expect, it } from 'vitest';
import { allotConferences } from './conferences.ts';
import { withPersonDecisions } from './person-decisions.ts';
import type { PersonDecision, PersonDecisionKind } from './person-decisions.ts';

const IDENTITY = { pack: 'p', student: 's', criterion: 'A', cycle: '2025-07-01', occurrence: 1, school: null };

function decided(kind: PersonDecisionKind, more: Partial<PersonDecision> = {}): PersonDecision {
  return {
    decisionId: 1,
    identity: IDENTITY,
    kind,
    on: '2025-10-10',
    until: null,
    reason: 'because',
    by: 'A. Bell',
    lifted: null,
    ...more,
  };
}

const DUE = { decision: 'issue', reason: null, triggerOn: '2025-10-06' } as const;

describe('what people decided, on top of the engine', () => {
  it('a hold holds up to and including its day', () => {
    const hold = decided('held', { until: '2025-10-17' });
    expect(withPersonDecisions(DUE, [hold], '2025-10-17')).toMatchObject({ decision: 'held', reason: 'person' });
    expect(withPersonDecisions(DUE, [hold], '2025-10-18')).toMatchObject({ decision: 'issue', reason: null });
  });

  it('a note holds until it is lifted', () => {
    expect(withPersonDecisions(DUE, [decided('note')], '2026-06-01')).toMatchObject({
      decision: 'held',
      reason: 'note',
    });
    const lifted = decided('note', { lifted: { by: 'A. Bell', reason: 'entered', on: '2025-10-12' } });
    expect(withPersonDecisions(DUE, [lifted], '2026-06-01')).toMatchObject({ decision: 'issue' });
  });

  it('a decline stands before a hold, also where the engine holds', () => {
    const both = [decided('held', { until: '2025-12-01' }), decided('declined')];
    expect(withPersonDecisions(DUE, both, '2025-10-17')).toMatchObject({ decision: 'declined' });
    expect(withPersonDecisions({ ...DUE, decision: 'held', reason: 'settling' }, both, '2025-10-17')).toMatchObject({
      decision: 'declined',
    });
  });

  it('an approval on or after the trigger date frees what waits for one, and a hold still holds it', () => {
    const waiting = { decision: 'held', reason: 'approval', triggerOn: '2025-10-06' } as const;
    expect(withPersonDecisions(waiting, [decided('approved', { on: '2025-10-06' })], '2025-10-17')).toMatchObject({
      decision: 'issue',
    });
    expect(withPersonDecisions(waiting, [decided('approved', { on: '2025-10-05' })], '2025-10-17')).toMatchObject({
      decision: 'held',
      reason: 'approval',
    });
    expect(
      withPersonDecisions(waiting, [decided('approved'), decided('held', { until: '2025-11-01' })], '2025-10-17'),
    ).toMatchObject({ reason: 'person' });
    expect(withPersonDecisions({ ...waiting, reason: 'settling' }, [decided('approved')], '2025-10-17')).toMatchObject({
      reason: 'settling',
    });
  });

  it.each(['issued', 'suppressed', 'satisfied', 'noted'] as const)('%s stays as it is', (decision) => {
    expect(
      withPersonDecisions({ ...DUE, decision }, [decided('declined'), decided('held')], '2025-10-17'),
    ).toMatchObject({ decision });
  });
});

describe('conference slots', () => {
  const slot = (slotId: number, school: string, on: string, at = '15:30') => ({
    slotId,
    school,
    on,
    at,
    place: '',
    withWhom: '',
  });
  const wish = (triggerId: string, triggerOn: string, school = 'OAK') => ({ triggerId, school, triggerOn });

  it('the oldest trigger takes the earliest slot of its own school; who is left waits', () => {
    const given = allotConferences(
      [wish('new', '2025-10-09'), wish('old', '2025-10-01'), wish('elm', '2025-09-01', 'ELM')],
      [slot(2, 'OAK', '2025-12-01', '15:50'), slot(1, 'OAK', '2025-12-01', '15:30')],
    );
    expect([...given].map(([id, { slotId }]) => [id, slotId])).toEqual([
      ['old', 1],
      ['new', 2],
    ]);
  });

  it('a chosen slot goes before age', () => {
    const given = allotConferences(
      [wish('new', '2025-10-09'), wish('old', '2025-10-01')],
      [slot(1, 'OAK', '2025-12-01')],
      { chosen: new Map([['new', 1]]) },
    );
    expect([...given.keys()]).toEqual(['new']);
  });

  it('a slot that was chosen for a letter which is not due yet is given to nobody else', () => {
    const slots = [slot(1, 'OAK', '2025-12-01'), slot(2, 'OAK', '2025-12-02')];
    const given = allotConferences([wish('due', '2025-10-01')], slots, { chosen: new Map([['later', 1]]) });
    expect([...given].map(([id, { slotId }]) => [id, slotId])).toEqual([['due', 2]]);
  });

  it('by hand, nothing is given that nobody chose; a slot of another school is not taken', () => {
    const slots = [slot(1, 'OAK', '2025-12-01'), slot(2, 'OAK', '2025-12-02'), slot(3, 'ELM', '2025-12-02')];
    const wishes = [wish('one', '2025-10-01'), wish('two', '2025-10-02'), wish('three', '2025-10-03')];
    const chosen = new Map([
      ['two', 1],
      ['three', 3],
    ]);
    const given = allotConferences(wishes, slots, { chosen, byHand: true });
    expect([...given].map(([id, { slotId }]) => [id, slotId])).toEqual([['two', 1]]);
  });
});
