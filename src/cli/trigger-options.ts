/** The options by which a person names one trigger, the same on every command that decides about one. */
import type { Command } from 'commander';
import { formatDay } from '../engine/index.ts';
import type { DecisionRequest, TriggerQuestion } from '../notices/index.ts';
import { ProblemError } from '../problem.ts';
import { asOfOf, dayOption } from './session.ts';
import type { Session } from './session.ts';

export interface TriggerOptions {
  readonly student?: string;
  readonly criterion?: string;
  readonly pack?: string;
  readonly cycle?: string;
  readonly occurrence?: string;
  readonly school?: string;
  readonly reason?: string;
  readonly asOf?: string;
}

/** Adds `[trigger]`, `--student`, `--criterion` and what narrows them, and `--as-of`. */
export function triggerOptions(command: Command): Command {
  return command
    .argument('[trigger]', 'the trigger_id of a line of the worklist')
    .option('--student <id>', 'the student')
    .option('--criterion <code>', 'the criterion')
    .option('--pack <id>', 'the pack, where several have the criterion')
    .option('--cycle <date>', 'the first day of the cycle, where several are met')
    .option('--occurrence <n>', 'which one, of a criterion that repeats')
    .option('--school <id>', 'the school, of a criterion counted at each school apart')
    .option('--as-of <date>', 'the day of the decision; else that of the last calculation');
}

/** What the options name, with who decides and when. Fails: ProblemError for a malformed option. */
export async function decisionRequest(
  session: Session,
  triggerId: string | undefined,
  options: TriggerOptions,
): Promise<DecisionRequest> {
  return {
    districtId: session.districtId,
    trigger: triggerOf(triggerId, options),
    reason: options.reason ?? '',
    by: session.by,
    now: session.now(),
    on: formatDay(await asOfOf(session, options.asOf)),
  };
}

function triggerOf(triggerId: string | undefined, options: TriggerOptions): TriggerQuestion {
  const { student, criterion, pack, cycle, occurrence, school } = options;
  return {
    ...(triggerId === undefined ? {} : { triggerId }),
    ...(student === undefined ? {} : { student }),
    ...(criterion === undefined ? {} : { criterion }),
    ...(pack === undefined ? {} : { pack }),
    ...(cycle === undefined ? {} : { cycle: formatDay(dayOption('--cycle', cycle)) }),
    ...(occurrence === undefined ? {} : { occurrence: countOption('--occurrence', occurrence) }),
    ...(school === undefined ? {} : { school }),
  };
}

/** Reads a whole number from 1. Fails: ProblemError that names the option. */
export function countOption(option: string, text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text))
    throw new ProblemError([{ path: option, found: `"${text}"`, allowed: 'a whole number from 1' }]);
  return Number(text);
}

/** A reason in words. Fails: ProblemError when it is blank. */
export function requireReason(reason: string | undefined): string {
  const given = reason?.trim() ?? '';
  if (given === '')
    throw new ProblemError([
      { path: '--reason', found: 'nothing', allowed: 'the reason in words; it is kept and shown by rollcall why' },
    ]);
  return given;
}

/** Several values, repeated or joined by commas: `--student 1 --student 2,3`. */
export function listOption(value: string, before: readonly string[] | undefined): readonly string[] {
  return [
    ...(before ?? []),
    ...value
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  ];
}
