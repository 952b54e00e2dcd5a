/** What leaves the doorway: our own small answers and problem+json; of better-auth's answers only the cookies go on. */

/** Codes and titles as in the server's catalogue of problems. */
const PROBLEMS = {
  'bad-request': [400, 'The request cannot be read.'],
  'wrong-sign-in': [401, 'The e-mail or the password is not right.'],
  'wrong-code': [422, 'The code is not right, too late, or was used already.'],
  'sign-in-again': [401, 'Begin again with your password.'],
  'access-ended': [403, 'Your access to Rollcall has ended.'],
  'foreign-origin': [403, 'The request came from another site.'],
  'not-found': [404, 'There is nothing here, or it is not open to you. The attempt was recorded.'],
  'too-many': [429, 'Too many requests; try again a little later.'],
  'provider-failed': [502, 'The single sign-on did not answer.'],
  internal: [500, 'Something failed on the server. Nothing was left half-done.'],
} as const;

export type DoorProblem = keyof typeof PROBLEMS;

/** A problem of the catalogue as problem+json. */
export function problemAnswer(code: DoorProblem, facts?: Readonly<Record<string, unknown>>): Response {
  const [status, title] = PROBLEMS[code];
  const shape = { type: `/problems/${code}`, code, title, status, ...(facts === undefined ? {} : { facts }) };
  return new Response(JSON.stringify(shape), { status, headers: { 'content-type': 'application/problem+json' } });
}

/** better-auth's answer in our words: `body` where it went well, else the problem; its cookies go with both. */
export async function answerOf(answer: Response, otherwise: DoorProblem, body?: unknown): Promise<Response> {
  const ours = answer.ok ? Response.json(body ?? {}) : problemAnswer(await problemOf(answer, otherwise));
  for (const cookie of answer.headers.getSetCookie()) ours.headers.append('set-cookie', cookie);
  return ours;
}

/** The end of a single sign-on: on to the page asked for, or back to the sign-in page with our word for what failed. */
export function redirectAnswer(answer: Response, baseUrl: string): Response {
  const location = answer.headers.get('location');
  const target = location === null ? new URL('/sign-in?error=failed', baseUrl) : new URL(location, baseUrl);
  const error = target.searchParams.get('error');
  const isOurs = target.origin === new URL(baseUrl).origin;
  const ours = new Response(null, { status: 302 });
  for (const cookie of answer.headers.getSetCookie()) ours.headers.append('set-cookie', cookie);
  const path = `${target.pathname}${target.search}`;
  if (isOurs && error !== null)
    ours.headers.set('location', `/sign-in?problem=${REDIRECTS[error] ?? 'provider-failed'}`);
  else ours.headers.set('location', isOurs ? path : target.href);
  return ours;
}

const REDIRECTS: Readonly<Record<string, string>> = {
  signup_disabled: 'no-account',
  account_not_linked: 'no-account',
  email_not_found: 'no-account',
  email_not_verified: 'no-account',
  other_district: 'other-district',
  unable_to_create_session: 'access-ended',
  access_denied: 'cancelled',
};

async function problemOf(answer: Response, otherwise: DoorProblem): Promise<DoorProblem> {
  const { code } = (await answer.json().catch(() => ({}))) as { code?: string };
  if (code === 'FAILED_TO_CREATE_SESSION') return 'access-ended';
  if (code === 'INVALID_TWO_FACTOR_COOKIE' || code === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE') return 'sign-in-again';
  if (answer.status === 429) return 'too-many';
  if (answer.status === 403) return 'foreign-origin';
  if (answer.status === 404) return 'not-found';
  return answer.status >= 500 ? 'internal' : otherwise;
}
