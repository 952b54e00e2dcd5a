/** "Why?" and "Why not?" of one student, as the API gives it. */
import type { z } from 'zod';
import { formatDay, type Day } from '../../engine/index.ts';
import { tellWhy, type ToldCriterion } from '../../notices/index.ts';
import { triggerKeyOf } from '../keys.ts';
import { explained, type OpenStudent } from './open-student.ts';
import type { StudentWhy, WhyCriterion } from './shapes.ts';

/** Input: `asOf` left out: the day of the last calculation. */
export async function readWhy(student: OpenStudent, asOf: Day = student.asOf): Promise<z.input<typeof StudentWhy>> {
  const { client, around, districtId, id, key, language } = student;
  const told = await tellWhy(client, await explained(student, asOf), {
    districtId,
    student: id,
    asOf,
    around,
    language,
  });
  const records = new Places<ToldCriterion['counted'][number]>();
  const reasons = new Places<string>();
  const criteria = told.map((one) => criterionOf(one, { student: key, records, reasons }));
  return { asOf: formatDay(asOf), records: records.all, reasons: reasons.all, criteria };
}

/** Things that many refer to, each once. */
class Places<T> {
  readonly all: T[] = [];
  private readonly places = new Map<T, number>();

  of(thing: T): number {
    const known = this.places.get(thing);
    if (known !== undefined) return known;
    this.places.set(thing, this.all.length);
    return this.all.push(thing) - 1;
  }
}

interface Within {
  /** As in the address. */
  readonly student: string;
  readonly records: Places<ToldCriterion['counted'][number]>;
  readonly reasons: Places<string>;
}

function criterionOf(one: ToldCriterion, { student, records, reasons }: Within): z.input<typeof WhyCriterion> {
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
    counted: one.counted.map((record) => records.of(record)),
    notCounted: one.left_out.map(({ record }) => records.of(record)),
    whyNotCounted: one.left_out.map(({ why }) => reasons.of(why)),
    triggers: one.triggers.map((trigger) => triggerOf(trigger, one, student)),
  };
}

function triggerOf(
  trigger: ToldCriterion['triggers'][number],
  { pack, criterion, school }: ToldCriterion,
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
