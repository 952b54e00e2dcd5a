/**
 * The real server on the sample district, for tests: a database of one's own, real sessions, one person for each role.
 *
 *   const server = await startTestServer();
 *   const clerk = await server.as('clerk');
 *   await clerk.readWorklist({ query: { school: 'oak' } });
 *   afterAll(() => server.close());
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureSampleSignIns, type Role } from '../access/index.ts';
import { calculate } from '../calculation/index.ts';
import { createTestDatabase, type Preparation, type TestDatabase } from '../db/testing.ts';
import type { Database } from '../db/index.ts';
import { offerSampleSlots, useSamplePacks } from '../demo/index.ts';
import { importBundle } from '../imports/index.ts';
import { refreshAttendance } from '../insight/index.ts';
import { generateDistrict, writeDistrict } from '../sample/index.ts';
import { makeClient, type Client } from './client.ts';
import { contract, type ApiContract } from './contract.ts';
import { serve } from './serve.ts';

export interface TestServer {
  readonly url: string;
  readonly db: TestDatabase;
  readonly home: string;
  /** The typed client of somebody signed in. */
  as(role: Role): Promise<Client<ApiContract>>;
  /** The cookie of somebody signed in, for requests that the client cannot make. */
  cookieOf(role: Role): Promise<string>;
  /** The typed client without a session. */
  readonly anybody: Client<ApiContract>;
  fetch(path: string, options?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

export interface TestServerOptions {
  /** The sample district imported and calculated (the default), or nothing but an empty district. */
  readonly sample?: boolean;
  readonly webRoot?: string;
  readonly now?: () => Date;
  readonly env?: Readonly<Record<string, string>>;
}

/** 16:00 UTC of the sample's as-of day. */
export const SAMPLE_NOW = new Date('2026-11-13T16:00:00Z');
export const SAMPLE_AS_OF = '2026-11-13';
const STUDENTS = 200;
const BY = 'test';

export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { sample = true, webRoot, now = () => new Date(), env = {} } = options;
  const db = await createTestDatabase(sample ? SAMPLE : EMPTY);
  const home = mkdtempSync(join(tmpdir(), 'rollcall-server-'));
  const signIns = sample ? await ensureSampleSignIns(db, { districtId: 1, home, now: now() }) : [];
  const server = await serve({
    db,
    home,
    districtId: 1,
    host: '127.0.0.1',
    port: 0,
    env,
    now,
    webRoot: webRoot ?? null,
    log: false,
    trustProxy: false,
    showsSampleSignIns: sample,
    version: 'test',
  });
  const cookies = new Map<Role, Promise<string>>();
  const cookieOf = (role: Role): Promise<string> => {
    const known = cookies.get(role);
    if (known !== undefined) return known;
    const fresh = signIn(
      server.url,
      signIns.find((one) => one.role === role),
    );
    cookies.set(role, fresh);
    return fresh;
  };
  const close = async (): Promise<void> => {
    await server.close();
    await db.drop();
    rmSync(home, { recursive: true, force: true });
  };
  return {
    url: server.url,
    db,
    home,
    cookieOf,
    as: async (role) => clientWith(server.url, await cookieOf(role)),
    anybody: makeClient(contract, server.url),
    fetch: (path, init) => fetch(new URL(path, server.url), init),
    close,
  };
}

function clientWith(url: string, cookie: string): Client<ApiContract> {
  return makeClient(contract, url, (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('cookie', cookie);
    return fetch(input, { ...init, headers });
  });
}

async function signIn(
  url: string,
  person: { readonly email: string; readonly password: string } | undefined,
): Promise<string> {
  if (person === undefined) throw new Error('the sample district has nobody in this role');
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email: person.email, password: person.password }),
  });
  if (!answer.ok) throw new Error(`sign-in failed: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}

const EMPTY: Preparation = {
  name: 'empty_district',
  prepare: async (db) => {
    await db.pool.query(`insert into districts (district_id, name) values (1, 'District')`);
  },
};

const SAMPLE: Preparation = { name: 'sample_district', prepare: loadSample };

async function loadSample(db: Database): Promise<void> {
  const sample = generateDistrict({ students: STUDENTS });
  await db.pool.query('insert into districts (district_id, name) values (1, $1)', [sample.name]);
  const dir = await mkdtemp(join(tmpdir(), 'rollcall-sample-'));
  await writeDistrict(dir, sample);
  await importBundle(db, { districtId: 1, dir, by: BY, now: SAMPLE_NOW });
  await rm(dir, { recursive: true });
  const prepared = { districtId: 1, students: STUDENTS, by: BY, now: SAMPLE_NOW };
  await useSamplePacks(db, { ...prepared, packs: join(import.meta.dirname, '../../packs') });
  await offerSampleSlots(db, prepared);
  await calculate(db, { districtId: 1, asOf: sample.through + 1, by: BY, now: SAMPLE_NOW });
  await refreshAttendance(db, { districtId: 1, now: SAMPLE_NOW });
}
