/** Single sign-on that the district has set up, read from its settings: the table of providers and what each needs. */
import { Refusal } from '../../problem.ts';
import { readSetting, type Environment } from './secret.ts';

export interface Provider {
  /** Part of the redirect URI: `<base>/api/auth/callback/<id>`. */
  readonly id: string;
  /** As on the button. */
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: readonly string[];
  readonly from: OpenIdConnect | PlainOAuth;
  /** Goes with the first request, as Google's `hd`. */
  readonly authorizationParameters: Readonly<Record<string, string>>;
  /** What the provider's answer must say, each with one of these values: this is the district, not another one. */
  readonly requiredClaims: Readonly<Record<string, readonly string[]>>;
  /** May start on the provider's own page, without a request of ours; then ours is made first. */
  readonly startsElsewhere: boolean;
}

/** Endpoints by discovery; the identity is a signed token with the nonce of the request. */
export interface OpenIdConnect {
  readonly discoveryUrl: string;
}

/** Endpoints as documented; the identity is what the provider's own server answers to the access token. */
export interface PlainOAuth {
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly identityUrl: string;
  /** Names of the fields in its answer. */
  readonly subject: string;
  readonly email: string;
  /** How the client secret goes to the token endpoint. */
  readonly secretBy: 'basic' | 'post';
}

type Settings = Readonly<Record<string, string>>;

interface Kind extends Pick<Provider, 'id' | 'name'> {
  readonly prefix: string;
  /** Settings that must be there beside client id and secret. */
  readonly needs: readonly string[];
  readonly shape: (settings: Settings) => Pick<Provider, 'from'> & Partial<Provider>;
}

/** Sources: docs/guides/sign-in-google.md and its neighbours. */
const KINDS: readonly Kind[] = [
  {
    id: 'google',
    prefix: 'ROLLCALL_GOOGLE',
    name: 'Google',
    needs: ['DOMAIN'],
    shape: ({ DOMAIN = '' }) => ({
      from: discoveryOf('https://accounts.google.com'),
      authorizationParameters: { hd: listOf(DOMAIN).length === 1 ? DOMAIN : '*', prompt: 'select_account' },
      requiredClaims: { hd: listOf(DOMAIN) },
    }),
  },
  {
    id: 'entra',
    prefix: 'ROLLCALL_ENTRA',
    name: 'Microsoft',
    needs: ['TENANT'],
    shape: ({ TENANT = '' }) => ({
      from: discoveryOf(`https://login.microsoftonline.com/${encodeURIComponent(TENANT)}/v2.0`),
      authorizationParameters: { prompt: 'select_account' },
      requiredClaims: { tid: [TENANT] },
    }),
  },
  {
    id: 'clever',
    prefix: 'ROLLCALL_CLEVER',
    name: 'Clever',
    needs: ['DISTRICT'],
    shape: ({ DISTRICT = '' }) => ({
      from: {
        authorizationUrl: 'https://clever.com/oauth/authorize',
        tokenUrl: 'https://clever.com/oauth/tokens',
        identityUrl: 'https://api.clever.com/userinfo',
        subject: 'sub',
        email: 'email',
        secretBy: 'basic',
      },
      scopes: [],
      authorizationParameters: { district_id: DISTRICT },
      requiredClaims: { district: [DISTRICT] },
      startsElsewhere: true,
    }),
  },
  {
    id: 'classlink',
    prefix: 'ROLLCALL_CLASSLINK',
    name: 'ClassLink',
    needs: ['TENANT'],
    shape: ({ TENANT = '' }) => ({
      from: {
        authorizationUrl: 'https://launchpad.classlink.com/oauth2/v2/auth',
        tokenUrl: 'https://launchpad.classlink.com/oauth2/v2/token',
        identityUrl: 'https://nodeapi.classlink.com/v2/my/info',
        subject: 'UserId',
        email: 'Email',
        secretBy: 'post',
      },
      scopes: ['profile'],
      requiredClaims: { TenantId: [TENANT] },
      startsElsewhere: true,
    }),
  },
  {
    id: 'oidc',
    prefix: 'ROLLCALL_OIDC',
    name: 'single sign-on',
    needs: ['ISSUER'],
    shape: ({ ISSUER = '', NAME }) => ({
      from: discoveryOf(ISSUER),
      ...(NAME === undefined ? {} : { name: NAME }),
    }),
  },
];

/**
 * The providers whose client id stands in the environment, in the order of their buttons.
 * Fails: Refusal that names the setting which is missing.
 */
export async function readProviders(env: Environment): Promise<readonly Provider[]> {
  const found = await Promise.all(KINDS.map((kind) => readProvider(kind, env)));
  return found.filter((provider) => provider !== undefined);
}

async function readProvider(kind: Kind, env: Environment): Promise<Provider | undefined> {
  const { id, name, prefix, needs } = kind;
  const clientId = await readSetting(env, `${prefix}_CLIENT_ID`);
  if (clientId === undefined) return undefined;
  const names = ['CLIENT_SECRET', ...needs, 'NAME'];
  const values = await Promise.all(names.map((setting) => readSetting(env, `${prefix}_${setting}`)));
  const missing = names.find((setting, index) => setting !== 'NAME' && values[index] === undefined);
  if (missing !== undefined)
    throw new Refusal(`${prefix}_CLIENT_ID is set, but ${prefix}_${missing} is not. Set both, or neither.`);
  const settings: Settings = Object.fromEntries(
    names.flatMap((setting, index) => (values[index] === undefined ? [] : [[setting, values[index]]])),
  );
  return {
    id,
    name,
    clientId,
    clientSecret: settings['CLIENT_SECRET'] ?? '',
    scopes: ['openid', 'email', 'profile'],
    authorizationParameters: {},
    requiredClaims: {},
    startsElsewhere: false,
    ...kind.shape(settings),
  };
}

function discoveryOf(issuer: string): OpenIdConnect {
  return { discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration` };
}

/** Parts between commas. */
function listOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
