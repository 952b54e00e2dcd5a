/**
 * Who is behind a cookie, for a few seconds: a request of a busy screen does not ask the database.
 * What this process changes is forgotten at once; what another process changes counts after {@link CACHE_MS} at the latest.
 */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Actor } from '../actor.ts';

/** Unit: milliseconds. */
export const CACHE_MS = 3000;
const MOST = 5000;

export interface SignedIn {
  readonly actor: Actor;
  readonly sessionId: string;
  /** When the session ends however busy it is. */
  readonly absoluteEnd: number;
  /** Unit: milliseconds. */
  readonly idle: number;
  readonly readAt: number;
}

class SessionCache {
  readonly #entries = new Map<string, SignedIn>();
  /** Rises with every change, so that what was read before one is not kept after it. */
  #version = 0;

  get version(): number {
    return this.#version;
  }

  find(cookie: string, now: number): SignedIn | undefined {
    const entry = this.#entries.get(keyOf(cookie));
    return entry !== undefined && now - entry.readAt < CACHE_MS && now >= entry.readAt ? entry : undefined;
  }

  keep(cookie: string, entry: SignedIn, version: number): void {
    if (version !== this.#version) return;
    if (this.#entries.size >= MOST) this.#entries.clear();
    this.#entries.set(keyOf(cookie), entry);
  }

  /** Forgets everything: changes of people are rare. */
  forget(): void {
    this.#version += 1;
    this.#entries.clear();
  }
}

const CACHES = new WeakMap<pg.Pool, SessionCache>();

/** The one cache of a database in this process. */
export function sessionCacheOf(db: { readonly pool: pg.Pool }): SessionCache {
  const found = CACHES.get(db.pool);
  if (found !== undefined) return found;
  const cache = new SessionCache();
  CACHES.set(db.pool, cache);
  return cache;
}

function keyOf(cookie: string): string {
  return createHash('sha256').update(cookie).digest('base64');
}
