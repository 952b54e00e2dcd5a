/** The server's settings, given at each start: a newer Rollcall brings newer ones to an old cluster. */
import { clusterFolder, type ClusterRecord } from './record.ts';

/** The arguments of `postgres`. Without `durable` (tests only) nothing is forced to the disk. */
export function settingsOf(home: string, record: ClusterRecord, durable: boolean): readonly string[] {
  const settings: Readonly<Record<string, string>> = {
    cluster_name: record.name,
    listen_addresses: record.socketFolder === undefined ? '127.0.0.1' : '',
    port: String(record.port),
    ...(record.socketFolder === undefined
      ? {}
      : { unix_socket_directories: record.socketFolder, unix_socket_permissions: '0700' }),
    max_connections: '60',
    shared_buffers: '192MB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    jit: 'off',
    timezone: 'UTC',
    // A query whose client was killed ends soon, and so do its locks.
    client_connection_check_interval: '1s',
    // The log says what the server does, never what a statement held: values may be a student's.
    log_min_messages: 'log',
    log_checkpoints: 'off',
    log_autovacuum_min_duration: '-1',
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
  };
  return [
    '-D',
    clusterFolder(home, record),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}
