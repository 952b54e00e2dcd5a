/** The server in a process of its own, for tests that kill it. Input: the database's address and the home as arguments. */
import { openDatabase } from '../db/index.ts';
import { serve } from './serve.ts';

const [databaseUrl = '', home = '', now = ''] = process.argv.slice(2);
const db = await openDatabase({ home, databaseUrl });
const server = await serve({
  db,
  home,
  districtId: 1,
  host: '127.0.0.1',
  port: 0,
  env: {},
  now: () => new Date(now),
  webRoot: null,
  log: false,
  trustProxy: false,
  showsSampleSignIns: false,
  version: 'test',
});
process.stdout.write(`${server.url}\n`);
