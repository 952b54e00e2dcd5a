/** The life of a notice as one table: state and action to the next state. */
import { Refusal } from '../problem.ts';

export const NOTICE_STATES = [
  'issued',
  'produced',
  'sent',
  'received',
  'returned',
  'failed',
  'withdrawn',
  'rescinded',
] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

export const NOTICE_ACTIONS = ['produce', 'send', 'receive', 'return', 'fail', 'withdraw', 'rescind'] as const;
export type NoticeAction = (typeof NOTICE_ACTIONS)[number];

/**
 * What may be done in which state, and where it leads. What is missing is refused.
 * A letter that came back may be sent again; one that arrived may still come back (a presumption ends).
 */
const TRANSITIONS: Readonly<Record<NoticeState, Partial<Readonly<Record<NoticeAction, NoticeState>>>>> = {
  issued: { produce: 'produced', send: 'sent', withdraw: 'withdrawn' },
  produced: { produce: 'produced', send: 'sent', fail: 'failed', rescind: 'rescinded' },
  sent: { produce: 'sent', receive: 'received', return: 'returned', fail: 'failed', rescind: 'rescinded' },
  received: { produce: 'received', return: 'returned', rescind: 'rescinded' },
  returned: { produce: 'returned', send: 'sent', rescind: 'rescinded' },
  failed: { produce: 'failed', send: 'sent', rescind: 'rescinded' },
  withdrawn: {},
  rescinded: { produce: 'rescinded' },
};

const ACTION_WORDS: Readonly<Record<NoticeAction, string>> = {
  produce: 'make its letters',
  send: 'mark it sent',
  receive: 'mark it received',
  return: 'mark it returned',
  fail: 'mark it failed',
  withdraw: 'withdraw it',
  rescind: 'rescind it',
};

/** The state an action leads to, or undefined where it is refused. */
export function nextState(state: NoticeState, action: NoticeAction): NoticeState | undefined {
  return TRANSITIONS[state][action];
}

/** As {@link nextState}. Fails: Refusal that says what is possible in this state. */
export function requireNextState(state: NoticeState, action: NoticeAction, name: string): NoticeState {
  const next = nextState(state, action);
  if (next === undefined) throw refusalOf(state, action, name);
  return next;
}

/** `N12 is issued: you cannot rescind it. Possible: make its letters, mark it sent, withdraw it.` */
export function refusalOf(state: NoticeState, action: NoticeAction, name: string): Refusal {
  const possible = NOTICE_ACTIONS.filter((one) => TRANSITIONS[state][one] !== undefined && one !== action).map(
    (one) => ACTION_WORDS[one],
  );
  const rest = possible.length === 0 ? 'Nothing can be done with it any more.' : `Possible: ${possible.join(', ')}.`;
  return new Refusal(`${name} is ${state}: you cannot ${ACTION_WORDS[action]}. ${rest}`, {
    code: 'notice.not-possible',
    values: { name, state, action },
  });
}

/** Ways a letter goes out. */
export const WAYS = ['mail', 'certified', 'sent-home', 'handed-over', 'e-mail', 'text', 'portal'] as const;
export type Way = (typeof WAYS)[number];
