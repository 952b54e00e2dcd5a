import type { Connection } from '../pool.ts';
import type { ClusterRecord } from './record.ts';

/** How to connect to a database of the embedded server. */
export function connectionOf(record: ClusterRecord, database: string): Connection {
  return {
    host: record.socketFolder ?? '127.0.0.1',
    port: record.port,
    user: 'rollcall',
    password: record.password,
    database,
  };
}
