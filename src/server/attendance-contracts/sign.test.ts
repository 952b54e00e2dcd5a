import { afterAll, beforeAll, expect, test } from 'vitest';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
}, 120_000);
afterAll(() => server.close());

test('the line of the school is for who drafted it: a colleague is told so and refused, the person signs in the own name', async () => {
  const administrator = await server.as('administrator');
  const clerk = await server.as('clerk');
  const { items } = await clerk.readWorklist({ query: { school: 'oak', limit: 1 } });
  const student = items[0]?.student ?? '';
  const { contract, signatures } = await administrator.draftContract({ params: { student }, body: {} });
  await administrator.offerContract({ params: { contract } });
  const line = signatures.find(({ part }) => part === 'school');
  const signature = line?.signature ?? 0;
  const linesOf = async (who: typeof clerk) => {
    const list = await who.listStudentContracts({ params: { student } });
    return list.items[0]?.signatures.map(({ part, isOfColleague }) => [part === 'school', isOfColleague]);
  };
  expect(await linesOf(clerk)).toEqual(signatures.map(({ part }) => [part === 'school', part === 'school']));
  expect(await linesOf(administrator)).toEqual(signatures.map(({ part }) => [part === 'school', false]));
  const typed = { language: 'en', signing: { way: 'typed' as const, typed: line?.name ?? '' } };
  await expect(clerk.signContract({ params: { contract, signature }, body: typed })).rejects.toMatchObject({
    problem: { status: 409, refusal: { code: 'contracts.own-line', values: { name: line?.name } } },
  });
  const signed = await administrator.signContract({ params: { contract, signature }, body: typed });
  expect(signed.signatures.find((one) => one.signature === signature)).toMatchObject({
    way: 'typed',
    witness: line?.name,
  });
});
