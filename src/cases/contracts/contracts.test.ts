import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { absent, bundleText } from '../../calculation/test-bundle.ts';
import { TestDistrict, dropTestDistricts } from '../../calculation/test-district.ts';
import { withTransaction } from '../../db/index.ts';
import { readPack } from '../../packs/index.ts';
import type { ActingRole, Who } from '../core/who.ts';
import { openTestSchool, type TestSchool } from '../testing-school.ts';
import {
  changeContract,
  draftContract,
  endContract,
  excuseSigner,
  fillContract,
  lapseContracts,
  markViolated,
  offerContract,
  readContracts,
  readSteps,
  reviewContract,
  signContract,
  takeBackOffer,
  takeBackViolation,
  type Contract,
  type Signing,
} from '../index.ts';
import { withOwnTerms } from './own-terms.ts';
import { SHIPPED_TEMPLATE } from './shipped-template.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(async () => {
  await school.db.drop();
  await dropTestDistricts();
});

const as = <T>(work: (client: pg.PoolClient, who: Who) => Promise<T>, now?: Date, role: ActingRole = 'administrator') =>
  school.as(role, work, now);
const draft = (student = 'maya'): Promise<Contract> => as((client, who) => draftContract(client, who, { student }));
const end = ({ contractId }: Contract) =>
  as((client, who) => endContract(client, who, { contractId, reason: 'Test is over' }));
const typed = (name: string): Signing => ({ way: 'typed', typed: name });

async function signed(student = 'maya'): Promise<Contract> {
  const { contractId } = await draft(student);
  let contract = await as((client, who) => offerContract(client, who, contractId));
  for (const { signatureId, name } of contract.signatures)
    contract = await as((client, who) =>
      signContract(client, who, { contractId, signatureId, signing: typed(name), language: 'en' }),
    );
  return contract;
}

const events = (contractId: number) =>
  school.rows<{ event: string; on: string; gone: number | null }>(
    `select event, on_date as "on", superseded_import_id as gone from events where ref = 'contract:${contractId}' order by event_id`,
  );

describe('a typed signature', () => {
  test.each([
    ['Ana Torres', true],
    ['ana  tórres', true],
    ['Ana María Torres', true],
    ['Torres, Ana', true],
    ['A. Torres', true],
    ['Ana', true],
    ['Somebody Else', false],
    ['Ana Rivera', false],
    ['.', false],
  ])('on the line of Ana Torres: %s is taken: %s', async (name, isTaken) => {
    const { contractId } = await draft();
    const { signatures } = await as((client, who) => offerContract(client, who, contractId));
    const signatureId = signatures[0]?.signatureId ?? 0;
    const signing = as((client, who) =>
      signContract(client, who, { contractId, signatureId, signing: typed(name), language: 'en' }),
    );
    if (isTaken) await signing;
    else await expect(signing).rejects.toThrow();
    const contract = await as((client, who) => endContract(client, who, { contractId, reason: 'Test is over' }));
    expect(contract.signatures[0]?.way).toBe(isTaken ? 'typed' : '');
  });
});

describe('for the school', () => {
  const line = async (name: string, work: (contractId: number, signatureId: number) => Promise<unknown>) => {
    const { contractId, ...drafted } = await draft();
    const signers = drafted.signatures.map((one) => (one.part === 'school' ? { ...one, name } : one));
    const { revision } = await as((client, who) =>
      changeContract(client, who, { contractId, ...drafted, signers, revision: drafted.revision }),
    );
    expect(revision).toBeGreaterThan(drafted.revision);
    const offered = await as((client, who) => offerContract(client, who, contractId));
    const signatureId = offered.signatures.find(({ part }) => part === 'school')?.signatureId ?? 0;
    await work(contractId, signatureId);
    return end(offered);
  };
  const strokes = [
    [
      [1, 1],
      [20, 20],
      [40, 10],
      [60, 30],
    ],
  ] as const;
  const sign = (contractId: number, signatureId: number, signing: Signing, role: ActingRole = 'administrator') =>
    as(
      (client, who) => signContract(client, who, { contractId, signatureId, signing, language: 'en' }),
      undefined,
      role,
    );

  test('nobody types or draws on the line of a colleague; the colleague does, signed in', () =>
    line('The administrator', async (contractId, signatureId) => {
      const clerks: readonly Signing[] = [typed('The administrator'), typed('The clerk'), { way: 'drawn', strokes }];
      for (const signing of clerks)
        await expect(sign(contractId, signatureId, signing, 'clerk')).rejects.toThrow(
          /for The administrator, who signs in/,
        );
      await expect(sign(contractId, signatureId, typed('The clerk'))).rejects.toThrow(
        /own name: type The administrator/,
      );
      const { signatures } = await sign(contractId, signatureId, typed('The administrator'));
      expect(signatures.at(-1)).toMatchObject({ typed: 'The administrator', witness: 'The administrator' });
    }));

  test('on a line of an office whoever is signed in signs in the own name, and in no other', () =>
    line('The principal’s office', async (contractId, signatureId) => {
      await expect(sign(contractId, signatureId, typed('The principal’s office'), 'clerk')).rejects.toThrow(
        /own name: type The clerk/,
      );
      const { signatures } = await sign(contractId, signatureId, typed('The clerk'), 'clerk');
      expect(signatures.at(-1)).toMatchObject({
        name: 'The principal’s office',
        typed: 'The clerk',
        witness: 'The clerk',
      });
    }));

  test('signed on paper, anybody of the school files the scan', () =>
    line('The administrator', async (contractId, signatureId) => {
      const scan = await school.rows<{ id: number }>(
        `insert into documents (district_id, student_id, year, kind, file_name, type, size_bytes, sha256, received_on, made_by_id, made_by, made_at)
         values (1, 'maya', 2026, 'signed-contract', 'own.pdf', 'pdf', 10, repeat('b', 64), '2026-11-16', '', 't', now()) returning document_id as id`,
      );
      const { signatures } = await sign(
        contractId,
        signatureId,
        { way: 'paper', documentId: scan[0]?.id ?? 0 },
        'clerk',
      );
      expect(signatures.at(-1)).toMatchObject({ way: 'paper', witness: 'The clerk' });
    }));
});

describe('a draft', () => {
  test('holds the terms in the family’s language and English, the family and the school as signers, to the last school day', async () => {
    const contract = await draft();
    expect(contract).toMatchObject({
      state: 'draft',
      languages: ['es', 'en'],
      startsOn: '2026-11-16',
      endsOn: '2027-06-11',
      template: 'shipped',
    });
    expect(contract.texts['es']?.title).toBe('Contrato de asistencia para Maya');
    expect(contract.texts['en']?.opening[0]).toContain('for Maya to come to Oak Middle');
    expect(contract.signatures.map(({ part, name }) => [part, name])).toEqual([
      ['guardian', 'Ana Torres'],
      ['student', 'Maya Torres'],
      ['school', 'The administrator'],
    ]);
    await end(contract);
  });

  test('own terms are added, and a copy without terms is refused', async () => {
    const { contractId, texts, revision, signatures } = await draft();
    const own = { text: 'Maya takes the early bus.', isOwn: true };
    const withOwn = (parts: NonNullable<(typeof texts)['en']>['parts']) =>
      parts.map((part) => (part.part === 'student' ? { ...part, terms: [...part.terms, own] } : part));
    const english = texts['en'] as NonNullable<(typeof texts)['en']>;
    const change = {
      contractId,
      texts: { ...texts, en: { ...english, parts: withOwn(english.parts) } },
      goals: 'No more than one day a month.',
      languages: ['en'],
      startsOn: '2026-11-16',
      reviewOn: '2026-12-18',
      endsOn: '2027-06-11',
      signers: signatures,
    };
    const changed = await as((client, who) => changeContract(client, who, { ...change, revision }));
    expect(changed.texts['en']?.parts[1]?.terms.at(-1)).toEqual(own);
    await expect(as((client, who) => changeContract(client, who, { ...change, languages: ['fr'] }))).rejects.toThrow(
      /no terms/,
    );
    await expect(
      as((client, who) => changeContract(client, who, { ...change, reviewOn: '2026-11-15' })),
    ).rejects.toThrow(/2026-11-16/);
    await expect(as((client, who) => changeContract(client, who, { ...change, endsOn: '2027-07-01' }))).rejects.toThrow(
      /up to 2027-06-30/,
    );
    await expect(as((client, who) => changeContract(client, who, { ...change, revision }))).rejects.toThrow(
      /Somebody changed/,
    );
    await end(changed);
  });

  test('a second contract of a year is refused while one runs, and made once it has ended', async () => {
    const first = await draft();
    await expect(draft()).rejects.toThrow(/still running/);
    await end(first);
    await end(await draft());
  });

  test('a pack brings its own template', () => {
    const texts = { en: { title: 'For {first}', opening: ['At {school}'], parts: [], closing: '' } };
    expect(fillContract(texts, { first: 'Maya', school: 'Oak' })['en']).toMatchObject({
      title: 'For Maya',
      opening: ['At Oak'],
    });
  });
});

test('a term of one’s own stands in every copy, as it was written until it is translated', () => {
  const text = (own: readonly string[]) => ({
    title: 't',
    opening: [],
    parts: [
      {
        part: 'family' as const,
        heading: 'h',
        terms: [{ text: 'shipped', isOwn: false }, ...own.map((one) => ({ text: one, isOwn: true }))],
      },
    ],
    closing: '',
  });
  const terms = (texts: ReturnType<typeof withOwnTerms>, language: string) =>
    texts[language]?.parts[0]?.terms.map((one) => one.text);
  const both = withOwnTerms({ en: text([]), es: text(['uno', 'dos']) }, ['es', 'en']);
  expect([terms(both, 'en'), terms(both, 'es')]).toEqual([
    ['shipped', 'uno', 'dos'],
    ['shipped', 'uno', 'dos'],
  ]);
  const translated = withOwnTerms({ en: text(['one']), es: text(['uno']) }, ['es', 'en']);
  expect(terms(translated, 'en')).toEqual(['shipped', 'one']);
  expect(terms(withOwnTerms({ en: text([]), es: text(['uno']) }, ['es']), 'en')).toEqual(['shipped']);
});

describe('signing', () => {
  test('typed, drawn and on paper count the same; once all have signed the event is on record and a review is a task', async () => {
    const { contractId } = await draft();
    const { signatures } = await as((client, who) => offerContract(client, who, contractId));
    const [guardian, student, staff] = signatures.map(({ signatureId }) => signatureId);
    const scan = await school.rows<{ document_id: number }>(
      `insert into documents (district_id, student_id, year, kind, file_name, type, size_bytes, sha256, received_on, made_by_id, made_by, made_at)
       values (1, 'maya', 2026, 'signed-contract', 'scan.pdf', 'pdf', 10, repeat('a', 64), '2026-11-16', '', 't', now()) returning document_id`,
    );
    const sign = (signatureId: number | undefined, signing: Signing) =>
      as((client, who) =>
        signContract(client, who, { contractId, signatureId: signatureId ?? 0, signing, language: 'es' }),
      );
    expect(await sign(guardian, typed('Ana Torres'))).toMatchObject({ state: 'offered' });
    expect(
      await sign(student, {
        way: 'drawn',
        strokes: [
          [
            [100, 100],
            [200, 140],
            [300, 90],
            [410, 120],
          ],
        ],
      }),
    ).toMatchObject({ state: 'offered' });
    const done = await sign(staff, { way: 'paper', documentId: scan[0]?.document_id ?? 0 });
    expect(done).toMatchObject({ state: 'signed', signedOn: '2026-11-16' });
    expect(done.signatures.map(({ way, witness }) => [way, witness])).toEqual([
      ['typed', 'The administrator'],
      ['drawn', 'The administrator'],
      ['paper', 'The administrator'],
    ]);
    expect(await events(contractId)).toEqual([{ event: 'contract-signed', on: '2026-11-16', gone: null }]);
    expect(
      await school.rows(`select due_on, state from tasks where about_thing = 'contract' and about_id = ${contractId}`),
    ).toEqual([{ due_on: done.reviewOn, state: 'open' }]);
    await expect(sign(guardian, typed('Again'))).rejects.toThrow(/signed already/);
    await end(done);
  });

  test('a scan of another student’s file, an empty name and a dot are no signatures', async () => {
    const { contractId } = await draft();
    const { signatures } = await as((client, who) => offerContract(client, who, contractId));
    const sign = (signing: Signing) =>
      as((client, who) =>
        signContract(client, who, {
          contractId,
          signatureId: signatures[0]?.signatureId ?? 0,
          signing,
          language: 'en',
        }),
      );
    await expect(sign({ way: 'paper', documentId: 999 })).rejects.toThrow(/not in the student’s file/);
    await expect(sign(typed('  '))).rejects.toThrow(/name of who signs/);
    await expect(
      sign({
        way: 'drawn',
        strokes: [
          [
            [1, 1],
            [2, 2],
            [3, 3],
          ],
        ],
      }),
    ).rejects.toThrow(/3 points/);
    await end((await readContracts(school.db.pool, { districtId: 1, contractIds: [contractId] }))[0] as Contract);
  });

  test('who cannot sign is excused with a reason, but the family signs: one of them at least', async () => {
    const { contractId } = await draft();
    const { signatures } = await as((client, who) => offerContract(client, who, contractId));
    const [guardian, student, staff] = signatures.map(({ signatureId }) => signatureId);
    const excuse = (signatureId = 0) =>
      as((client, who) => excuseSigner(client, who, { contractId, signatureId, reason: 'Away' }));
    await excuse(guardian);
    await as((client, who) =>
      signContract(client, who, {
        contractId,
        signatureId: staff ?? 0,
        signing: typed('The administrator'),
        language: 'en',
      }),
    );
    expect(await excuse(student)).toMatchObject({ state: 'offered' });
    const done = await as((client, who) =>
      signContract(client, who, { contractId, signatureId: student ?? 0, signing: typed('Maya'), language: 'en' }),
    );
    expect(done.state).toBe('signed');
    await end(done);
  });

  test('what was offered stands: it is changed only while nobody has signed, after taking the offer back', async () => {
    const { contractId, ...rest } = await draft();
    const { signatures } = await as((client, who) => offerContract(client, who, contractId));
    await expect(
      as((client, who) => changeContract(client, who, { contractId, ...rest, signers: [] })),
    ).rejects.toThrow(/offered/);
    expect(await as((client, who) => takeBackOffer(client, who, contractId))).toMatchObject({ state: 'draft' });
    await as((client, who) => offerContract(client, who, contractId));
    await as((client, who) =>
      signContract(client, who, {
        contractId,
        signatureId: signatures[0]?.signatureId ?? 0,
        signing: typed('Ana'),
        language: 'en',
      }),
    );
    await expect(as((client, who) => takeBackOffer(client, who, contractId))).rejects.toThrow(/has signed these terms/);
    await as((client, who) => endContract(client, who, { contractId, reason: 'x' }));
  });
});

describe('afterwards', () => {
  test('an administrator marks it as violated with a reason, others do not; a mistake is taken back and both stay', async () => {
    const { contractId } = await signed();
    const mark = (role: ActingRole, on?: string) =>
      as(
        (client, who) =>
          markViolated(client, who, { contractId, reason: 'Four more days', ...(on === undefined ? {} : { on }) }),
        undefined,
        role,
      );
    await expect(mark('clerk')).rejects.toThrow(/for the school administrator/);
    await expect(mark('administrator', '2026-11-15')).rejects.toThrow(/2026-11-16/);
    await expect(mark('administrator', '2026-11-17')).rejects.toThrow(/up to|to today/);
    expect(await mark('administrator')).toMatchObject({ state: 'violated', violatedOn: '2026-11-16' });
    const back = await as((client, who) => takeBackViolation(client, who, { contractId, reason: 'Another student' }));
    expect(back).toMatchObject({ state: 'signed', violatedOn: null });
    expect((await events(contractId)).map(({ event, gone }) => [event, gone])).toEqual([
      ['contract-signed', null],
      ['contract-violated', 0],
    ]);
    const steps = await readSteps(school.db.pool, { districtId: 1, about: { thing: 'contract', id: contractId } });
    expect(steps.slice(0, 2).map(({ step, reason }) => [step, reason])).toEqual([
      ['violation-taken-back', 'Another student'],
      ['violated', 'Four more days'],
    ]);
    await end(back);
  });

  test('a review says how it went and when it is looked at again', async () => {
    const { contractId, endsOn } = await signed();
    const review = (nextOn: string | null) =>
      as((client, who) => reviewContract(client, who, { contractId, note: 'Better', nextOn }));
    await expect(review('2026-11-16')).rejects.toThrow(/after today/);
    expect(await review('2026-11-17')).toMatchObject({ state: 'reviewed', reviewOn: '2026-11-17' });
    expect(await review(endsOn)).toMatchObject({ state: 'reviewed', reviewOn: endsOn });
    const tasks = await school.rows<{ state: string }>(
      `select state from tasks where about_thing = 'contract' and about_id = ${contractId} order by task_id`,
    );
    expect(tasks.map(({ state }) => state)).toEqual(['done', 'done', 'open']);
    await as((client, who) => endContract(client, who, { contractId, reason: 'x' }));
  });

  test('3.24 a contract lapses with its school year, not a day before, and is renewed as another', async () => {
    const { contractId } = await signed();
    const lapse = (now: string) => as((client, who) => lapseContracts(client, who), new Date(now), 'rollcall');
    expect(await lapse('2027-06-30T18:00:00Z')).toBe(0);
    expect(await lapse('2027-07-01T18:00:00Z')).toBe(1);
    expect(await lapse('2027-07-01T18:00:00Z')).toBe(0);
    const renewed = await as(
      (client, who) => draftContract(client, who, { student: 'maya', renewsId: contractId }),
      new Date('2027-08-30T18:00:00Z'),
    );
    expect(renewed).toMatchObject({ state: 'draft', year: 2027, renewsId: contractId });
  });
});

test('3.20 a contract marked as violated at nine days makes the referral due on that day, without eleven days', async () => {
  const district = await TestDistrict.create();
  const days = '09-02 09-03 09-04 09-05 09-08 09-09 09-10 09-11 09-12';
  await district.import(bundleText({ attendance: absent('ada', 'E', days), enrollments: ['ada,oak,2025-08-25,'] }));
  const reading = await readPack(join(import.meta.dirname, '../../../packs/four-seven-ten'));
  if (!reading.ok) throw new Error('the pack cannot be read');
  await district.usePack(reading.pack.files);
  await district.calculate('2025-09-22');
  const referrals = () =>
    district.query(
      `select trigger_on from triggers where district_id = $1 and criterion = 'D11' and state = 'active'`,
      [district.id],
    );
  expect(await referrals()).toEqual([]);
  const who: Who = {
    districtId: district.id,
    personId: '',
    name: 'P. Lang',
    role: 'administrator',
    now: new Date('2025-09-22T18:00:00Z'),
    on: '2025-09-19',
  };
  const doIt = <T>(work: (client: pg.PoolClient) => Promise<T>) => withTransaction(district.db, work);
  const { contractId } = await doIt((client) => draftContract(client, who, { student: 'ada' }));
  const { signatures } = await doIt((client) => offerContract(client, who, contractId));
  for (const { signatureId, name } of signatures)
    await doIt((client) =>
      signContract(client, who, { contractId, signatureId, signing: typed(name), language: 'en' }),
    );
  expect(await referrals()).toEqual([]);
  await doIt((client) => markViolated(client, { ...who, on: '2025-09-22' }, { contractId, reason: 'Absent again' }));
  expect(await referrals()).toEqual([{ trigger_on: '2025-09-22' }]);
  await doIt((client) => takeBackViolation(client, { ...who, on: '2025-09-22' }, { contractId, reason: 'Mistake' }));
  expect(await referrals()).toEqual([]);
});

test('the contract that Rollcall ships has the same parts in each language', () => {
  const shape = (language: string) => SHIPPED_TEMPLATE[language]?.parts.map(({ part, terms }) => [part, terms.length]);
  expect(shape('es')).toEqual(shape('en'));
});
