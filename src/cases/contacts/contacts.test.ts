import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestSchool, SCHOOL_NOW, type TestSchool } from '../testing-school.ts';
import type { ContactFacts } from './contact.ts';
import { readContactReasonNames } from './contact-reasons.ts';
import { readContactStart } from './contact-start.ts';
import { correctContact, logContact } from './log-contact.ts';
import { readContacts, readLatestContacts } from './read-contacts.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(() => school.db.drop());

const call: ContactFacts = {
  kind: 'phone',
  with: { party: 'guardian', name: 'Ana Torres' },
  outcome: 'no-answer',
  language: 'es',
};
const log = (facts: Partial<ContactFacts> & { readonly student?: string } = {}) =>
  school.as('clerk', (client, who) => logContact(client, who, { student: 'maya', ...call, ...facts }));
const events = () =>
  school.rows<{ ref: string }>(
    `select ref from events where event = 'contact-made' and superseded_import_id is null order by event_id`,
  );

describe('logging a contact', () => {
  test('an unanswered call is on record, and is no contact made', async () => {
    const { contactId, isMade } = await log();
    expect(isMade).toBe(false);
    expect(await events()).toEqual([]);
    const [contact] = await readContacts(school.db.pool, { districtId: 1, student: 'maya' });
    expect(contact).toMatchObject({
      contactId,
      kind: 'phone',
      outcome: 'no-answer',
      name: 'Ana Torres',
      on: '2026-11-16',
      by: 'The clerk',
      school: 'oak',
    });
  });

  test('a guardian who was reached is the event that criteria ask for', async () => {
    const { contactId, isMade } = await log({ outcome: 'reached', note: 'Maya has a cough.' });
    expect(isMade).toBe(true);
    expect(await events()).toEqual([{ ref: `contact ${contactId}` }]);
  });

  test('says why, by a reason of the district’s catalog; attendance where nothing is said', async () => {
    const { contactId } = await log({ reason: 'HEALTH' });
    const [latest, before] = await readContacts(school.db.pool, { districtId: 1, student: 'maya' });
    expect(latest).toMatchObject({ contactId, reason: 'health' });
    expect(before).toMatchObject({ reason: 'attendance' });
    await expect(log({ reason: 'gossip' })).rejects.toThrow(/attendance, note, letter/);
    expect((await readContactReasonNames(school.db.pool, 1)).get('health')).toEqual({ en: 'Health', es: 'Salud' });
  });

  test('somebody else, or a student under 18, who was reached is not the family', async () => {
    expect((await log({ outcome: 'reached', with: { party: 'other', name: 'A neighbor' } })).isMade).toBe(false);
    expect((await log({ outcome: 'reached', with: { party: 'student', name: '' } })).isMade).toBe(false);
    expect((await log({ student: 'lee', outcome: 'reached', with: { party: 'student', name: '' } })).isMade).toBe(true);
  });

  test('a person with an order of no contact is offered to nobody, and refused', async () => {
    const start = await readContactStart(school.db.pool, { districtId: 1, student: 'maya' });
    expect(start.guardians.map(({ name, language }) => [name, language])).toEqual([['Ana Torres', 'es']]);
    expect(start.noContact).toBe(1);
    await expect(log({ with: { party: 'guardian', name: 'Rui Torres' } })).rejects.toThrow(/order of no contact/);
  });

  test('a name that no guardian has, a time to come, and a student who is not there are refused', async () => {
    await expect(log({ with: { party: 'guardian', name: 'Efua Osei' } })).rejects.toThrow(/a guardian of the student/);
    await expect(log({ at: new Date('2026-11-17T18:00:00Z') })).rejects.toThrow(/a time that has come/);
    await expect(log({ student: 'nobody' })).rejects.toThrow(/not there/);
  });

  test('where the file names no language, that of the home is offered', async () => {
    const start = await readContactStart(school.db.pool, { districtId: 1, student: 'kwame' });
    expect(start.guardians[0]?.language).toBe('en');
  });
});

describe('correcting', () => {
  const correct = (contactId: number, facts: ContactFacts | null, reason = 'I mixed up two calls') =>
    school.as('clerk', (client, who) => correctContact(client, who, { contactId, facts, reason }));

  test('appends: both entries stay, and the first says what took its place', async () => {
    const { contactId } = await log({ outcome: 'message' });
    const corrected = await correct(contactId, { ...call, outcome: 'wrong-number' });
    const all = await readContacts(school.db.pool, { districtId: 1, student: 'maya' });
    expect(all.find((one) => one.contactId === contactId)).toMatchObject({
      outcome: 'message',
      correctedBy: corrected.contactId,
    });
    expect(all.find((one) => one.contactId === corrected.contactId)).toMatchObject({
      outcome: 'wrong-number',
      corrects: contactId,
      correctionReason: 'I mixed up two calls',
    });
    const standing = await readContacts(school.db.pool, { districtId: 1, student: 'maya', standingOnly: true });
    expect(standing.map((one) => one.contactId)).not.toContain(contactId);
    await expect(correct(contactId, null)).rejects.toThrow(/corrected already/);
  });

  test('a contact that was not made takes back its event, and one that was makes it', async () => {
    const before = (await events()).length;
    const reached = await log({ outcome: 'reached' });
    expect(await events()).toHaveLength(before + 1);
    const taken = await correct(reached.contactId, null);
    expect(taken.isMade).toBe(false);
    expect(await events()).toHaveLength(before);
    const tried = await log({ outcome: 'no-answer' });
    const made = await correct(tried.contactId, { ...call, outcome: 'reached' });
    expect(made.isMade).toBe(true);
    expect(await events()).toHaveLength(before + 1);
  });

  test('needs a reason', async () => {
    const { contactId } = await log();
    await expect(correct(contactId, null, ' ')).rejects.toThrow(/why it is corrected/);
  });
});

test('the latest contact of each student since a day leaves out what was taken back', async () => {
  const at = new Date('2026-11-12T18:00:00Z');
  const { contactId } = await log({ student: 'kwame', with: { party: 'guardian', name: 'Efua Osei' }, at });
  const since = (day: string) => readLatestContacts(school.db.pool, { districtId: 1, students: ['kwame'], since: day });
  expect((await since('2026-11-12')).get('kwame')).toMatchObject({ on: '2026-11-12', outcome: 'no-answer' });
  expect((await since('2026-11-13')).size).toBe(0);
  await school.as('clerk', (client, who) =>
    correctContact(client, who, { contactId, facts: null, reason: 'another family' }),
  );
  expect((await since('2026-11-12')).size).toBe(0);
});

test('each entry is a step of the student, and of the file where there is one', async () => {
  const steps = await school.rows<{ step: string; detail: { outcome: string } }>(
    `select step, detail from casework_steps where thing = 'contact' and student_id = 'kwame' order by step_id`,
  );
  expect(steps.map(({ step }) => step)).toEqual(['logged', 'taken-back']);
  expect(SCHOOL_NOW.getTime()).toBeGreaterThan(0);
});
