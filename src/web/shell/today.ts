/**
 * Which day it is in the district. The server says it with each answer, so a computer with a wrong date, or in another
 * zone, fills in and allows the right days; a page that stays open over midnight hears of the new day with its next answer.
 */
import { TODAY_HEADER } from '../../server/client.ts';

let today = '';
const listeners = new Set<() => void>();

/** Takes the day from an answer; one that says none, or something else than a day, changes nothing. */
export function hearToday({ headers }: Pick<Response, 'headers'>): void {
  const said = headers.get(TODAY_HEADER) ?? '';
  if (said === today || !/^\d{4}-\d{2}-\d{2}$/.test(said)) return;
  today = said;
  for (const listener of listeners) listener();
}

/** As ISO text; '' before the server has answered anything, which no screen sees. */
export function knownToday(): string {
  return today;
}

/** Calls back on each change until the returned function is called. */
export function onNewDay(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
