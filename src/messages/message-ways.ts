/** Which ways carry a message in this installation: written by the job that sends, read by whoever plans a message. */
import type { ClientBase, Pool } from 'pg';

export interface MessageWays {
  readonly email: boolean;
  readonly text: boolean;
}

/** Writes what is set up now. */
export async function noteWays(
  client: Pick<ClientBase, 'query'>,
  districtId: number,
  { email, text, now }: MessageWays & { readonly now: Date },
): Promise<void> {
  await client.query(
    `insert into message_ways as w (district_id, way, is_set_up, changed_at)
       select $1, v.way, v.is_set_up, $4 from (values ('email', $2::boolean), ('text', $3::boolean)) as v (way, is_set_up)
     on conflict (district_id, way) do update set is_set_up = excluded.is_set_up, changed_at = excluded.changed_at
       where w.is_set_up <> excluded.is_set_up`,
    [districtId, email, text, now],
  );
}

/** As the sending job found them last. Before it ever ran both count as set up: a message waits, as it would for a server that is down. */
export async function readWays(client: Pick<ClientBase | Pool, 'query'>, districtId: number): Promise<MessageWays> {
  const found = await client.query<{ way: 'email' | 'text'; isSetUp: boolean }>(
    'select way, is_set_up as "isSetUp" from message_ways where district_id = $1',
    [districtId],
  );
  const known = new Map(found.rows.map(({ way, isSetUp }) => [way, isSetUp]));
  return { email: known.get('email') ?? true, text: known.get('text') ?? true };
}
