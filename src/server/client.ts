/** The typed client of the API: no generated code, inferred from the contract. For the browser, the tests and scripts. */
import type { z } from 'zod';
import { isFile } from './file-type.ts';
import type { Contract, FileType, ProblemShape, Route } from './route.ts';

/** The header of each answer with the day in the district, as ISO text: browsers' clocks are wrong. */
export const TODAY_HEADER = 'rollcall-today';

type In<R extends Route> = (R['params'] extends z.ZodType ? { params: z.input<R['params']> } : object) &
  (R['query'] extends z.ZodType
    ? object extends z.input<R['query']>
      ? { query?: z.input<R['query']> }
      : { query: z.input<R['query']> }
    : object) &
  (R extends { readonly upload: true } ? { form: FormData } : object) &
  (R['body'] extends z.ZodType ? { body: z.input<R['body']> } : object) &
  (R extends { readonly idempotent: true } ? { key: string } : object) &
  (R extends { readonly ifMatch: true } ? { revision: string } : object);

type Options = Pick<RequestInit, 'signal' | 'headers'>;
type Arguments<R extends Route> =
  object extends In<R> ? [input?: In<R>, options?: Options] : [input: In<R>, options?: Options];
type Answer<R extends Route> = R['ok'] extends FileType ? Blob : R['ok'] extends z.ZodType ? z.output<R['ok']> : never;

export type Client<C extends Contract> = {
  readonly [K in keyof C]: (...input: Arguments<C[K]>) => Promise<Answer<C[K]>>;
};

/** What the server refused, with its problem. `status` 0: the server could not be reached. */
export class ApiError extends Error {
  readonly problem: ProblemShape;
  constructor(problem: ProblemShape) {
    super(problem.title);
    this.name = 'ApiError';
    this.problem = problem;
  }
}

interface Input {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly form?: FormData;
  readonly key?: string;
  readonly revision?: string;
}

/** `base` is '' in the browser. Fails (rejects): ApiError. */
export function makeClient<C extends Contract>(contract: C, base: string, fetcher: typeof fetch = fetch): Client<C> {
  const call = async (one: Route, input: Input = {}, options: Options = {}): Promise<unknown> => {
    const response = await fetcher(base + urlOf(one, input), requestOf(one, input, options)).catch((error: unknown) => {
      if (error instanceof Error && error.name === 'AbortError') throw error;
      throw new ApiError(unreachable());
    });
    if (!response.ok) throw new ApiError(await problemOf(response));
    if (response.status === 204) return undefined;
    return isFile(one.ok) ? response.blob() : response.json();
  };
  const entries = Object.entries(contract).map(([name, one]) => [
    name,
    (input?: Input, options?: Options) => call(one, input, options),
  ]);
  return Object.fromEntries(entries) as Client<C>;
}

/** Path and query of a call, for a link to a file. */
export function urlOf(one: Route, { params, query }: Input): string {
  const path = one.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params?.[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === null || value === '') continue;
    search.set(name, Array.isArray(value) ? value.join(',') : `${value as string | number | boolean}`);
  }
  return search.size === 0 ? path : `${path}?${search.toString()}`;
}

function requestOf({ method }: Route, { body, form, key, revision }: Input, options: Options): RequestInit {
  const headers = new Headers(options.headers);
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (key !== undefined) headers.set('idempotency-key', key);
  if (revision !== undefined) headers.set('if-match', `"${revision}"`);
  return {
    method,
    headers,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(form === undefined ? {} : { body: form }),
  };
}

async function problemOf(response: Response): Promise<ProblemShape> {
  const text = await response.text();
  try {
    return JSON.parse(text) as ProblemShape;
  } catch {
    return { ...unreachable(), status: response.status };
  }
}

function unreachable(): ProblemShape {
  return { type: '/problems/unreachable', code: 'unreachable', title: 'The server did not answer.', status: 0 };
}
