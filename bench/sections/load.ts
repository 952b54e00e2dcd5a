/** Many people asking at once, and the line of the table that says how long answers took. */
import autocannon from 'autocannon';
import type { Comparison } from '../measure.ts';

export interface Load {
  readonly url: string;
  readonly connections: number;
  /** Unit: seconds. */
  readonly duration: number;
  /** Of all together. Left out: each connection asks again as soon as it was answered. */
  readonly requestsASecond?: number;
  /** What the connection of this number asks for, in turn, over and over. */
  readonly requestsOf: (connection: number) => readonly { readonly path: string; readonly cookie: string }[];
}

export interface Answered {
  readonly requestsASecond: number;
  /** Without an answer, or with one other than 2xx. */
  readonly failed: number;
  /** The time within which this part of the answers came, 0 to 1. Unit: milliseconds. */
  readonly within: (part: number) => number;
}

/**
 * The times are those of the single answers. autocannon's own percentiles are not used: they lack the 95th, and at a rate below one request a
 * second and connection they count a slow answer once for each of its milliseconds.
 */
export async function shoot({ url, connections, duration, requestsASecond, requestsOf }: Load): Promise<Answered> {
  const times: number[] = [];
  let next = 0;
  const run = autocannon({
    url,
    connections,
    duration,
    ...(requestsASecond === undefined ? {} : { overallRate: requestsASecond }),
    setupClient: (client) => {
      const asked = requestsOf(next++);
      client.setRequests(asked.map(({ path, cookie }) => ({ method: 'GET', path, headers: { cookie } })));
      client.on('response', (_status, _bytes, ms) => times.push(ms));
    },
  });
  const { requests, non2xx, errors, timeouts } = await run;
  times.sort((a, b) => a - b);
  return {
    requestsASecond: Math.round(requests.average),
    failed: non2xx + errors + timeouts,
    within: (part) => Math.round(times[Math.ceil(part * times.length) - 1] ?? Number.POSITIVE_INFINITY),
  };
}

/** Input: `mostMs`, the limit of the 95th percentile. */
export function lineOf(
  title: string,
  answered: Answered,
  { mostMs, figures = {} }: { readonly mostMs: number; readonly figures?: Comparison['figures'] },
): Comparison {
  const { requestsASecond, failed, within } = answered;
  return {
    title,
    ours: '95% of answers within',
    // An answer that failed is no answer.
    oursMs: failed === 0 ? within(0.95) : Number.POSITIVE_INFINITY,
    against: 'the limit',
    againstMs: mostMs,
    direction: 'slower',
    target: 1,
    unit: 'ms',
    figures: {
      requestsASecond,
      p50: within(0.5),
      p90: within(0.9),
      'p97.5': within(0.975),
      p99: within(0.99),
      failed,
      ...figures,
    },
  };
}
