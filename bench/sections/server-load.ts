/** What 50 clerks ask for, and how they ask: everybody at once, with and without a pause. */
import { contract } from '../../src/server/contract.ts';
import { makeClient } from '../../src/server/client.ts';
import type { Comparison } from '../measure.ts';
import { lineOf, shoot, type Load } from './load.ts';
import type { MeasuredServer } from './server-process.ts';

export const CLERKS = 50;
/** Unit: seconds. */
const DURATION = 15;
const MOST_MS = 150;

export interface Pages {
  /** Of each clerk, the addresses that a screen asks for, in turn. */
  readonly worklist: readonly (readonly string[])[];
  readonly student: readonly (readonly string[])[];
  readonly home: readonly (readonly string[])[];
}

export async function pagesOf({ url, clerks }: MeasuredServer): Promise<Pages> {
  const worklist: string[][] = [];
  const student: string[][] = [];
  const home: string[][] = [];
  for (const { cookie, school } of clerks) {
    const client = makeClient(contract, url, (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set('cookie', cookie);
      return fetch(input, { ...init, headers });
    });
    const list = await client.readWorklist({ query: { school, limit: 50 } });
    const at = `/api/worklist?school=${encodeURIComponent(school)}&limit=50`;
    worklist.push([
      at,
      `${at}&sort=student`,
      `${at}&tab=held`,
      ...(list.next === null ? [] : [`${at}&cursor=${list.next}`]),
    ]);
    const keys = [...new Set(list.items.map((line) => line.student))].slice(0, 20);
    student.push(
      keys.flatMap((key) => [`/api/students/${key}`, `/api/students/${key}/attendance`, `/api/students/${key}/why`]),
    );
    home.push([`/api/home?school=${encodeURIComponent(school)}`]);
  }
  return { worklist, student: student.map((paths) => (paths.length === 0 ? ['/api/me'] : paths)), home };
}

export interface Asked {
  readonly title: string;
  readonly paths: readonly (readonly string[])[];
}

/** Everybody at once without a pause, and with a second between two requests of one person. */
export async function under(measured: MeasuredServer, { title, paths }: Asked): Promise<readonly Comparison[]> {
  const { url, clerks } = measured;
  const load: Load = {
    url,
    connections: CLERKS,
    duration: DURATION,
    requestsOf: (connection) => {
      const mine = connection % clerks.length;
      const cookie = clerks[mine]?.cookie ?? '';
      return (paths[mine] ?? []).map((path) => ({ path, cookie }));
    },
  };
  const full = await shoot(load);
  const paced = await shoot({ ...load, requestsASecond: CLERKS });
  return [
    lineOf(`${title}, 50 clerks without a pause`, full, { mostMs: MOST_MS }),
    lineOf(`${title}, 50 clerks, one request a second each`, paced, { mostMs: MOST_MS }),
  ];
}
