/** better-auth, set up for Rollcall: nobody signs up, nothing is sent anywhere, its tables are in the schema `sign_in`. */
import { betterAuth, type BetterAuthOptions } from 'better-auth';
import { genericOAuth, twoFactor, type GenericOAuthConfig } from 'better-auth/plugins';
import { Kysely, PostgresDialect } from 'kysely';
import type { Database } from '../../db/index.ts';
import { hashPassword, LONGEST_PASSWORD, SHORTEST_PASSWORD, verifyPassword } from './password.ts';
import type { PlainOAuth, Provider } from './providers.ts';

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

export const SCHEMA = 'sign_in';
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
      genericOAuth({ config: settings.providers.map(configOf) }),
    ],
  });
}

export type Auth = ReturnType<typeof createAuth>;

/** What `createAuth` uses, without what needs a network; a test holds the migrations against it. */
export function optionsOf({ db, baseUrl, secret, providers, mayEnter, now, log }: AuthSettings) {
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
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 120,
      customRules: {
        '/sign-in/email': { window: 60, max: 60 },
        '/sign-in/social': { window: 60, max: 120 },
        '/two-factor/*': { window: 60, max: 60 },
      },
    },
    advanced: {
      cookiePrefix: 'rollcall',
      useSecureCookies: baseUrl.startsWith('https:'),
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { validateSchema: true },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            if (!(await mayEnter(session.userId))) return false;
            const at = now();
            const expiresAt = new Date(at.getTime() + ABSOLUTE_SECONDS * 1000);
            return { data: { ...session, createdAt: at, updatedAt: at, lastSeenAt: at, expiresAt } };
          },
        },
      },
      account: { create: { before: async (account) => ({ data: withoutTokens(account) }) } },
    },
  } satisfies BetterAuthOptions;
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

function configOf(provider: Provider): GenericOAuthConfig {
  const { id, name, clientId, clientSecret, scopes, from, authorizationParameters, startsElsewhere } = provider;
  return {
    providerId: id,
    name,
    clientId,
    clientSecret,
    scopes: [...scopes],
    authorizationUrlParams: { ...authorizationParameters },
    allowIdpInitiated: startsElsewhere,
    disableSignUp: true,
    pkce: true,
    ...('discoveryUrl' in from
      ? { discoveryUrl: from.discoveryUrl, requireIdTokenVerification: true }
      : plainConfigOf(from)),
  };
}

function plainConfigOf(from: PlainOAuth): Partial<GenericOAuthConfig> {
  const { authorizationUrl, tokenUrl, identityUrl, subject, email, secretBy } = from;
  return {
    authorizationUrl,
    tokenUrl,
    authentication: secretBy,
    accountSubject: ({ profile }) => String(profile[subject] ?? ''),
    getUserInfo: async ({ accessToken }) => {
      const answer = await fetch(identityUrl, {
        headers: { authorization: `Bearer ${accessToken ?? ''}`, accept: 'application/json' },
        signal: AbortSignal.timeout(10_000),
      });
      if (!answer.ok) return null;
      const profile = (await answer.json()) as Record<string, unknown>;
      return { ...profile, id: String(profile[subject] ?? ''), name: '', email: textOf(profile[email]) };
    },
  } as Partial<GenericOAuthConfig>;
}

interface OAuthSource {
  readonly providerId: string;
  readonly profile?: Record<string, unknown> | undefined;
}

/** Another district of the same provider, or an address that the provider itself does not vouch for. */
function refusalOf(providers: readonly Provider[], source: OAuthSource | undefined): { error: string } | undefined {
  if (source === undefined) return undefined;
  const provider = providers.find(({ id }) => id === source.providerId);
  const claims = source.profile ?? {};
  const isElsewhere = Object.entries(provider?.requiredClaims ?? {}).some(
    ([claim, values]) => !values.includes(textOf(claims[claim])),
  );
  if (provider === undefined || isElsewhere) return { error: 'other_district' };
  const vouched = claims['email_verified'] ?? claims['xms_edov'];
  return vouched === false || vouched === 'false' || vouched === 0 || vouched === '0'
    ? { error: 'email_not_verified' }
    : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
