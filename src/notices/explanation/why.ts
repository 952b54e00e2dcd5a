/** Why there is a trigger, or why there is none: every criterion in use at a student's school, in sentences. */
import type pg from 'pg';
import { explainStudent } from '../../calculation/index.ts';
import type { KnownDistrict, StudentExplanation } from '../../calculation/index.ts';
import { formatDay } from '../../engine/index.ts';
import type { Criterion, Day, Explanation, Outcome, Policy } from '../../engine/index.ts';
import { actsByItself } from '../pack-versions.ts';
import { accountsThrough, codeFinder, judgedThrough } from './accounts.ts';
import type { Place, Subject } from './accounts.ts';
import { wordsOf } from './catalogue/index.ts';
import { missingToMeet } from './missing.ts';
import { readStudentOnFile, type Around } from './on-file.ts';
import { outsideOn } from './outside.ts';
import type { Language } from './quantities.ts';
import type { RuleAccount } from './rule-account.ts';
import { criterionInWords } from './rule-in-words.ts';
import { noFurther, nextStep, whyNotSentence } from './why-not-sentences.ts';
import { RecordsTold } from './why-records.ts';
import type { LeftOut, WhyRecord } from './why-records.ts';
import { holds } from './why-sentences.ts';
import { lapsedTriggers, whyTrigger } from './why-trigger.ts';
import type { CriterionInput, PackInput, WhyTrigger } from './why-trigger.ts';

export interface WhyQuestion {
  readonly districtId: number;
  readonly student: string;
  readonly criterion?: string;
  readonly pack?: string;
  readonly asOf: Day;
  /** What is known of the district already; left out: it is read. */
  readonly known?: KnownDistrict;
  /** Where the client sees this student alone: lets it see others too, for what depends on them (who gets a conference slot). */
  readonly around?: Around;
  /** Of the sentences; left out: English, as on the command line. */
  readonly language?: Language;
}

export interface WhyCriterion {
  readonly pack: string;
  readonly version: string;
  readonly criterion: string;
  readonly title: string;
  /** The calculation carries it out; nobody issues it. */
  readonly acts_by_itself: boolean;
  /** Under `scope: school`. */
  readonly school: string | null;
  /** The decision of the latest trigger of the cycle, or `not-met`. */
  readonly state: string;
  readonly sentence: string;
  readonly rule: string;
  readonly window: { readonly from: string | null; readonly through: string };
  /** One for each rule: what there is and what is asked for. */
  readonly progress: readonly {
    readonly have: number;
    readonly need: number | null;
    readonly unit: string;
    readonly missing: string;
  }[];
  readonly missing: string;
  readonly counted: readonly WhyRecord[];
  readonly not_counted: readonly (WhyRecord & { readonly why: string })[];
  readonly triggers: readonly WhyTrigger[];
}

export interface Why {
  readonly student: string;
  readonly name: string;
  readonly grade: string;
  readonly as_of: string;
  readonly criteria: readonly WhyCriterion[];
}

/** A criterion told; equal records of one explanation are one object. */
export interface ToldCriterion extends Omit<WhyCriterion, 'not_counted'> {
  readonly left_out: readonly LeftOut[];
}

/**
 * Explains a student's criteria as of a day.
 * Input: a client in a transaction (nothing is written). Returns null when the student is not known.
 */
export async function explainWhy(client: pg.ClientBase, question: WhyQuestion): Promise<Why | null> {
  const { districtId, student, asOf, known } = question;
  const explained = await explainStudent(client, { districtId, student, asOf, ...(known && { known }) });
  if (explained === null) return null;
  return {
    student,
    name: `${explained.facts.lastName}, ${explained.facts.firstName}`,
    grade: explained.facts.grade,
    as_of: formatDay(asOf),
    criteria: (await tellWhy(client, explained, question)).map(({ left_out: leftOut, triggers, ...told }) => ({
      ...told,
      not_counted: leftOut.map(({ record, why }) => ({ ...record, why })),
      triggers,
    })),
  };
}

/** As {@link explainWhy}, of a student who was judged as of that day already. */
export async function tellWhy(
  client: pg.ClientBase,
  explained: StudentExplanation,
  question: Omit<WhyQuestion, 'known'>,
): Promise<readonly ToldCriterion[]> {
  const on = await readStudentOnFile(client, question);
  const { asOf, language = 'en' } = question;
  const records = new RecordsTold();
  const packs = explained.packs.flatMap((one, index) =>
    isAsked(one, index, question, explained) ? [{ ...one, index }] : [],
  );
  return packs.flatMap(({ pack, index }) =>
    whyPack({ explained, on, pack, index, asOf, only: question.criterion, language, records }),
  );
}

function isAsked(
  one: StudentExplanation['packs'][number],
  index: number,
  question: Pick<WhyQuestion, 'pack'>,
  explained: StudentExplanation,
): boolean {
  if (question.pack !== undefined && one.pack.policy.id !== question.pack) return false;
  return one.inUseAtSchool || (explained.judgement.policies[index]?.outcomes.length ?? 0) > 0;
}

function whyPack(input: PackInput): readonly ToldCriterion[] {
  const { explained, on, pack, index, asOf } = input;
  const { policy } = pack;
  const through = judgedThrough(policy, asOf);
  const subject: Subject = {
    name: explained.facts.firstName,
    facts: explained.facts,
    policy,
    sessionsOf: (school) => explained.known.sessionsOf(school),
    codeOf: explained.known.keep('codes', () => codeFinder(explained.district)),
    standing: (question) => explained.standing({ ...question, policyIndex: index }),
    recorders: on.recorders,
  };
  const codes = [...new Set(policy.criteria.toSorted(byOrder).map((criterion) => criterion.code))].filter(
    (code) => input.only === undefined || code === input.only,
  );
  return codes.flatMap((code) =>
    placesOf(explained.explain(index, code), policy, code, through).map(({ place, outcomes }) =>
      whyCriterion({ ...input, subject, through, place, outcomes }),
    ),
  );
}

/** One definition of a code speaks for it: that of the day, else the last; under `scope: school` once for each school. */
function placesOf(
  explanations: readonly Explanation[],
  policy: Policy,
  code: string,
  through: Day,
): readonly { readonly place: Place; readonly outcomes: readonly Outcome[] }[] {
  const definitions = policy.criteria.filter((criterion) => criterion.code === code);
  const covering = definitions.find(
    ({ effective: { from, until } }) =>
      (from === undefined || from <= through) && (until === undefined || through < until),
  );
  const criterion = covering ?? definitions.at(-1);
  if (criterion === undefined) return [];
  const bySchool = new Map(explanations.map((explanation) => [explanation.school, explanation.outcomes]));
  return [...bySchool].map(([school, outcomes]) => ({ place: { criterion, school }, outcomes }));
}

function whyCriterion(input: CriterionInput): ToldCriterion {
  const { pack, place, through, outcomes, subject, language, records } = input;
  const accounts = accountsThrough(subject, place, { through, isCurrent: true, notCounted: true });
  const cycle =
    input.explained.explain(input.index, place.criterion.code).find((one) => one.school === place.school)?.window
      .cycle ?? null;
  const triggers = [
    ...outcomes.map((outcome) => whyTrigger(input, outcome, outcome.cycle === cycle, accounts)),
    ...lapsedTriggers(input),
  ];
  const current = outcomes
    .map((outcome, at) => ({ outcome, told: triggers[at] as WhyTrigger }))
    .filter(({ outcome }) => outcome.cycle === cycle);
  const latest = current.at(-1);
  const start = accounts[0]?.windowStart ?? null;
  return {
    pack: pack.policy.id,
    version: pack.policy.version,
    criterion: place.criterion.code,
    title: place.criterion.title,
    acts_by_itself: actsByItself(place.criterion),
    school: place.school,
    state: latest?.told.decision ?? 'not-met',
    sentence: latest?.told.why ?? whyNot(input, accounts),
    rule: criterionInWords(place.criterion, language),
    window: { from: start === null ? null : formatDay(start), through: formatDay(through) },
    progress: accounts.map((account) => missingToMeet(account, language)),
    missing:
      latest === undefined
        ? missingOf(accounts, language)
        : furtherOf(
            accounts,
            current.map(({ outcome }) => outcome),
            language,
          ),
    counted: records.counted(accounts),
    left_out: records.leftOut(accounts, language),
    triggers,
  };
}

function whyNot(input: CriterionInput, accounts: readonly RuleAccount[]): string {
  const met = accounts.find((account) => holds(account));
  const outside = met === undefined ? undefined : outsideOn(met, input.subject, input.language);
  return outside ?? whyNotSentence(accounts, input.language);
}

function missingOf(accounts: readonly RuleAccount[], language: Language): string {
  return accounts
    .map((account) => missingToMeet(account, language).missing)
    .filter((text) => text !== '')
    .join(wordsOf(language).whyNot.orElse);
}

function furtherOf(accounts: readonly RuleAccount[], outcomes: readonly Outcome[], language: Language): string {
  const [account] = accounts;
  if (account === undefined) return '';
  const stopped = noFurther(account, outcomes, language);
  return stopped === '' ? nextStep(account, outcomes.at(-1)?.occurrence ?? 1, language) : stopped;
}

function byOrder(one: Criterion, other: Criterion): number {
  const [left, right] = [one.group ?? '', other.group ?? ''];
  if (left !== right) return left < right ? -1 : 1;
  return one.order - other.order || (one.code < other.code ? -1 : 1);
}
