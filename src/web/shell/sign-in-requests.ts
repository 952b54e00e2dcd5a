/** Sign-in while a page is open: the same requests as the sign-in page makes. */

export type SignInAnswer = 'in' | 'code' | 'wrong' | 'too-many';

export async function signInByPassword(email: string, password: string): Promise<SignInAnswer> {
  const response = await post('/api/auth/sign-in/email', { email, password });
  if (!response.ok) return refusalOf(response);
  const answer = (await response.json()) as { readonly next: 'done' | 'code' };
  return answer.next === 'code' ? 'code' : 'in';
}

export async function signInByCode(code: string): Promise<SignInAnswer> {
  const response = await post('/api/auth/two-factor/verify-totp', { code });
  return response.ok ? 'in' : refusalOf(response);
}

export async function signOut(): Promise<void> {
  await post('/api/auth/sign-out', {});
}

function refusalOf(response: Response): SignInAnswer {
  return response.status === 429 ? 'too-many' : 'wrong';
}

function post(path: string, body: object): Promise<Response> {
  return fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}
