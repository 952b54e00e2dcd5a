/** What a letter says of a notice, before it is frozen. */
import { formatDay } from '../../engine/index.ts';
import type { Criterion, SimpleRule } from '../../engine/index.ts';
import { letterheadOf } from '../../documents/index.ts';
import type { EligibilityFact, Letterheads, NoticeForLetter } from '../../documents/index.ts';
import type { EvidenceJson } from '../../db/evidence-pack.ts';
import { plainNumber } from '../explanation/quantities.ts';
import type { LetterConsequence } from '../pack-versions.ts';
import type { WorklistLine } from '../worklist/worklist.ts';
import type { Codes } from './codes.ts';
import { datesShown, historyStart } from './history.ts';

/** What holds for every letter of one issue. */
export interface LetterSurroundings {
  readonly letterheads: Letterheads;
  readonly districtName: string;
  readonly codes: Codes;
  readonly letterOn: string;
  readonly sentence: string;
  readonly eligibility?: EligibilityFact | undefined;
}

/** Input: `evidence` and `history` in the order of dates; `history` as far back as the line's letters ask. */
export function noticeForLetter(
  line: WorklistLine,
  letter: LetterConsequence,
  records: { readonly evidence: readonly EvidenceJson[]; readonly history: readonly EvidenceJson[] },
  around: LetterSurroundings,
): NoticeForLetter {
  const { trigger, rule, slot } = line;
  const from = letter.history === 'cycle' ? trigger.identity.cycle : historyStart(line);
  const shown =
    letter.history === 'evidence' ? { records: records.evidence, from: null } : { records: records.history, from };
  const dates = datesShown({ ...shown, through: trigger.triggerOn, sort: letter.sort, codes: around.codes });
  const schoolId = trigger.at === '' ? trigger.triggerSchool : trigger.at;
  const school = around.letterheads.schools.get(schoolId);
  return {
    letter: letter.letter,
    reference: '',
    letterOn: around.letterOn,
    student: { id: trigger.identity.student, first: trigger.firstName, last: trigger.lastName, grade: trigger.grade },
    school: { id: schoolId, name: school?.name ?? '', phone: school?.phone ?? '', principal: school?.principal ?? '' },
    district: { name: around.districtName },
    letterhead: letterheadOf(around.letterheads, schoolId),
    criterion: { code: rule.code, title: rule.title },
    triggerOn: trigger.triggerOn,
    count: countOf(line, records.evidence),
    ...needAndUnit(rule),
    window: windowFact(line),
    dates,
    schoolNames: Object.fromEntries(
      [...new Set(dates.map((date) => date.school))].map((id) => [id, around.letterheads.schools.get(id)?.name ?? id]),
    ),
    previousOn: previousInLadder(line),
    conference:
      slot === null || !letter.conference ? null : { on: slot.on, at: slot.at, place: slot.place, with: slot.withWhom },
    ...(around.eligibility === undefined ? {} : { eligibility: around.eligibility }),
    sentence: around.sentence,
  };
}

/** `any` may be met by rules of different units: its letters count the dates. */
function countOf(line: WorklistLine, evidence: readonly EvidenceJson[]): number {
  if (line.rule.when.type !== 'any') return line.trigger.value;
  return new Set(evidence.map((record) => record.date)).size;
}

function needAndUnit(criterion: Criterion): Pick<NoticeForLetter, 'need' | 'unit'> {
  return criterion.when.type === 'any' ? { need: null, unit: 'dates' } : simpleNeed(criterion.when);
}

function simpleNeed(rule: SimpleRule): Pick<NoticeForLetter, 'need' | 'unit'> {
  switch (rule.type) {
    case 'total':
      return { need: plainNumber(rule.measure, rule.band.atLeast), unit: rule.measure };
    case 'same':
      return { need: rule.band.atLeast, unit: 'periods' };
    case 'pattern':
      return { need: rule.days.atLeast, unit: 'dates' };
    case 'rate':
      return { need: rule.percent / 1000, unit: 'percent' };
    case 'event':
      return { need: null, unit: 'dates' };
  }
}

function windowFact({ rule, trigger, policy }: WorklistLine): NoticeForLetter['window'] {
  const { window } = rule;
  const since = trigger.identity.cycle;
  switch (window.kind) {
    case 'year':
      return { kind: 'year' };
    case 'month':
    case 'since':
      return { kind: window.kind, since };
    case 'days':
    case 'schoolDays':
      return { kind: window.kind, days: window.days };
    case 'term': {
      const interval = policy.policy.intervals
        .get(window.term)
        ?.find(({ start, end }) => formatDay(start) <= trigger.triggerOn && trigger.triggerOn <= formatDay(end));
      return interval === undefined ? { kind: 'term', since } : { kind: 'term', name: interval.name, since };
    }
  }
}

/** The date of the letter before this one in its ladder; null for the first. */
function previousInLadder({ rule, policy, trigger, sentBefore }: WorklistLine): string | null {
  const group = policy.policy.groups.find((one) => one.id === rule.group);
  if (group?.mode !== 'ladder') return null;
  const before = new Set(
    policy.policy.criteria.filter((one) => one.group === rule.group && one.order < rule.order).map((one) => one.code),
  );
  const sent = sentBefore.filter(
    (one) => before.has(one.criterion) && one.state !== 'adopted' && one.date >= trigger.identity.cycle,
  );
  return sent.at(-1)?.date ?? null;
}
