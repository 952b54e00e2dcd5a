/** Row B tells families by message beside the letter: by e-mail, by text, and on paper where neither works. */
import type { Page } from '@playwright/test';
import { startWorker } from '../src/jobs/index.ts';
import { startMailServer, type MailServer } from '../src/messages/testing/mail-server.ts';
import { startTextProvider, type TextProvider } from '../src/messages/testing/text-provider.ts';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../src/server/testing.ts';
import { rollcall } from './command.ts';
import { tellStory } from './laurel.ts';
import { expectGoodLooks } from './looks.ts';
import { expect, openAs, test as base } from './server.ts';

const CUTS = ['2026-11-03 C in P1 P2', '2026-11-04 C in P1 P2', '2026-11-05 C in P1'];
const GONE = 'gone@mail.example';

const test = base.extend<{ readonly mailbox: MailServer; readonly texts: TextProvider; readonly district: TestServer }>(
  {
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameters
    mailbox: async ({}, use) => {
      const mailbox = await startMailServer((address) => address === GONE);
      await use(mailbox);
      mailbox.close();
    },
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameters
    texts: async ({}, use) => {
      const provider = await startTextProvider();
      await use(provider);
      await provider.close();
    },
    /** Laurel, with a mail server, a provider of texts and a worker; three students who cut five periods each. */
    district: [
      async ({ mailbox, texts }, use) => {
        const later = Date.now() - SAMPLE_NOW.getTime();
        const now = (): Date => new Date(Date.now() - later);
        const env = {
          ROLLCALL_SMTP_URL: mailbox.url,
          ROLLCALL_MAIL_FROM: 'Laurel <office@lakeside.example>',
          ROLLCALL_TEXT_URL: texts.url,
          ROLLCALL_TEXT_ACCOUNT: texts.settings.account,
          ROLLCALL_TEXT_TOKEN: texts.settings.token,
          ROLLCALL_TEXT_FROM: texts.settings.from,
        };
        const server = await startTestServer({ webRoot: process.env['ROLLCALL_WEB_ROOT'] ?? '', now, env });
        await tellStory(server, { 'Mila Novak': CUTS, 'Omar Haddad': CUTS, 'Iris Lund': CUTS });
        await addFamilies(server);
        const worker = await startWorker(server.db, { districtId: 1, home: server.home, now, env });
        await use(server);
        await worker.stop();
        await server.close();
      },
      { timeout: 300_000 },
    ],
  },
);
test.describe.configure({ timeout: 480_000 });

/** Mila's mother has a phone alone, and Spanish; Omar's father an address that is gone; Iris's mother an e-mail address. */
async function addFamilies({ db }: TestServer): Promise<void> {
  const change = (first: string, last: string, more: readonly string[]) =>
    db.pool.query(
      `update guardians g set name = $3, language = $4, email = $5, phone = $6, address_1 = $7, city = 'Lakeside', state = 'CA',
          postal_code = '95240'
         from students s where s.district_id = g.district_id and s.student_id = g.student_id and s.first_name = $1 and s.last_name = $2`,
      [first, last, ...more],
    );
  await change('Mila', 'Novak', ['Vera Novak', 'es', '', '(510) 555-0142', '1 Elm Street']);
  await change('Omar', 'Haddad', ['Sami Haddad', 'en', GONE, '', '2 Ash Street']);
  await change('Iris', 'Lund', ['Eva Lund', 'en', 'eva.lund@mail.example', '', '3 Oak Street']);
}

const main = (page: Page) => page.getByRole('main');
const title = (page: Page) => page.getByRole('heading', { level: 1 });
const button = (page: Page, name: string | RegExp) => main(page).getByRole('button', { name });
const item = (page: Page, name: string) => main(page).getByRole('listitem').filter({ hasText: name });

test('1.1 a criterion makes letters and messages: seen before, undone in time, sent by e-mail and text, printed where no way works', async ({
  page,
  district,
  mailbox,
  texts,
}) => {
  await test.step('the preview says what goes by which way', async () => {
    await openAs(page, district, { role: 'district', path: '/s/laurel/worklist?level=P5' });
    await page.getByRole('checkbox', { name: 'Select all that match' }).click();
    await button(page, /^Issue \d+ …$/).click();
    await expect(title(page)).toHaveText(/^Issue \d+ notices\?$/);
    await expect(main(page)).toContainText(/messages to \d+ families: 2 by e-mail, 1 by text, \d+ on paper/);
    await expectGoodLooks(page, 'issue-messages');
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await test.step('while they wait an undo takes them back: nobody is told', async () => {
    await button(page, /^Issue \d+ notices$/).click();
    await expect(title(page)).toHaveText(/notices issued$/);
    await expect(main(page)).toContainText(/messages to \d+ families/);
    await button(page, /^Undo all/).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Undo all/ })
      .click();
    await expect(main(page)).toContainText('due again');
    const left = await district.db.pool.query(`select distinct state from mail_outbox where thing = 'notification'`);
    expect(left.rows).toEqual([{ state: 'cancelled' }]);
  });

  await test.step('issued again they wait in Messages, and are sent now', async () => {
    await page.goto(`${district.url}/s/laurel/worklist?level=P5`);
    await page.getByRole('checkbox', { name: 'Select all that match' }).click();
    await button(page, /^Issue \d+ …$/).click();
    await button(page, /^Issue \d+ notices$/).click();
    await expect(title(page)).toHaveText(/notices issued$/);
    await page.goto(`${district.url}/s/laurel/messages?state=waiting`);
    await expect(title(page)).toHaveText('Messages');
    await expect(item(page, 'Novak, Mila')).toContainText('To Vera Novak (family), by text message');
    await expect(item(page, 'Lund, Iris')).toContainText('Waits until');
    await expectGoodLooks(page, 'messages-waiting');
    await page.setViewportSize({ width: 1280, height: 800 });
    await item(page, 'Lund, Iris').getByRole('button', { name: 'Send now …' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Send now' }).click();
    await expect.poll(() => texts.texts.length, { timeout: 60_000 }).toBe(1);
    await expect.poll(() => mailbox.mails.length, { timeout: 60_000 }).toBe(1);
  });

  await test.step('each in the language of the family; the text says nothing of days or records', async () => {
    expect(texts.texts[0]).toMatchObject({ to: '+15105550142' });
    expect(texts.texts[0]?.body).toMatch(/^Laurel.*: llame por favor sobre la asistencia de Mila/);
    expect(texts.texts[0]?.body).not.toMatch(/Novak|\b5\b|periodo|noviembre/i);
    const [mail] = await Promise.all(mailbox.mails);
    expect(mail?.subject).toBe("A message about Iris's attendance");
    expect(mail?.text).toContain('Dear Eva Lund,');
    expect(mail?.text).toContain('5 ');
  });

  await test.step('what the mail server refused is to be printed: one page with the same words', async () => {
    await page.goto(`${district.url}/s/laurel/messages?state=print`);
    await expect(item(page, 'Haddad, Omar')).toContainText('The mail server does not take the address.');
    await expectGoodLooks(page, 'messages-print');
    await page.setViewportSize({ width: 1280, height: 800 });
    const href = await item(page, 'Haddad, Omar').getByRole('link', { name: 'Page (PDF)' }).getAttribute('href');
    const pdf = await page.request.get(`${district.url}${href ?? ''}`);
    expect(pdf.headers()['content-type']).toContain('application/pdf');
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
    await item(page, 'Haddad, Omar').getByRole('button', { name: 'Is printed' }).click();
    await expect(item(page, 'Haddad, Omar')).toHaveCount(0);
  });

  await test.step('an e-mail that came back leads to paper; a text that was delivered says so', async () => {
    await page.goto(`${district.url}/s/laurel/messages?state=sent`);
    await item(page, 'Lund, Iris').getByRole('button', { name: 'Came back …' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('No such mailbox');
    await page.getByRole('dialog').getByRole('button', { name: 'It came back' }).click();
    await expect(item(page, 'Lund, Iris')).toHaveCount(0);
    await page.goto(`${district.url}/s/laurel/messages`);
    await expect(item(page, 'Lund, Iris').filter({ hasText: 'to print' })).toContainText('No such mailbox');
  });

  await test.step('the family’s page and the timeline lead to the message as it went out, with what became of it', async () => {
    await page.goto(`${district.url}/s/laurel/messages?state=sent`);
    await item(page, 'Novak, Mila').getByRole('link', { name: 'Novak, Mila' }).click();
    await expect(title(page)).toContainText('Novak');
    await page.goto(`${page.url().split('?')[0] ?? ''}?tab=family`);
    const family = main(page).getByRole('region', { name: 'Messages to the family' });
    await expect(family.getByRole('listitem').first()).toContainText('Vera Novak, by text message: ');
    await expectGoodLooks(page, 'student-family-messages');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${page.url().split('?')[0] ?? ''}?tab=timeline`);
    await expect(main(page)).toContainText('Message to Vera Novak left by text message');
    await main(page)
      .getByRole('link', { name: /^Open message M\d+$/ })
      .first()
      .click();
    await expect(title(page)).toHaveText(/^Message M\d+, Novak, Mila$/);
    await expect(main(page)).toContainText('To Vera Novak (family), by text message');
    await expectGoodLooks(page, 'message');
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await test.step('System health says what failed, and what is still to print', async () => {
    await openAs(page, district, { role: 'system', path: '/d/system' });
    await expect(main(page).getByRole('row', { name: /^Text messages set/ })).toContainText(
      'asked what became of each',
    );
    await expect(main(page).getByRole('row').filter({ hasText: /^Mail/ })).toContainText(
      '2 failed or came back in 14 days',
    );
  });

  await test.step('in Spanish: the list, a message, the ways and the hours', async () => {
    await openAs(page, district, { role: 'district', path: '/s/laurel/messages' });
    await page.request.put(`${district.url}/api/me/preferences`, { data: { language: 'es' } });
    await page.reload();
    await expect(title(page)).toHaveText('Mensajes');
    await expectGoodLooks(page, 'messages-es');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${district.url}/d/system`);
    await expect(main(page).getByRole('region', { name: 'Correo electrónico y mensajes de texto' })).toContainText(
      'Mensajes a las familias',
    );
    await expectGoodLooks(page, 'system-es');
  });
});

test('1.24 a run makes letters, messages or both, as the person chooses', async ({ district }) => {
  const issue = (channels: string, student: string) =>
    rollcall(
      ['issue', '--criterion', 'P5', '--student', student, '--channels', channels, '--yes', '--format', 'json'],
      district,
    );
  const made = async (student: string) => {
    const found = await district.db.pool.query<{ letters: number; messages: number }>(
      `select (select count(*)::int from notice_letters l join notices n using (district_id, notice_id) where n.student_id = $1 and n.criterion = 'P5') as letters,
          (select count(*)::int from notifications where student_id = $1) as messages`,
      [student],
    );
    return found.rows[0];
  };
  const ids = await district.db.pool.query<{ id: string }>(
    `select student_id as id from students where last_name in ('Novak', 'Haddad', 'Lund') and first_name in ('Mila', 'Omar', 'Iris') order by last_name`,
  );
  const [omar = '', iris = '', mila = ''] = ids.rows.map(({ id }) => id);
  expect(issue('letters', omar).status).toBe(0);
  expect(await made(omar)).toEqual({ letters: 1, messages: 0 });
  expect(issue('notifications', iris).status).toBe(0);
  expect(await made(iris)).toEqual({ letters: 0, messages: 1 });
  expect(issue('both', mila).status).toBe(0);
  expect(await made(mila)).toEqual({ letters: 1, messages: 1 });
});

test('the district chooses which ways are on and when families get messages; a test goes to oneself', async ({
  page,
  district,
  mailbox,
}) => {
  await openAs(page, district, { role: 'system', path: '/d/system' });
  const ways = main(page).getByRole('region', { name: 'E-mail and text messages' });
  await expect(ways.getByRole('row', { name: /^E-mail on/ })).toContainText(
    'Sent from Laurel <office@lakeside.example>',
  );
  await expect(ways.getByRole('row', { name: /^Messages to families/ })).toContainText('8:00 AM to 7:00 PM');
  await expectGoodLooks(page, 'system-channels');
  await page.setViewportSize({ width: 1280, height: 800 });

  const mails = mailbox.mails.length;
  await ways.getByRole('button', { name: 'Test e-mail …' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send the test' }).click();
  await expect(page.getByRole('dialog')).toContainText('It was taken');
  expect(mailbox.mails).toHaveLength(mails + 1);
  await expectGoodLooks(page, 'system-channel-test');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();

  await ways.getByRole('button', { name: 'Change ways and hours …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change the ways and hours of messages?' });
  await dialog.getByRole('switch', { name: 'Text messages' }).uncheck();
  await dialog.getByRole('checkbox', { name: 'Saturday' }).check();
  await dialog.getByLabel('Until').fill('17:30');
  await dialog.getByRole('textbox', { name: /Why|Reason/ }).fill('The office closes at half past five');
  await expectGoodLooks(page, 'system-channels-dialog');
  await page.setViewportSize({ width: 1280, height: 800 });
  await dialog.getByRole('button', { name: 'Change the settings' }).click();
  await expect(ways.getByRole('row', { name: /^Text messages off/ })).toBeVisible();
  await expect(ways.getByRole('row', { name: /^Messages to families/ })).toContainText('Sat, 8:00 AM to 5:30 PM');
  await expect(main(page)).toContainText('Until: 7:00 PM → 5:30 PM. Reason: The office closes at half past five');
});
