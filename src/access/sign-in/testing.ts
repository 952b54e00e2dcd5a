/** For tests: a browser's jar of cookies in front of a sign-in, and a person to sign in. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '../../db/testing.ts';
import { addPerson } from '../people/add-person.ts';
import type { Grant } from '../actor.ts';
import type { Provider } from './providers.ts';
import { openSignIn, type SignIn } from './open-sign-in.ts';
import { setPassword } from './set-password.ts';

export const TEST_PASSWORD = 'four quiet words here';
export const TEST_BASE = 'http://127.0.0.1:4999';

export interface SignInBench {
  readonly db: TestDatabase;
  readonly signIn: SignIn;
  readonly home: string;
  /** Moves the clock that Rollcall reads. Unit: minutes. */
  later(minutes: number): void;
  now(): Date;
  add(person: { readonly name?: string; readonly email: string; readonly grants?: readonly Grant[] }): Promise<string>;
  close(): Promise<void>;
}

/** A sign-in on a database of its own, with the schools oak and elm. */
export async function openBench(providers?: readonly Provider[], baseUrl = TEST_BASE): Promise<SignInBench> {
  const db = await createTestDatabase();
  await db.pool.query(`insert into districts (district_id, name) values (1, 'Lakeside Unified')`);
  await db.pool.query(
    `insert into schools (district_id, school_id, name) values (1, 'oak', 'Oak Middle School'), (1, 'elm', 'Elm Elementary')`,
  );
  const home = await mkdtemp(join(tmpdir(), 'rollcall-sign-in-'));
  let shift = 0;
  const now = (): Date => new Date(Date.now() + shift);
  const signIn = await openSignIn({
    db,
    home,
    baseUrl,
    env: {},
    now,
    ...(providers === undefined ? {} : { providers }),
  });
  const add: SignInBench['add'] = async ({
    name = 'Alma Bell',
    email,
    grants = [{ role: 'clerk', school: 'oak' }],
  }) => {
    const { personId } = await addPerson(db, {
      districtId: 1,
      name,
      email,
      grants,
      by: 'a test',
      at: now(),
      reason: 'a test',
    });
    await setPassword(db, { personId, password: TEST_PASSWORD, now: now() });
    return personId;
  };
  const close = async (): Promise<void> => {
    await signIn.close();
    await db.drop();
  };
  return { db, signIn, home, later: (minutes) => (shift += minutes * 60_000), now, add, close };
}

export class Browser {
  readonly #bench: Pick<SignInBench, 'signIn'>;
  readonly #cookies = new Map<string, string>();
  readonly #address: string;
  readonly #base: string;

  constructor(bench: Pick<SignInBench, 'signIn'>, { address = '10.1.4.8', base = TEST_BASE } = {}) {
    this.#bench = bench;
    this.#address = address;
    this.#base = base;
  }

  get cookies(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  put(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  read(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  headers(): Headers {
    return new Headers(this.cookies === '' ? {} : { cookie: this.cookies });
  }

  async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const request = new Request(new URL(path, this.#base), {
      method,
      headers: {
        ...(this.cookies === '' ? {} : { cookie: this.cookies }),
        ...(method === 'GET' ? {} : { origin: this.#base, 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = await this.#bench.signIn.handle(request, this.#address);
    this.keep(answer);
    return answer;
  }

  keep(answer: Response): void {
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = cookie.split('; ');
      const cut = pair.indexOf('=');
      const isGone = attributes.some((attribute) => /^max-age=0$/i.test(attribute));
      if (isGone) this.#cookies.delete(pair.slice(0, cut));
      else this.#cookies.set(pair.slice(0, cut), pair.slice(cut + 1));
    }
  }

  signIn(email: string, password = TEST_PASSWORD): Promise<Response> {
    return this.ask('POST', '/api/auth/sign-in/email', { email, password });
  }

  actor() {
    return this.#bench.signIn.actorOf(this.headers());
  }
}
