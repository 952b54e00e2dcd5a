/** Who is signed in, and how they like the page. */
import { createContext, use } from 'react';
import type { Action, Role } from '../../access/roles.ts';
import type { Language } from '../words/words.ts';

const DENSITIES = ['compact', 'standard', 'roomy'] as const;
export type Density = (typeof DENSITIES)[number];

export interface Me {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly language: Language;
  readonly theme: 'light' | 'dark' | 'system';
  readonly density: Density;
  /** Keys of a single letter work in lists. */
  readonly letterKeys: boolean;
  readonly roles: readonly Role[];
  /** My schools; of someone of the district, all. */
  readonly schools: readonly { readonly school: string; readonly name: string }[];
  /** May look at the whole district. */
  readonly hasDistrict: boolean;
  /** What I may do somewhere; the server decides, this only foretells. */
  readonly may: ReadonlySet<Action>;
  readonly districtName: string;
  /** IANA name of the district's zone. */
  readonly zone: string;
  /** Seconds until the session ends if nothing more is asked. */
  readonly secondsLeft: number;
}

export const MeContext = createContext<Me | undefined>(undefined);

/** The person who is signed in. Fails: on a page outside the shell. */
export function useMe(): Me {
  const me = use(MeContext);
  if (me === undefined) throw new Error('useMe is for pages of people who are signed in');
  return me;
}

/** Undefined on pages outside the shell. */
export function useMaybeMe(): Me | undefined {
  return use(MeContext);
}

/** `useMay('issue')`: whether to show what leads there. */
export function useMay(action: Action): boolean {
  return useMe().may.has(action);
}

/** "A. Bell" is "AB". */
export function initialsOf(name: string): string {
  return name
    .split(/[\s.]+/)
    .filter((part) => part !== '')
    .map((part) => part[0]!.toLocaleUpperCase())
    .slice(0, 2)
    .join('');
}
