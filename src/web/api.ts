/** The API as the screens call it: `api.readWorklist({ query })`, or `useApi('readWorklist', { query })` in a component. */
import { QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ApiError, makeClient } from '../server/client.ts';
import { contract } from '../server/contract.ts';
import { fetchInSession } from './shell/session.ts';

/** What was refused is said in the app's own words: those are there before the refusal is. */
const fetchWithWords: typeof fetch = async (input, init) => {
  const response = await fetchInSession(input, init);
  if (response.status === REFUSED) await wordsOfRefusals().catch(() => undefined);
  return response;
};
/** Imported when it is needed: the builder reads the addresses of screens in Node, where the words are not. */
const wordsOfRefusals = async (): Promise<void> => (await import('./words/words.ts')).loadWords(['refusals']);
const REFUSED = 409;

export const api = makeClient(contract, '', fetchWithWords);

export type Api = typeof api;
export type Operation = keyof Api;
export type InputOf<K extends Operation> = Parameters<Api[K]>[0];
export type AnswerOf<K extends Operation> = Awaited<ReturnType<Api[K]>>;

export { ApiError } from '../server/client.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: true,
      retry: (failures, error) => failures < 2 && !isAnswer(error),
    },
    mutations: { retry: false },
  },
});

/** What the server answers about something; asked again by itself when it may be old. The key is [operation, input]. */
export function useApi<K extends Operation>(
  operation: K,
  input?: InputOf<K>,
  options: { readonly enabled?: boolean; readonly staleTime?: number; readonly refetchInterval?: number } = {},
): UseQueryResult<AnswerOf<K>> {
  return useQuery({
    queryKey: keyOf(operation, input),
    queryFn: ({ signal }) =>
      (api[operation] as (input?: InputOf<K>, options?: { signal: AbortSignal }) => Promise<AnswerOf<K>>)(input, {
        signal,
      }),
    ...options,
  });
}

/** The key of an answer, for `queryClient.setQueryData` and `invalidate`. */
export function keyOf<K extends Operation>(operation: K, input?: InputOf<K>): readonly unknown[] {
  return input === undefined ? [operation] : [operation, input];
}

/** Asks anew for whatever these operations answered, whatever was asked. */
export async function invalidate(...operations: readonly Operation[]): Promise<void> {
  await Promise.all(operations.map((operation) => queryClient.invalidateQueries({ queryKey: [operation] })));
}

/** A fresh key for an action that must happen once: make it when the question is put, not when the button is pressed. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The server has answered: asking again changes nothing. */
function isAnswer(error: unknown): boolean {
  return error instanceof ApiError && error.problem.status >= 400 && error.problem.status < 500;
}
