/** The server that is measured, in a process of its own: `node server-process.ts HOME SCHOOLS`. Says its address and the cookies of its clerks. */
import { fork, type ChildProcess } from 'node:child_process';
import { addPerson, setPassword } from '../../src/access/index.ts';
import { openDatabase } from '../../src/db/index.ts';
import { serve } from '../../src/server/serve.ts';
import { buildWeb } from '../../src/web/build.ts';
import { BY, DISTRICT_ID, NOW } from '../database.ts';

export interface Measured {
  readonly url: string;
  /** One session a clerk, with the clerk's school. */
  readonly clerks: readonly { readonly cookie: string; readonly school: string }[];
}

export interface MeasuredServer extends Measured {
  stop(): Promise<void>;
}

/** Starts it. Input: `schools`, one for each clerk. */
export function startMeasured(home: string, schools: readonly string[]): Promise<MeasuredServer> {
  return new Promise((resolve, reject) => {
    const child: ChildProcess = fork(import.meta.filename, [home, ...schools], { stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    child.once('message', (message) => {
      const stop = (): Promise<void> =>
        new Promise((ended) => {
          child.removeAllListeners('exit');
          child.once('exit', () => ended());
          child.send('stop');
        });
      resolve({ ...(message as Measured), stop });
    });
  });
}

const PASSWORD = 'measured with fifty sessions';

if (import.meta.main) {
  const [home = '', ...schools] = process.argv.slice(2);
  const db = await openDatabase({ home });
  // The clock stands still here, so what an earlier run tried would count as of now.
  await db.pool.query('delete from sign_in.attempts; delete from sign_in."rateLimit"');
  const clerks: { email: string; school: string }[] = [];
  for (const [index, school] of schools.entries()) {
    const email = `clerk-${index}-${process.pid}@bench.example`;
    const person = {
      districtId: DISTRICT_ID,
      name: `Clerk ${index}`,
      email,
      grants: [{ role: 'clerk', school }],
    } as const;
    const { personId } = await addPerson(db, { ...person, by: BY, at: NOW, from: '2026-07-01', reason: 'measured' });
    await setPassword(db, { personId, password: PASSWORD, now: NOW });
    clerks.push({ email, school });
  }
  const server = await serve({
    db,
    home,
    districtId: DISTRICT_ID,
    host: '127.0.0.1',
    port: 0,
    log: false,
    trustProxy: false,
    showsSampleSignIns: false,
    version: 'bench',
    now: () => NOW,
    webRoot: await buildWeb(),
    env: { ROLLCALL_REQUESTS_A_MINUTE: '1000000' },
  });
  const sessions = [];
  for (const { email, school } of clerks) {
    const answer = await fetch(`${server.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.url },
      body: JSON.stringify({ email, password: PASSWORD }),
    });
    if (!answer.ok) throw new Error(`a clerk cannot sign in: ${answer.status}`);
    const cookie = answer.headers.getSetCookie().map((one) => one.split(';', 1)[0]);
    sessions.push({ cookie: cookie.join('; '), school });
  }
  process.send?.({ url: server.url, clerks: sessions } satisfies Measured);
  process.once('message', () => {
    void server
      .close()
      .then(() => db.close())
      .then(() => process.exit(0));
  });
}
