/** What is to be done after a meeting, as one option says it: `Call the aunt (clerk, 2026-12-01)`. */
import { formatDay } from '../engine/index.ts';
import { ProblemError } from '../problem.ts';
import { dayOption } from './session.ts';
import { wordsOption } from './words-option.ts';

export interface TaskInWords {
  readonly what: string;
  readonly role: string;
  /** ISO; null without one. */
  readonly dueOn: string | null;
  /** Student id; null: about the school. */
  readonly student: string | null;
}

interface Shape {
  readonly option: string;
  readonly roles: readonly string[];
  /** As the help writes it. */
  readonly example: string;
  /** Unit: characters of what is to be done. */
  readonly most: number;
}

/** Role, day and student in any order but the role first. Fails: ProblemError that names the option and shows an example. */
export function taskOption(text: string, { option, roles, example, most }: Shape): TaskInWords {
  const [, words = '', inside = ''] = /^(.*\S)\s*\(([^()]*)\)$/s.exec(text.trim()) ?? [];
  const [role = '', ...rest] = inside.split(',').map((one) => one.trim());
  const days = rest.filter((one) => DAY.test(one));
  const students = rest.filter((one) => !DAY.test(one));
  if (!roles.includes(role) || days.length > 1 || students.length > 1)
    throw new ProblemError([{ path: option, found: `"${text}"`, allowed: `"${example}"; roles: ${roles.join(', ')}` }]);
  const [dueOn] = days;
  return {
    what: wordsOption(option, words, { most }),
    role,
    dueOn: dueOn === undefined ? null : formatDay(dayOption(option, dueOn)),
    student: students[0] ?? null,
  };
}

const DAY = /^\d{4}-\d\d?-\d\d?$/;

/** Each time the option is given, as it was typed: a comma belongs to the words. */
export function repeatedOption(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}
