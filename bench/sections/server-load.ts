/** What 50 clerks ask for, and how they ask: everybody at once, with and without a pause. */
import autocannon from 'autocannon';
import { contract } from '../../src/server/contract.ts';
import { makeClient } from '../../src/server/client.ts';
import type { Comparison } from '../measure.ts';
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

export interface Load {
  readonly title: string;
  readonly paths: readonly (readonly string[])[];
}

/** Everybody at once without a pause, and with a second between two requests of one person. */
export async function under(measured: MeasuredServer, { title, paths }: Load): Promise<readonly Comparison[]> {
  const full = await shoot(measured, paths, undefined);
  const paced = await shoot(measured, paths, CLERKS);
  return [
    lineOf(`${title}, 50 clerks without a pause`, full),
    lineOf(`${title}, 50 clerks, one request a second each`, paced),
  ];
}

export async function shoot(
  { url, clerks }: MeasuredServer,
  paths: readonly (readonly string[])[],
  rate: number | undefined,
): Promise<autocannon.Result> {
  let next = 0;
  return autocannon({
    url,
    connections: CLERKS,
    duration: DURATION,
    ...(rate === undefined ? {} : { overallRate: rate }),
    setupClient: (client) => {
      const mine = next++ % clerks.length;
      const cookie = clerks[mine]?.cookie ?? '';
      client.setRequests((paths[mine] ?? []).map((path) => ({ method: 'GET', path, headers: { cookie } })));
    },
  });
}

function lineOf(title: string, result: autocannon.Result): Comparison {
  const failed = result.non2xx + result.errors + result.timeouts;
  return {
    title,
    ours: '97.5% of answers within',
    // An answer that failed is no answer.
    oursMs: failed === 0 ? result.latency.p97_5 : Number.POSITIVE_INFINITY,
    against: 'the limit',
    againstMs: MOST_MS,
    direction: 'slower',
    target: 1,
    unit: 'ms',
    figures: {
      requestsASecond: Math.round(result.requests.average),
      p50: result.latency.p50,
      p90: result.latency.p90,
      p99: result.latency.p99,
      failed,
    },
  };
}
