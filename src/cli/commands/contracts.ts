/** `rollcall contracts`: attendance contracts: drafted, offered, signed, violated. */
import type { Command } from 'commander';
import {
  endContract,
  excuseSigner,
  markViolated,
  readContracts,
  requireContract,
  reviewContract,
  signContract,
  takeBackViolation,
  type Contract,
} from '../../cases/index.ts';
import { formatDay } from '../../engine/index.ts';
import { ProblemError } from '../../problem.ts';
import { requireKnownNames } from '../known-names.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { dayOption, withSession } from '../session.ts';
import { countOption, requireReason } from '../trigger-options.ts';
import { contractAsJson, runOnContract } from './contracts-acting.ts';
import { registerDraft } from './contracts-draft.ts';

export function register(program: Command): void {
  const contracts = program.command('contracts').description('Attendance contracts with families.');
  registerList(contracts);
  registerDraft(contracts);
  registerSign(contracts);
  const excuse = contracts
    .command('excuse')
    .description('The contract holds without a signature; one of the family must sign.')
    .argument('<contract>', 'its number')
    .requiredOption('--name <name>', 'whose, as on the contract')
    .requiredOption('--reason <text>', 'why it is not needed; kept');
  formatOption(excuse).action(
    (contract: string, options: { readonly name: string; readonly reason: string; readonly format: Format }) =>
      withSession(async (session) => {
        const contractId = countOption('contract', contract);
        const reason = requireReason(options.reason);
        await runOnContract(session, options.format, async (client, who) => {
          const { signatureId } = signerOf(await requireContract(client, who.districtId, contractId), options.name);
          return excuseSigner(client, who, { contractId, signatureId, reason });
        });
      }),
  );
  registerViolated(contracts);
  registerReview(contracts);
  const end = contracts
    .command('end')
    .description('End a contract before its last day; it stays on record.')
    .argument('<contract>', 'its number')
    .requiredOption('--reason <text>', 'why; kept');
  formatOption(end).action((contract: string, options: { readonly reason: string; readonly format: Format }) =>
    withSession((session) => {
      const input = { contractId: countOption('contract', contract), reason: requireReason(options.reason) };
      return runOnContract(session, options.format, (client, who) => endContract(client, who, input));
    }),
  );
}

function registerReview(contracts: Command): void {
  const review = contracts
    .command('review')
    .description('Write down how a contract went, and when it is looked at again.')
    .argument('<contract>', 'its number')
    .requiredOption('--note <text>', 'how it went; kept')
    .option('--next <date>', 'the next review; left out: none');
  formatOption(review).action(
    (
      contract: string,
      { note, next, format }: { readonly note: string; readonly next?: string; readonly format: Format },
    ) =>
      withSession((session) => {
        const contractId = countOption('contract', contract);
        const nextOn = next === undefined ? null : formatDay(dayOption('--next', next));
        return runOnContract(session, format, (client, who) =>
          reviewContract(client, who, { contractId, note, nextOn }),
        );
      }),
  );
}

function registerList(contracts: Command): void {
  const list = contracts
    .command('list', { isDefault: true })
    .description('Contracts, the latest first.')
    .option('--school <id>', 'one school only')
    .option('--student <id>', 'of one student only');
  formatOption(list).action(
    ({ school, student, format }: { readonly school?: string; readonly student?: string; readonly format: Format }) =>
      withSession(async (session) => {
        const { db, districtId } = session;
        await requireKnownNames(session, school === undefined ? {} : { school });
        const found = await readContracts(db.pool, {
          districtId,
          ...(school === undefined ? {} : { schools: [school] }),
          ...(student === undefined ? {} : { student }),
          limit: 10_000,
        });
        if (format === 'json') return found.forEach((contract) => printJsonLine(contractAsJson(contract)));
        if (found.length === 0) return remark('No contract here.');
        printTable(['contract', 'student', 'school', 'state', 'from', 'review', 'until', 'signed'], found.map(rowOf));
      }),
  );
}

function registerSign(contracts: Command): void {
  const sign = contracts
    .command('sign')
    .description('Write down a signature: typed, or the document of the signed paper.')
    .argument('<contract>', 'its number')
    .requiredOption('--name <name>', 'who signs, as on the contract')
    .option('--document <number>', 'the scan of the signed paper; left out: typed');
  formatOption(sign).action(
    (
      contract: string,
      { name, document, format }: { readonly name: string; readonly document?: string; readonly format: Format },
    ) =>
      withSession(async (session) => {
        const contractId = countOption('contract', contract);
        await runOnContract(session, format, async (client, who) => {
          const offered = await requireContract(client, who.districtId, contractId);
          const { languages } = offered;
          const signer = signerOf(offered, name);
          const { signatureId } = signer;
          const signing =
            document === undefined
              ? ({ way: 'typed', typed: signer.name } as const)
              : ({ way: 'paper', documentId: countOption('--document', document) } as const);
          return signContract(client, who, { contractId, signatureId, signing, language: languages[0] ?? 'en' });
        });
      }),
  );
}

function signerOf({ signatures }: Contract, name: string): Contract['signatures'][number] {
  const signer = signatures.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (signer !== undefined) return signer;
  throw new ProblemError([
    { path: '--name', found: `"${name}"`, allowed: signatures.map((one) => one.name).join(', ') },
  ]);
}

interface ViolatedOptions {
  readonly reason: string;
  readonly on?: string;
  readonly undo?: boolean;
  readonly format: Format;
}

function registerViolated(contracts: Command): void {
  const violated = contracts
    .command('violated')
    .description('Mark a contract as violated: the event that a criterion may ask for.')
    .argument('<contract>', 'its number')
    .requiredOption('--reason <text>', 'why; kept')
    .option('--on <date>', 'the day; default: today')
    .option('--undo', 'the mark was a mistake; both stay on record');
  formatOption(violated).action((contract: string, options: ViolatedOptions) =>
    withSession(async (session) => {
      const contractId = countOption('contract', contract);
      const reason = requireReason(options.reason);
      const on = options.on === undefined ? {} : { on: formatDay(dayOption('--on', options.on)) };
      await runOnContract(session, options.format, (client, who) =>
        options.undo === true
          ? takeBackViolation(client, who, { contractId, reason })
          : markViolated(client, who, { contractId, reason, ...on }),
      );
    }),
  );
}

function rowOf(contract: Contract): readonly (string | number)[] {
  const { contractId, first, last, schoolName, state, startsOn, reviewOn, endsOn, signatures } = contract;
  const signed = signatures.filter(({ way }) => way !== '').length;
  return [
    contractId,
    `${last}, ${first}`,
    schoolName,
    state,
    startsOn,
    reviewOn,
    endsOn,
    `${signed} of ${signatures.length}`,
  ];
}
