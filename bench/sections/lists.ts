/** Every list of the app in a large district with 20,000 open files: each variant by itself, then ten and fifty people at once. */
import { loadavg } from 'node:os';
import type { Comparison, Section } from '../measure.ts';
import { remark } from '../measure.ts';
import { listRoutes, variantsOf, type ListRoute } from './list-addresses.ts';
import { listsDistrict } from './lists-district.ts';
import { lineOf, shoot, type Load } from './load.ts';
import { largestSchools } from './server.ts';
import { startMeasured, type MeasuredServer } from './server-process.ts';

/** What is asked of every list. Unit: ms. */
const MOST_MS = 200;
/** Unit: seconds. */
const DURATION = 4;
/** Pages turned to reach a deep one. */
const DEEP = 15;

export const lists: Section = async ({ students }) => {
  const home = await listsDistrict(students);
  const [first = '', second = ''] = await largestSchools(home);
  const seats = [`clerk@${first}`, `administrator@${second}`, `team@${first}`, 'district@', `officer@${first}`];
  const measured = await startMeasured(home, seats);
  try {
    const only = process.env['BENCH_LISTS']?.split(',');
    const routes = listRoutes().filter(({ name }) => only === undefined || only.includes(name));
    const comparisons: Comparison[] = [];
    for (const route of routes) comparisons.push(...(await measure(measured, route)));
    return comparisons;
  } finally {
    await measured.stop();
  }
};

/** An address that answers, whose it is, and how long it took alone. */
interface Address {
  readonly path: string;
  readonly cookie: string;
  readonly role: string;
  readonly ms: number;
}

async function measure(measured: MeasuredServer, route: ListRoute): Promise<readonly Comparison[]> {
  const addresses: Address[] = [];
  for (const { cookie, role, school } of measured.clerks)
    for (const variant of variantsOf(route, school)) {
      const path = `${route.path}${variant === '' ? '' : `?${variant}`}`;
      for (const one of [path, await deepPage(measured, { path, cookie })])
        if (one !== null) addresses.push(...(await alone(measured, { path: one, cookie, role })));
    }
  if (addresses.length === 0) return [];
  const slowest = addresses.toSorted((a, b) => b.ms - a.ms)[0] as Address;
  const ten = await shoot({ ...loadOf(measured, addresses), connections: 10 });
  const fifty = await shoot({ ...loadOf(measured, addresses), connections: 50, requestsASecond: 50 });
  const figures = {
    addresses: addresses.length,
    slowestAloneMs: Math.round(slowest.ms),
    slowest: `${slowest.role} ${withoutCursor(slowest.path)}`,
    load: (loadavg()[0] ?? 0).toFixed(1),
  };
  const lines = [
    lineOf(`${route.name}, 10 people without a pause`, ten, { mostMs: MOST_MS, figures }),
    lineOf(`${route.name}, 50 people, one request a second each`, fifty, { mostMs: MOST_MS, figures }),
  ];
  remark(
    `  ${route.name}: ${lines.map(({ oursMs }) => `${oursMs} ms`).join(', ')}; alone ${figures.slowestAloneMs} ms (${figures.slowest}); load ${figures.load}`,
  );
  return lines;
}

/** The same list far behind its beginning; null where there is one page. */
async function deepPage(
  { url }: MeasuredServer,
  { path, cookie }: { readonly path: string; readonly cookie: string },
): Promise<string | null> {
  if (path.includes('limit=')) return null;
  const join = path.includes('?') ? '&' : '?';
  let deep: string | null = null;
  for (let page = 0; page < DEEP; page += 1) {
    const answer = await fetch(`${url}${deep ?? path}`, { headers: { cookie } });
    if (!answer.ok) return null;
    const { next } = (await answer.json()) as { readonly next?: string | null };
    if (typeof next !== 'string') return deep;
    deep = `${path}${join}cursor=${encodeURIComponent(next)}`;
  }
  return deep;
}

/** Asked three times; the best counts. Nothing where the person may not, or the choice asks for more than its name. */
async function alone({ url }: MeasuredServer, asked: Omit<Address, 'ms'>): Promise<readonly Address[]> {
  let ms = Number.POSITIVE_INFINITY;
  for (let time = 0; time < 3; time += 1) {
    const begun = performance.now();
    const answer = await fetch(`${url}${asked.path}`, { headers: { cookie: asked.cookie } });
    await answer.arrayBuffer();
    if (answer.status >= 500) throw new Error(`${asked.role} ${asked.path} answers ${answer.status}`);
    if (!answer.ok) return [];
    ms = Math.min(ms, performance.now() - begun);
  }
  return [{ ...asked, ms }];
}

/** Everybody asks for all of them in turn, from different places on. */
function loadOf({ url }: MeasuredServer, addresses: readonly Address[]): Omit<Load, 'connections'> {
  return {
    url,
    duration: DURATION,
    requestsOf: (connection) => {
      const from = (connection * 7) % addresses.length;
      return [...addresses.slice(from), ...addresses.slice(0, from)];
    },
  };
}

/** A cursor says nothing to a reader. */
function withoutCursor(path: string): string {
  return path.replace(/cursor=[^&]*/, 'cursor=…');
}
