/** The server that is measured, in a process of its own: `node server-process.ts HOME SEATS`. Says its address and the cookies of its people. */
import { fork, type ChildProcess } from 'node:child_process';
import { addPerson, setPassword, type Role } from '../../src/access/index.ts';
import { openDatabase, type Database } from '../../src/db/index.ts';
import { serve } from '../../src/server/serve.ts';
import { buildWeb } from '../../src/web/build.ts';
import { BY, DISTRICT_ID, NOW } from '../database.ts';

export interface Measured {
  readonly url: string;
  /** One session a person, with the person's role and school; '' the whole district. */
  readonly clerks: readonly { readonly cookie: string; readonly role: Role; readonly school: string }[];
}

export interface MeasuredServer extends Measured {
  stop(): Promise<void>;
}

/** Starts it. Input: a seat for each person: a clerk's school, or `administrator@SCHOOL`, `district@`. */
export function startMeasured(home: string, seats: readonly string[]): Promise<MeasuredServer> {
  return new Promise((resolve, reject) => {
    const child: ChildProcess = fork(import.meta.filename, [home, ...seats], { stdio: 'inherit' });
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
  const [home = '', ...seats] = process.argv.slice(2);
  const db = await openDatabase({ home });
  // The clock stands still here, so what an earlier run tried would count as of now.
  await db.pool.query('delete from sign_in.attempts; delete from sign_in."rateLimit"');
  const clerks: { email: string; role: Role; school: string }[] = [];
  for (const [index, seat] of seats.entries()) {
    const [role, school] = (seat.includes('@') ? seat.split('@') : ['clerk', seat]) as [Role, string];
    const email = `clerk-${index}-${process.pid}@bench.example`;
    const person = {
      districtId: DISTRICT_ID,
      name: `Clerk ${index}`,
      email,
      grants: [{ role, school: school === '' ? null : school }],
      ...(role === 'officer' ? { staffId: await someStaff(db) } : {}),
    };
    const { personId } = await addPerson(db, { ...person, by: BY, at: NOW, from: '2026-07-01', reason: 'measured' });
    await setPassword(db, { personId, password: PASSWORD, now: NOW });
    if (role === 'officer') await giveCases(db, personId);
    clerks.push({ email, role, school });
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
    warmsUp: true,
    version: 'bench',
    now: () => NOW,
    webRoot: await buildWeb(),
    env: { ROLLCALL_REQUESTS_A_MINUTE: '1000000' },
  });
  const sessions = [];
  for (const { email, role, school } of clerks) {
    const answer = await fetch(`${server.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.url },
      body: JSON.stringify({ email, password: PASSWORD }),
    });
    if (!answer.ok) throw new Error(`a clerk cannot sign in: ${answer.status}`);
    const cookie = answer.headers.getSetCookie().map((one) => one.split(';', 1)[0]);
    sessions.push({ cookie: cookie.join('; '), role, school });
  }
  process.send?.({ url: server.url, clerks: sessions } satisfies Measured);
  process.once('message', () => {
    void server
      .close()
      .then(() => db.close())
      .then(() => process.exit(0));
  });
}

/** An officer's reach hangs on an id of staff.csv. */
async function someStaff(db: Database): Promise<string> {
  const found = await db.pool.query<{ id: string }>('select min(staff_id) as id from staff where district_id = $1', [
    DISTRICT_ID,
  ]);
  return found.rows[0]?.id ?? '';
}

/** Every hundredth file, as a truancy officer of a large district has them. */
async function giveCases(db: Database, personId: string): Promise<void> {
  await db.pool.query(
    `insert into case_assignments (district_id, student_id, case_id, duty, person_id, because, from_on, made_by, made_at)
     select district_id, student_id, case_id, 'officer', $2, 'measured', '2027-05-01', $3, $4 from cases
      where district_id = $1 and state = 'open' and case_id % 100 = 0`,
    [DISTRICT_ID, personId, BY, NOW],
  );
}
