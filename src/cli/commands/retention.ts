/** `rollcall retention`: how long documents are kept, what is older, and purging it. */
import type { Command } from 'commander';
import {
  keepDocuments,
  proposeRetention,
  purgeDocuments,
  readRetention,
  readRetentionProposals,
  removeStoredFile,
  writeRetention,
} from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { confirm, formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { withSession, type Session } from '../session.ts';
import { countOption, requireReason } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';

interface DecideOptions {
  readonly reason?: string;
  readonly yes?: boolean;
  readonly format: Format;
}

export function register(program: Command): void {
  const retention = program
    .command('retention')
    .description('How long documents of closed attendance files are kept. Nothing is purged without a person.');
  const show = retention
    .command('show')
    .description('The years, and what was proposed; looks for older documents first.');
  formatOption(show).action(({ format }: { readonly format: Format }) =>
    withSession((session) => showAll(session, format)),
  );
  const set = retention
    .command('set')
    .description('Say how many years after the end of its school year a document is kept.')
    .argument('<years>', '1 to 99')
    .option('--reason <text>', 'why; kept');
  formatOption(set).action((years: string, { reason, format }: DecideOptions) =>
    withSession(async (session) => {
      const who = await whoOfSession(session);
      const documentsYears = countOption('years', years);
      await withTransaction(session.db, (client) =>
        writeRetention(client, who, { documentsYears, reason: requireReason(reason) }),
      );
      if (format === 'json') printJsonLine({ documents_years: documentsYears });
      else remark(`Documents are kept for ${documentsYears} years.`);
    }),
  );
  const purge = retention
    .command('purge')
    .description('Remove the documents of a proposal. Entries and hashes stay.')
    .argument('<proposal>', 'its number')
    .option('--reason <text>', 'why; kept')
    .option('--yes', 'without asking');
  formatOption(purge).action((proposal: string, options: DecideOptions) =>
    withSession((session) => purgeProposal(session, countOption('proposal', proposal), options)),
  );
  const keep = retention
    .command('keep')
    .description('Keep the documents of a proposal.')
    .argument('<proposal>', 'its number')
    .option('--reason <text>', 'why; kept');
  formatOption(keep).action((proposal: string, { reason, format }: DecideOptions) =>
    withSession(async (session) => {
      const who = await whoOfSession(session);
      const proposalId = countOption('proposal', proposal);
      await withTransaction(session.db, (client) =>
        keepDocuments(client, who, { proposalId, reason: requireReason(reason) }),
      );
      if (format === 'json') printJsonLine({ proposal: proposalId, state: 'kept' });
      else remark('Kept.');
    }),
  );
}

async function showAll(session: Session, format: Format): Promise<void> {
  const { db, districtId } = session;
  const who = await whoOfSession(session);
  await withTransaction(db, (client) => proposeRetention(client, { ...who, name: 'Rollcall' }));
  const settings = await readRetention(db.pool, districtId);
  const proposals = await readRetentionProposals(db.pool, districtId);
  if (format === 'json') {
    printJsonLine({ documents_years: settings.documentsYears, set_by: settings.setBy });
    for (const { proposalId, ...one } of proposals) printJsonLine({ proposal: proposalId, ...one });
    return;
  }
  remark(`Documents are kept for ${settings.documentsYears} years after the end of their school year.`);
  if (proposals.length === 0) return remark('Nothing is older.');
  printTable(
    ['proposal', 'through', 'documents', 'bytes', 'state', 'decided by', 'reason'],
    proposals.map((one) => [
      String(one.proposalId),
      `${one.throughYear}-${one.throughYear + 1}`,
      one.documents,
      one.size,
      one.state,
      one.decidedBy,
      one.reason,
    ]),
  );
}

async function purgeProposal(
  session: Session,
  proposalId: number,
  { reason, yes, format }: DecideOptions,
): Promise<void> {
  const { db, districtId, home } = session;
  const why = requireReason(reason);
  if (!(await confirm('The files are removed for good. Go on?', { yes }))) return remark('Nothing was done.');
  const who = await whoOfSession(session);
  const { documents, unused } = await withTransaction(db, (client) =>
    purgeDocuments(client, who, { proposalId, reason: why }),
  );
  for (const sha256 of unused) await removeStoredFile({ home, districtId }, sha256);
  if (format === 'json') printJsonLine({ proposal: proposalId, documents, files: unused.length });
  else remark(`${documents} documents are purged, ${unused.length} files removed.`);
}
