/** People who ask a server at once: without a pause, or each once a second at moments of their own. */
import { Agent, request } from 'node:http';
import type { Answered } from './load.ts';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly cookie: string;
  readonly body: string;
}

export interface Pace {
  readonly people: number;
  /** Between two requests of one person; 0: the next follows the answer. */
  readonly everyMs: number;
  readonly durationMs: number;
}

/**
 * Each person goes through the addresses in turn from a place of their own. With a pause the people begin evenly spread over it,
 * as people do who know nothing of each other, and one who waits for a late answer asks again at once when it comes;
 * the time is counted from the moment at which the request was due.
 */
export async function peopleAtOnce(url: string, asked: readonly Asked[], pace: Pace): Promise<Answered> {
  const agent = new Agent({ keepAlive: true, maxSockets: pace.people });
  const took: number[] = [];
  let failed = 0;
  const begun = performance.now();
  const person = async (index: number): Promise<void> => {
    let due = begun + (pace.everyMs * index) / pace.people;
    for (let turn = index * 7; due < begun + pace.durationMs; turn += 1) {
      await until(due);
      const isAnswer = await ask(agent, url, asked[turn % asked.length] as Asked).catch(() => false);
      const now = performance.now();
      if (isAnswer) took.push(now - due);
      else failed += 1;
      due = pace.everyMs === 0 ? now : due + pace.everyMs;
    }
  };
  await Promise.all(Array.from({ length: pace.people }, (_, index) => person(index)));
  agent.destroy();
  const sorted = took.toSorted((a, b) => a - b);
  const within = (part: number): number =>
    Math.round(sorted[Math.ceil(sorted.length * part) - 1] ?? Number.POSITIVE_INFINITY);
  const seconds = (performance.now() - begun) / 1000;
  return { requestsASecond: Math.round(took.length / seconds), failed, within };
}

async function until(moment: number): Promise<void> {
  const wait = moment - performance.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
}

/** Returns whether it was answered; the answer is read to its end. */
function ask(agent: Agent, url: string, { method, path, cookie, body }: Asked): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const headers = { cookie, ...(body === '' ? {} : { 'content-type': 'application/json', origin: url }) };
    const sent = request(new URL(path, url), { agent, method, headers }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve((answer.statusCode ?? 500) < 400));
      answer.once('error', reject);
    });
    sent.once('error', reject);
    sent.end(body === '' ? undefined : body);
  });
}
