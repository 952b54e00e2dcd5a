import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { absent, bundleText, packText, unexcusedDates } from '../../calculation/test-bundle.ts';
import { NOW, TestDistrict, dayOf, dropTestDistricts } from '../../calculation/test-district.ts';
import {
  markPrinted,
  printInstead,
  readPages,
  readRecipients,
  readSteps,
  renderPages,
  tryAgain,
  type Who,
} from '../../cases/index.ts';
import { noteStop, recordResult, sendWaiting } from '../../messages/index.ts';
import { startTextProvider, type TextProvider } from '../../messages/testing/text-provider.ts';
import { withTransaction } from '../../db/index.ts';
import { withdraw } from '../decisions/withdraw.ts';
import { parseBatchOrNotice } from '../identity.ts';
import { calculateAndRelease } from '../issue/calculate-and-release.ts';
import { issueNotices, previewIssue } from '../issue/issue-notices.ts';
import { MAIL_HOOKS } from '../mail-hooks.ts';
import { countEffects, planEffects } from './plan-effects.ts';
import { countEffectsOfBatch } from './read-effects.ts';

/** Friday. */
const AS_OF = '2025-10-31';

const ENGLISH = `---
text: "{{school.name}}: please call us about {{student.first}}."
---

# About {{student.first}}

Dear {{guardian.names}},

{{count}} {{count.unit}} were missed.

{{dates}}
`;
const SPANISH = `---
text: "{{school.name}}: llame por favor sobre {{student.first}}."
---

# Sobre {{student.first}}

Un saludo, {{guardian.names}}:

faltan {{count}} {{count.unit}}.
`;

/** id, name, language, e-mail, phone, receives mail, no contact, address. */
type Guardian = readonly [
  id: string,
  name: string,
  language: string,
  email: string,
  phone: string,
  mail: string,
  none: string,
  street: string,
];

const ANA: Guardian = ['g1', 'Ana Test', 'es', 'ana@example.org', '(510) 555-0142', '', '', '1 Oak St'];
const LUIS: Guardian = ['g2', 'Luis Test', 'en', '', '510-555-0143', '', '', '2 Elm St'];
const EVA: Guardian = ['g3', 'Eva Test', 'en', '', 'none', '', '', '3 Ash St'];

let district: TestDistrict;
let provider: TextProvider;
beforeEach(async () => {
  district = await TestDistrict.create();
  provider = await startTextProvider({ now: () => NOW });
});
afterEach(() => provider.close());
afterAll(dropTestDistricts);

const THEN = 'then:\n  - { notification: absences }';

interface Choice {
  readonly then?: string;
  readonly born?: string;
  readonly more?: Readonly<Record<string, string>>;
}

async function begin(
  guardians: readonly Guardian[],
  { then = THEN, born = '', more = {} }: Choice = {},
): Promise<void> {
  const files = bundleText({
    attendance: absent('mia', 'U', '09-22 09-23 10-06'),
    enrollments: ['mia,oak,2025-08-25,'],
  });
  files.set(
    'guardians.csv',
    `student_id,guardian_id,name,relation,language,email,phone,receives_mail,no_contact,address_1,city,state,postal_code\n${guardians
      .map(([id, name, language, email, phone, mail, none, street]) =>
        ['mia', id, name, 'Parent', language, email, phone, mail, none, street, 'Lodi', 'CA', '95240'].join(','),
      )
      .join('\n')}\n`,
  );
  if (born !== '')
    files.set('students.csv', `student_id,first_name,last_name,grade,birth_date\nmia,Mia,Test,12,${born}\n`);
  for (const [file, text] of Object.entries(more)) files.set(file, text);
  await district.import(files);
  const pack = packText([unexcusedDates('N3', 3, then)]);
  pack.set('letters/notice/en.md', '# A notice\n\nDear {{guardian.names}},\n\nplease call us.\n\n{{dates}}\n');
  pack.set('notifications/absences/en.md', ENGLISH).set('notifications/absences/es.md', SPANISH);
  await district.usePack(pack);
  await calculateAndRelease(district.db, { districtId: district.id, asOf: dayOf(AS_OF), by: 'test', now: NOW });
}

const issue = () =>
  issueNotices(district.db, { districtId: district.id, asOf: AS_OF, filter: {}, by: 'P. Lang', now: NOW });

const recipients = async () =>
  (await readRecipients(district.db.pool, { districtId: district.id }))
    .toSorted((one, other) => one.recipientId - other.recipientId)
    .map(({ name, way, language, state, why }) => ({ name, way, language, state, why }));

/** The usual time of the undo is over. */
const LATER = new Date(NOW.getTime() + 15 * 60_000);
const send = (at = LATER) =>
  sendWaiting(district.db.pool, {
    districtId: district.id,
    now: () => at,
    providers: { email: null, text: provider.settings },
    hooks: MAIL_HOOKS,
  });
const outbox = () =>
  district.query<{ way: string; to: string; subject: string; body: string; state: string; mail_id: number }>(
    'select way, send_to as to, subject, body, state, mail_id from mail_outbox where district_id = $1 order by mail_id',
    [district.id],
  );

const who = (): Who => ({
  districtId: district.id,
  personId: 'p1',
  name: 'P. Lang',
  role: 'clerk',
  now: NOW,
  on: AS_OF,
});
const act = <T>(work: (client: Parameters<typeof tryAgain>[0]) => Promise<T>): Promise<T> =>
  withTransaction(district.db, work);
const firstId = async () => (await readRecipients(district.db.pool, { districtId: district.id }))[0]?.recipientId ?? 0;

describe('who is told, and how', () => {
  test('each guardian by the first way that works, in the own language; who has none gets a page', async () => {
    await begin([ANA, LUIS, EVA]);
    const { plan } = await previewIssue(district.db.pool, { districtId: district.id, asOf: AS_OF, filter: {} });
    const before = countEffects(
      (await planEffects(district.db.pool, { districtId: district.id, asOf: AS_OF }, plan.lines)).values(),
    );
    const result = await issue();
    expect(result.effects).toMatchObject([
      { kind: 'notification', key: 'notification', values: { sumEmail: 1, sumText: 1, sumPrint: 1 }, count: 1 },
    ]);
    expect(before).toEqual(result.effects);
    expect(
      await countEffectsOfBatch(district.db.pool, { districtId: district.id, batchId: Number(result.batch?.slice(1)) }),
    ).toEqual(result.effects);
    expect(await recipients()).toEqual([
      { name: 'Ana Test', way: 'email', language: 'es', state: 'waiting', why: '' },
      { name: 'Luis Test', way: 'text', language: 'en', state: 'waiting', why: '' },
      { name: 'Eva Test', way: null, language: 'en', state: 'print', why: 'no-way' },
    ]);
    const [mail, text] = await outbox();
    expect(mail).toMatchObject({ way: 'email', to: 'ana@example.org', subject: 'Sobre mia' });
    expect(mail?.body).toContain('Un saludo, Ana Test:');
    expect(text).toMatchObject({
      way: 'text',
      to: '+15105550143',
      body: 'Oak Middle School: please call us about mia.',
    });
  });

  test('nobody who must not be told is, by any way; who gets no mail gets no message', async () => {
    await begin([
      [...ANA.slice(0, 6), '1', '1 Oak St'] as unknown as Guardian,
      [...LUIS.slice(0, 5), '0', '', '2 Elm St'] as unknown as Guardian,
    ]);
    const { effects } = await issue();
    expect(effects).toEqual([]);
    expect(await recipients()).toEqual([]);
    expect(await outbox()).toEqual([]);
  });

  test('an address of somebody who must not be contacted gets nothing, whoever else uses it', async () => {
    const shared: Guardian = ['g5', 'Max Test', 'en', 'ana@example.org', '510 555 0142', '', '1', '9 Far St'];
    await begin([ANA, shared]);
    await issue();
    expect(await recipients()).toEqual([
      { name: 'Ana Test', way: null, language: 'es', state: 'print', why: 'no-way' },
    ]);
    expect(await outbox()).toEqual([]);
  });

  test.each([
    ['2007-10-31', ['mia']],
    ['2007-11-01', ['Ana Test']],
  ])('a student born on %s: told is %s, at 18 the student alone and on paper', async (born, told) => {
    await begin([ANA], { born });
    await issue();
    expect((await recipients()).map(({ name }) => name.split(' ')[0]?.toLowerCase())).toEqual(
      told.map((name) => name.split(' ')[0]?.toLowerCase()),
    );
    expect((await outbox()).length).toBe(told[0] === 'mia' ? 0 : 1);
  });

  test('the order of the ways is that of the pack; two guardians with one address get one message', async () => {
    const same: Guardian = ['g4', 'Leo Test', 'en', 'ana@example.org', '', '', '', '1 Oak St'];
    await begin([ANA, same], { then: 'then:\n  - { notification: absences, ways: [text, email] }' });
    await issue();
    expect(await recipients()).toEqual([{ name: 'Ana Test', way: 'text', language: 'es', state: 'waiting', why: '' }]);
  });

  test('a way that is not set up is left out once the sending job has said so', async () => {
    await begin([ANA, LUIS]);
    await sendWaiting(district.db.pool, { districtId: district.id, now: () => NOW, providers: { email: null } });
    await issue();
    expect((await recipients()).map(({ name, state }) => ({ name, state }))).toEqual([
      { name: 'Ana Test', state: 'print' },
      { name: 'Luis Test', state: 'print' },
    ]);
  });

  test('staff are told by role; without anybody of the role nothing is sent, and the notice says so', async () => {
    await begin([ANA], { then: 'then:\n  - { notification: absences, to: administrator }' });
    await issue();
    expect(await recipients()).toEqual([]);
    expect(await district.rows('effects', 'effect_id')).toMatchObject([
      { kind: 'notification', state: 'nothing', says_key: 'notificationNoStaff' },
    ]);
  });

  test('a teacher is told of the own students: who teaches them on the day, and the homeroom teacher', async () => {
    await begin([ANA], {
      then: 'then:\n  - { notification: absences, to: teacher }',
      more: {
        'staff.csv':
          'staff_id,name,email\nt1,Tess Now,tess@school.example\nt2,Otto Before,otto@school.example\nt3,Hana Room,hana@school.example\nt4,Else Where,else@school.example\n',
        'sections.csv': 'section_id,school_id,staff_id\ns1,oak,t1\ns2,oak,t2\ns4,oak,t4\n',
        'rosters.csv': 'student_id,section_id,start,end\nmia,s1,2025-08-25,\nmia,s2,2025-08-25,2025-10-30\n',
        'student_staff.csv': 'student_id,staff_id,relation\nmia,t3,homeroom\n',
      },
    });
    await issue();
    expect((await recipients()).map(({ name, way }) => ({ name, way }))).toEqual([
      { name: 'Tess Now', way: 'email' },
      { name: 'Hana Room', way: 'email' },
    ]);
  });

  test.each(['teacher', 'homeroom'])(
    'where the roster names no %s of the student nobody is told, whoever else teaches at the school, and the notice says so',
    async (role) => {
      await begin([ANA], { then: `then:\n  - { notification: absences, to: ${role} }` });
      await district.query(
        `with somebody as (insert into people (district_id, person_id, name, email, added_by, added_at)
             values ($1, 'p9', 'Tess Other', 'tess@school.example', 'test', now())
           returning person_id)
         insert into grants (district_id, person_id, role, school_id, from_on, given_by, given_at, reason)
           select $1, person_id, 'teacher', 'oak', '2025-08-01', 'test', now(), 'test' from somebody`,
        [district.id],
      );
      await issue();
      expect(await recipients()).toEqual([]);
      expect(await district.rows('effects', 'effect_id')).toMatchObject([
        { kind: 'notification', state: 'nothing', says_key: 'notificationNoTeacher' },
      ]);
    },
  );

  test('who wants no texts gets the next way, or a page that says why', async () => {
    await begin([ANA, LUIS], { then: 'then:\n  - { notification: absences, ways: [text, email] }' });
    for (const number of ['+15105550142', '+15105550143'])
      await noteStop(district.db.pool, district.id, { number, kind: 'stop', source: 'answer', by: '', at: NOW });
    await issue();
    expect(await recipients()).toEqual([
      { name: 'Ana Test', way: 'email', language: 'es', state: 'waiting', why: '' },
      { name: 'Luis Test', way: null, language: 'en', state: 'print', why: 'stopped' },
    ]);
  });
});

describe('what goes out in a run: letters, messages or both', () => {
  const BOTH = 'then:\n  - { letter: notice }\n  - { notification: absences }';
  test.each([
    ['letters', 1, 0],
    ['notifications', 0, 1],
    ['both', 1, 1],
  ] as const)('%s: %i letters, %i messages', async (channels, letters, messages) => {
    await begin([ANA], { then: BOTH });
    const { effects } = await issueNotices(district.db, {
      districtId: district.id,
      asOf: AS_OF,
      filter: {},
      by: 'P. Lang',
      now: NOW,
      channels,
    });
    expect(effects).toHaveLength(messages);
    expect(await district.rows('notice_letters', 'letter_no')).toHaveLength(letters);
    expect(await recipients()).toHaveLength(messages);
  });

  test('a notice that has nothing for the channel stays due', async () => {
    await begin([ANA]);
    const asked = { districtId: district.id, asOf: AS_OF, filter: {}, by: 'P. Lang', now: NOW };
    expect(await issueNotices(district.db, { ...asked, channels: 'letters' })).toMatchObject({ issued: 0 });
    expect(await issueNotices(district.db, { ...asked, channels: 'notifications' })).toMatchObject({ issued: 1 });
  });
});

describe('what becomes of it', () => {
  const fail = async () => {
    const waiting = (await outbox()).find(({ state }) => state === 'waiting');
    await act((client) =>
      recordResult(client, {
        districtId: district.id,
        mailId: waiting?.mail_id ?? 0,
        result: { kind: 'failed', why: 'address', reason: 'no' },
        by: '',
        now: NOW,
        hooks: MAIL_HOOKS,
      }),
    );
  };

  test('a way that fails leads to the next one, the last one to the print list; the page has the same words', async () => {
    await begin([ANA]);
    await issue();
    await fail();
    expect(await recipients()).toMatchObject([{ way: 'text', state: 'waiting', why: 'address' }]);
    provider.answers.push({ status: 400, code: 21_610 });
    expect(await send()).toMatchObject({ failed: 1 });
    expect(await recipients()).toMatchObject([{ state: 'print', why: 'stopped' }]);
    const pdf = await renderPages(district.db.pool, district.id, [await firstId(), await firstId()]);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const [page] = await readPages(district.db.pool, district.id, [await firstId()]);
    expect(page?.content).toMatchObject({ title: 'Sobre mia', address: ['Ana Test', '1 Oak St', 'Lodi, CA 95240'] });
    const steps = await readSteps(district.db.pool, { districtId: district.id, student: 'mia' });
    expect(
      steps
        .filter(({ thing }) => thing === 'message')
        .map(({ step }) => step)
        .toSorted(),
    ).toEqual(['made', 'next-way', 'to-print']);
  });

  test('a text that was delivered says so, and cannot be printed as if nobody had got it by mistake of the list', async () => {
    await begin([LUIS]);
    await issue();
    expect(await send(new Date(LATER.getTime() - 1))).toMatchObject({ sent: 0 });
    expect(await send()).toMatchObject({ sent: 1 });
    expect(await recipients()).toMatchObject([{ state: 'sent' }]);
    const [left] = await readSteps(district.db.pool, { districtId: district.id, student: 'mia' });
    expect(left).toMatchObject({ thing: 'message', step: 'left', detail: { way: 'text', to: 'Luis Test' } });
    const id = await firstId();
    await expect(act((client) => markPrinted(client, who(), [id]))).rejects.toThrow('This message is sent');
    await act((client) => printInstead(client, who(), [id]));
    await act((client) => markPrinted(client, who(), [id]));
    expect(await recipients()).toMatchObject([{ state: 'printed', why: 'person' }]);
  });

  test('what is on the print list can be tried again, where there is a way', async () => {
    await begin([LUIS, EVA]);
    await issue();
    provider.answers.push({ status: 400, code: 21_211 });
    await send();
    const all = await readRecipients(district.db.pool, { districtId: district.id });
    const idOf = (name: string) => all.find((one) => one.name === name)?.recipientId ?? 0;
    await expect(act((client) => tryAgain(client, who(), idOf('Eva Test')))).rejects.toThrow('print it');
    await act((client) => tryAgain(client, who(), idOf('Luis Test')));
    expect(await send()).toMatchObject({ sent: 1 });
    expect(await recipients()).toMatchObject([
      { name: 'Luis Test', state: 'sent' },
      { name: 'Eva Test', state: 'print' },
    ]);
  });

  test('nothing leaves while the batch can be undone or is paused; an undo takes back all of it, and a new issue tells once', async () => {
    await begin([LUIS, EVA]);
    const { batch: name } = await issue();
    const later = new Date(LATER.getTime() + 60_000);
    await district.query('update batches set undo_until = $2 where district_id = $1 returning 1', [district.id, later]);
    expect(await send()).toMatchObject({ sent: 0 });
    await district.query('update batches set undo_until = $2, paused_at = $2 where district_id = $1 returning 1', [
      district.id,
      NOW,
    ]);
    expect(await send()).toMatchObject({ sent: 0 });
    await district.query('update batches set paused_at = null where district_id = $1 returning 1', [district.id]);
    const batch = parseBatchOrNotice(name ?? '');
    await withdraw(district.db, {
      districtId: district.id,
      named: batch,
      reason: 'too early',
      undo: true,
      by: 'P. Lang',
      now: NOW,
      on: AS_OF,
    });
    expect(await send()).toMatchObject({ sent: 0 });
    expect((await recipients()).map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    await issue();
    expect(await send()).toMatchObject({ sent: 1 });
    expect(provider.texts).toHaveLength(1);
  });
});
