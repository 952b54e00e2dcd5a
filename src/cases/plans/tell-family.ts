/** Tells the family of a closed plan: one letter to a household in its language, by e-mail where there is an address, else on paper. */
import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { KnownDistrict } from '../../calculation/index.ts';
import { nameOfCode, readCatalogHistory } from '../../catalogs/index.ts';
import { renderText } from '../../documents/content/plain-text.ts';
import type { LetterContent } from '../../documents/content/letter-content.ts';
import { chooseLanguage } from '../../documents/family-language.ts';
import {
  keepLetterImages,
  letterheadOf,
  planLetters,
  readLetterheads,
  type GuardianFact,
  type PlannedLetter,
} from '../../documents/index.ts';
import type { Day } from '../../engine/index.ts';
import { queueMail } from '../../messages/index.ts';
import { Refusal } from '../../problem.ts';
import type { Who } from '../core/who.ts';
import { attendanceAround } from './attendance-around.ts';
import { locked, step } from './change-plan.ts';
import { FAMILY_LANGUAGES } from './family-words.ts';
import { familyLetter, type FamilyLetterInput } from './family-letter.ts';
import { readInterventions } from './interventions.ts';
import { asOfDay } from './plan-days.ts';
import type { PlanRow } from './plan-row.ts';

export interface TellFamily {
  readonly planId: number;
  readonly known: KnownDistrict;
}

export interface FamilyCopy {
  readonly copyId: number;
  readonly recipients: readonly string[];
  readonly language: string;
  /** What the family asked for where it is not served; '' it got its own. */
  readonly wantedLanguage: string;
  readonly way: 'email' | 'print';
  readonly about: CopyAbout;
  readonly state: 'made' | 'queued' | 'printed' | 'handed-over';
  readonly stateBy: string;
  readonly stateAt: Date | null;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly sha256: string;
}

/**
 * Makes the copies, queues the mails, and says who cannot be reached. Told once: again only after nobody was.
 * Fails: Refusal while the plan is active, without our view, or once the family was told.
 */
export async function tellFamily(
  client: ClientBase,
  who: Who,
  { planId, known }: TellFamily,
): Promise<{ readonly copies: readonly FamilyCopy[]; readonly missing: number }> {
  const plan = await locked(client, who, planId, 'tell');
  if (plan.ourView === '')
    throw new Refusal('First say on the Evaluation tab whether the plan helped; the family is told.', {
      code: 'plans.not-evaluated',
    });
  const before = await readFamilyCopies(client, { districtId: who.districtId, planId });
  if (before.some(({ about }) => about === 'closed'))
    throw new Refusal('The family was told already. The copies are below.', { code: 'plans.told' });
  const told = await writeFamilyCopies(client, who, { plan, known, about: 'closed', compose: familyLetter });
  await step(client, who, plan, { step: 'family-told', detail: copiesInShort(told) });
  return told;
}

/** `shared`: the plan as it is; `closed`: how it went. */
export type CopyAbout = 'shared' | 'closed';

export interface FamilyCopies {
  readonly plan: PlanRow;
  readonly known: KnownDistrict;
  readonly about: CopyAbout;
  /** What one household reads. */
  readonly compose: (input: FamilyLetterInput) => LetterContent;
}

/** One copy for each household: by e-mail where there is an address, else on paper. In the caller's transaction. */
export async function writeFamilyCopies(
  client: ClientBase,
  who: Who,
  { plan, known, about, compose }: FamilyCopies,
): Promise<{ readonly copies: readonly FamilyCopy[]; readonly missing: number }> {
  const asOf = await asOfDay(client, { districtId: who.districtId, on: who.on });
  const { letters, missing, mails, input } = await lettersOf(client, who, { plan, known, asOf });
  const copies: FamilyCopy[] = [];
  for (const letter of letters)
    copies.push(await makeCopy(client, who, { plan, letter, mails, about, content: compose(input(letter)) }));
  return { copies, missing };
}

/** What a step says of copies: how they went, never to whom. */
export function copiesInShort({
  copies,
  missing,
}: {
  readonly copies: readonly FamilyCopy[];
  readonly missing: number;
}): Readonly<Record<string, unknown>> {
  return { copies: copies.map(({ way, language }) => ({ way, language })), missing };
}

export async function readFamilyCopies(
  client: Pick<ClientBase, 'query'>,
  { districtId, planId }: { readonly districtId: number; readonly planId: number },
): Promise<readonly FamilyCopy[]> {
  const found = await client.query<FamilyCopy>(
    `select copy_id as "copyId", recipients, language, wanted_language as "wantedLanguage", way, about, state, state_by as "stateBy",
        state_at as "stateAt", made_by as "madeBy", made_at as "madeAt", sha256
       from plan_copies where district_id = $1 and plan_id = $2 order by copy_id`,
    [districtId, planId],
  );
  return found.rows;
}

/** The words of one copy, as they were frozen. Fails: Refusal when they are not what was sealed. */
export async function readCopyContent(
  client: Pick<ClientBase, 'query'>,
  { districtId, planId, copyId }: { readonly districtId: number; readonly planId: number; readonly copyId: number },
): Promise<LetterContent | undefined> {
  const found = await client.query<{ content: { readonly letter: string }; sha256: string }>(
    'select content, sha256 from plan_copies where district_id = $1 and plan_id = $2 and copy_id = $3',
    [districtId, planId, copyId],
  );
  const row = found.rows[0];
  if (row === undefined) return undefined;
  if (sealOf(row.content.letter) !== row.sha256)
    throw new Refusal('This copy is not what was sealed when the family was told. Nothing was printed.', {
      code: 'plans.altered',
    });
  return JSON.parse(row.content.letter) as LetterContent;
}

/** A paper copy was printed or handed over, of a plan that runs too. */
export async function markCopy(
  client: ClientBase,
  who: Who,
  {
    planId,
    copyId,
    state,
  }: { readonly planId: number; readonly copyId: number; readonly state: 'printed' | 'handed-over' },
): Promise<void> {
  const plan = await locked(client, who, planId, 'mark-copy');
  const marked = await client.query(
    `update plan_copies set state = $4, state_by = $5, state_at = $6
      where district_id = $1 and plan_id = $2 and copy_id = $3 and way = 'print' and state <> 'handed-over'`,
    [who.districtId, planId, copyId, state, who.name, who.now],
  );
  if (marked.rowCount === 0) throw new Refusal('There is no such paper copy that waits.', { code: 'plans.no-copy' });
  await step(client, who, plan, { step: `copy-${state}`, detail: { copy: copyId } });
}

interface Family {
  readonly letters: readonly PlannedLetter[];
  readonly missing: number;
  /** E-mail address by the name of a guardian who may get mail. */
  readonly mails: ReadonlyMap<string, string>;
  readonly input: (letter: PlannedLetter) => FamilyLetterInput;
}

interface StudentRow {
  readonly first: string;
  readonly last: string;
  readonly birthOn: string | null;
  readonly homeLanguage: string;
  readonly district: string;
  readonly school: string;
}

async function lettersOf(
  client: ClientBase,
  who: Who,
  { plan, asOf, known }: { readonly plan: PlanRow; readonly asOf: Day; readonly known: KnownDistrict },
): Promise<Family> {
  const { districtId, on } = who;
  const student = await readStudent(client, districtId, plan);
  const guardians = await readGuardians(client, districtId, plan.student);
  const name = `${student.first} ${student.last}`;
  const planned = planLetters({
    student: { name, birthOn: student.birthOn, homeLanguage: student.homeLanguage },
    guardians,
    letterOn: on,
    languages: FAMILY_LANGUAGES,
  });
  const letterheads = await readLetterheads(client, districtId);
  const letterhead = letterheadOf(letterheads, plan.school);
  await keepLetterImages(client, districtId, letterheads);
  const pivot = plan.implementedOn ?? plan.beginsOn;
  const around = await attendanceAround(client, { districtId, student: plan.student, on: pivot, asOf, known });
  const interventions = await readInterventions(client, { districtId, planId: plan.planId });
  const catalog = await readCatalogHistory(client, districtId, 'interventions');
  const begun = interventions.filter(({ state }) => state !== 'planned');
  const mailed = guardians.filter(isMailed);
  const byMailAlone = mailed.filter((one) => planned.missing.some(({ guardian }) => guardian === one.name));
  return {
    letters: [...planned.letters, ...byMailAlone.map((one) => withoutAddress(one, student.homeLanguage))],
    missing: planned.missing.length - byMailAlone.length,
    mails: new Map(mailed.map((one) => [one.name, one.email])),
    input: (letter) => ({
      plan,
      first: student.first,
      district: student.district,
      school: student.school,
      letterhead,
      recipients: letter.recipients,
      address: letter.address,
      language: letter.language,
      on,
      around,
      tried: begun.map(({ code, title, startOn, endOn, dosage }) => {
        const known_ = nameOfCode(catalog, code, letter.language.startsWith('es') ? 'es' : 'en');
        return { name: known_ === code ? title : known_, startOn, endOn, dosage };
      }),
    }),
  };
}

/** For a guardian of whom an e-mail address is known and no place to write to. */
function withoutAddress({ name, language, id }: MailedGuardian, homeLanguage: string): PlannedLetter {
  const choice = chooseLanguage(language.trim() || homeLanguage, FAMILY_LANGUAGES);
  return {
    recipients: [name],
    address: [],
    postalCode: '',
    household: id,
    language: choice.language,
    wantedLanguage: choice.isServed ? '' : choice.wanted,
    toStudent: false,
    flags: [],
    sendTo: '',
  };
}

interface MakeCopy {
  readonly plan: PlanRow;
  readonly letter: PlannedLetter;
  readonly content: LetterContent;
  readonly about: CopyAbout;
  readonly mails: Family['mails'];
}

async function makeCopy(client: ClientBase, who: Who, input: MakeCopy): Promise<FamilyCopy> {
  const { plan, letter, content, about, mails } = input;
  const sealed = JSON.stringify(content);
  const [to] = letter.recipients.flatMap((name) => mails.get(name) ?? []);
  const way = to === undefined ? 'print' : 'email';
  const made = await client.query<FamilyCopy>(
    `insert into plan_copies (district_id, plan_id, student_id, recipients, language, wanted_language, way, content, sha256, state, state_by, state_at, made_by, made_at, about)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $11, $12, $13)
     returning copy_id as "copyId", recipients, language, wanted_language as "wantedLanguage", way, about, state, state_by as "stateBy",
        state_at as "stateAt", made_by as "madeBy", made_at as "madeAt", sha256`,
    [
      who.districtId,
      plan.planId,
      plan.student,
      letter.recipients,
      letter.language,
      letter.wantedLanguage,
      way,
      JSON.stringify({ letter: sealed }),
      sealOf(sealed),
      way === 'email' ? 'queued' : 'made',
      who.name,
      who.now,
      about,
    ],
  );
  const copy = made.rows[0] as FamilyCopy;
  if (to !== undefined) await mailCopy(client, who, { plan, copy, content, to });
  return copy;
}

async function mailCopy(
  client: ClientBase,
  who: Who,
  input: { readonly plan: PlanRow; readonly copy: FamilyCopy; readonly content: LetterContent; readonly to: string },
): Promise<void> {
  const { plan, copy, content, to } = input;
  const key = `plan-${plan.planId}-copy-${copy.copyId}`;
  await queueMail(client, {
    districtId: who.districtId,
    to,
    toName: copy.recipients.join(', '),
    subject: content.title,
    text: renderText(content),
    language: copy.language,
    key,
    by: who.name,
    now: who.now,
    student: plan.student,
    toFamily: true,
    about: { thing: 'plan', id: plan.planId },
  });
  await client.query('update plan_copies set mail_key = $3 where district_id = $1 and copy_id = $2', [
    who.districtId,
    copy.copyId,
    key,
  ]);
}

function sealOf(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

async function readStudent(client: ClientBase, districtId: number, plan: PlanRow): Promise<StudentRow> {
  const found = await client.query<StudentRow>(
    `select s.first_name as first, s.last_name as last, s.birth_on as "birthOn", s.home_language as "homeLanguage", d.name as district,
        coalesce(c.name, '') as school
       from students s join districts d on d.district_id = s.district_id
       left join schools c on c.district_id = s.district_id and c.school_id = $3
      where s.district_id = $1 and s.student_id = $2`,
    [districtId, plan.student, plan.school],
  );
  const row = found.rows[0];
  if (row === undefined)
    throw new Refusal('The student is not there, or not at one of your schools.', { code: 'work.no-student' });
  return row;
}

interface MailedGuardian extends GuardianFact {
  readonly email: string;
}

function isMailed({ email, noContact, receivesMail }: MailedGuardian): boolean {
  return email !== '' && noContact !== true && receivesMail !== false;
}

async function readGuardians(
  client: ClientBase,
  districtId: number,
  student: string,
): Promise<readonly MailedGuardian[]> {
  const found = await client.query<MailedGuardian>(
    `select guardian_id as id, name, language, email, address_1 as address1, address_2 as address2, city, state,
        postal_code as "postalCode", receives_mail as "receivesMail", custodial, no_contact as "noContact"
       from guardians where district_id = $1 and student_id = $2 order by guardian_id`,
    [districtId, student],
  );
  return found.rows;
}
