/** Every error of the API: one catalogue of code, status and title. The browser shows its own words for a code. */
import { Refusal, ProblemError } from '../problem.ts';
import type { ProblemShape } from './route.ts';

export const PROBLEMS = {
  'bad-request': [400, 'The request cannot be read.'],
  'idempotency-key-missing': [400, 'This action needs the header Idempotency-Key with a value of your own choice.'],
  'sign-in-first': [401, 'Sign in first.'],
  'wrong-sign-in': [401, 'The e-mail or the password is not right.'],
  'sign-in-again': [401, 'Begin again with your password.'],
  'access-ended': [403, 'Your access to Rollcall has ended.'],
  'not-open': [403, 'This is not open to you. The attempt was recorded.'],
  'foreign-origin': [403, 'The request came from another site.'],
  'district-only': [403, 'This is done for the whole district, not from a school.'],
  'not-found': [404, 'There is nothing here, or it is not open to you. The attempt was recorded.'],
  'method-not-allowed': [405, 'This address does not take this method.'],
  refused: [409, 'This cannot be done now.'],
  'in-progress': [409, 'The same request is being worked on.'],
  changed: [409, 'What you saw has changed meanwhile.'],
  stale: [412, 'Another person changed this while you were writing.'],
  'too-large': [413, 'What was sent is too large.'],
  'too-long': [413, 'The list has more rows than a printed list takes. Narrow it first, or take the CSV.'],
  'wrong-type': [415, 'What was sent is of a type that is not taken here.'],
  invalid: [422, 'Something in the request is not right.'],
  'wrong-password': [422, 'The password is not right.'],
  'wrong-code': [422, 'The code is not right, too late, or was used already.'],
  'key-used': [422, 'This Idempotency-Key was used for another request.'],
  'if-match-missing': [428, 'This change needs the header If-Match with the revision that you read.'],
  'too-many': [429, 'Too many requests; try again a little later.'],
  internal: [500, 'Something failed on the server. Nothing was left half-done.'],
  'provider-failed': [502, 'The single sign-on did not answer.'],
  stopping: [503, 'The server is stopping; try again in a moment.'],
} as const satisfies Readonly<Record<string, readonly [status: number, title: string]>>;

export type ProblemCode = keyof typeof PROBLEMS;
export type ProblemDetails = Partial<
  Pick<ProblemShape, 'detail' | 'refusal' | 'errors' | 'present' | 'facts' | 'reference'>
>;

/** Thrown by handlers; answered as problem+json. */
export class ServerProblem extends Error {
  readonly shape: ProblemShape;
  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(PROBLEMS[code][1]);
    this.name = 'ServerProblem';
    this.shape = shapeOf(code, details);
  }
}

/** `throw problem('not-found')`. */
export const problem = (code: ProblemCode, details?: ProblemDetails): ServerProblem => new ServerProblem(code, details);

export function shapeOf(code: ProblemCode, details: ProblemDetails = {}): ProblemShape {
  const [status, title] = PROBLEMS[code];
  return { type: `/problems/${code}`, code, title, status, ...details };
}

/** A room's own errors in the API's words; undefined for what nobody foresaw. */
export function problemOfRoom(error: unknown): ServerProblem | undefined {
  if (error instanceof ServerProblem) return error;
  if (error instanceof Refusal) return problem('refused', refusalOf(error));
  if (error instanceof ProblemError)
    return problem('invalid', {
      errors: error.problems.map(({ path = '', found, allowed }) => ({
        path,
        message: `found ${found}; allowed: ${allowed}`,
      })),
    });
  return undefined;
}

function refusalOf({ message, words }: Refusal): ProblemDetails {
  if (words === undefined) return { detail: message };
  const values = Object.entries(words.values ?? {}).map(([name, value]) => [
    name,
    typeof value === 'object' ? [...value] : value,
  ]);
  return { detail: message, refusal: { code: words.code, values: Object.fromEntries(values) } };
}
