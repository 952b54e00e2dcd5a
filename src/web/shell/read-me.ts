/** Asks the server who is signed in. Before anybody is, the answer is `undefined`, not an error. */
import { queryOptions } from '@tanstack/react-query';
import type { Action, Role } from '../../access/roles.ts';
import type { Me } from './me.ts';
import { fetchInSession } from './session.ts';

/** As `/api/me` answers; what is missing has its usual value. */
interface MeAnswer {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly language: 'en' | 'es';
  readonly preferences?: {
    readonly theme?: Me['theme'];
    readonly density?: Me['density'];
    readonly letterKeys?: boolean;
  };
  readonly roles: readonly Role[];
  readonly schools: readonly { readonly school: string; readonly name: string }[];
  readonly hasDistrict: boolean;
  readonly may: readonly Action[];
  readonly districtName: string;
  readonly zone: string;
  readonly secondsLeft: number;
}

export const meQuery = queryOptions({
  queryKey: ['readMe'],
  queryFn: readMe,
  staleTime: 5 * 60_000,
});

async function readMe(): Promise<Me | null> {
  const response = await fetchInSession('/api/me');
  if (response.status === 401) return null;
  if (!response.ok) throw new Error(`/api/me answered ${response.status}`);
  const { preferences = {}, may, ...rest } = (await response.json()) as MeAnswer;
  return {
    ...rest,
    theme: preferences.theme ?? 'system',
    density: preferences.density ?? 'standard',
    letterKeys: preferences.letterKeys ?? true,
    may: new Set(may),
  };
}
