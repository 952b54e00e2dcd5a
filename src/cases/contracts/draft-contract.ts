/** A contract is drafted from its template, changed, and offered: from then on its text stands. */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { ProblemError, Refusal } from '../../problem.ts';
import { dueOn } from '../core/due-on.ts';
import { findCase, yearOf, lastOfYear } from '../core/open-case.ts';
import { requireStep } from '../core/states.ts';
import { appendSteps } from '../core/steps.ts';
import { readStudentPlace } from '../core/student-place.ts';
import type { Who } from '../core/who.ts';
import type { Contract, ContractTexts, SignerPart } from './contract.ts';
import { withOwnTerms } from './own-terms.ts';
import { requireContract } from './read-contracts.ts';
import { fillContract, readContractTemplate } from './read-template.ts';
import { CONTRACT } from './states.ts';

/** School days until the review, where nobody says otherwise. */
const REVIEW_AFTER = 20;

export interface DraftContract {
  readonly student: string;
  /** The meeting at which it was made. */
  readonly meetingId?: number | null;
  /** The contract of the year before that it goes on with. */
  readonly renewsId?: number | null;
}

/** Drafts it for the rest of the school year, with the family and the school as who signs. */
export async function draftContract(client: pg.ClientBase, who: Who, input: DraftContract): Promise<Contract> {
  const { districtId, on } = who;
  const { student } = input;
  const school = await readStudentPlace(client, { districtId, student, on });
  const year = yearOf(on);
  await refuseSecond(client, who, { student, year });
  const file = await findCase(client, { districtId, student, year });
  const names = await readNames(client, districtId, { student, school });
  const renewsId = input.renewsId ?? null;
  const renewed = renewsId === null ? null : await requireContract(client, districtId, renewsId);
  const template = await readContractTemplate(client, { districtId, school });
  const texts = renewed?.texts ?? fillContract(template.texts, names);
  const [review = on] = await dueOn(client, districtId, [{ school, from: on, schoolDays: REVIEW_AFTER }]);
  const ends = await lastDay(client, districtId, { school, year });
  const made = await client.query<{ id: number }>(
    `insert into contracts (district_id, student_id, case_id, school_id, year, template, texts, goals, languages, starts_on, review_on, ends_on,
       meeting_id, renews_id, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) returning contract_id as id`,
    [
      districtId,
      student,
      file?.caseId ?? null,
      school,
      year,
      renewed?.template ?? template.name,
      JSON.stringify(texts),
      renewed?.goals ?? '',
      languagesFor(texts, names.language),
      on,
      review < ends ? review : ends,
      ends,
      input.meetingId ?? null,
      renewed?.contractId ?? null,
      who.name,
      who.now,
    ],
  );
  const contractId = made.rows[0]?.id ?? 0;
  await addDefaultSigners(client, who, { contractId, student });
  const contract = await requireContract(client, districtId, contractId);
  await step(client, who, { contract, step: renewed === null ? 'drafted' : 'renewed' });
  return contract;
}

export interface ChangeContract {
  readonly contractId: number;
  readonly texts: ContractTexts;
  readonly goals: string;
  readonly languages: readonly string[];
  readonly startsOn: string;
  readonly reviewOn: string;
  readonly endsOn: string;
  readonly signers: readonly { readonly part: SignerPart; readonly name: string; readonly guardianId?: string }[];
  readonly revision?: number;
}

/** Writes the draft anew. Fails: ProblemError for days out of order or a copy without terms; Refusal once it is offered. */
export async function changeContract(client: pg.ClientBase, who: Who, input: ChangeContract): Promise<Contract> {
  const before = await requireContract(client, who.districtId, input.contractId);
  requireStep(CONTRACT, { status: before.state, action: 'change', who });
  requireGood({ ...input, year: before.year });
  const written = await client.query(
    `update contracts set texts = $3, goals = $4, languages = $5, starts_on = $6, review_on = $7, ends_on = $8, revision = revision + 1
      where district_id = $1 and contract_id = $2 and revision = $9`,
    [
      who.districtId,
      input.contractId,
      JSON.stringify(withOwnTerms(input.texts, input.languages)),
      input.goals,
      input.languages,
      input.startsOn,
      input.reviewOn,
      input.endsOn,
      input.revision ?? before.revision,
    ],
  );
  if (written.rowCount === 0)
    throw new Refusal('Somebody changed this contract meanwhile. Look at it again.', { code: 'work.changed' });
  await client.query('delete from contract_signatures where district_id = $1 and contract_id = $2', [
    who.districtId,
    input.contractId,
  ]);
  await insertSigners(client, who, { contractId: input.contractId, student: before.student, signers: input.signers });
  return requireContract(client, who.districtId, input.contractId);
}

/** From now on its text stands, and can be signed. */
export async function offerContract(client: pg.ClientBase, who: Who, contractId: number): Promise<Contract> {
  const before = await requireContract(client, who.districtId, contractId);
  const state = requireStep(CONTRACT, { status: before.state, action: 'offer', who });
  requireGood(before);
  await client.query(
    `update contracts set state = $3, offered_on = $4, terms_hash = $5, revision = revision + 1 where district_id = $1 and contract_id = $2`,
    [who.districtId, contractId, state, who.on, hashOfTerms(before)],
  );
  const contract = await requireContract(client, who.districtId, contractId);
  await step(client, who, { contract, step: 'offered' });
  return contract;
}

/** Nobody has signed yet: it is a draft again. */
export async function takeBackOffer(client: pg.ClientBase, who: Who, contractId: number): Promise<Contract> {
  const before = await requireContract(client, who.districtId, contractId);
  const state = requireStep(CONTRACT, { status: before.state, action: 'take-back-offer', who });
  if (before.signatures.some(({ way }) => way !== ''))
    throw new Refusal('Somebody has signed these terms. End this contract and make another.', {
      code: 'contracts.signed-terms',
    });
  await client.query(
    `update contracts set state = $3, offered_on = null, terms_hash = '', revision = revision + 1 where district_id = $1 and contract_id = $2`,
    [who.districtId, contractId, state],
  );
  const contract = await requireContract(client, who.districtId, contractId);
  await step(client, who, { contract, step: 'offer-taken-back' });
  return contract;
}

/** What is signed: text, goals and days. */
export function hashOfTerms({ texts, goals, startsOn, reviewOn, endsOn }: Contract): string {
  return createHash('sha256')
    .update(JSON.stringify([texts, goals, startsOn, reviewOn, endsOn]))
    .digest('hex');
}

/** A step of a contract's life. */
export async function step(
  client: pg.ClientBase,
  who: Who,
  one: {
    readonly contract: Contract;
    readonly step: string;
    readonly reason?: string;
    readonly on?: string;
    readonly detail?: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const { student, caseId, contractId } = one.contract;
  const { step: word, reason = '', on = who.on, detail = {} } = one;
  await appendSteps(client, who, [
    { student, caseId, thing: 'contract', thingId: contractId, step: word, reason, on, detail },
  ]);
}

function requireGood({
  texts,
  languages,
  startsOn,
  reviewOn,
  endsOn,
  year,
}: Omit<ChangeContract, 'contractId' | 'signers'> & { readonly year: number }): void {
  const problems: { path: string; found: string; allowed: string }[] = [];
  if (languages.length === 0) problems.push({ path: 'languages', found: 'none', allowed: 'one language or more' });
  for (const language of languages) {
    const terms = texts[language]?.parts.flatMap((part) => part.terms) ?? [];
    if (terms.length === 0)
      problems.push({
        path: `texts.${language}`,
        found: 'no terms',
        allowed: 'at least one term in each language of a copy',
      });
    if (terms.some(({ text }) => text.trim() === ''))
      problems.push({ path: `texts.${language}`, found: 'an empty term', allowed: 'words in each term' });
  }
  const last = lastOfYear(`${year}-07-01`);
  if (endsOn > last)
    problems.push({ path: 'endsOn', found: endsOn, allowed: `a day of its school year, up to ${last}` });
  if (reviewOn < startsOn || reviewOn > endsOn)
    problems.push({ path: 'reviewOn', found: reviewOn, allowed: `a day from ${startsOn} to ${endsOn}` });
  if (problems.length > 0) throw new ProblemError(problems);
}

async function refuseSecond(
  client: pg.ClientBase,
  { districtId }: Who,
  { student, year }: { readonly student: string; readonly year: number },
): Promise<void> {
  const found = await client.query<{ contract_id: number }>(
    `select contract_id from contracts where district_id = $1 and student_id = $2 and year = $3 and state in ('draft', 'offered', 'signed', 'reviewed')`,
    [districtId, student, year],
  );
  const [row] = found.rows;
  if (row !== undefined)
    throw new Refusal(`Contract ${row.contract_id} of this school year is still running. Change or end it first.`, {
      code: 'contracts.running',
    });
}

async function readNames(
  client: pg.ClientBase,
  districtId: number,
  { student, school }: { readonly student: string; readonly school: string },
): Promise<{ readonly first: string; readonly school: string; readonly language: string }> {
  const found = await client.query<{ first: string; school: string | null; language: string }>(
    `select s.first_name as first, o.name as school, coalesce((select nullif(g.language, '') from guardians g
        where g.district_id = s.district_id and g.student_id = s.student_id and g.no_contact is not true order by g.guardian_id limit 1), s.home_language) as language
       from students s left join schools o on o.district_id = s.district_id and o.school_id = $3
      where s.district_id = $1 and s.student_id = $2`,
    [districtId, student, school],
  );
  const [row] = found.rows;
  return { first: row?.first ?? '', school: row?.school ?? school, language: row?.language ?? '' };
}

/** The family's language first, where there is a copy in it; English always. */
function languagesFor(texts: ContractTexts, wanted: string): readonly string[] {
  const base = wanted.toLowerCase().split('-')[0] ?? '';
  return texts[base] === undefined || base === 'en' ? ['en'] : [base, 'en'];
}

/** The last day in session of the school year, else June 30. */
async function lastDay(
  client: pg.ClientBase,
  districtId: number,
  { school, year }: { readonly school: string; readonly year: number },
): Promise<string> {
  const found = await client.query<{ last: string | null }>(
    `select max(on_date) as last from calendar_days where district_id = $1 and school_id = $2 and on_date between $3 and $4`,
    [districtId, school, `${year}-07-01`, `${year + 1}-06-30`],
  );
  return found.rows[0]?.last ?? `${year + 1}-06-30`;
}

async function addDefaultSigners(
  client: pg.ClientBase,
  who: Who,
  { contractId, student }: { readonly contractId: number; readonly student: string },
): Promise<void> {
  const found = await client.query<{ part: SignerPart; name: string; guardianId: string }>(
    `select 'guardian' as part, name, guardian_id as "guardianId" from guardians
      where district_id = $1 and student_id = $2 and no_contact is not true and custodial is not false
     union all
     select 'student', first_name || ' ' || last_name, '' from students where district_id = $1 and student_id = $2 order by 1, 2`,
    [who.districtId, student],
  );
  const school = { part: 'school' as const, name: who.name, guardianId: '' };
  await insertSigners(client, who, { contractId, student, signers: [...found.rows, school] });
}

async function insertSigners(
  client: pg.ClientBase,
  { districtId }: Who,
  input: Pick<ChangeContract, 'contractId' | 'signers'> & { readonly student: string },
): Promise<void> {
  const { contractId, student, signers } = input;
  const barred = await client.query<{ name: string }>(
    'select name from guardians where district_id = $1 and student_id = $2 and no_contact and guardian_id = any ($3)',
    [districtId, student, signers.map(({ guardianId }) => guardianId ?? '')],
  );
  const [first] = barred.rows;
  if (first !== undefined)
    throw new Refusal(`There is an order of no contact for ${first.name}: they do not sign.`, {
      code: 'contracts.no-contact',
      values: { name: first.name },
    });
  await client.query(
    `insert into contract_signatures (district_id, contract_id, student_id, part, name, guardian_id)
     select $1, $2, $3, s.part, s.name, s.guardian_id
       from jsonb_to_recordset($4::jsonb) as s (part text, name text, guardian_id text, at integer) order by s.at`,
    [
      districtId,
      contractId,
      student,
      JSON.stringify(
        signers.map(({ part, name, guardianId }, at) => ({
          part,
          name: name.trim(),
          guardian_id: guardianId ?? '',
          at,
        })),
      ),
    ],
  );
}
