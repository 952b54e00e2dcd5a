/** A provider of ours in better-auth's words, and whom of its people it may bring. */
import type { GenericOAuthConfig } from 'better-auth/plugins';
import type { PlainOAuth, Provider } from './providers.ts';

export function configOf(provider: Provider): GenericOAuthConfig {
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
    accountSubject: ({ profile }) => textOf(profile[subject]),
    getUserInfo: async ({ accessToken }) => {
      const answer = await fetch(identityUrl, {
        headers: { authorization: `Bearer ${accessToken ?? ''}`, accept: 'application/json' },
        signal: AbortSignal.timeout(10_000),
      });
      if (!answer.ok) return null;
      const profile = (await answer.json()) as Record<string, unknown>;
      return { ...profile, id: textOf(profile[subject]), name: '', email: textOf(profile[email]) };
    },
  } as Partial<GenericOAuthConfig>;
}

interface OAuthSource {
  readonly providerId: string;
  readonly profile?: Record<string, unknown> | undefined;
}

/** Another district of the same provider, or an address that the provider itself does not vouch for. */
export function refusalOf(
  providers: readonly Provider[],
  source: OAuthSource | undefined,
): { error: string } | undefined {
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
