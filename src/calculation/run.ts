/**
 * Judges students and brings what is stored to what is found: one piece of students after the other, so that memory does
 * not grow with the district. Nothing here decides: the engine judges and reconciles, the writers write.
 */
import type { ClientBase } from 'pg';
import { decodeEvidence, evidenceNumbers } from '../db/evidence-pack.ts';
import { studentFacts, type StoredStudent } from '../db/student-facts.ts';
import {
  createIdentifier,
  createJudge,
  reconcileNotice,
  reconcileTrigger,
  schoolYearStart,
  type Day,
  type EvidenceRecord,
  type Identify,
  type Judge,
  type Names,
  type StudentFacts,
  type StudentJudgement,
} from '../engine/index.ts';
import type { District } from './district.ts';
import { carriedOverOf } from './carried-over.ts';
import { writeCarriedOver, writeCorrections, type CarriedOver, type NoticeCorrection } from './correction-writer.ts';
import { eventsFromDecisions, type Identity } from './decision-events.ts';
import { foundTriggers, identityKey, schoolOn, type Found } from './found.ts';
import { JudgedWriter } from './judged-writer.ts';
import { lapseReason } from './lapse-reason.ts';
import { NOTHING_ON_FILE, openFiles, type FileReader, type NoticeOnFile, type StudentFile, type TriggerOnFile } from './on-file.ts';
import { definitionsOf, isInUse, isInYear, judgedFrom, judgedThrough, type PackInUse } from './packs-in-use.ts';
import { quietUntil } from './quiet.ts';
import { readEvidenceOf } from './read-evidence.ts';
import { Tally } from './tally.ts';
import { TriggerWriter } from './trigger-writer.ts';

export interface RunInput {
  readonly client: ClientBase;
  readonly districtId: number;
  readonly district: District;
  readonly asOf: Day;
  readonly calculationId: number;
  readonly by: string;
  readonly now: Date;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Start of the school year for triggers of a pack that is in use nowhere any more. */
const USUAL_START = '07-01';

/** Students read, judged and compared together. */
const PIECE = 2_000;

/**
 * Judges these students and stores what changed.
 * Input: ids in the order of student_no; `isWholeDistrict` when they are all of the district's.
 */
export async function judgeStudents(input: RunInput, students: readonly string[], scope: { isWholeDistrict: boolean }): Promise<Tally> {
  const run = new Run(input);
  if (students.length === 0) return run.tally;
  const files = await openFiles(input.client, input.districtId, scope.isWholeDistrict ? undefined : students);
  for (let start = 0; start < students.length; start += PIECE) {
    await run.judgePiece(students.slice(start, start + PIECE), files);
    input.onProgress?.(Math.min(start + PIECE, students.length), students.length);
  }
  await files.close();
  await run.finish();
  return run.tally;
}

/** One student of a piece: judged, but nothing compared yet. */
interface Judged {
  readonly facts: StoredStudent;
  readonly judgement: StudentJudgement;
  readonly file: StudentFile;
  readonly found: ReadonlyMap<string, Found>;
}

class Run {
  readonly tally = new Tally();
  private readonly input: RunInput;
  private readonly judge: Judge;
  private readonly identify: Identify;
  private readonly packs: readonly PackInUse[];
  private readonly names: Names;
  private readonly triggers: TriggerWriter;
  private readonly judged: JudgedWriter;

  constructor(input: RunInput) {
    const { facts, names, packs } = input.district;
    const judgeInput = {
      policies: packs.map(({ policy, uses }) => (uses === undefined ? { policy } : { policy, uses })),
      district: facts,
      names,
      asOf: input.asOf,
    };
    this.input = input;
    this.packs = packs;
    this.names = names;
    this.judge = createJudge(judgeInput);
    this.identify = createIdentifier(judgeInput);
    this.triggers = new TriggerWriter({ ...input, numbers: evidenceNumbers(names) });
    this.judged = new JudgedWriter(input.client, input.districtId, input.calculationId);
  }

  async judgePiece(students: readonly string[], files: FileReader): Promise<void> {
    const { client, districtId, asOf } = this.input;
    const stored: StoredStudent[] = [];
    const yearStart = Math.min(asOf, ...this.packs.map((pack) => judgedFrom(pack, asOf)));
    for await (const student of studentFacts(client, districtId, { yearStart, asOf, students })) stored.push(student);
    const onFile = await files.through(stored.at(-1)?.no ?? -1);
    const judged = stored.map((student) => this.judgeOne(student, onFile.get(student.no) ?? NOTHING_ON_FILE));
    const carried = judged.flatMap((one) => this.carriedOver(one));
    const corrections = judged.flatMap((one) => this.corrections(one));
    await this.storeTriggers(judged);
    for (const one of judged) this.storeJudged(one);
    this.tally.carriedOver += await writeCarriedOver(this.input, carried);
    await writeCorrections(this.input, corrections);
    await this.triggers.flush(false);
    await this.judged.flush(false);
  }

  async finish(): Promise<void> {
    await this.triggers.flush(true);
    await this.judged.flush(true);
  }

  private judgeOne(stored: StoredStudent, file: StudentFile): Judged {
    const { asOf } = this.input;
    const facts =
      file.notices.length + file.decisions.length === 0
        ? stored
        : { ...stored, events: [...stored.events, ...eventsFromDecisions({ ...file, events: stored.events, asOf })] };
    const judgement = this.judge.evaluateStudent(facts);
    this.tally.judged += 1;
    return { facts, judgement, file, found: foundTriggers({ facts, judgement, packs: this.packs, asOf }) };
  }

  private carriedOver({ facts, file, found }: Judged): CarriedOver[] {
    const { asOf } = this.input;
    const { notices, waiting } = carriedOverOf({ facts, file, found, packs: this.packs, identify: this.identify, asOf });
    for (const code of waiting) this.tally.waiting.set(code, (this.tally.waiting.get(code) ?? 0) + 1);
    return notices;
  }

  private corrections({ facts, file, found }: Judged): NoticeCorrection[] {
    const corrections: NoticeCorrection[] = [];
    for (const notice of noticesInForce(file.notices)) {
      const through = this.comparedThrough(notice, facts);
      if (through === null) continue;
      const now = found.get(identityKey(notice)) ?? null;
      const change = reconcileNotice(notice, now, through);
      this.tally.countNotice(change, notice, now);
      if (change !== 'unchanged') corrections.push({ notice, change, found: now });
    }
    return corrections;
  }

  /** The last day judged for the identity of a notice; null where no pack in use judges it in this school year. */
  private comparedThrough(notice: NoticeOnFile, facts: StudentFacts): Day | null {
    const { asOf } = this.input;
    for (const pack of this.packs) {
      if (pack.id !== notice.packId || definitionsOf(pack, notice.criterion).length === 0) continue;
      if (!isInYear(pack, notice.cycle, asOf)) continue;
      if (notice.day === null || isInUse(pack, schoolOn(facts.enrollments, notice.day), notice.day)) return judgedThrough(pack, asOf);
    }
    return null;
  }

  private async storeTriggers(judged: readonly Judged[]): Promise<void> {
    const lapsed: { one: Judged; trigger: TriggerOnFile }[] = [];
    for (const one of judged) {
      const onFile = new Map(one.file.triggers.map((trigger) => [identityKey(trigger), trigger]));
      for (const [key, now] of one.found) this.storeFound(onFile.get(key) ?? null, now);
      for (const [key, trigger] of onFile) {
        if (!one.found.has(key) && trigger.state === 'active' && this.isOfThisYear(trigger)) lapsed.push({ one, trigger });
      }
    }
    const evidence = await readEvidenceOf(this.input.client, this.input.districtId, lapsed.map(({ trigger }) => trigger));
    for (const [at, { one, trigger }] of lapsed.entries()) this.lapse(one, trigger, decodeEvidence(evidence[at] as Buffer, this.names));
  }

  private storeFound(onFile: TriggerOnFile | null, now: Found): void {
    const change = reconcileTrigger(onFile, now);
    this.tally.countTrigger(change, now, onFile);
    if (change === 'new') this.triggers.add(now);
    else if (change !== 'unchanged') this.triggers.change(now);
  }

  private lapse({ facts, judgement }: Judged, trigger: TriggerOnFile, evidence: readonly EvidenceRecord[]): void {
    const packs = this.packs.filter((pack) => pack.id === trigger.packId);
    const reason = lapseReason({
      identity: trigger,
      day: trigger.day,
      evidence,
      facts,
      judgement,
      names: this.names,
      asOf: this.input.asOf,
      packs,
      explain: () => {
        const index = this.packs.findIndex((pack) => pack.id === trigger.packId && definitionsOf(pack, trigger.criterion).length > 0);
        return this.judge.explain(facts, index, trigger.criterion);
      },
    });
    this.tally.countTrigger('lapsed', null, trigger);
    this.triggers.lapse(trigger, reason);
  }

  /** Triggers of other school years are history: this calculation says nothing about them. */
  private isOfThisYear({ packId, cycle }: Identity): boolean {
    const { asOf } = this.input;
    const pack = this.packs.find(({ id }) => id === packId);
    if (pack !== undefined) return isInYear(pack, cycle, asOf);
    return schoolYearStart(cycle, USUAL_START) === schoolYearStart(asOf, USUAL_START);
  }

  private storeJudged({ facts, judgement, file }: Judged): void {
    const { asOf } = this.input;
    const judged = {
      quietUntil: quietUntil(facts, judgement, file, asOf),
      setAside: judgement.setAside.length,
      unknownMinutes: judgement.unknownMinutes,
      conflicts: judgement.conflicts.length,
    };
    this.judged.put(facts.id, judged, file.judged);
  }
}

/** The newest notice of each identity that was not withdrawn. */
function noticesInForce(notices: readonly NoticeOnFile[]): Iterable<NoticeOnFile> {
  const newest = new Map<string, NoticeOnFile>();
  for (const notice of notices) if (!notice.isWithdrawn) newest.set(identityKey(notice), notice);
  return newest.values();
}
