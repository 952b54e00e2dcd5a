/** Judges one student with everything that is on file about them. Nothing here reads or writes. */
import type { StoredStudent } from '../db/student-facts.ts';
import {
  createIdentifier,
  createJudge,
  reconcileNotice,
  type Day,
  type Explanation,
  type Identify,
  type Judge,
  type JudgeInput,
  type Standing,
  type StandingQuestion,
  type StudentFacts,
  type StudentJudgement,
} from '../engine/index.ts';
import { carriedOverOf, type CarriedOver } from './carried-over.ts';
import { eventsFromDecisions } from './decision-events.ts';
import type { District } from './district.ts';
import { foundTriggers, identityKey, schoolOn, type Found, type FoundTriggers } from './found.ts';
import type { NoticeOnFile, StudentFile } from './on-file.ts';
import { definitionsOf, isInUse, isInYear, judgedThrough, type PackInUse } from './packs-in-use.ts';
import { toldByBundle } from './told.ts';

/** One student, judged. */
export interface JudgedStudent {
  /** With the events of notices and decisions. */
  readonly facts: StoredStudent;
  readonly judgement: StudentJudgement;
  readonly file: StudentFile;
  readonly found: FoundTriggers;
}

/** A notice on file beside what is found for its identity now; `now` null: nothing. */
export interface ComparedNotice {
  readonly notice: NoticeOnFile;
  readonly now: Found | null;
  readonly change: ReturnType<typeof reconcileNotice>;
}

export class StudentJudge {
  readonly packs: readonly PackInUse[];
  readonly asOf: Day;
  private readonly input: JudgeInput;
  private readonly judged: Judge;
  private identify: Identify | undefined;

  constructor({ facts: district, names, packs }: Pick<District, 'facts' | 'names' | 'packs'>, asOf: Day) {
    const policies = packs.map(({ policy, uses }) => (uses === undefined ? { policy } : { policy, uses }));
    this.input = { policies, district, names, asOf };
    this.packs = packs;
    this.asOf = asOf;
    this.judged = createJudge(this.input);
  }

  judge(stored: StoredStudent, file: StudentFile): JudgedStudent {
    const facts = file.notices.length + file.decisions.length === 0 ? stored : this.withDecisions(stored, file);
    const judgement = this.judged.evaluateStudent(facts);
    return { facts, judgement, file, found: foundTriggers({ facts, judgement, packs: this.packs, asOf: this.asOf }) };
  }

  /** How far a criterion of a pack is. Fails: a code that no version in use has is an assertion. */
  explain(facts: StudentFacts, packId: string, criterion: string): readonly Explanation[] {
    const index = this.packs.findIndex((pack) => pack.id === packId && definitionsOf(pack, criterion).length > 0);
    return this.judged.explain(facts, index, criterion);
  }

  explainAt(facts: StudentFacts, packIndex: number, criterion: string): readonly Explanation[] {
    return this.judged.explain(facts, packIndex, criterion);
  }

  /** As `explainAt` without triggers, as of any day whose records the facts hold. */
  standing(facts: StudentFacts, question: StandingQuestion): readonly Standing[] {
    return this.judged.standing(facts, question);
  }

  /** Issued events of the bundle that become notices, and codes of those that wait. */
  carriedOver({ facts, file, found }: JudgedStudent): {
    readonly notices: readonly CarriedOver[];
    readonly waiting: readonly string[];
  } {
    if (!facts.events.some(({ event }) => event === 'issued')) return NONE_CARRIED;
    return carriedOverOf({ facts, file, found, packs: this.packs, identify: this.identifier(), asOf: this.asOf });
  }

  /** Section 8 for the notices of one student that a pack in use judges in this school year. */
  compareNotices({ facts, file, found }: JudgedStudent): readonly ComparedNotice[] {
    if (file.notices.length === 0) return [];
    return noticesInForce(file.notices).flatMap((notice) => {
      const through = this.comparedThrough(notice, facts);
      if (through === null) return [];
      const now = found.get(identityKey(notice)) ?? null;
      return [{ notice, now, change: reconcileNotice(notice, now, through) }];
    });
  }

  private withDecisions(stored: StoredStudent, file: StudentFile): StoredStudent {
    const packIds = this.packs.map(({ id }) => id);
    const isTold = toldByBundle({
      facts: stored,
      packIds,
      identify: (student, index) => this.identifier()(student, index),
    });
    return { ...stored, events: [...stored.events, ...eventsFromDecisions({ ...file, isTold, asOf: this.asOf })] };
  }

  /** Compiled when the first issued event asks for it. */
  private identifier(): Identify {
    this.identify ??= createIdentifier(this.input);
    return this.identify;
  }

  /** The last day judged for the identity of a notice; null where no pack in use judges it in this school year. */
  private comparedThrough(notice: NoticeOnFile, { enrollments }: StudentFacts): Day | null {
    for (const pack of this.packs) {
      if (pack.id !== notice.packId || definitionsOf(pack, notice.criterion).length === 0) continue;
      if (!isInYear(pack, notice.cycle, this.asOf)) continue;
      if (notice.day === null || isInUse(pack, schoolOn(enrollments, notice.day), notice.day))
        return judgedThrough(pack, this.asOf);
    }
    return null;
  }
}

const NONE_CARRIED = { notices: [], waiting: [] } as const;

/** The newest notice of each identity that was not withdrawn. */
function noticesInForce(notices: readonly NoticeOnFile[]): readonly NoticeOnFile[] {
  const newest = new Map<string, NoticeOnFile>();
  for (const notice of notices) if (!notice.isWithdrawn) newest.set(identityKey(notice), notice);
  return [...newest.values()];
}
