/** The life of a thing as one table: status and action to the next status, and the roles that may do it. */
import { Refusal } from '../../problem.ts';
import type { ActingRole, Who } from './who.ts';

export interface StepRule<Status extends string> {
  readonly to: Status;
  readonly may: readonly ActingRole[];
  /** As it stands behind "you cannot": `close it`. */
  readonly words: string;
}

/** What may be done in each status. An action that is missing is refused. */
export type StepTable<Status extends string, Action extends string> = Readonly<
  Record<Status, Readonly<Partial<Record<Action, StepRule<Status>>>>>
>;

export interface States<Status extends string, Action extends string> {
  /** As a person calls it: `meeting`. */
  readonly thing: string;
  readonly table: StepTable<Status, Action>;
}

/** Types a table by its own words. */
export function defineStates<Status extends string, Action extends string>(
  thing: string,
  table: Readonly<Record<Status, Readonly<Partial<Record<Action, StepRule<NoInfer<Status>>>>>>>,
): States<Status, Action> {
  return { thing, table };
}

/** The next status, or undefined where the action is not possible for the role. Rollcall itself may do whatever the table has. */
export function nextStep<Status extends string, Action extends string>(
  { table }: States<Status, Action>,
  asked: { readonly status: Status; readonly action: Action; readonly role: ActingRole },
): Status | undefined {
  const rule = table[asked.status][asked.action];
  if (rule === undefined) return undefined;
  return asked.role === 'rollcall' || rule.may.includes(asked.role) ? rule.to : undefined;
}

/** As {@link nextStep}. Fails: Refusal that says what is possible in this status, or who may do it. */
export function requireStep<Status extends string, Action extends string>(
  states: States<Status, Action>,
  asked: { readonly status: Status; readonly action: Action; readonly who: Pick<Who, 'role'> },
): Status {
  const { status, action, who } = asked;
  const next = nextStep(states, { status, action, role: who.role });
  if (next !== undefined) return next;
  const rule = states.table[status][action];
  if (rule !== undefined)
    throw new Refusal(`This ${states.thing} is ${status}. To ${rule.words} is for ${rolesInWords(rule.may)}.`, {
      code: 'work.not-yours',
      values: { roles: rule.may },
    });
  throw new Refusal(`This ${states.thing} is ${status}: this cannot be done now. ${possible(states, status, who)}`, {
    code: 'work.not-now',
  });
}

/** The actions that a role may take now: what a screen offers. */
export function actionsOf<Status extends string, Action extends string>(
  { table }: States<Status, Action>,
  { status, role }: { readonly status: Status; readonly role: ActingRole },
): readonly Action[] {
  return rulesOf(table[status])
    .filter(([, { may }]) => role === 'rollcall' || may.includes(role))
    .map(([action]) => action);
}

function possible<Status extends string, Action extends string>(
  { table }: States<Status, Action>,
  status: Status,
  { role }: Pick<Who, 'role'>,
): string {
  const words = rulesOf(table[status])
    .filter(([, { may }]) => role === 'rollcall' || may.includes(role))
    .map(([, rule]) => rule.words);
  return words.length === 0 ? 'Nothing can be done with it any more.' : `Possible: ${words.join(', ')}.`;
}

function rulesOf<Status extends string, Action extends string>(
  rules: Readonly<Partial<Record<Action, StepRule<Status>>>>,
): readonly (readonly [Action, StepRule<Status>])[] {
  return Object.entries(rules) as unknown as readonly (readonly [Action, StepRule<Status>])[];
}

const ROLE_WORDS: Readonly<Record<ActingRole, string>> = {
  clerk: 'the attendance clerk',
  administrator: 'the school administrator',
  team: 'the intervention team',
  teacher: 'the teacher',
  officer: 'the officer who has the case',
  district: 'the district office',
  system: 'the system administrator',
  rollcall: 'Rollcall itself',
};

function rolesInWords(roles: readonly ActingRole[]): string {
  return roles.map((role) => ROLE_WORDS[role]).join(' or ');
}
