/**
 * Every list of the app in a large district with 20,000 open files: each variant by itself, then ten people without a pause, and fifty
 * with one request a second each. Asked by whom it costs most, as a rule somebody of the whole district.
 */
import { loadavg } from 'node:os';
import type { Comparison, Section } from '../measure.ts';
import { remark } from '../measure.ts';
import { openDatabase } from '../../src/db/index.ts';
import { continued, listRoutes, variantsOf, type ListRoute, type Variant } from './list-addresses.ts';
import { readExamples, type Examples } from './list-examples.ts';
import { listsDistrict } from './lists-district.ts';
import { lineOf } from './load.ts';
import { peopleAtOnce, type Asked, type Pace } from './people-at-once.ts';
import { largestSchools } from './server.ts';
import { startMeasured, type MeasuredServer } from './server-process.ts';

/** What is asked of every list. Unit: ms. */
const MOST_MS = 200;
const BUSY: Pace = { people: 10, everyMs: 0, durationMs: 1500 };
const PACED: Pace = { people: 50, everyMs: 1000, durationMs: 3000 };
/** What one list leaves to be done does not count for the next. */
const PAUSE_MS = 250;
/** Pages turned to reach a deep one. */
const DEEP = 10;

export const lists: Section = async ({ students }) => {
  const home = await listsDistrict(students);
  const [first = '', second = ''] = await largestSchools(home);
  const examples = await examplesOf(home);
  const seats = [`clerk@${first}`, `administrator@${second}`, `team@${first}`, 'district@', `officer@${first}`];
  const only = process.env['BENCH_LISTS']?.split(',');
  const routes = listRoutes().filter(({ name }) => only === undefined || only.includes(name));
  const measured = await startMeasured(home, seats);
  try {
    const comparisons: Comparison[] = [];
    for (const route of routes) {
      comparisons.push(...(await measure(measured, route, examples)));
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    const over = comparisons
      .filter(({ oursMs }) => oursMs > MOST_MS)
      .map(({ title, oursMs }) => `${title}: ${oursMs} ms`);
    remark(
      `  ${comparisons.length / 2} lists, over ${MOST_MS} ms: ${over.length === 0 ? 'none' : `\n    ${over.join('\n    ')}`}`,
    );
    return comparisons;
  } finally {
    await measured.stop();
  }
};

async function examplesOf(home: string): Promise<Examples> {
  const db = await openDatabase({ home });
  try {
    return await readExamples(db);
  } finally {
    await db.close();
  }
}

/** An address that answers, whose it is, and how long it took alone. */
interface Address extends Asked {
  readonly role: string;
  readonly ms: number;
}

async function measure(measured: MeasuredServer, route: ListRoute, examples: Examples): Promise<readonly Comparison[]> {
  const addresses = await addressesOf(measured, route, examples);
  const [slowest] = addresses.toSorted((a, b) => b.ms - a.ms);
  if (slowest === undefined) throw new Error(`nobody may ask for ${route.name}`);
  const asked = addresses.filter(({ cookie }) => cookie === heaviest(addresses));
  const busy = await peopleAtOnce(measured.url, asked, BUSY);
  const paced = await peopleAtOnce(measured.url, asked, PACED);
  const figures = {
    addresses: asked.length,
    slowestAloneMs: Math.round(slowest.ms),
    slowest: `${slowest.role} ${withoutCursor(slowest.path)}`,
    load: (loadavg()[0] ?? 0).toFixed(1),
  };
  const lines = [
    lineOf(`${route.name}, 10 people without a pause`, busy, { mostMs: MOST_MS, figures }),
    lineOf(`${route.name}, 50 people, one request a second each`, paced, { mostMs: MOST_MS, figures }),
  ];
  const isOver = lines.some(({ oursMs }) => oursMs > MOST_MS);
  remark(
    `  ${isOver ? 'OVER ' : ''}${route.name}: 95% within ${lines.map(({ oursMs }) => `${oursMs} ms`).join(', ')}; alone ${figures.slowestAloneMs} ms (${figures.slowest}); load ${figures.load}`,
  );
  return lines;
}

/** Of everybody, each variant and what lies far behind its beginning. */
async function addressesOf(
  measured: MeasuredServer,
  route: ListRoute,
  examples: Examples,
): Promise<readonly Address[]> {
  const addresses: Address[] = [];
  for (const { cookie, role, school } of measured.clerks)
    for (const [at, variant] of variantsOf(route, school, examples).entries()) {
      const deep = at === 0 ? await deepPage(measured, variant, cookie) : null;
      for (const one of deep === null ? [variant] : [variant, deep]) {
        const ms = await alone(measured, { ...one, cookie });
        if (ms !== null) addresses.push({ ...one, cookie, role, ms });
      }
    }
  return addresses;
}

/** The cookie of the person whose answers take longest. */
function heaviest(addresses: readonly Address[]): string {
  const cookies = [...new Set(addresses.map(({ cookie }) => cookie))];
  const mean = (cookie: string): number => {
    const theirs = addresses.filter((one) => one.cookie === cookie);
    return theirs.reduce((sum, { ms }) => sum + ms, 0) / theirs.length;
  };
  return cookies.toSorted((a, b) => mean(b) - mean(a))[0] ?? '';
}

/** The same list far behind its beginning; null where there is one page. */
async function deepPage(measured: MeasuredServer, variant: Variant, cookie: string): Promise<Variant | null> {
  let deep: Variant | null = null;
  for (let page = 0; page < DEEP; page += 1) {
    const answer = await send(measured, { ...(deep ?? variant), cookie });
    if (!answer.ok) return null;
    const { next } = (await answer.json()) as { readonly next?: string | null };
    if (typeof next !== 'string') return deep;
    deep = continued(variant, next);
  }
  return deep;
}

/** Asked twice; the better counts. Null where the person may not, or not without saying which school. Unit: ms. */
async function alone(measured: MeasuredServer, asked: Asked): Promise<number | null> {
  let ms = Number.POSITIVE_INFINITY;
  for (let time = 0; time < 2; time += 1) {
    const begun = performance.now();
    const answer = await send(measured, asked);
    await answer.arrayBuffer();
    if (answer.status >= 500) throw new Error(`${asked.path} answers ${answer.status}`);
    if (!answer.ok) return null;
    ms = Math.min(ms, performance.now() - begun);
  }
  return ms;
}

function send({ url }: MeasuredServer, { method, path, cookie, body }: Asked): Promise<Response> {
  const headers = { cookie, ...(body === '' ? {} : { 'content-type': 'application/json', origin: url }) };
  return fetch(`${url}${path}`, { method, headers, ...(body === '' ? {} : { body }) });
}

/** A cursor says nothing to a reader. */
function withoutCursor(path: string): string {
  return path.replace(/cursor=[^&]*/, 'cursor=…');
}
