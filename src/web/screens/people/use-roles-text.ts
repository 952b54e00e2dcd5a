/** Roles in words: "clerk: Oak Middle School, Elm Elementary · team: Elm Elementary". */
import { useCallback } from 'react';
import type { Role } from '../../../access/roles.ts';
import { useMe } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';

export interface GrantText {
  readonly role: Role;
  readonly school: string | null;
}

export function useRolesText(): (grants: readonly GrantText[]) => string {
  const t = useWords('people');
  const { schools } = useMe();
  return useCallback(
    (grants) => {
      if (grants.length === 0) return t('noRole');
      const nameOf = (id: string): string => schools.find(({ school }) => school === id)?.name ?? id;
      const roles = [...new Set(grants.map(({ role }) => role))];
      return roles
        .map((role) => {
          const places = grants.filter((grant) => grant.role === role).map(({ school }) => school);
          const names = places.flatMap((school) => (school === null ? [] : [nameOf(school)]));
          return names.length === 0 ? t(`roles.${role}`) : `${t(`roles.${role}`)}: ${names.join(', ')}`;
        })
        .join(' · ');
    },
    [t, schools],
  );
}
