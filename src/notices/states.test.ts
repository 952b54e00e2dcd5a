import { describe, expect, it } from 'vitest';
import { Refusal } from '../problem.ts';
import { NOTICE_ACTIONS, NOTICE_STATES, nextState, requireNextState } from './states.ts';
import type { NoticeAction, NoticeState } from './states.ts';

/** Every state and every action, written out by hand: null is refused. */
const EXPECTED: Record<NoticeState, Record<NoticeAction, NoticeState | null>> = {
  issued: {
    produce: 'produced',
    send: 'sent',
    receive: null,
    return: null,
    fail: null,
    withdraw: 'withdrawn',
    rescind: null,
  },
  produced: {
    produce: 'produced',
    send: 'sent',
    receive: null,
    return: null,
    fail: 'failed',
    withdraw: null,
    rescind: 'rescinded',
  },
  sent: {
    produce: 'sent',
    send: null,
    receive: 'received',
    return: 'returned',
    fail: 'failed',
    withdraw: null,
    rescind: 'rescinded',
  },
  received: {
    produce: 'received',
    send: null,
    receive: null,
    return: 'returned',
    fail: null,
    withdraw: null,
    rescind: 'rescinded',
  },
  returned: {
    produce: 'returned',
    send: 'sent',
    receive: null,
    return: null,
    fail: null,
    withdraw: null,
    rescind: 'rescinded',
  },
  failed: {
    produce: 'failed',
    send: 'sent',
    receive: null,
    return: null,
    fail: null,
    withdraw: null,
    rescind: 'rescinded',
  },
  withdrawn: { produce: null, send: null, receive: null, return: null, fail: null, withdraw: null, rescind: null },
  rescinded: {
    produce: 'rescinded',
    send: null,
    receive: null,
    return: null,
    fail: null,
    withdraw: null,
    rescind: null,
  },
};

describe('the life of a notice', () => {
  for (const state of NOTICE_STATES) {
    for (const action of NOTICE_ACTIONS) {
      const expected = EXPECTED[state][action];
      it(`${state}: ${action} ${expected === null ? 'is refused' : `leads to ${expected}`}`, () => {
        if (expected === null) {
          expect(nextState(state, action)).toBeUndefined();
          expect(() => requireNextState(state, action, 'N12')).toThrow(Refusal);
        } else {
          expect(requireNextState(state, action, 'N12')).toBe(expected);
        }
      });
    }
  }

  it('a refusal says what is possible instead', () => {
    expect(() => requireNextState('issued', 'rescind', 'N12')).toThrow(
      'N12 is issued: you cannot rescind it. Possible: make its letters, mark it sent, withdraw it.',
    );
    expect(() => requireNextState('withdrawn', 'send', 'N12')).toThrow('Nothing can be done with it any more.');
  });
});
