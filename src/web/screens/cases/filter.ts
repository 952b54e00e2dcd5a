/** What is chosen on the list of cases; it stands in the address. */
import type { InputOf } from '../../api.ts';

type Asked = NonNullable<NonNullable<InputOf<'listCases'>>['query']>;

export const STATES = ['open', 'closed', 'all'] as const;
export const OWNERS = ['', 'me', 'nobody'] as const;
export const DUES = ['', 'overdue'] as const;
export const QUIETS = ['0', '10', '20'] as const;
const SORTS = ['due', 'student', 'school', 'owner', 'opened', 'last-contact'] as const;

export function caseQueryOf(query: Readonly<Record<string, string>>, school: string | null) {
  return {
    school: school ?? '',
    state: STATES.find((one) => one === query['state']) ?? 'open',
    owner: OWNERS.find((one) => one === query['owner']) ?? '',
    due: DUES.find((one) => one === query['due']) ?? '',
    quiet: QUIETS.find((one) => one === query['quiet']) ?? '0',
    sort: SORTS.find((one) => one === query['sort']) ?? 'due',
    order: query['order'] === 'desc' ? 'desc' : 'asc',
  } as const satisfies Asked;
}

export function isFiltered(query: Readonly<Record<string, string>>): boolean {
  return ['state', 'owner', 'due', 'quiet'].some((key) => (query[key] ?? '') !== '');
}
