/** Students judged for their page, so that its parts, which are asked for one after the other, rest on one judgement. */
import type { KnownDistrict, StudentExplanation } from '../../calculation/index.ts';
import type { Day } from '../../engine/index.ts';

/** A judgement holds a student's year: some hundred kilobytes at most. The answers made of it are kept longer. */
const MOST_KEPT = 100;

interface Kept {
  readonly state: string;
  readonly judged: Promise<StudentExplanation>;
}

export class JudgedStudents {
  private static readonly all = new WeakMap<KnownDistrict, JudgedStudents>();
  private readonly kept = new Map<string, Kept>();

  /** Those judged by what is known of a district now. */
  static by(known: KnownDistrict): JudgedStudents {
    const found = JudgedStudents.all.get(known) ?? new JudgedStudents();
    JudgedStudents.all.set(known, found);
    return found;
  }

  /** Judged once for a state of what is on record about the student. */
  of(
    { no, asOf, state }: { readonly no: number; readonly asOf: Day; readonly state: string },
    judge: () => Promise<StudentExplanation>,
  ): Promise<StudentExplanation> {
    const name = `${no} ${asOf}`;
    const known = this.kept.get(name);
    this.kept.delete(name);
    const kept = known?.state === state ? known : { state, judged: judge() };
    this.kept.set(name, kept);
    kept.judged.catch(() => this.kept.get(name) === kept && this.kept.delete(name));
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    return kept.judged;
  }
}
