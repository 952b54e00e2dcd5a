/** Where the person is: the school of the page, its address, and how to go elsewhere. */
import { useNavigate, useParams, useRouterState, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import { contextPath, schoolOfPath, type SchoolContext } from './addresses.ts';
import { useMe } from './me.ts';

export interface School {
  /** `null`: the whole district. As the API takes it: `school ?? ''`. */
  readonly school: SchoolContext;
  readonly name: string;
  /** `path('/worklist')`: the address of another screen in the same school. */
  readonly path: (path: string) => string;
}

/** The last school of an address, for pages that belong to no school. Lives as long as the page. */
const last: { school: SchoolContext | undefined } = { school: undefined };

/** The school (or district) that the person works in. */
export function useSchool(): School {
  const me = useMe();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const here = schoolOfPath(pathname);
  useEffect(() => {
    if (here !== undefined) last.school = here;
  }, [here]);
  const remembered = here === undefined ? last.school : here;
  const school = remembered !== undefined ? remembered : me.hasDistrict ? null : (me.schools[0]?.school ?? null);
  const name = school === null ? me.districtName : (me.schools.find((one) => one.school === school)?.name ?? school);
  const path = useCallback((rest: string) => contextPath(school, rest), [school]);
  return { school, name, path };
}

/** Goes to an address: `go('/students/s12')`. `replace`: without a step in the history. */
export function useGo(): (address: string, options?: { readonly replace?: boolean }) => void {
  const navigate = useNavigate();
  return useCallback(
    (address, options = {}) => {
      void navigate({ href: address, replace: options.replace ?? false });
    },
    [navigate],
  );
}

/** The parameters of the address: `/students/:student` gives `{ student }`. */
export function useAddress(): Readonly<Record<string, string>> {
  return useParams({ strict: false });
}

export type Query = Readonly<Record<string, string>>;

/** What follows the `?`: filters and tabs. Setting '' or undefined takes one away. Never a name or a search text. */
export function useQueryText(): readonly [Query, (change: Readonly<Record<string, string | undefined>>) => void] {
  const query: Query = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = useCallback(
    (values: Readonly<Record<string, string | undefined>>) => {
      const next = (before: Query): Query =>
        Object.fromEntries(
          Object.entries({ ...before, ...values }).filter(
            (entry): entry is [string, string] => (entry[1] ?? '') !== '',
          ),
        );
      void navigate({ to: '.', search: next, replace: true, resetScroll: false });
    },
    [navigate],
  );
  return [query, change];
}
