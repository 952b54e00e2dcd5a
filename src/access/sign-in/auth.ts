/** better-auth, set up for Rollcall: nobody signs up, nothing is sent anywhere, its tables are in the schema `sign_in`. */
import { betterAuth, type BetterAuthOptions } from 'better-auth';
import { genericOAuth, twoFactor } from 'better-auth/plugins';
import { Kysely, PostgresDialect } from 'kysely';
import type { Database } from '../../db/index.ts';
import { hashPassword, LONGEST_PASSWORD, SHORTEST_PASSWORD, verifyPassword } from './password.ts';
import { configOf, refusalOf } from './provider-configs.ts';
import type { Provider } from './providers.ts';
import { useCodesOnce } from './used-codes.ts';

export interface AuthSettings {
  readonly db: Database;
  readonly baseUrl: string;
  readonly secret: string;
  readonly providers: readonly Provider[];
  /** Whether a person may sign in now: has not ended. */
  readonly mayEnter: (personId: string) => Promise<boolean>;
  readonly now: () => Date;
  /** Faults of ours and of providers; never holds what a person typed. */
  readonly log: (message: string) => void;
}

const SCHEMA = 'sign_in';
export const AUTH_PATH = '/api/auth';
/** Set by {@link openSignIn} from the address of the connection; what a client sends under this name is overwritten. */
export const ADDRESS_HEADER = 'x-rollcall-address';
/** Ends a session however busy it is. Unit: seconds. */
export const ABSOLUTE_SECONDS = 12 * 3600;

/** The way of the second step and of sessions, as every caller has it. */
export function createAuth(settings: AuthSettings) {
  return betterAuth({
    ...optionsOf(settings),
    plugins: [
      twoFactor({ issuer: 'Rollcall', twoFactorCookieMaxAge: 600 }),
      useCodesOnce(settings.db),
      genericOAuth({ config: settings.providers.map(configOf) }),
    ],
  });
}

export type Auth = ReturnType<typeof createAuth>;

/** What `createAuth` uses, without what needs a network; a test holds the migrations against it. */
export function optionsOf(settings: AuthSettings) {
  const { db, baseUrl, secret, providers, now, log } = settings;
  return {
    appName: 'Rollcall',
    baseURL: baseUrl,
    basePath: AUTH_PATH,
    secret,
    trustedOrigins: [...originsOf(baseUrl)],
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message) => log(message) },
    onAPIError: { errorURL: new URL('/sign-in', baseUrl).href },
    database: {
      db: new Kysely({ dialect: new PostgresDialect({ pool: db.pool }) }),
      type: 'postgres',
      schemaName: SCHEMA,
      transaction: true,
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
      password: { hash: hashPassword, verify: verifyPassword },
      revokeSessionsOnPasswordReset: true,
    },
    user: {
      additionalFields: { districtId: { type: 'number', required: true, input: false } },
      validateUserInfo: ({ source }) => refusalOf(providers, source.oauth),
    },
    session: {
      expiresIn: ABSOLUTE_SECONDS,
      disableSessionRefresh: true,
      additionalFields: {
        lastSeenAt: { type: 'date', required: true, input: false, defaultValue: now },
      },
    },
    account: {
      accountLinking: { enabled: true, trustedProviders: providers.map(({ id }) => id) },
      // What was granted to us elsewhere is not kept: only who signed in.
      updateAccountOnSignIn: false,
      encryptOAuthTokens: true,
    },
    rateLimit: RATE_LIMIT,
    advanced: advancedOf(baseUrl),
    databaseHooks: hooksOf(settings),
  } satisfies BetterAuthOptions;
}

/** A school shares one address: what one person may try is limited in attempts.ts. */
const RATE_LIMIT = {
  enabled: true,
  storage: 'database',
  window: 60,
  max: 120,
  customRules: {
    '/sign-in/email': { window: 60, max: 60 },
    '/sign-in/social': { window: 60, max: 120 },
    '/two-factor/*': { window: 60, max: 60 },
  },
} as const satisfies BetterAuthOptions['rateLimit'];

function advancedOf(baseUrl: string) {
  return {
    cookiePrefix: 'rollcall',
    useSecureCookies: baseUrl.startsWith('https:'),
    disableOriginCheck: false,
    disableCSRFCheck: false,
    ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    database: { validateSchema: true },
  } satisfies BetterAuthOptions['advanced'];
}

/** A session is for people with access only, and goes by our clock; an account keeps no token of its provider. */
function hooksOf({ mayEnter, now }: AuthSettings) {
  return {
    session: {
      create: {
        before: async (session) => {
          if (!(await mayEnter(session.userId))) return false;
          const at = now();
          return { data: { ...session, createdAt: at, updatedAt: at, lastSeenAt: at } };
        },
      },
    },
    account: { create: { before: async (account) => ({ data: withoutTokens(account) }) } },
  } satisfies BetterAuthOptions['databaseHooks'];
}

/** The origin of the base URL; on the loopback address also under its other name. */
export function originsOf(baseUrl: string): readonly string[] {
  const url = new URL(baseUrl);
  if (url.hostname !== '127.0.0.1' && url.hostname !== 'localhost') return [url.origin];
  return ['127.0.0.1', 'localhost'].map((host) => `${url.protocol}//${host}${url.port === '' ? '' : `:${url.port}`}`);
}

function withoutTokens<T extends object>(account: T): T {
  return { ...account, accessToken: null, refreshToken: null, idToken: null };
}
