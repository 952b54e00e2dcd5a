import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const NEW = {
  name: 'Nora Field',
  email: 'N.Field@Lakeside.example',
  staffId: null,
  grants: [{ role: 'clerk' as const, school: 'elm' }],
  reason: 'joins the office on Monday',
};

/** What an answer was refused with. */
async function refusalOf(answer: Promise<unknown>) {
  return answer.then(
    () => undefined,
    (error: { problem: { status: number; code: string; detail?: string; errors?: unknown } }) => error.problem,
  );
}

describe('people', () => {
  test('the system administrator sees everybody, an administrator those of the own school, a clerk nobody', async () => {
    const system = await server.as('system');
    expect((await system.listPeople({ query: {} })).items.map(({ name }) => name)).toContain('Miriam Vance');
    const administrator = await server.as('administrator');
    const names = (await administrator.listPeople({ query: {} })).items.map(({ name }) => name);
    expect(names).toEqual(['Alma Bell', 'Joy Okafor', 'Patricia Lang']);
    const clerk = await server.as('clerk');
    expect(await refusalOf(clerk.listPeople({ query: {} }))).toMatchObject({ status: 403, code: 'not-open' });
  });

  test('a page of people goes on where the one before ended', async () => {
    const system = await server.as('system');
    const first = await system.listPeople({ query: { limit: 3 } });
    const second = await system.listPeople({ query: { limit: 3, cursor: first.next ?? '' } });
    expect([first.items.length, second.items.length, first.total]).toEqual([3, 3, 7]);
    expect(second.items.map(({ person }) => person)).not.toContain(first.items[0]?.person);
  });

  test('somebody is added with a reason, gets a link that works once, and signs in with the password they set', async () => {
    const system = await server.as('system');
    const { link } = await system.addPerson({ body: { ...NEW, link: true } });
    const token = new URL(link?.url ?? '').hash.slice(1);
    expect(new URL(link?.url ?? '').pathname).toBe('/set-password');
    expect(await server.anybody.readOneTimeLink({ body: { token } })).toMatchObject({
      kind: 'password',
      name: 'Nora Field',
    });
    const short = await refusalOf(server.anybody.setPassword({ body: { token, password: 'short' } }));
    expect(short).toMatchObject({ status: 422, code: 'invalid' });
    const password = 'seven green chairs in a row';
    expect(await server.anybody.setPassword({ body: { token, password } })).toEqual({
      email: 'n.field@lakeside.example',
    });
    const again = await refusalOf(server.anybody.setPassword({ body: { token, password: 'another long password' } }));
    expect(again).toMatchObject({ status: 409, code: 'refused' });
    expect(await refusalOf(server.anybody.readOneTimeLink({ body: { token } }))).toMatchObject({ status: 404 });
    expect((await signIn(NEW.email, password)).status).toBe(200);
  });

  test('what is wrong with a person is said all at once, and nobody is added', async () => {
    const system = await server.as('system');
    const wrong = {
      ...NEW,
      name: ' ',
      email: 'no address',
      grants: [
        { role: 'clerk' as const, school: 'nowhere' },
        { role: 'teacher' as const, school: null },
      ],
    };
    const refusal = await refusalOf(system.addPerson({ body: wrong }));
    expect(((refusal?.errors ?? []) as { path: string }[]).map(({ path }) => path)).toEqual([
      'name',
      'email',
      'school',
      'staffId',
    ]);
    expect(await refusalOf(system.addPerson({ body: { ...NEW, reason: ' ' } }))).toMatchObject({ status: 422 });
    expect(await refusalOf(system.addPerson({ body: { ...NEW } }))).toMatchObject({
      status: 409,
      detail: 'n.field@lakeside.example is in use already. Nobody was added.',
    });
  });

  test('of two who change a person, the second hears of the first', async () => {
    const system = await server.as('system');
    const person = await personOf('n.field@lakeside.example');
    const seen = await system.readPerson({ params: { person } });
    const change = {
      name: 'Nora Fielding',
      email: seen.email,
      staffId: null,
      grants: [{ role: 'clerk' as const, school: 'oak' }],
      reason: 'moves to Oak',
    };
    const first = await system.changePerson({ params: { person }, body: change, revision: seen.revision });
    expect(first.grants).toMatchObject([{ role: 'clerk', school: 'oak' }]);
    expect(first.changes.slice(0, 2).map(({ change: kind }) => kind)).toEqual(['roles', 'name']);
    const second = await refusalOf(system.changePerson({ params: { person }, body: change, revision: seen.revision }));
    expect(second).toMatchObject({ status: 412, code: 'stale', present: { name: 'Nora Fielding' } });
  });

  test('ended access signs the devices out at once, and neither password nor a new link lets the person in', async () => {
    const system = await server.as('system');
    const person = await personOf('n.field@lakeside.example');
    const answer = await signIn('n.field@lakeside.example', 'seven green chairs in a row');
    const cookie = answer.headers
      .getSetCookie()
      .map((one) => one.split(';', 1)[0])
      .join('; ');
    expect((await server.fetch('/api/me', { headers: { cookie } })).status).toBe(200);
    const ended = await system.endAccess({ params: { person }, body: { reason: 'left the district' } });
    expect(ended.devices).toBeGreaterThan(0);
    expect((await server.fetch('/api/me', { headers: { cookie } })).status).toBe(401);
    const refused = await signIn('n.field@lakeside.example', 'seven green chairs in a row');
    expect([refused.status, await refused.json()]).toMatchObject([403, { code: 'access-ended' }]);
    expect(await refusalOf(system.makePersonLink({ params: { person } }))).toMatchObject({ status: 409 });
    await system.restoreAccess({ params: { person }, body: { reason: 'came back' } });
    expect((await signIn('n.field@lakeside.example', 'seven green chairs in a row')).status).toBe(200);
  });

  test('the last one who may manage people cannot be taken away', async () => {
    const system = await server.as('system');
    const person = await personOf('t.brandt@lakeside.example');
    expect(await refusalOf(system.endAccess({ params: { person }, body: { reason: 'a mistake' } }))).toMatchObject({
      status: 409,
      detail: expect.stringContaining('Nobody would be left'),
    });
    const seen = await system.readPerson({ params: { person } });
    const body = {
      name: seen.name,
      email: seen.email,
      grants: [{ role: 'district' as const, school: null }],
      reason: 'a mistake',
    };
    expect(await refusalOf(system.changePerson({ params: { person }, body, revision: seen.revision }))).toMatchObject({
      status: 409,
    });
  });

  test('what somebody would see is told in numbers before they are added', async () => {
    const system = await server.as('system');
    const oak = await system.countStudentsOf({ body: { grants: [{ role: 'clerk', school: 'oak' }] } });
    expect(oak.students).toBeGreaterThan(0);
    expect(oak.students).toBeLessThan(oak.ofDistrict);
    expect(await system.countStudentsOf({ body: { grants: [{ role: 'system', school: null }] } })).toMatchObject({
      students: 0,
    });
  });
});

describe('a roster file', () => {
  const text = [
    'name,email,role,school,staff_id',
    'Alma Bell,bell@lakeside.example,clerk,oak,S-BELL',
    'Alma Bell,bell@lakeside.example,clerk,elm,S-BELL',
    'Otto Kern,o.kern@lakeside.example,team,elm,',
  ].join('\n');

  test('tells what it would do before it does it, and the same again does nothing', async () => {
    const system = await server.as('system');
    const plan = await system.planRoster({ body: { text } });
    expect(plan.lines.map(({ name, state }) => [name, state])).toEqual([
      ['Alma Bell', 'changed'],
      ['Otto Kern', 'new'],
    ]);
    expect(plan.notInFile).toBeGreaterThan(0);
    const taken = await system.takeInRoster({ body: { text, reason: 'the list of November' }, key: 'one' });
    expect(taken.lines).toEqual(plan.lines);
    expect((await system.planRoster({ body: { text } })).lines.map(({ state }) => state)).toEqual(['same', 'same']);
  });

  test('is refused as a whole, with everything that is wrong and its line', async () => {
    const system = await server.as('system');
    const wrong = `${text}\nNo Mail,,clerk,oak,\nEve Ash,e.ash@lakeside.example,boss,oak,\nEve Ash,e.ash@lakeside.example,clerk,nowhere,`;
    const plan = await system.planRoster({ body: { text: wrong } });
    expect(plan.lines).toEqual([]);
    expect(plan.problems.map(({ line, path }) => [line, path])).toEqual([
      [5, 'email'],
      [6, 'role'],
      [7, 'school'],
    ]);
    const refusal = await refusalOf(system.takeInRoster({ body: { text: wrong, reason: 'wrong' }, key: 'two' }));
    expect(refusal).toMatchObject({ status: 422, code: 'invalid' });
    expect(await refusalOf(system.planRoster({ body: { text: 'first,last\nA,B' } }))).toBeUndefined();
  });
});

function signIn(email: string, password: string): Promise<Response> {
  return server.fetch('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ email, password }),
  });
}

async function personOf(email: string): Promise<string> {
  const found = await server.db.pool.query<{ person_id: string }>('select person_id from people where email = $1', [
    email,
  ]);
  return found.rows[0]?.person_id ?? '';
}
