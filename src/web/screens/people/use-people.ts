/** The people of a school or the district, page by page. */
import type { Role } from '../../../access/roles.ts';
import { api } from '../../api.ts';
import { usePages } from '../../parts/use-pages.ts';

const AT_ONCE = 100;

interface Asked {
  readonly school: string;
  readonly role: Role | undefined;
  readonly ended: 'with' | 'without';
}

export function usePeople({ school, role, ended }: Asked) {
  const filter = { school, ended, limit: AT_ONCE, ...(role === undefined ? {} : { role }) };
  return usePages(['listPeople', { query: filter }], (cursor, signal) =>
    api.listPeople({ query: { ...filter, cursor } }, { signal }),
  );
}
