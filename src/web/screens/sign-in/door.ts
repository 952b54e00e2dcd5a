/** The requests that sign somebody in. Not by the typed client: here a 401 is an answer about what was typed, not the end of a session. */

/** `code`: the second step is asked for. A problem carries its code of the catalogue, and minutes where one must wait. */
export type DoorAnswer =
  | { readonly next: 'done' | 'code' }
  | { readonly problem: string; readonly minutes: number | undefined };

export function signInByPassword(email: string, password: string): Promise<DoorAnswer> {
  return ask('/api/auth/sign-in/email', { email, password });
}

/** A 6-digit code of an authenticator, or one of the recovery codes. */
export function signInByCode(code: string): Promise<DoorAnswer> {
  const isOfAuthenticator = /^\s*\d{3}\s?\d{3}\s*$/.test(code);
  return ask(`/api/auth/two-factor/verify-${isOfAuthenticator ? 'totp' : 'backup-code'}`, { code: code.trim() });
}

/** Leaves for the provider's page; comes back to `to`. Gives a problem where the provider cannot be reached. */
export async function signInByProvider(provider: string, to: string): Promise<DoorAnswer> {
  const response = await post('/api/auth/sign-in/social', { provider, to });
  if (!response.ok) return problemOf(response);
  const { url } = (await response.json()) as { readonly url: string };
  window.location.assign(url);
  return { next: 'done' };
}

async function ask(path: string, body: object): Promise<DoorAnswer> {
  const response = await post(path, body);
  return response.ok ? ((await response.json()) as DoorAnswer) : problemOf(response);
}

async function problemOf(response: Response): Promise<DoorAnswer> {
  const { code = 'internal', facts } = (await response.json().catch(() => ({}))) as {
    readonly code?: string;
    readonly facts?: { readonly minutes?: number };
  };
  return { problem: code, minutes: facts?.minutes };
}

async function post(path: string, body: object): Promise<Response> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return fetch(path, init).catch(() => new Response('{"code":"unreachable"}', { status: 503 }));
}
