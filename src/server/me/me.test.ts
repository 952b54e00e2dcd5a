import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSampleSignIns } from '../../access/index.ts';
import { startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('who is signed in', () => {
  test('is told what they may do and where, and when the session ends', async () => {
    const clerk = await (await server.as('clerk')).readMe();
    expect(clerk).toMatchObject({
      name: 'Alma Bell',
      roles: ['clerk'],
      schools: [{ school: 'oak', name: 'Oak Middle School' }],
      hasDistrict: false,
      preferences: { language: 'en', theme: 'system', density: 'standard', letterKeys: true },
    });
    expect(clerk.may).toContain('issue');
    expect(clerk.may).not.toContain('calculate');
    expect(clerk.secondsLeft).toBeGreaterThan(58 * 60);
    expect(clerk.secondsLeft).toBeLessThanOrEqual(3600);
  });

  test('has the whole district with a role of the district, and no school with that of a teacher', async () => {
    const district = await (await server.as('district')).readMe();
    expect([district.hasDistrict, district.schools.length]).toEqual([true, 8]);
    const teacher = await (await server.as('teacher')).readMe();
    expect([teacher.hasDistrict, teacher.schools]).toEqual([false, []]);
  });

  test('is nobody without a session', async () => {
    const answer = await server.fetch('/api/me');
    expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'sign-in-first' }]);
  });
});

test('what a person likes is changed by itself and keeps the rest', async () => {
  const team = await server.as('team');
  await team.savePreferences({ body: { density: 'compact', letterKeys: false } });
  await team.savePreferences({ body: { language: 'es' } });
  const me = await team.readMe();
  expect(me.preferences).toEqual({ language: 'es', theme: 'system', density: 'compact', letterKeys: false });
  expect(me.language).toBe('es');
});

describe('signed-in devices', () => {
  test('are listed and ended by their own person only', async () => {
    const officer = await server.as('officer');
    const other = await signInAgain('officer');
    const { items } = await officer.readDevices();
    expect(items.map(({ isThis }) => isThis).toSorted()).toEqual([false, true]);
    const session = items.find(({ isThis }) => !isThis)?.session ?? '';
    const clerk = await server.as('clerk');
    await expect(clerk.signOutDevice({ params: { session } })).rejects.toMatchObject({ problem: { status: 404 } });
    expect(await meOf(other)).toBe(200);
    await officer.signOutDevice({ params: { session } });
    expect(await meOf(other)).toBe(401);
  });

  test('all but this one are ended at once', async () => {
    const district = await server.as('district');
    const others = [await signInAgain('district'), await signInAgain('district')];
    expect(await district.signOutOthers()).toEqual({ ended: 2 });
    expect(await Promise.all(others.map(meOf))).toEqual([401, 401]);
    expect((await district.readMe()).name).toBe('Miriam Vance');
  });
});

test('another password asks for the present one, has a least length, and ends the other devices', async () => {
  const system = await server.as('system');
  const other = await signInAgain('system');
  const password = await passwordOf('system');
  const wrong = system.changePassword({ body: { password: 'not it', next: 'a long enough password' } });
  await expect(wrong).rejects.toMatchObject({ problem: { status: 422, code: 'wrong-password' } });
  const short = system.changePassword({ body: { password, next: 'eleven char' } });
  await expect(short).rejects.toMatchObject({ problem: { status: 422, code: 'invalid' } });
  expect(await meOf(other)).toBe(200);
  await system.changePassword({ body: { password, next: 'a long enough password' } });
  expect(await meOf(other)).toBe(401);
  expect((await system.readMe()).name).toBe('Theo Brandt');
});

test('the eleventh wrong password of one’s own waits, the right one too', async () => {
  const teacher = await server.as('teacher');
  const guess = (password: string) =>
    teacher.beginTwoStep({ body: { password } }).then(
      () => 200,
      (error: { problem: { status: number } }) => error.problem.status,
    );
  const statuses: number[] = [];
  // eslint-disable-next-line no-await-in-loop
  for (let index = 0; index < 10; index += 1) statuses.push(await guess('not it'));
  expect(new Set(statuses)).toEqual(new Set([422]));
  expect(await guess(await passwordOf('teacher'))).toBe(429);
});

async function passwordOf(role: string): Promise<string> {
  const signIns = await readSampleSignIns(server.db, { districtId: 1, home: server.home });
  return signIns.find((one) => one.role === role)?.password ?? '';
}

async function signInAgain(role: string): Promise<string> {
  const signIns = await readSampleSignIns(server.db, { districtId: 1, home: server.home });
  const { email, password } = signIns.find((one) => one.role === role) ?? {};
  const answer = await server.fetch('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ email, password }),
  });
  return answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
}

async function meOf(cookie: string): Promise<number> {
  return (await server.fetch('/api/me', { headers: { cookie } })).status;
}
