/** The worklist: one list over all criteria and packs of who is due, what is held and why. Reading it changes nothing. */
import type pg from 'pg';
import { readLatestContacts } from '../../cases/index.ts';
import { readDistrictSettings } from '../../db/district-settings.ts';
import { formatDay, parseDay } from '../../engine/index.ts';
import type { Criterion, Decision } from '../../engine/index.ts';
import { planLetters } from '../../documents/index.ts';
import type { GuardianFact, LetterPlan } from '../../documents/index.ts';
import type { Pack } from '../../packs/index.ts';
import { triggerIdOf } from '../identity.ts';
import type { TriggerIdentity } from '../identity.ts';
import { kindsNotPerformed } from '../effects/plan-effects.ts';
import { actsByItself, criterionOf, lettersOf, readPackVersions } from '../pack-versions.ts';
import type { LetterConsequence } from '../pack-versions.ts';
import { readChoices } from '../slots/choices.ts';
import { readFreeSlots } from '../slots/slots.ts';
import { allotConferences } from './conferences.ts';
import type { Choices, FreeSlot } from './conferences.ts';
import { isOpenCorrection } from './corrections.ts';
import { readFamilies } from './families.ts';
import { isAskedFor, isByHand, isDue, isHeld, matchesPlace } from './filter.ts';
import type { Filterable, WorklistFilter } from './filter.ts';
import { doubtsOf } from './look-first.ts';
import type { Doubt } from './look-first.ts';
import { readPersonDecisions, withPersonDecisions } from './person-decisions.ts';
import type { PersonDecision, StandingDecision } from './person-decisions.ts';
import { readTriggers } from './read-triggers.ts';
import type { StoredTrigger } from './read-triggers.ts';
import { readOverdueAfter, readSchoolDays, schoolDaysAfter } from './school-days.ts';
import { readNoticesOnFile, sentBefore } from './sent-before.ts';
import type { NoticeOnFile, SentBefore } from './sent-before.ts';

/** One line: a trigger and everything a person wants to know before deciding. */
export interface WorklistLine extends Filterable {
  readonly triggerId: string;
  readonly trigger: StoredTrigger;
  readonly policy: Pack;
  readonly rule: Criterion;
  readonly reason: string | null;
  /** The person's decision behind a hold or a decline. */
  readonly person: PersonDecision | null;
  /** Empty for a student with the flag `no-letters`: such a notice does the rest without a letter. */
  readonly letters: readonly LetterConsequence[];
  /** The conference slot it takes when it is issued. */
  readonly slot: FreeSlot | null;
  /** One for each letter, for due lines; empty for all others. */
  readonly plans: readonly LetterPlan[];
  readonly sentBefore: readonly SentBefore[];
  readonly doubts: readonly Doubt[];
  /** The notice on file that speaks for it: issued, or changed after sending. */
  readonly notice: NoticeOnFile | null;
}

export interface Worklist {
  readonly asOf: string;
  readonly lines: readonly WorklistLine[];
  /** Under the same filter, whatever decision is asked for. */
  readonly counts: {
    readonly due: number;
    /** Steps without a letter that no part of Rollcall carries out. */
    readonly byHand: number;
    readonly toApprove: number;
    readonly held: number;
    readonly declined: number;
    readonly changed: number;
  };
}

export interface WorklistQuestion {
  readonly districtId: number;
  /** ISO. */
  readonly asOf: string;
  readonly filter: WorklistFilter;
  /** Only these schools are read, which is much faster than to filter by one; left out: all that the client may see. */
  readonly schools?: readonly string[];
  /** Also lines whose notice was issued after this instant; `readWorklistLines` only. */
  readonly issuedAfter?: Date;
  /** Whether a mail server is set up: else all letters go on paper. */
  readonly canMail?: boolean;
  /** A slot that a person chose for one trigger. */
  readonly chosenSlot?: { readonly triggerId: string; readonly slotId: number };
}

/** Reads the worklist. Oldest trigger date first. */
export async function readWorklist(client: pg.ClientBase | pg.Pool, question: WorklistQuestion): Promise<Worklist> {
  const all = await readLines(client, question);
  const inPlace = all.filter((line) => matchesPlace(line, question.filter));
  return {
    asOf: question.asOf,
    lines: inPlace.filter((line) => isAskedFor(line, question.filter)),
    counts: {
      due: inPlace.filter(isDue).length,
      byHand: inPlace.filter(isByHand).length,
      toApprove: inPlace.filter((line) => line.decision === 'held' && line.reason === 'approval').length,
      held: inPlace.filter(isHeld).length,
      declined: inPlace.filter((line) => line.decision === 'declined' && !line.isChanged).length,
      changed: inPlace.filter((line) => line.isChanged).length,
    },
  };
}

/**
 * All lines that wait for a person, done by hand or issued lately, whatever the filter says of them.
 * Input: a client in a transaction that sees one state of the data.
 */
export function readWorklistLines(
  client: pg.ClientBase | pg.Pool,
  question: Omit<WorklistQuestion, 'filter'>,
): Promise<readonly WorklistLine[]> {
  return readLines(client, { ...question, filter: {} });
}

/**
 * The line of a trigger that a person issues again, as if nothing of its identity were on file.
 * Returns undefined when it is not met now.
 */
export async function readLineToReissue(
  client: pg.ClientBase,
  question: {
    readonly districtId: number;
    readonly asOf: string;
    readonly identity: TriggerIdentity;
    readonly canMail?: boolean;
  },
): Promise<WorklistLine | undefined> {
  const { districtId, asOf, identity } = question;
  const students = [identity.student];
  const found = await readTriggers(client, { districtId, students });
  const trigger = found.find((one) => triggerIdOf(one.identity) === triggerIdOf(identity));
  if (trigger === undefined) return undefined;
  const packs = await readPackVersions(client, { districtId, hashes: [trigger.packHash] });
  const line = lineOf(trigger, {
    packs,
    decisions: new Map(),
    ...(await readFile(client, districtId, students)),
    asOf,
  });
  if (line === undefined) return undefined;
  const due: WorklistLine = { ...line, decision: 'issue', reason: null, isChanged: false };
  const [withSlot = due] = giveConferences([due], await readFreeSlots(client, { districtId, after: asOf }), {});
  const families = await readFamilies(client, { districtId, students });
  const mayEmail = await mayLettersGoByEmail(client, question);
  return { ...withSlot, plans: plansOf(withSlot, families.get(identity.student) ?? [], { letterOn: asOf, mayEmail }) };
}

/** Conferences are allotted over the whole district before anything is filtered, so that a filter never changes who comes first. */
async function readLines(
  client: pg.ClientBase | pg.Pool,
  question: WorklistQuestion,
): Promise<readonly WorklistLine[]> {
  return addDoubts(client, await readSlottedLines(client, question), question);
}

async function readSlottedLines(
  client: pg.ClientBase | pg.Pool,
  question: WorklistQuestion & { readonly students?: readonly string[] },
): Promise<readonly WorklistLine[]> {
  const { districtId, asOf, schools, issuedAfter } = question;
  const triggers = await readTriggers(client, {
    districtId,
    changed: true,
    ...decisionsWanted(question.filter),
    ...(question.students === undefined ? {} : { students: question.students }),
    ...(schools === undefined ? {} : { schools }),
    ...(issuedAfter === undefined ? {} : { issuedAfter }),
  });
  const packs = await readPackVersions(client, { districtId, hashes: triggers.map((trigger) => trigger.packHash) });
  const students = [...new Set(triggers.map((trigger) => trigger.identity.student))];
  const decisions = await readPersonDecisions(client, {
    districtId,
    ...(schools === undefined ? {} : { students }),
  });
  const file = { packs, decisions, ...(await readFile(client, districtId, students)), asOf };
  const lines = triggers.flatMap((trigger) => lineOf(trigger, file) ?? []);
  return giveConferences(
    lines,
    await readFreeSlots(client, { districtId, after: asOf }),
    await choicesOf(client, question),
  );
}

/**
 * Triggers of a student that are due but for a conference date. Input: `schools`, where the student's triggers are now: who comes first is
 * decided there, and only where a date is left does it depend on others.
 */
export async function readWaitingForConference(
  client: pg.ClientBase,
  question: Pick<WorklistQuestion, 'districtId' | 'asOf'> & {
    readonly student: string;
    readonly schools: readonly string[];
  },
): Promise<ReadonlySet<string>> {
  const { districtId, asOf, student, schools } = question;
  const free = await readFreeSlots(client, { districtId, after: asOf });
  const among = free.some(({ school }) => schools.includes(school)) ? { schools } : { students: [student] };
  const lines = await readSlottedLines(client, { districtId, asOf, filter: {}, ...among });
  const waiting = lines.filter((line) => line.student === student && line.reason === 'conference' && isHeld(line));
  return new Set(waiting.map(({ triggerId }) => triggerId));
}

/** Most of what is stored is settled; it is read only when it is asked for. */
function decisionsWanted({ decision }: WorklistFilter): { readonly decisions?: readonly Decision[] } {
  if (decision === 'all') return {};
  const waiting = ['issue', 'held', 'declined'] as const;
  switch (decision) {
    case 'issued':
    case 'suppressed':
    case 'satisfied':
    case 'noted':
      return { decisions: [...waiting, decision] };
    default:
      return { decisions: waiting };
  }
}

/** What is on file beside the triggers. */
interface OnFile {
  readonly packs: ReadonlyMap<string, Pack>;
  readonly decisions: ReadonlyMap<string, readonly PersonDecision[]>;
  readonly notices: ReadonlyMap<string, readonly NoticeOnFile[]>;
  /** By trigger: the latest notice that was not withdrawn. */
  readonly standing: ReadonlyMap<string, NoticeOnFile>;
  readonly asOf: string;
}

async function readFile(
  client: pg.ClientBase | pg.Pool,
  districtId: number,
  students: readonly string[],
): Promise<Pick<OnFile, 'notices' | 'standing'>> {
  const notices = await readNoticesOnFile(client, { districtId, students });
  const all = [...notices.values()]
    .flat()
    .filter((notice) => notice.state !== 'withdrawn')
    .toSorted((one, other) => one.issueNo - other.issueNo);
  return { notices, standing: new Map(all.map((notice) => [triggerIdOf(notice.identity), notice])) };
}

function lineOf(trigger: StoredTrigger, file: OnFile): WorklistLine | undefined {
  const policy = file.packs.get(trigger.packHash);
  if (policy === undefined) return undefined;
  const rule = criterionOf(policy, trigger.identity.criterion, parseDay(trigger.triggerOn) ?? 0);
  if (rule === undefined) return undefined;
  const triggerId = triggerIdOf(trigger.identity);
  const onFile = file.notices.get(trigger.identity.student) ?? [];
  const notice = file.standing.get(triggerId) ?? null;
  const isChanged = notice !== null && isOpenCorrection(notice);
  if (trigger.state === 'lapsed' && !isChanged) return undefined;
  const standing: StandingDecision = isChanged
    ? { decision: 'issued', reason: notice.asksEffects ? 'rescinded' : notice.correction, person: null }
    : withPersonDecisions(trigger, file.decisions.get(triggerId) ?? [], file.asOf);
  return {
    triggerId,
    trigger,
    policy,
    rule,
    ...standing,
    isChanged,
    actsByItself: actsByItself(rule),
    isLeftToPeople: kindsNotPerformed(rule).length > 0,
    at: trigger.at,
    pack: trigger.identity.pack,
    criterion: trigger.identity.criterion,
    grade: trigger.grade,
    student: trigger.identity.student,
    letters: trigger.noLetters ? [] : lettersOf(rule),
    slot: null,
    plans: [],
    sentBefore: sentBefore(onFile, trigger.identity.pack),
    doubts: [],
    notice,
  };
}

/** What people chose beforehand, and what is chosen with the question. */
async function choicesOf(
  client: pg.ClientBase | pg.Pool,
  { districtId, chosenSlot }: Pick<WorklistQuestion, 'districtId' | 'chosenSlot'>,
): Promise<Choices> {
  const { chosen, byHand } = await readChoices(client, districtId);
  if (chosenSlot === undefined) return { chosen, byHand };
  return { chosen: new Map(chosen).set(chosenSlot.triggerId, chosenSlot.slotId), byHand };
}

function giveConferences(
  lines: readonly WorklistLine[],
  slots: readonly FreeSlot[],
  choices: Choices,
): readonly WorklistLine[] {
  const wanting = lines.filter((line) => isDue(line) && line.letters.some((letter) => letter.conference));
  const given = allotConferences(
    wanting.map((line) => ({ triggerId: line.triggerId, school: line.at, triggerOn: line.trigger.triggerOn })),
    slots,
    choices,
  );
  const waiting = new Set(wanting);
  return lines.map((line) => {
    if (!waiting.has(line)) return line;
    const slot = given.get(line.triggerId);
    return slot === undefined ? { ...line, decision: 'held', reason: 'conference' } : { ...line, slot };
  });
}

/** "Called yesterday", over a weekend too. Unit: calendar days. */
const CONTACTED_DAYS = 3;

async function addDoubts(
  client: pg.ClientBase | pg.Pool,
  lines: readonly WorklistLine[],
  question: WorklistQuestion,
): Promise<readonly WorklistLine[]> {
  const { districtId, asOf } = question;
  const due = lines.filter(isDue);
  if (due.length === 0) return lines;
  const families = await readFamilies(client, { districtId, students: [...new Set(due.map((line) => line.student))] });
  const how = { letterOn: asOf, mayEmail: await mayLettersGoByEmail(client, question) };
  const planned = new Map(due.map((line) => [line, plansOf(line, families.get(line.student) ?? [], how)]));
  const crowded = householdsWithSiblings(planned);
  const from = due.reduce((oldest, line) => (line.trigger.triggerOn < oldest ? line.trigger.triggerOn : oldest), asOf);
  const schools = [...new Set(due.map((line) => line.at))];
  const schoolDays = await readSchoolDays(client, { districtId, from, through: asOf, schools });
  const overdueAfter = await readOverdueAfter(client, districtId);
  const since = formatDay((parseDay(asOf) ?? 0) - CONTACTED_DAYS);
  const contacts = await readLatestContacts(client, { districtId, since });
  return lines.map((line) => {
    const plans = planned.get(line);
    if (plans === undefined) return line;
    const hasSiblingDue = plans.some((plan) => plan.letters.some((letter) => crowded.has(letter.household)));
    const waitedSchoolDays = schoolDaysAfter(schoolDays.get(line.at) ?? [], line.trigger.triggerOn);
    return {
      ...line,
      plans,
      doubts: doubtsOf({
        plans,
        isWithoutLetters: isWithoutLetters(line),
        hasSiblingDue,
        waitedSchoolDays,
        overdueAfter,
        latestContact: contacts.get(line.student),
      }),
    };
  });
}

/** Its criterion sends a letter, and the student's flag `no-letters` forbids it. */
export function isWithoutLetters(line: Pick<WorklistLine, 'trigger' | 'rule'>): boolean {
  return line.trigger.noLetters && lettersOf(line.rule).length > 0;
}

/** Both the installation and the district must say so; a letter goes by e-mail only where its pack lets it. */
async function mayLettersGoByEmail(
  client: pg.ClientBase | pg.Pool,
  { districtId, canMail = false }: Pick<WorklistQuestion, 'districtId' | 'canMail'>,
): Promise<boolean> {
  return canMail && (await readDistrictSettings(client, districtId)).letterMail === 'on';
}

/** Who gets each letter of a line, in which way and language, as of a day. */
export function plansOf(
  line: Pick<WorklistLine, 'trigger' | 'letters' | 'policy'>,
  guardians: readonly GuardianFact[],
  { letterOn, mayEmail }: { readonly letterOn: string; readonly mayEmail: boolean },
): readonly LetterPlan[] {
  const { trigger } = line;
  const student = {
    name: `${trigger.firstName} ${trigger.lastName}`,
    birthOn: trigger.birthOn,
    homeLanguage: trigger.homeLanguage,
  };
  return line.letters.map(({ letter, byEmail }) =>
    planLetters({
      student,
      guardians: [...guardians],
      letterOn,
      languages: [...(line.policy.letters.get(letter)?.keys() ?? [])],
      mayEmail: mayEmail && byEmail,
    }),
  );
}

/** Households to which letters about two students would go. */
function householdsWithSiblings(planned: ReadonlyMap<WorklistLine, readonly LetterPlan[]>): ReadonlySet<string> {
  const students = new Map<string, string>();
  const crowded = new Set<string>();
  for (const [line, plans] of planned) {
    for (const letter of plans.flatMap((plan) => plan.letters.filter(({ sendTo }) => sendTo === ''))) {
      const other = students.get(letter.household);
      if (other !== undefined && other !== line.student) crowded.add(letter.household);
      students.set(letter.household, line.student);
    }
  }
  return crowded;
}
