/** Sign-in of one running server: what the network reaches, and who is behind a request. */
import type { Database } from '../../db/index.ts';
import { createAuth, type Auth } from './auth.ts';
import { answerAtDoor } from './doorway.ts';
import { readProviders, type Provider } from './providers.ts';
import { readSecret, type Environment } from './secret.ts';
import { actorOfHeaders, type ActorOfSession } from './session-actor.ts';

export interface SignIn {
  /** Answers a request under `/api/auth/`. `ip` is the person's address as the server trusts it. */
  handle(request: Request, ip: string): Promise<Response>;
  /** Who asks, or null. What another process revoked counts after {@link CACHE_MS} at the latest. */
  actorOf(headers: Headers): Promise<ActorOfSession | null>;
  close(): Promise<void>;
  /** The providers for the buttons of the sign-in page. */
  readonly providers: readonly { readonly id: string; readonly name: string }[];
  /** For `/api/me` of the same room's callers. */
  readonly auth: Auth;
}

export interface OpenSignIn {
  readonly db: Database;
  readonly home: string;
  /** As the browser sees it. */
  readonly baseUrl: string;
  readonly env: Environment;
  readonly now: () => Date;
  /** Instead of those of the environment. */
  readonly providers?: readonly Provider[];
  /** Faults of ours and of providers. */
  readonly log?: (message: string) => void;
}

/**
 * Opens sign-in on a migrated database.
 * Fails: Refusal for a setting that is missing or a secret that is too short.
 */
export async function openSignIn(options: OpenSignIn): Promise<SignIn> {
  const { db, home, baseUrl, env, now, log = () => undefined } = options;
  const secret = await readSecret({ home, env });
  const providers = options.providers ?? (await readProviders(env));
  const mayEnter = (personId: string): Promise<boolean> => hasAccess(db, { personId, at: now() });
  const auth = createAuth({ db, baseUrl, secret, providers, mayEnter, now, log });
  const isSecure = baseUrl.startsWith('https:');
  const actorOf = (headers: Headers): Promise<ActorOfSession | null> =>
    actorOfHeaders({ db, secret, isSecure, now }, headers);
  return {
    handle: (request, ip) => answerAtDoor({ db, auth, baseUrl, now, actorOf }, request, ip),
    actorOf,
    close: () => Promise.resolve(),
    providers: providers.map(({ id, name }) => ({ id, name })),
    auth,
  };
}

async function hasAccess(db: Database, { personId, at }: { personId: string; at: Date }): Promise<boolean> {
  const found = await db.pool.query(
    `select 1 from sign_in."user" u join people p on p.district_id = u."districtId" and p.person_id = u."id"
     join districts d on d.district_id = p.district_id
     where u."id" = $1 and (p.ended_on is null or p.ended_on > ($2::timestamptz at time zone d.time_zone)::date)`,
    [personId, at],
  );
  return found.rowCount === 1;
}
