/** `rollcall contracts draft | show | offer | take-back`: a contract until somebody has signed it. */
import type { Command } from 'commander';
import type { ClientBase } from 'pg';
import {
  draftContract,
  offerContract,
  requireContract,
  takeBackOffer,
  type Contract,
  type Who,
} from '../../cases/index.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { withSession } from '../session.ts';
import { countOption } from '../trigger-options.ts';
import { contractAsJson, runOnContract } from './contracts-acting.ts';
import { registerChange } from './contracts-change.ts';

interface DraftOptions {
  readonly student: string;
  readonly renews?: string;
  readonly offer: boolean;
  readonly format: Format;
}

export function registerDraft(contracts: Command): void {
  const draft = contracts
    .command('draft')
    .description('Draft a contract from the template, and offer it for signing.')
    .requiredOption('--student <id>', 'whose family')
    .option('--renews <contract>', 'go on with the contract of the year before')
    .option('--no-offer', 'leave it a draft, to be changed first');
  formatOption(draft).action(({ student, renews, offer, format }: DraftOptions) =>
    withSession(async (session) => {
      const renewsId = renews === undefined ? null : countOption('--renews', renews);
      await runOnContract(session, format, async (client, who) => {
        const made = await draftContract(client, who, { student, renewsId });
        return offer ? offerContract(client, who, made.contractId) : made;
      });
    }),
  );
  registerShow(contracts);
  registerChange(contracts);
  registerPlain(contracts, 'offer', 'Offer a draft for signing: from now on its text stands.', offerContract);
  registerPlain(
    contracts,
    'take-back',
    'Take an offer back: a draft again, as long as nobody has signed.',
    takeBackOffer,
  );
}

function registerPlain(
  contracts: Command,
  name: string,
  description: string,
  work: (client: ClientBase, who: Who, contractId: number) => Promise<Contract>,
): void {
  const command = contracts.command(name).description(description).argument('<contract>', 'its number');
  formatOption(command).action((contract: string, { format }: { readonly format: Format }) =>
    withSession((session) => {
      const contractId = countOption('contract', contract);
      return runOnContract(session, format, (client, who) => work(client, who, contractId));
    }),
  );
}

function registerShow(contracts: Command): void {
  const show = contracts
    .command('show')
    .description('One contract with its terms; as JSON with its whole text in each language.')
    .argument('<contract>', 'its number');
  formatOption(show).action((contract: string, { format }: { readonly format: Format }) =>
    withSession(async ({ db, districtId }) => {
      const found = await requireContract(db.pool, districtId, countOption('contract', contract));
      const { contractId, state, startsOn, reviewOn, endsOn, languages, goals, texts } = found;
      if (format === 'json') return printJsonLine({ ...contractAsJson(found), languages, goals, texts });
      remark(`Contract ${contractId}: ${state}, ${startsOn} to ${endsOn}, looked at again on ${reviewOn}.`);
      if (goals !== '') remark(`Goals: ${goals}`);
      printTable(
        ['language', 'part', 'term'],
        languages.flatMap((language) =>
          (texts[language]?.parts ?? []).flatMap(({ part, terms }) => terms.map(({ text }) => [language, part, text])),
        ),
      );
    }),
  );
}
