import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Browser, openBench, type SignInBench } from './testing.ts';

let bench: SignInBench;
beforeAll(async () => {
  bench = await openBench();
  await bench.add({ email: 'a.bell@lakeside.example' });
});
afterAll(() => bench.close());

describe('signing in by password', () => {
  test('gives a cookie that scripts cannot read, and the person with the roles of today', async () => {
    const browser = new Browser(bench);
    const answer = await browser.signIn('A.Bell@Lakeside.example ');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ next: 'done' });
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^rollcall\.session_token=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(await browser.actor()).toMatchObject({
      actor: {
        districtId: 1,
        name: 'Alma Bell',
        email: 'a.bell@lakeside.example',
        staffId: null,
        language: 'en',
        grants: [{ role: 'clerk', school: 'oak' }],
      },
    });
  });
});
