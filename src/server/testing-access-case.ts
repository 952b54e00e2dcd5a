/** For the generated test of access: the shapes of a case, and how the usual ones are written. */
import type { Place } from './testing-access-world.ts';

export interface AccessInput {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

export type AccessCase =
  | {
      readonly kind: 'names';
      readonly input: (place: Place) => AccessInput;
      /** Why somebody who may ask gets 404 here: there is nothing of the kind in the test's district. */
      readonly nothingThere?: string;
    }
  | { readonly kind: 'list'; readonly input?: (place: Place) => AccessInput; readonly nothingThere?: string }
  | { readonly kind: 'own'; readonly input?: (place: Place) => AccessInput; readonly nothingThere?: string }
  | { readonly kind: 'open' };

export const reason = 'because the test asks for it';
export const LIST = { kind: 'list' } as const;
export const OPEN = { kind: 'open' } as const;
export const own = (input?: AccessInput, nothingThere?: string): AccessCase => ({
  kind: 'own',
  ...(input === undefined ? {} : { input: () => input }),
  ...(nothingThere === undefined ? {} : { nothingThere }),
});
export const listWith = (body: Readonly<Record<string, unknown>>, nothingThere?: string): AccessCase => ({
  kind: 'list',
  input: () => ({ body }),
  ...(nothingThere === undefined ? {} : { nothingThere }),
});
export const named =
  (name: keyof Place) =>
  (body?: unknown, params: Readonly<Record<string, string>> = {}, nothingThere?: string): AccessCase => ({
    kind: 'names',
    input: (place) => ({ params: { [name]: place[name], ...params }, ...(body === undefined ? {} : { body }) }),
    ...(nothingThere === undefined ? {} : { nothingThere }),
  });
