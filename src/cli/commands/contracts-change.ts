/** `rollcall contracts change`: the terms, days, languages and signers of a draft. */
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { ClientBase } from 'pg';
import { changeContract, requireContract, type Contract, type ContractTexts, type Who } from '../../cases/index.ts';
import { formatDay } from '../../engine/index.ts';
import { ProblemError } from '../../problem.ts';
import { attendanceContractsContract } from '../../server/attendance-contracts/contract.ts';
import { formatOption, type Format } from '../output.ts';
import { dayOption, withSession } from '../session.ts';
import { countOption } from '../trigger-options.ts';
import { runOnContract } from './contracts-acting.ts';

const Body = attendanceContractsContract.changeContract.body;

interface ChangeOptions {
  readonly goals?: string;
  readonly start?: string;
  readonly review?: string;
  readonly end?: string;
  readonly language?: readonly string[];
  readonly term?: readonly string[];
  readonly signer?: readonly string[];
  readonly texts?: string;
  readonly format: Format;
}

const OPTIONS = '--goals, --start, --review, --end, --language, --term, --signer or --texts';

/** Input: the command `contracts`. */
export function registerChange(contracts: Command): void {
  const change = contracts
    .command('change')
    .description('Change a draft. What is left out stays as it is.')
    .argument('<contract>', 'its number')
    .option('--goals <text>', 'what it is to reach')
    .option('--start <date>', 'the first day')
    .option('--review <date>', 'when it is looked at again')
    .option('--end <date>', 'the last day')
    .option('--language <code...>', 'the languages of its copies')
    .option('--term <part=words...>', 'a term more; part: family, student, school')
    .option('--signer <part=name...>', 'all who sign; part: guardian, student, school, other')
    .option('--texts <file>', 'the texts as contracts show --format json has them, written anew');
  formatOption(change).action((contract: string, { format, ...options }: ChangeOptions) =>
    withSession(async (session) => {
      const contractId = countOption('contract', contract);
      if (Object.keys(options).length === 0)
        throw new ProblemError([{ path: 'contract', found: 'nothing to change', allowed: OPTIONS }]);
      const texts = options.texts === undefined ? undefined : await readTexts(options.texts);
      await runOnContract(session, format, async (client, who) => {
        const before = await requireContract(client, who.districtId, contractId);
        const { revision } = before;
        const signers = await signersOf(client, who, { before, given: options.signer });
        const written = { ...before, ...changeOf(before, options), signers };
        const asked = requireAllowed({
          ...written,
          texts: withTerms(texts ?? before.texts, written.languages, options.term ?? []),
        });
        return changeContract(client, who, { contractId, revision, ...asked });
      });
    }),
  );
}

function changeOf({ goals, languages, startsOn, reviewOn, endsOn }: Contract, options: Omit<ChangeOptions, 'format'>) {
  const dayOf = (option: string, text: string | undefined, before: string): string =>
    text === undefined ? before : formatDay(dayOption(option, text));
  return {
    goals: options.goals ?? goals,
    languages: options.language ?? languages,
    startsOn: dayOf('--start', options.start, startsOn),
    reviewOn: dayOf('--review', options.review, reviewOn),
    endsOn: dayOf('--end', options.end, endsOn),
  };
}

/** What the API takes as well, and nothing else. Fails: ProblemError. */
function requireAllowed(given: object) {
  const checked = Body.safeParse(given);
  if (checked.success) return checked.data;
  throw new ProblemError(checked.error.issues.map((issue) => problemOf(issue, given)));
}

function problemOf(
  { path, message }: { readonly path: readonly PropertyKey[]; readonly message: string },
  given: unknown,
) {
  const found = path.reduce<unknown>(
    (at, key) => (at as Readonly<Record<PropertyKey, unknown>> | undefined)?.[key],
    given,
  );
  return { path: path.join('.'), found: (JSON.stringify(found) ?? 'nothing').slice(0, 60), allowed: message };
}

async function readTexts(path: string): Promise<ContractTexts> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ProblemError([{ file: path, found: error.code ?? 'no file', allowed: 'a file that can be read' }]);
  });
  const given = parsed(text);
  const read = Body.shape.texts.safeParse(given);
  if (read.success) return read.data;
  throw new ProblemError(read.error.issues.map((issue) => ({ file: path, ...problemOf(issue, given) })));
}

/** Undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** In the first language: the others have it as it was written. Fails: ProblemError for a part that the contract has not. */
function withTerms(texts: ContractTexts, languages: readonly string[], given: readonly string[]): ContractTexts {
  const [language = ''] = languages;
  const text = texts[language];
  if (given.length === 0 || text === undefined) return texts;
  const terms = given.map((one) =>
    namedOption(
      '--term',
      one,
      text.parts.map(({ part }) => part),
    ),
  );
  const parts = text.parts.map((one) => {
    const own = terms.filter(({ part }) => part === one.part).map(({ words }) => ({ text: words, isOwn: true }));
    return { ...one, terms: [...one.terms, ...own] };
  });
  return { ...texts, [language]: { ...text, parts } };
}

const PARTS = ['guardian', 'student', 'school', 'other'] as const;

/** A guardian is found by the name, so that nobody signs who must not be contacted. */
async function signersOf(
  client: ClientBase,
  { districtId }: Who,
  { before, given }: { readonly before: Contract; readonly given: readonly string[] | undefined },
) {
  if (given === undefined) return before.signatures.map(({ part, name, guardianId }) => ({ part, name, guardianId }));
  const guardians = await client.query<{ id: string; name: string }>(
    'select guardian_id as id, lower(name) as name from guardians where district_id = $1 and student_id = $2',
    [districtId, before.student],
  );
  return given.map((one) => {
    const { part, words } = namedOption('--signer', one, PARTS);
    const guardian = guardians.rows.find(({ name }) => part === 'guardian' && name === words.toLowerCase());
    return { part, name: words, guardianId: guardian?.id ?? '' };
  });
}

/** Reads `part=words`. Fails: ProblemError that names the option. */
function namedOption<const T extends string>(
  option: string,
  text: string,
  parts: readonly T[],
): { readonly part: T; readonly words: string } {
  const at = text.indexOf('=');
  const part = parts.find((one) => one === text.slice(0, Math.max(at, 0)));
  const words = text.slice(at + 1).trim();
  if (part === undefined || words === '')
    throw new ProblemError([{ path: option, found: `"${text}"`, allowed: `one of ${parts.join(', ')}, = and words` }]);
  return { part, words };
}
