import { writeFile } from 'node:fs/promises';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { namePerson } from '../../access/index.ts';
import { readPdf } from '../../documents/testing/read-pdf.ts';
import { parseDay } from '../../engine/index.ts';
import { calculateAndRelease, issueNotices } from '../../notices/index.ts';
import type { Client } from '../client.ts';
import type { ApiContract } from '../contract.ts';
import { SAMPLE_AS_OF, SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
let district: Client<ApiContract>;
let officer: Client<ApiContract>;
let referral = '';

beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
  district = await server.as('district');
  officer = await server.as('officer');
  const asOf = parseDay(SAMPLE_AS_OF) ?? 0;
  await calculateAndRelease(server.db, { districtId: 1, asOf, by: 'test', now: SAMPLE_NOW });
  await issueNotices(server.db, {
    districtId: 1,
    asOf: SAMPLE_AS_OF,
    filter: { school: 'willow' },
    by: 'test',
    now: SAMPLE_NOW,
  });
  const found = await server.db.pool.query<{ id: string }>(
    `select person_id as id from people where name = 'Lucía Ibarra'`,
  );
  const named = {
    districtId: 1,
    school: 'willow',
    duty: 'officer',
    personId: found.rows[0]?.id ?? '',
    deputy: null,
    revision: 0,
  } as const;
  await namePerson(server.db, { ...named, by: 'test', now: SAMPLE_NOW, reason: 'truancy officer' });
});
afterAll(() => server.close());

async function weis(): Promise<string> {
  const { items } = await district.listReferrals({ query: { school: 'willow', tab: 'preparing' } });
  return items.find(({ name }) => name === 'Chen, Wei')?.referral ?? '';
}

describe('the referral of the sample’s Wei', () => {
  test('is prepared when the eleventh day is issued, and says which earlier steps are missing', async () => {
    referral = await weis();
    expect(referral).toMatch(/^R\d+$/);
    const detail = await district.readReferral({ params: { referral } });
    expect(Object.fromEntries(detail.requirements.map(({ key, state }) => [key, state]))).toMatchObject({
      'attendance-file': 'done',
      contacts: 'done',
      meeting: 'done',
      contract: 'done',
    });
    expect(detail.may).toEqual(expect.arrayContaining(['send', 'withdraw', 'waive']));
    // A reason in words and the day it was met, which each reader sees as they write days.
    expect(detail.why).not.toMatch(/\d{4}-\d{2}-\d{2}/);
    expect(detail.whyOn).toMatch(/^2026-1\d-\d{2}$/);
  });

  test('does not go out while a step is missing, and goes on without it for a reason that an administrator gives', async () => {
    const before = await district.readReferral({ params: { referral } });
    const missing = before.requirements.filter(({ state }) => state !== 'done');
    if (missing.length > 0)
      await expect(district.sendReferral({ params: { referral }, body: {}, key: 's1' })).rejects.toMatchObject({
        problem: {
          status: 409,
          detail: expect.stringContaining(`${missing.length} of ${before.requirements.length}`) as string,
        },
      });
    for (const { key } of missing)
      await district.waiveReferralRequirement({
        params: { referral, requirement: key },
        body: { isNeeded: false, reason: 'sent by hand before Rollcall' },
      });
    const after = await district.readReferral({ params: { referral } });
    expect(after.ready).toBe(after.requirements.length);
  });

  test('goes out with the sealed file: the officer sees this case and no other, and the disclosure is on record', async () => {
    expect((await officer.listReferrals({ query: {} })).total).toBe(0);
    const sent = await district.sendReferral({
      params: { referral },
      body: { isOutside: true, interest: 'compel attendance' },
      key: 's2',
    });
    expect(sent.disclosure).toBeGreaterThan(0);
    const { items, counts } = await officer.listReferrals({ query: {} });
    expect(items.map(({ name }) => name)).toEqual(['Chen, Wei']);
    expect(counts.new).toBe(1);
    // Ten days in session: the week of Thanksgiving has none.
    expect(items[0]?.dueOn).toBe('2026-12-04');
    const events = await server.db.pool.query(`select 1 from events where event = 'referred' and origin = 'rollcall'`);
    expect(events.rowCount).toBe(1);
    const answer = await server.fetch(`/api/files/${sent.file}.pdf`, {
      headers: { cookie: await server.cookieOf('officer') },
    });
    const pdf = Buffer.from(await answer.arrayBuffer());
    const pages = (await readPdf(pdf)).pages;
    expect(pages[0]).toContain('Wei Chen');
    expect(pages[1]).toContain('Contents');
    expect(pages.length).toBe(items[0]?.pages);
    expect(pages.at(-1)).toContain(`page ${pages.length} of ${pages.length}`);
    const loaded = await PDFDocument.load(pdf);
    expect(loaded.catalog.toString()).toContain('Outlines');
    const out = process.env['ROLLCALL_LOOK'];
    if (out !== undefined) await writeFile(`${out}/case-file.pdf`, pdf);
    const lines = await district.listDisclosures({ query: {} });
    expect(lines.items[0]).toMatchObject({ party: 'Lucía Ibarra', interest: 'compel attendance' });
    const give = (key: string) =>
      district.giveSealedFile({
        params: { file: sent.file ?? '' },
        body: { party: 'County Court', interest: 'hearing', on: '2026-11-13' },
        key,
      });
    expect(await give('given')).toEqual(await give('given'));
    expect((await district.listDisclosures({ query: {} })).total).toBe(lines.total + 1);
  });

  test('the officer’s list has the file as the officer’s own, and nothing that the school answers for', async () => {
    const { items } = await officer.listOwned({ query: {} });
    expect(items.map(({ thing, name, person, mayGive }) => [thing, name, person?.isMe, mayGive])).toEqual([
      ['case', 'Chen, Wei', true, false],
    ]);
    const schools = await district.listOwned({ query: { school: 'willow', whose: 'all', limit: 200 } });
    const weisOf = schools.items.filter(({ name }) => name === 'Chen, Wei');
    expect(weisOf.length).toBeGreaterThan(1);
    expect(weisOf.every(({ person }) => person?.name !== 'Lucía Ibarra')).toBe(true);
  });

  test('comes back with keys of its checklist and of every file, and with no others: the error names them', async () => {
    const given = { params: { referral }, body: { missing: ['meeting', 'shoes'], reason: 'The shoes.' } };
    await expect(officer.returnReferral(given)).rejects.toMatchObject({
      problem: {
        status: 422,
        errors: [{ path: 'missing', message: expect.stringMatching(/"shoes".*contacts.*meeting.*contract/) }],
      },
    });
    expect((await officer.readReferral({ params: { referral } })).state).toBe('new');
  });

  test('comes back with what is missing as tasks of the school, and leaves the officer’s reach', async () => {
    await officer.returnReferral({
      params: { referral },
      body: { missing: ['meeting'], reason: 'The minutes are not in it.' },
    });
    expect((await officer.listReferrals({ query: { tab: 'returned' } })).total).toBe(0);
    await expect(officer.readReferral({ params: { referral } })).rejects.toMatchObject({ problem: { status: 404 } });
    const detail = await district.readReferral({ params: { referral } });
    expect(detail).toMatchObject({
      state: 'returned',
      missing: ['meeting'],
      returnedReason: 'The minutes are not in it.',
    });
    const tasks = await server.db.pool.query(
      `select what from tasks where about_thing = 'referral' and state = 'open'`,
    );
    expect(tasks.rows).toEqual([{ what: 'key:mend-meeting' }]);
  });

  test('is sent again, accepted, given a next step and decided; nothing of it can be undone in silence', async () => {
    await district.sendReferral({ params: { referral }, body: {}, key: 's3' });
    await expect(
      officer.decideReferral({ params: { referral }, body: { outcome: 'warning', notes: '', on: '2026-11-13' } }),
    ).rejects.toMatchObject({ problem: { status: 409 } });
    await officer.acceptReferral({ params: { referral } });
    await officer.setReferralNextStep({ params: { referral }, body: { nextStep: 'Home visit', on: '2026-11-20' } });
    await officer.decideReferral({
      params: { referral },
      body: { outcome: 'home-visit', notes: 'Agreed on a bus pass.', on: '2026-11-13' },
    });
    const { items } = await officer.listReferrals({ query: { tab: 'decided' } });
    expect(items).toMatchObject([{ outcome: 'home-visit', nextStep: 'Home visit' }]);
    const { steps } = await district.readReferral({ params: { referral } });
    expect(steps.map(({ step }) => step).toReversed()).toEqual(
      expect.arrayContaining(['made', 'sent', 'returned', 'sent', 'accepted', 'next-step', 'decided']),
    );
    await expect(
      district.withdrawReferral({ params: { referral }, body: { reason: 'too late' } }),
    ).rejects.toMatchObject({ problem: { status: 409 } });
  });
});
