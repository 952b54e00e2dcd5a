import { chooseLanguage } from './family-language.ts';
import { addressLines, addressState, householdKey, type PostalAddress } from './household.ts';
import type { LetterFlag } from './letter-facts.ts';

/** A row of guardians.csv; null where the column is blank. */
export interface GuardianFact extends PostalAddress {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  /** Left out where it is of no interest. */
  readonly email?: string;
  readonly receivesMail: boolean | null;
  readonly custodial: boolean | null;
  readonly noContact: boolean | null;
}

export interface RecipientInput {
  readonly student: { readonly name: string; readonly birthOn: string | null; readonly homeLanguage: string };
  /** In any order. */
  readonly guardians: readonly GuardianFact[];
  readonly letterOn: string;
  /** Languages in which the pack has the letter; at least one. */
  readonly languages: readonly string[];
  /** The letter may go by e-mail: to each guardian who has an address for it. Left out: on paper. */
  readonly mayEmail?: boolean;
}

/** One letter: on paper to one household, by e-mail to one mailbox. */
export interface PlannedLetter {
  readonly recipients: readonly string[];
  readonly address: readonly string[];
  readonly postalCode: string;
  readonly household: string;
  readonly language: string;
  /** What the family asked for, where the pack has no such language; '' where it gets what it asked for. */
  readonly wantedLanguage: string;
  readonly toStudent: boolean;
  readonly flags: readonly LetterFlag[];
  /** The e-mail address it goes to; '' on paper. */
  readonly sendTo: string;
}

export type MissingReason = 'no-guardian' | 'no-mail' | 'no-contact' | 'no-address' | 'address-incomplete';

export interface LetterPlan {
  readonly letters: readonly PlannedLetter[];
  /** Who should get a letter and cannot; `guardian` null: nobody of the family. */
  readonly missing: readonly { readonly guardian: string | null; readonly reason: MissingReason }[];
}

/**
 * Who gets a letter about a student: one to a household, one to each of two homes, none where mail or contact is barred;
 * from 18 on the student. Where it may go by e-mail, each guardian with a mailbox gets one there and the others one on
 * paper, as if they were alone; never to a mailbox that somebody uses who must not be contacted; to students on paper.
 * Ends: a student is 18 on the letter date from the eighteenth birthday on (born on 29 February: from 1 March).
 * Source: product.md 6; FERPA 34 CFR 99.4 and 99.5: rights of a parent without custody stand unless a court order says otherwise.
 */
export function planLetters(input: RecipientInput): LetterPlan {
  const guardians = input.guardians.toSorted(byId);
  const barred = new Set(guardians.filter((guardian) => guardian.noContact === true).map(householdKey));
  return isAdult(input) ? planForStudent(input, { guardians, barred }) : planForGuardians(input, { guardians, barred });
}

interface Family {
  readonly guardians: readonly GuardianFact[];
  /** Homes of guardians who must not be contacted. */
  readonly barred: ReadonlySet<string>;
}

function planForGuardians(input: RecipientInput, { guardians, barred }: Family): LetterPlan {
  const eligible = guardians.filter((guardian) => guardian.noContact !== true && guardian.receivesMail !== false);
  if (eligible.length === 0) return { letters: [], missing: [{ guardian: null, reason: reasonForNobody(guardians) }] };
  const mailboxes = mailboxesOf(input, guardians, eligible);
  const onPaper = eligible.filter((guardian) => !mailboxes.has(emailKey(guardian)));
  const mailed = [...mailboxes.values()].map((members) => mailTo(input, members));
  const households = Map.groupBy(
    onPaper.filter((guardian) => addressState(guardian) === 'complete'),
    householdKey,
  );
  const printed = [...households].map(([household, members]) =>
    letterTo(input, {
      household,
      members,
      recipients: namesOf(members, input.student.name),
      isBarred: barred.has(household),
    }),
  );
  const missing = onPaper.flatMap((guardian) => {
    const state = addressState(guardian);
    return state === 'complete' ? [] : [{ guardian: guardian.name, reason: reasonForAddress(state) }];
  });
  return { letters: [...printed, ...mailed], missing };
}

/** Guardians by the mailbox they are written to; two who share one get one letter. */
function mailboxesOf(
  { mayEmail }: RecipientInput,
  all: readonly GuardianFact[],
  eligible: readonly GuardianFact[],
): ReadonlyMap<string, readonly GuardianFact[]> {
  if (mayEmail !== true) return new Map();
  const barred = new Set(all.filter((guardian) => guardian.noContact === true).map(emailKey));
  const reachable = eligible.filter((guardian) => {
    const key = emailKey(guardian);
    return key !== '' && !barred.has(key);
  });
  return Map.groupBy(reachable, emailKey);
}

/** The same for one mailbox, however it is typed; '' for none that a letter can be sent to. */
function emailKey({ email = '' }: GuardianFact): string {
  const address = email.trim();
  return EMAIL.test(address) ? address.toLowerCase() : '';
}

/** One address and nothing else, so that no line of it can be taken for another recipient. */
const EMAIL = /^[^\s@,;:<>()[\]"\\]+@[^\s@,;:<>()[\]"\\.]+(?:\.[^\s@,;:<>()[\]"\\.]+)+$/;

function mailTo(input: RecipientInput, members: readonly GuardianFact[]): PlannedLetter {
  const home = members.find((member) => addressState(member) === 'complete');
  const letter = letterTo(input, {
    household: home === undefined ? `email ${emailKey(members[0] as GuardianFact)}` : householdKey(home),
    members,
    recipients: namesOf(members, input.student.name),
    isBarred: false,
  });
  const address = home === undefined ? [] : addressLines(home);
  return { ...letter, address, postalCode: home?.postalCode.trim() ?? '', sendTo: (members[0]?.email ?? '').trim() };
}

/** From 18 on: one letter, to the student, where the student most likely lives. */
function planForStudent(input: RecipientInput, { guardians, barred }: Family): LetterPlan {
  const reachable = guardians.filter((guardian) => guardian.noContact !== true);
  const homes = reachable
    .filter((guardian) => addressState(guardian) === 'complete')
    .toSorted((a, b) => likelihood(b, barred) - likelihood(a, barred));
  const home = homes[0];
  if (home === undefined) {
    const isIncomplete = reachable.some((guardian) => addressState(guardian) === 'incomplete');
    const reason =
      reachable.length === 0 ? reasonForNobody(guardians) : reasonForAddress(isIncomplete ? 'incomplete' : 'blank');
    return { letters: [], missing: [{ guardian: null, reason }] };
  }
  const household = householdKey(home);
  const letter = letterTo(input, {
    household,
    members: [home],
    recipients: [input.student.name],
    isBarred: barred.has(household),
  });
  return { letters: [letter], missing: [] };
}

interface Household {
  readonly household: string;
  readonly members: readonly GuardianFact[];
  readonly recipients: readonly string[];
  readonly isBarred: boolean;
}

function letterTo(input: RecipientInput, { household, members, recipients, isBarred }: Household): PlannedLetter {
  const toStudent = isAdult(input);
  const wishes = toStudent
    ? [input.student.homeLanguage]
    : members.map((member) => member.language.trim() || input.student.homeLanguage);
  const choices = wishes.map((wish) => chooseLanguage(wish, input.languages));
  const choice = choices[0] ?? chooseLanguage('', input.languages);
  const flags: LetterFlag[] = [];
  if (isBarred) flags.push('shares-no-contact-address');
  if (choices.some((other) => other.wanted !== choice.wanted)) flags.push('two-languages');
  const home = members[0];
  return {
    recipients,
    address: home === undefined ? [] : addressLines(home),
    postalCode: home?.postalCode.trim() ?? '',
    household,
    language: choice.language,
    wantedLanguage: choice.isServed ? '' : choice.wanted,
    toStudent,
    flags,
    sendTo: '',
  };
}

/** Whether the student is the one who is told. */
export function isAdult({
  student,
  letterOn,
}: {
  readonly student: Pick<RecipientInput['student'], 'birthOn'>;
  readonly letterOn: string;
}): boolean {
  if (student.birthOn === null || student.birthOn === '') return false;
  return `${Number(student.birthOn.slice(0, 4)) + 18}${student.birthOn.slice(4)}` <= letterOn;
}

/** How likely the student lives there; a home shared with somebody who must not be contacted comes last. */
function likelihood(guardian: GuardianFact, barred: ReadonlySet<string>): number {
  return (
    (barred.has(householdKey(guardian)) ? 0 : 4) +
    (guardian.custodial === false ? 0 : 2) +
    (guardian.receivesMail === false ? 0 : 1)
  );
}

function namesOf(members: readonly GuardianFact[], student: string): readonly string[] {
  const names = [...new Set(members.map((member) => member.name.replaceAll(/\s+/g, ' ').trim()).filter(Boolean))];
  return names.length === 0 ? [`Parent or guardian of ${student}`] : names;
}

function reasonForNobody(guardians: readonly GuardianFact[]): MissingReason {
  if (guardians.length === 0) return 'no-guardian';
  return guardians.every((guardian) => guardian.noContact === true) ? 'no-contact' : 'no-mail';
}

function reasonForAddress(state: 'incomplete' | 'blank'): MissingReason {
  return state === 'incomplete' ? 'address-incomplete' : 'no-address';
}

function byId(a: GuardianFact, b: GuardianFact): number {
  if (a.id.length !== b.id.length && /^\d+$/.test(a.id + b.id)) return a.id.length - b.id.length;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}
