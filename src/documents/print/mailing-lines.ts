import type { ClientBase } from 'pg';
import { envelopesOf, inMailingOrder, kindsOf } from './mailing-order.ts';
import type { PrintEntry } from './print-entry.ts';
import { readPrintIndex } from './read-index.ts';

/** One letter as a mail house needs it. */
export interface MailingLine {
  readonly letter: string;
  /** Its place among the letters of its print file; counts from 1. */
  readonly place: number;
  readonly reference: string;
  readonly noticeId: number;
  readonly language: string;
  /** Letters with the same number go into one envelope; counts from 1, over all kinds of letter. */
  readonly envelope: number;
  readonly recipients: readonly string[];
  readonly address: readonly string[];
  readonly postalCode: string;
}

/** The letters of a batch by kind, in mailing order. Ends: those of notices that were taken back are left out. */
export async function readMailing(
  client: Pick<ClientBase, 'query'>,
  districtId: number,
  batch: number,
): Promise<readonly MailingLine[]> {
  const { entries } = await readPrintIndex(client, districtId, { batch });
  const addresses = await readAddresses(client, districtId, batch);
  const envelopes = new Map(
    envelopesOf(inMailingOrder(entries)).flatMap((of, at) => of.map((entry) => [entry, at + 1])),
  );
  return kindsOf(entries).flatMap((kind) =>
    inMailingOrder(entries.filter((entry) => entry.letter === kind)).map((entry, at) => ({
      letter: kind,
      place: at + 1,
      reference: entry.reference,
      noticeId: entry.noticeId,
      language: entry.language,
      envelope: envelopes.get(entry) ?? 0,
      recipients: entry.recipients,
      address: addresses.get(keyOf(entry)) ?? [],
      postalCode: entry.postalCode,
    })),
  );
}

async function readAddresses(
  client: Pick<ClientBase, 'query'>,
  districtId: number,
  batch: number,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await client.query<{ notice_id: number; letter_no: number; address: readonly string[] }>(
    `select l.notice_id, l.letter_no, l.address from notices n
       join notice_letters l on l.district_id = n.district_id and l.notice_id = n.notice_id
      where n.district_id = $1 and n.batch_id = $2`,
    [districtId, batch],
  );
  return new Map(rows.map((row) => [keyOf({ noticeId: row.notice_id, letterNo: row.letter_no }), row.address]));
}

function keyOf({ noticeId, letterNo }: Pick<PrintEntry, 'noticeId' | 'letterNo'>): string {
  return `${noticeId}/${letterNo}`;
}
