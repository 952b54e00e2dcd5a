/** Which trigger a person means: by its id, or by student and criterion with as much more as it takes to be one. */
import type pg from 'pg';
import { Refusal } from '../../problem.ts';
import { parseTriggerId, triggerIdOf } from '../identity.ts';
import { readTriggers } from '../worklist/read-triggers.ts';
import type { StoredTrigger } from '../worklist/read-triggers.ts';

export interface TriggerQuestion {
  readonly triggerId?: string;
  readonly student?: string;
  readonly criterion?: string;
  readonly pack?: string;
  readonly cycle?: string;
  readonly occurrence?: number;
  /** Under `scope: school`. */
  readonly school?: string;
}

/**
 * The one stored trigger that is meant; where several match, the one that still waits for a decision.
 * Fails: Refusal when there is none, or more than one.
 */
export async function findTrigger(
  client: pg.ClientBase | pg.Pool,
  districtId: number,
  question: TriggerQuestion,
): Promise<StoredTrigger> {
  const { student, criterion } = question.triggerId === undefined ? question : parseTriggerId(question.triggerId);
  if (student === undefined || criterion === undefined) {
    throw new Refusal('Say which one: --student ID and --criterion CODE, or the trigger_id of a line of the worklist.');
  }
  const triggers = await readTriggers(client, { districtId, students: [student], lapsed: true });
  const matching = triggers.filter((trigger) => matches(trigger, question));
  if (matching.length === 0)
    throw new Refusal(
      `No trigger of ${criterion} is on file for this student. rollcall why shows how far the rule is.`,
      { code: 'decide.no-trigger', values: { level: criterion } },
    );
  const active = preferred(matching);
  const [only] = active;
  if (only === undefined || active.length > 1) throw new Refusal(ambiguous(active), { code: 'decide.several' });
  return only;
}

function matches(trigger: StoredTrigger, wanted: TriggerQuestion): boolean {
  const { identity } = trigger;
  if (wanted.triggerId !== undefined) return triggerIdOf(identity) === wanted.triggerId;
  return (
    identity.criterion === wanted.criterion &&
    (wanted.pack === undefined || identity.pack === wanted.pack) &&
    (wanted.cycle === undefined || identity.cycle === wanted.cycle) &&
    (wanted.occurrence === undefined || identity.occurrence === wanted.occurrence) &&
    (wanted.school === undefined || identity.school === wanted.school)
  );
}

/** Active before lapsed, undecided before decided: only as long as that leaves one. */
function preferred(matching: readonly StoredTrigger[]): readonly StoredTrigger[] {
  const active = matching.filter((trigger) => trigger.state === 'active');
  const waiting = active.filter(
    (trigger) => trigger.decision === 'issue' || trigger.decision === 'held' || trigger.decision === 'declined',
  );
  if (waiting.length > 0) return waiting;
  return active.length > 0 ? active : matching;
}

function ambiguous(triggers: readonly StoredTrigger[]): string {
  const choices = triggers.map(({ identity }) => {
    const school = identity.school === null ? '' : ` --school ${identity.school}`;
    return `  --pack ${identity.pack} --cycle ${identity.cycle} --occurrence ${identity.occurrence}${school}`;
  });
  return ['More than one trigger is meant. Add one of these:', ...choices].join('\n');
}
