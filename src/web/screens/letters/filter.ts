/** The filters of the list, as they stand in the address and as the API takes them. */
import { STATUSES, WAYS } from '../../../server/notices/contract.ts';
import type { SchoolContext } from '../../shell/addresses.ts';
import type { Query } from '../../shell/context.ts';
import type { NoticeQuery } from './use-notices.ts';

export const FILTERS = ['level', 'pack', 'status', 'way', 'from', 'to', 'batch', 'student'] as const;

export function filterOf(query: Query, school: SchoolContext): NoticeQuery {
  return {
    school: school ?? '',
    level: query['level'] ?? '',
    pack: query['pack'] ?? '',
    status: STATUSES.find((one) => one === query['status']) ?? '',
    way: WAYS.find((one) => one === query['way']) ?? '',
    from: dayOf(query['from']),
    to: dayOf(query['to']),
    batch: /^B\d+$/.test(query['batch'] ?? '') ? (query['batch'] ?? '') : '',
    student: /^s\d+$/.test(query['student'] ?? '') ? (query['student'] ?? '') : '',
  };
}

/** What else stands in an address is no day. */
function dayOf(text: string | undefined): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') ? (text ?? '') : '';
}
