/** How long documents are kept. The whole district is looked at: counts only, no student is named. */
import type pg from 'pg';
import {
  keepDocuments,
  previewRetention,
  proposeRetention,
  purgeDocuments,
  readRetention,
  readRetentionProposals,
  removeStoredFile,
  writeRetention,
  type Who,
} from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import type { Context, Handlers } from '../context.ts';
import { whoOf } from '../who.ts';
import type { RetentionPage, retentionContract } from './contract.ts';

export const retentionHandlers: Handlers<typeof retentionContract> = {
  readRetention: (context) => pageOf(context),
  setRetention: async (context) => {
    const { body, audit } = context;
    await inDistrict(context, (client, who) => writeRetention(client, who, body));
    await audit({ action: 'set-retention', detail: { years: body.documentsYears } });
    return pageOf(context);
  },
  proposeRetention: async (context) => {
    const documents = await inDistrict(context, proposeRetention);
    await context.audit({ action: 'propose-retention', detail: { documents } });
    return { documents };
  },
  purgeRetention: async (context) => {
    const { params, body, parts, districtId, audit } = context;
    const { documents, unused } = await inDistrict(context, (client, who) =>
      purgeDocuments(client, who, { proposalId: params.proposal, reason: body.reason }),
    );
    // The entries say that they are gone before their bytes go: a crash in between leaves files that nobody knows.
    for (const sha256 of unused) await removeStoredFile({ home: parts.home, districtId }, sha256);
    await audit({ action: 'purge-documents', detail: { proposal: params.proposal, documents } });
    return { documents, files: unused.length };
  },
  keepRetention: async (context) => {
    const { params, body, audit } = context;
    await inDistrict(context, (client, who) =>
      keepDocuments(client, who, { proposalId: params.proposal, reason: body.reason }),
    );
    await audit({ action: 'keep-documents', detail: { proposal: params.proposal } });
    return { proposal: params.proposal };
  },
};

type Asking = Pick<Context, 'parts' | 'districtId' | 'actor'>;

/** As the district, past the wall of schools: a purge that saw a part of it would leave the rest. */
async function inDistrict<T>(context: Asking, work: (client: pg.ClientBase, who: Who) => Promise<T>): Promise<T> {
  const who = await whoOf(context, 'manage-catalogs');
  return withTransaction(context.parts.db, (client) => work(client, who));
}

async function pageOf(context: Asking): Promise<RetentionPage> {
  const { parts, districtId } = context;
  const { on } = await whoOf(context, 'manage-catalogs');
  const { setAt, ...settings } = await readRetention(parts.db.pool, districtId);
  const preview = await previewRetention(parts.db.pool, { districtId, on });
  const proposals = await readRetentionProposals(parts.db.pool, districtId);
  return {
    ...settings,
    setAt: setAt === null ? null : setAt.toISOString(),
    throughYear: preview.throughYear,
    older: preview.older.map((one) => ({ ...one })),
    openEarlier: preview.openEarlier,
    proposals: proposals.map(({ proposalId, madeAt, decidedAt, ...one }) => ({
      ...one,
      proposal: proposalId,
      madeAt: madeAt.toISOString(),
      decidedAt: decidedAt === null ? null : decidedAt.toISOString(),
    })),
  };
}
