import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** Words that only one of the languages has. */
const ENGLISH = /\b(?:the|had|days?|rule|asks|waits?|issued|student|counted|not|with|school year|excused)\b/i;
const SPANISH = /\b(?:la|el|los|días?|regla|tuvo|este|de|no|sin|con|un|una|Pendiente|Emitido)\b/;

describe('somebody who works in Spanish', () => {
  beforeAll(async () => {
    await (await server.as('clerk')).savePreferences({ body: { language: 'es' } });
  });

  test('reads why and why not, the rules and the reasons of each record in Spanish', async () => {
    const clerk = await server.as('clerk');
    const { items } = await clerk.readWorklist({ query: { school: 'oak', limit: 20 } });
    const students = [...new Set(items.map(({ student }) => student))].slice(0, 5);
    const told = await Promise.all(students.map((student) => clerk.readStudentWhy({ params: { student } })));
    const criteria = told.flatMap((one) => one.criteria);
    expect(criteria.some(({ triggers }) => triggers.length > 0)).toBe(true);
    for (const { sentence, rule, title, triggers } of criteria) {
      for (const text of [sentence, rule.replace(/Fuente: .*$/, ''), title, ...triggers.map(({ decided }) => decided)])
        expect({ text, isEnglish: ENGLISH.test(text.replaceAll(/«[^»]*»/g, '')) }).toEqual({ text, isEnglish: false });
      expect(rule).toMatch(SPANISH);
    }
    for (const reason of told.flatMap(({ reasons }) => reasons)) expect(reason).not.toMatch(ENGLISH);
  });

  test('reads the titles of criteria in Spanish, in lists, filters and details', async () => {
    const clerk = await server.as('clerk');
    const { items, facets } = await clerk.readWorklist({ query: { school: 'oak', limit: 20 } });
    const line = items.find(({ level }) => level === 'L1');
    expect(line?.title).toBe('Primera notificación de ausentismo injustificado');
    expect(facets.level.find(({ value }) => value === 'L1')?.label).toBe(line?.title);
    const detail = await clerk.readTrigger({ params: { trigger: line!.trigger }, query: { school: 'oak' } });
    expect(detail.title).toBe(line?.title);
    expect(detail.why).toMatch(/tuvo .* La regla pide 3 días/);
    expect(detail.rule).toMatch(/^El primer día en que un estudiante tiene 3 o más días con/);
    const home = await clerk.readHome({ query: { school: 'oak' } });
    expect(home.due.map(({ title }) => title)).toContain(line?.title);
  });

  test('has another revision of the list than before, so that a browser does not keep the English one', async () => {
    const clerk = await server.as('clerk');
    const revisionNow = async (): Promise<string | null> =>
      (
        await server.fetch('/api/worklist?school=oak', { headers: { cookie: await server.cookieOf('clerk') } })
      ).headers.get('etag');
    const spanish = await revisionNow();
    await clerk.savePreferences({ body: { language: 'en' } });
    expect(await revisionNow()).not.toBe(spanish);
    const { items } = await clerk.readWorklist({ query: { school: 'oak', limit: 20 } });
    expect(items.find(({ level }) => level === 'L1')?.title).toBe('First notification of truancy');
    await clerk.savePreferences({ body: { language: 'es' } });
  });

  test('does not change what others read', async () => {
    const administrator = await server.as('administrator');
    const { items } = await administrator.readWorklist({ query: { school: 'oak', limit: 20 } });
    expect(items.find(({ level }) => level === 'L1')?.title).toBe('First notification of truancy');
  });
});

test('what is refused comes with its code and what it names, for the words of the app', async () => {
  const clerk = await server.as('clerk');
  const { items } = await clerk.readWorklist({ query: { school: 'oak', limit: 20 } });
  const line = items.find(({ state }) => state === 'due')!;
  const decline = () => clerk.declineTrigger({ params: { trigger: line.trigger }, body: { reason: 'se mudan' } });
  await decline();
  await expect(decline()).rejects.toMatchObject({
    problem: {
      code: 'refused',
      detail: expect.stringMatching(/^Declined already by /) as string,
      refusal: {
        code: 'decide.declined-already',
        values: { reason: 'se mudan', date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string },
      },
    },
  });
});
