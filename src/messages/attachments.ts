/** Files that go along with messages: named when the message is queued, made later. A message never leaves before its file. */
import type { ClientBase } from 'pg';

type Client = Pick<ClientBase, 'query'>;

/** Says which file goes along. Input: in the transaction that queued the message; `file` a path below the home. */
export async function attachFile(
  client: Client,
  at: { readonly districtId: number; readonly mailId: number; readonly file: string; readonly name: string },
): Promise<void> {
  await client.query(
    `update mail_outbox set attachment = $3, attachment_name = $4
      where district_id = $1 and mail_id = $2 and attachment = ''`,
    [at.districtId, at.mailId, at.file, at.name],
  );
}

/** The files are there: their messages may leave. Returns how many waited for that. */
export async function markFilesMade(
  client: Client,
  at: { readonly districtId: number; readonly files: readonly string[]; readonly now: Date },
): Promise<number> {
  const made = await client.query(
    `update mail_outbox set attachment_at = $3
      where district_id = $1 and attachment = any ($2) and attachment <> '' and attachment_at is null`,
    [at.districtId, at.files, at.now],
  );
  return made.rowCount ?? 0;
}
