/** Who wants no texts: by the number, because an answer says nothing more of whoever sent it. */
import type { ClientBase, Pool } from 'pg';

type Client = Pick<ClientBase | Pool, 'query'>;

export interface TextStop {
  /** As `+15105550100`. */
  readonly number: string;
  readonly kind: 'stop' | 'start';
  /** `answer`: to a text; `provider`: it refused a message because of an answer; `person`: somebody told the school. */
  readonly source: 'answer' | 'provider' | 'person';
  /** Who noted it; '' nobody of the school. */
  readonly by: string;
  readonly at: Date;
}

/** Words that providers in the United States take for a no, and the same in Spanish. */
const STOP = new Set(
  'stop,stopall,stop all,unsubscribe,cancel,end,quit,revoke,optout,opt out,alto,parar,pare,basta,cancelar,no mas,no más'.split(
    ',',
  ),
);
const START = new Set(['start', 'unstop', 'yes', 'empezar', 'comenzar', 'si', 'sí']);

/** What an answer to a text says; null: something else. Input: what the provider made of it, if it says so. */
export function stopOf(body: string, optOutType = ''): TextStop['kind'] | null {
  if (optOutType === 'STOP') return 'stop';
  if (optOutType === 'START') return 'start';
  const word = body
    .trim()
    .toLowerCase()
    .replaceAll(/[.!¡"'\s]+/g, ' ')
    .trim();
  if (STOP.has(word)) return 'stop';
  return START.has(word) ? 'start' : null;
}

/** Appends it, unless it is so already. True: it is new. */
export async function noteStop(client: Client, districtId: number, stop: TextStop): Promise<boolean> {
  const written = await client.query(
    `insert into text_stops (district_id, number, kind, source, noted_by, noted_at)
     select $1, $2, $3, $4, $5, $6
      where coalesce((select kind from text_stops where district_id = $1 and number = $2 order by stop_id desc limit 1), 'start') <> $3`,
    [districtId, stop.number, stop.kind, stop.source, stop.by, stop.at],
  );
  return written.rowCount === 1;
}

/** Of these numbers, those that want no texts now. */
export async function readStops(
  client: Client,
  districtId: number,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, TextStop>> {
  if (numbers.length === 0) return new Map();
  const found = await client.query<TextStop>(
    `select distinct on (number) number, kind, source, noted_by as by, noted_at as at from text_stops
      where district_id = $1 and number = any ($2) order by number, stop_id desc`,
    [districtId, [...new Set(numbers)]],
  );
  return new Map(found.rows.filter(({ kind }) => kind === 'stop').map((stop) => [stop.number, stop]));
}
