/**
 * Judges students and brings what is stored to what is found: one piece of students after the other, so that memory does
 * not grow with the district. Nothing here decides: the engine judges and reconciles, the writers write.
 */
import { setImmediate } from 'node:timers/promises';
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
  type JudgeInput,
  type Names,
  type StudentFacts,
  type StudentJudgement,
} from '../engine/index.ts';
import type { District } from './district.ts';
import { carriedOverOf } from './carried-over.ts';
import { writeCarriedOver, writeCorrections, type CarriedOver, type NoticeCorrection } from './correction-writer.ts';
import { eventsFromDecisions, type Identity } from './decision-events.ts';
import { foundTriggers, identityKey, schoolOn, type Found, type FoundTriggers } from './found.ts';
import { JudgedWriter } from './judged-writer.ts';
import { lapseReason } from './lapse-reason.ts';
import { NOTHING_ON_FILE, openFiles, type FileReader, type NoticeOnFile, type StudentFile, type TriggerOnFile } from './on-file.ts';
import { definitionsOf, isInUse, isInYear, judgedFrom, judgedThrough, type PackInUse } from './packs-in-use.ts';
import { quietUntil } from './quiet.ts';
import { readEvidenceOf } from './read-evidence.ts';
import { Tally } from './tally.ts';
import { toldByBundle } from './told.ts';
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
const PIECE = 1_000;
/** Students judged before the connection gets a turn. */
const AT_A_TIME = 32;

/** A student to judge. Input: in the order of `no`. */
export interface StudentToJudge {
  readonly id: string;
  readonly no: number;
}

/**
 * Judges these students and stores what changed. While one piece is judged, the server reads the next and writes the one before.
 * Input: in the order of student_no; `isWholeDistrict` when they are all of the district's.
 */
export async function judgeStudents(
  input: RunInput,
  students: readonly StudentToJudge[],
  scope: { readonly isWholeDistrict: boolean },
): Promise<Tally> {
  const run = new Run(input);
  if (students.length === 0) return run.tally;
  const files = await openFiles(input.client, input.districtId, scope.isWholeDistrict ? undefined : students.map(({ id }) => id));
  const pieces = Array.from({ length: Math.ceil(students.length / PIECE) }, (_, at) => students.slice(at * PIECE, (at + 1) * PIECE));
  let reading = settledLater(run.read(pieces[0] ?? [], files));
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = await reading;
    reading = settledLater(run.read(pieces[at + 1] ?? [], files));
    const flushing = settledLater(run.flush(false));
    await run.judgePiece(piece);
    await flushing;
    await run.storeRest();
    input.onProgress?.(Math.min((at + 1) * PIECE, students.length), students.length);
  }
  await reading;
  await files.close();
  await run.flush(true);
  return run.tally;
}

/** A promise that is awaited later: its failure counts then, and is no stray rejection before. */
function settledLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/** Students and what is on file about them. */
interface Piece {
  readonly stored: readonly StoredStudent[];
  readonly files: ReadonlyMap<number, StudentFile>;
}

/** One student, judged. */
interface Judged {
  readonly facts: StoredStudent;
  readonly judgement: StudentJudgement;
  readonly file: StudentFile;
  readonly found: FoundTriggers;
}

class Run {
  readonly tally = new Tally();
  private readonly input: RunInput;
  private readonly judge: Judge;
  private identify: Identify | undefined;
  private readonly judgeInput: JudgeInput;
  private readonly packs: readonly PackInUse[];
  private readonly names: Names;
  private readonly triggers: TriggerWriter;
  private readonly judged: JudgedWriter;
  private rest = nothingLeft();

  constructor(input: RunInput) {
    const { facts, names, packs } = input.district;
    this.judgeInput = {
      policies: packs.map(({ policy, uses }) => (uses === undefined ? { policy } : { policy, uses })),
      district: facts,
      names,
      asOf: input.asOf,
    };
    this.input = input;
    this.packs = packs;
    this.names = names;
    this.judge = createJudge(this.judgeInput);
    this.triggers = new TriggerWriter({ ...input, numbers: evidenceNumbers(names) });
    this.judged = new JudgedWriter(input.client, input.districtId, input.calculationId);
  }

  async read(students: readonly StudentToJudge[], reader: FileReader): Promise<Piece> {
    const last = students.at(-1);
    if (last === undefined) return { stored: [], files: new Map() };
    const { client, districtId, asOf } = this.input;
    const files = await reader.through(last.no);
    const yearStart = Math.min(asOf, ...this.packs.map((pack) => judgedFrom(pack, asOf)));
    const stored: StoredStudent[] = [];
    const ids = students.map(({ id }) => id);
    for await (const student of studentFacts(client, districtId, { yearStart, asOf, students: ids })) stored.push(student);
    return { stored, files };
  }

  /** Judges a piece and compares it, giving way now and then so that the connection goes on. */
  async judgePiece({ stored, files }: Piece): Promise<void> {
    for (const [at, student] of stored.entries()) {
      this.storeOne(this.judgeOne(student, files.get(student.no) ?? NOTHING_ON_FILE));
      if (at % AT_A_TIME === AT_A_TIME - 1) await setImmediate();
    }
  }

  /** Sends what has gathered; `all` false waits until it is worth a statement. */
  async flush(all: boolean): Promise<void> {
    await this.triggers.flush(all);
    await this.judged.flush(all);
  }

  /** What takes a question to the database first: lapses and corrections, which are few. */
  async storeRest(): Promise<void> {
    const { client, districtId } = this.input;
    const { lapsed, carried, corrections } = this.rest;
    this.rest = nothingLeft();
    const evidence = await readEvidenceOf(client, districtId, lapsed.map(({ trigger }) => trigger));
    for (const [at, { one, trigger }] of lapsed.entries()) this.lapse(one, trigger, decodeEvidence(evidence[at] as Buffer, this.names));
    this.tally.carriedOver += await writeCarriedOver(this.input, carried);
    await writeCorrections(this.input, corrections);
  }

  private storeOne(one: Judged): void {
    this.rest.carried.push(...this.carriedOver(one));
    this.rest.corrections.push(...this.corrections(one));
    this.storeTriggers(one);
    this.storeJudged(one);
  }

  private judgeOne(stored: StoredStudent, file: StudentFile): Judged {
    const { asOf } = this.input;
    const facts = file.notices.length + file.decisions.length === 0 ? stored : this.withDecisions(stored, file);
    const judgement = this.judge.evaluateStudent(facts);
    this.tally.judged += 1;
    return { facts, judgement, file, found: foundTriggers({ facts, judgement, packs: this.packs, asOf }) };
  }

  private withDecisions(stored: StoredStudent, file: StudentFile): StoredStudent {
    const packIds = this.packs.map(({ id }) => id);
    const isTold = toldByBundle({ facts: stored, packIds, identify: (student, index) => this.identifier()(student, index) });
    return { ...stored, events: [...stored.events, ...eventsFromDecisions({ ...file, isTold, asOf: this.input.asOf })] };
  }

  /** Compiled when the first issued event asks for it. */
  private identifier(): Identify {
    this.identify ??= createIdentifier(this.judgeInput);
    return this.identify;
  }

  private carriedOver({ facts, file, found }: Judged): CarriedOver[] {
    const { asOf } = this.input;
    if (!facts.events.some(({ event }) => event === 'issued')) return [];
    const { notices, waiting } = carriedOverOf({ facts, file, found, packs: this.packs, identify: this.identifier(), asOf });
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

  private storeTriggers(one: Judged): void {
    if (one.file.triggers.length === 0) {
      for (const now of one.found.all) this.storeFound(null, now);
      return;
    }
    const onFile = new Map(one.file.triggers.map((trigger) => [identityKey(trigger), trigger]));
    for (const now of one.found.all) this.storeFound(onFile.get(identityKey(now)) ?? null, now);
    for (const [key, trigger] of onFile) {
      if (one.found.get(key) === undefined && trigger.state === 'active' && this.isOfThisYear(trigger)) this.rest.lapsed.push({ one, trigger });
    }
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

/** What waits for {@link Run.storeRest}. */
interface Rest {
  readonly lapsed: { readonly one: Judged; readonly trigger: TriggerOnFile }[];
  readonly carried: CarriedOver[];
  readonly corrections: NoticeCorrection[];
}

function nothingLeft(): Rest {
  return { lapsed: [], carried: [], corrections: [] };
}

/** The newest notice of each identity that was not withdrawn. */
function noticesInForce(notices: readonly NoticeOnFile[]): Iterable<NoticeOnFile> {
  const newest = new Map<string, NoticeOnFile>();
  for (const notice of notices) if (!notice.isWithdrawn) newest.set(identityKey(notice), notice);
  return newest.values();
}
