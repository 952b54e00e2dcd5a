/** Why a trigger is no longer met, in words: what became of the records that it rested on. */
import {
  formatDay,
  type Day,
  type EvidenceRecord,
  type Explanation,
  type Names,
  type StudentFacts,
  type StudentJudgement,
} from '../engine/index.ts';
import type { Identity } from './decision-events.ts';
import { needOf } from './need.ts';
import { judgedFrom, judgedThrough, type PackInUse } from './packs-in-use.ts';

export interface LapseInput {
  readonly identity: Identity;
  readonly day: Day;
  /** What it rested on. */
  readonly evidence: readonly EvidenceRecord[];
  readonly facts: StudentFacts;
  readonly judgement: StudentJudgement;
  readonly names: Names;
  readonly asOf: Day;
  /** The versions of its pack that are in use; none: it is in use nowhere any more. */
  readonly packs: readonly PackInUse[];
  /** How far the criterion is now, asked only when it helps. */
  readonly explain: () => readonly Explanation[];
}

/** Named at most; the rest is counted. */
const NAMED = 3;

/** The reason as the end of "No longer met before it went out: …", without a name. */
export function lapseReason(input: LapseInput): string {
  const { packs, identity, day, asOf } = input;
  if (packs.length === 0) return 'the pack is no longer in use';
  if (!packs.some(({ policy }) => policy.criteria.some(({ code }) => code === identity.criterion))) {
    return 'the pack no longer has this criterion';
  }
  if (packs.every((pack) => day > judgedThrough(pack, asOf))) {
    return `its date lies after the last day judged, ${formatDay(Math.max(...packs.map((pack) => judgedThrough(pack, asOf))))}`;
  }
  if (packs.every((pack) => identity.cycle < judgedFrom(pack, asOf))) return 'its school year is over';
  const changes = changesOf(input);
  const named = changes.slice(0, NAMED).join(', ');
  const rest = changes.length > NAMED ? ` and ${changes.length - NAMED} more` : '';
  const because = changes.length === 0 ? 'the rule no longer holds on any date' : `${named}${rest}`;
  const count = countNow(input);
  return count === null ? because : `${count}: ${because}`;
}

/** "2 of 3 now", where the cycle of the trigger is still that of the as-of date. */
function countNow({ explain, identity }: LapseInput): string | null {
  const explanation = explain().find(
    (one) => (one.school ?? '') === identity.school && one.window.cycle === identity.cycle && one.rules.length === 1,
  );
  const progress = explanation?.rules[0];
  if (progress === undefined) return null;
  const need = needOf(progress.rule);
  return need === null ? null : `${progress.have} of ${need} now`;
}

function changesOf(input: LapseInput): string[] {
  const changes = new Set<string>();
  const setAside = new Map(input.judgement.setAside.map(({ record, reason }) => [record, reason]));
  for (const record of input.evidence) {
    const change = changeOf(record, input, setAside);
    if (change !== null) changes.add(change);
  }
  return [...changes];
}

function changeOf(was: EvidenceRecord, input: LapseInput, setAside: ReadonlyMap<number, string>): string | null {
  const { records } = input.facts;
  const names = input.names;
  let other: string | null = null;
  for (let at = 0; at < records.count; at += 1) {
    if (records.day[at] !== was.day || names.schools[records.school[at] as number] !== was.school) continue;
    if ((names.periods[records.period[at] as number] ?? '') !== (was.period ?? '')) continue;
    const code = names.codes[records.code[at] as number] ?? '';
    if (code !== was.code) other = code;
    else return sameCode(was, records.minutes[at] as number, setAside.get(at));
  }
  const where = was.period === null ? '' : ` period ${was.period}`;
  if (other !== null) return `${formatDay(was.day)}${where} is ${other} instead of ${was.code}`;
  return `${formatDay(was.day)}${where} ${was.code} is no longer on record`;
}

function sameCode(was: EvidenceRecord, minutes: number, setAside: string | undefined): string | null {
  const date = formatDay(was.day);
  if (setAside !== undefined) return `${date} ${was.code} can no longer be counted (${setAside.replaceAll('-', ' ')})`;
  if (minutes !== -1 && was.minutes !== null && minutes !== was.minutes) {
    return `${date} ${was.code} has ${minutes} minutes instead of ${was.minutes}`;
  }
  return null;
}
