/** "Why?" and "Why not?" of one student, as the API gives it. */
import type { z } from 'zod';
import { formatDay, type Day } from '../../engine/index.ts';
import { explainWhy, type WhyCriterion as Explained } from '../../notices/index.ts';
import { triggerKeyOf } from '../keys.ts';
import { problem } from '../problems.ts';
import type { OpenStudent } from './open-student.ts';
import type { WhyCriterion } from './shapes.ts';

interface Answer {
  readonly asOf: string;
  readonly criteria: z.input<typeof WhyCriterion>[];
}

/** Input: `asOf` left out: the day of the last calculation. */
export async function readWhy(student: OpenStudent, asOf: Day = student.asOf): Promise<Answer> {
  const { client, around, districtId, id, known, key } = student;
  const why = await explainWhy(client, { districtId, student: id, asOf, known, around });
  if (why === null) throw problem('not-found');
  return { asOf: formatDay(asOf), criteria: why.criteria.map((one) => criterionOf(one, key)) };
}

function criterionOf(one: Explained, student: string): z.input<typeof WhyCriterion> {
  return {
    key: [one.pack, one.criterion, one.school ?? ''].join('/'),
    pack: one.pack,
    version: one.version,
    criterion: one.criterion,
    title: one.title,
    actsByItself: one.acts_by_itself,
    school: one.school,
    state: one.state,
    sentence: one.sentence,
    rule: one.rule,
    from: one.window.from,
    through: one.window.through,
    progress: [...one.progress],
    missing: one.missing,
    counted: [...one.counted],
    notCounted: [...one.not_counted],
    triggers: one.triggers.map((trigger) => triggerOf(trigger, one, student)),
  };
}

function triggerOf(
  trigger: Explained['triggers'][number],
  { pack, criterion, school }: Explained,
  student: string,
): z.input<typeof WhyCriterion>['triggers'][number] {
  const { cycle, occurrence, date, value, decision, reason, why, decided } = trigger;
  return {
    trigger: triggerKeyOf({ pack, criterion, cycle, occurrence, school }, student),
    cycle,
    occurrence,
    date,
    value,
    decision,
    reason,
    why,
    decided,
    decisions: [...trigger.decisions],
    notices: [...trigger.notices],
  };
}
