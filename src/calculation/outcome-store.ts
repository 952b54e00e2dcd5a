/** Compares judged students with what is on file and writes the difference, in bulk. */
import { decodeEvidence, evidenceNumbers } from '../db/evidence-pack.ts';
import { reconcileTrigger, type EvidenceRecord } from '../engine/index.ts';
import type { CarriedOver } from './carried-over.ts';
import { writeCarriedOver, writeCorrections, type NoticeCorrection } from './correction-writer.ts';
import { identityKey, type Found } from './found.ts';
import { JudgedWriter } from './judged-writer.ts';
import { lapseReason } from './lapse-reason.ts';
import type { TriggerOnFile } from './on-file.ts';
import { quietUntil } from './quiet.ts';
import { readEvidenceOf } from './read-evidence.ts';
import type { RunInput } from './run-input.ts';
import type { JudgedStudent, StudentJudge } from './student-judge.ts';
import { Tally } from './tally.ts';
import { TriggerWriter } from './trigger-writer.ts';

/** What takes a question to the database before it can be written. */
interface Rest {
  readonly lapsed: { readonly one: JudgedStudent; readonly trigger: TriggerOnFile }[];
  readonly carried: CarriedOver[];
  readonly corrections: NoticeCorrection[];
}

export class OutcomeStore {
  readonly tally = new Tally();
  private readonly input: RunInput;
  private readonly judge: StudentJudge;
  private readonly triggers: TriggerWriter;
  private readonly judged: JudgedWriter;
  private rest: Rest = nothingLeft();

  constructor(input: RunInput, judge: StudentJudge) {
    this.input = input;
    this.judge = judge;
    this.triggers = new TriggerWriter({ ...input, numbers: evidenceNumbers(input.district.names) });
    this.judged = new JudgedWriter(input.client, input.districtId, input.calculationId);
  }

  /** Takes in one judged student; nothing is sent yet. */
  put(one: JudgedStudent): void {
    this.tally.judged += 1;
    this.putNotices(one);
    this.putTriggers(one);
    const { facts, judgement, file } = one;
    const judged = {
      quietUntil: quietUntil(facts, judgement, file, this.input.asOf),
      setAside: judgement.setAside.length,
      unknownMinutes: judgement.unknownMinutes,
      conflicts: judgement.conflicts.length,
    };
    this.judged.put(facts.id, judged, file.judged);
  }

  /** Sends what has gathered; `all` false waits until it is worth a statement. */
  async flush(all: boolean): Promise<void> {
    await this.triggers.flush(all);
    await this.judged.flush(all);
  }

  /** Lapses, carried-over notices and corrections of the students taken in: few, and each with its reason. */
  async storeRest(): Promise<void> {
    const { client, districtId, district } = this.input;
    const { lapsed, carried, corrections } = this.rest;
    this.rest = nothingLeft();
    const evidence = await readEvidenceOf(
      client,
      districtId,
      lapsed.map(({ trigger }) => trigger),
    );
    for (const [at, { one, trigger }] of lapsed.entries()) {
      this.lapse(one, trigger, decodeEvidence(evidence[at] as Buffer, district.names));
    }
    this.tally.carriedOver += await writeCarriedOver(this.input, carried);
    await writeCorrections(this.input, corrections);
  }

  private putNotices(one: JudgedStudent): void {
    const { notices, waiting } = this.judge.carriedOver(one);
    this.rest.carried.push(...notices);
    for (const code of waiting) this.tally.waiting.set(code, (this.tally.waiting.get(code) ?? 0) + 1);
    for (const { notice, now, change } of this.judge.compareNotices(one)) {
      this.tally.countNotice(change, notice, now);
      if (change !== 'unchanged') this.rest.corrections.push({ notice, change, found: now });
    }
  }

  /** What the last calculation found and this one does not is lapsed: `triggers` says what stands as of its day. */
  private putTriggers(one: JudgedStudent): void {
    const { file, found } = one;
    if (file.triggers.length === 0) {
      for (const now of found.all) this.putFound(null, now);
      return;
    }
    const onFile = new Map(file.triggers.map((trigger) => [identityKey(trigger), trigger]));
    for (const now of found.all) this.putFound(onFile.get(identityKey(now)) ?? null, now);
    for (const [key, trigger] of onFile) {
      if (reconcileTrigger(trigger, found.get(key) ?? null) === 'lapsed') this.rest.lapsed.push({ one, trigger });
    }
  }

  private putFound(onFile: TriggerOnFile | null, now: Found): void {
    const change = reconcileTrigger(onFile, now);
    this.tally.countTrigger(change, now, onFile);
    if (change === 'new') this.triggers.add(now);
    else if (change !== 'unchanged') this.triggers.change(now);
  }

  private lapse(
    { facts, judgement }: JudgedStudent,
    trigger: TriggerOnFile,
    evidence: readonly EvidenceRecord[],
  ): void {
    const reason = lapseReason({
      identity: trigger,
      day: trigger.day,
      evidence,
      facts,
      judgement,
      names: this.input.district.names,
      asOf: this.input.asOf,
      packs: this.judge.packs.filter((pack) => pack.id === trigger.packId),
      explain: () => this.judge.explain(facts, trigger.packId, trigger.criterion),
    });
    this.tally.countTrigger('lapsed', null, trigger);
    this.triggers.lapse(trigger, reason);
  }
}

function nothingLeft(): Rest {
  return { lapsed: [], carried: [], corrections: [] };
}
