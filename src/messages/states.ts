/** What may become of a message: status and action give the next status. The one table. */

export const MAIL_STATES = ['waiting', 'paused', 'sent', 'delivered', 'failed', 'cancelled'] as const;
export type MailState = (typeof MAIL_STATES)[number];

const MAIL_ACTIONS = ['leave', 'fail', 'deliver', 'come-back', 'pause', 'resume', 'cancel', 'again'] as const;
export type MailAction = (typeof MAIL_ACTIONS)[number];

/**
 * `leave`: the server took it. `deliver`: the provider says that it arrived. `fail`: it is given up, or the provider says that it did not
 * arrive. `come-back`: a person says that it came back. `again`: a person has it tried once more.
 */
export const MAIL: Readonly<Record<MailState, Readonly<Partial<Record<MailAction, MailState>>>>> = {
  waiting: { leave: 'sent', fail: 'failed', pause: 'paused', cancel: 'cancelled' },
  paused: { resume: 'waiting', cancel: 'cancelled' },
  sent: { deliver: 'delivered', fail: 'failed', 'come-back': 'failed' },
  delivered: { 'come-back': 'failed' },
  failed: { again: 'waiting' },
  cancelled: {},
};

/** The statuses in which an action is possible. */
export function statesFor(action: MailAction): readonly MailState[] {
  return MAIL_STATES.filter((state) => MAIL[state][action] !== undefined);
}

/** What a person may do with a message now. */
export function mailActionsOf(state: MailState, way: 'email' | 'text'): readonly MailAction[] {
  const byPerson: readonly MailAction[] = [
    'pause',
    'resume',
    'again',
    ...(way === 'email' ? (['come-back'] as const) : []),
  ];
  return byPerson.filter((action) => MAIL[state][action] !== undefined);
}

/** Why a message failed, as a word for which the app has a sentence. */
export const MAIL_FAILURES = [
  'address',
  'number',
  'landline',
  'stopped',
  'unreachable',
  'filtered',
  'not-allowed',
  'too-long',
  'refused',
  'came-back',
  'given-up',
] as const;
export type MailFailure = (typeof MAIL_FAILURES)[number];
