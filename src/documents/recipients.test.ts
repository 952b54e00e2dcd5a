import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planLetters, type GuardianFact, type RecipientInput } from './recipients.ts';

function guardian(change: Partial<GuardianFact> & { readonly id: string }): GuardianFact {
  return {
    name: `Guardian ${change.id}`,
    language: 'en',
    address1: '214 Pepper Tree Lane',
    address2: '',
    city: 'Lakeside',
    state: 'CA',
    postalCode: '90901',
    receivesMail: true,
    custodial: true,
    noContact: false,
    ...change,
  };
}

function plan(guardians: readonly GuardianFact[], change: Partial<RecipientInput> = {}) {
  return planLetters({
    student: { name: 'Maya Torres', birthOn: '2013-03-14', homeLanguage: 'en' },
    guardians,
    letterOn: '2026-11-16',
    languages: ['en', 'es'],
    ...change,
  });
}

const ELSEWHERE = { address1: '9 Quail Court', postalCode: '90903' };

describe('one letter to a household', () => {
  it('goes to guardians who share an address, both named', () => {
    const { letters, missing } = plan([
      guardian({ id: '1', name: 'Ana Torres' }),
      guardian({ id: '2', name: 'Luis Torres' }),
    ]);
    expect(letters).toHaveLength(1);
    expect(letters[0]).toMatchObject({
      recipients: ['Ana Torres', 'Luis Torres'],
      address: ['214 Pepper Tree Lane', 'Lakeside, CA 90901'],
      postalCode: '90901',
      flags: [],
    });
    expect(missing).toEqual([]);
  });

  it('also when the address is spelled in two ways', () => {
    const spelled = guardian({ id: '2', address1: '214 PEPPER TREE LN.', postalCode: '90901-1234' });
    expect(plan([guardian({ id: '1' }), spelled]).letters).toHaveLength(1);
  });

  it('is one each when they live apart', () => {
    const { letters } = plan([
      guardian({ id: '1', name: 'Ana Torres' }),
      guardian({ id: '2', name: 'Luis Torres', ...ELSEWHERE }),
    ]);
    expect(letters.map((letter) => letter.recipients)).toEqual([['Ana Torres'], ['Luis Torres']]);
  });

  it('names a person once who is on file twice', () => {
    expect(
      plan([guardian({ id: '1', name: 'Ana Torres' }), guardian({ id: '2', name: 'Ana  Torres' })]).letters[0]
        ?.recipients,
    ).toEqual(['Ana Torres']);
  });

  it('is the same whatever the order of the rows', () => {
    const family = [guardian({ id: '2' }), guardian({ id: '10' }), guardian({ id: '1', ...ELSEWHERE })];
    fc.assert(
      fc.property(fc.shuffledSubarray(family, { minLength: 3 }), (shuffled) => {
        expect(plan(shuffled)).toEqual(plan(family));
      }),
    );
  });
});

describe('who gets no letter', () => {
  it('a guardian who receives no mail', () => {
    const { letters, missing } = plan([
      guardian({ id: '1' }),
      guardian({ id: '2', receivesMail: false, ...ELSEWHERE }),
    ]);
    expect(letters).toHaveLength(1);
    expect(missing).toEqual([]);
  });

  it('a guardian who must not be contacted, not even as a second name at a shared address, which a person looks at', () => {
    const { letters } = plan([
      guardian({ id: '1', name: 'Ana Torres' }),
      guardian({ id: '2', name: 'Luis Torres', noContact: true }),
    ]);
    expect(letters).toHaveLength(1);
    expect(letters[0]).toMatchObject({ recipients: ['Ana Torres'], flags: ['shares-no-contact-address'] });
  });

  it('nobody else for a no-contact order at another address', () => {
    expect(
      plan([guardian({ id: '1' }), guardian({ id: '2', noContact: true, ...ELSEWHERE })]).letters[0]?.flags,
    ).toEqual([]);
  });

  it('blank counts as receiving mail and as free to be contacted', () => {
    expect(plan([guardian({ id: '1', receivesMail: null, noContact: null, custodial: null })]).letters).toHaveLength(1);
  });

  it('a guardian without custody does get one', () => {
    expect(plan([guardian({ id: '1', custodial: false })]).letters).toHaveLength(1);
  });
});

describe('what is missing has a reason', () => {
  it.each([
    ['nobody on file', [], [{ guardian: null, reason: 'no-guardian' }]],
    ['no mail', [guardian({ id: '1', receivesMail: false })], [{ guardian: null, reason: 'no-mail' }]],
    ['no contact', [guardian({ id: '1', noContact: true })], [{ guardian: null, reason: 'no-contact' }]],
    [
      'no mail and no contact',
      [guardian({ id: '1', noContact: true }), guardian({ id: '2', receivesMail: false })],
      [{ guardian: null, reason: 'no-mail' }],
    ],
    [
      'no address',
      [guardian({ id: '1', name: 'Ana Torres', address1: ' ' })],
      [{ guardian: 'Ana Torres', reason: 'no-address' }],
    ],
    [
      'no city',
      [guardian({ id: '1', name: 'Ana Torres', city: '', postalCode: '' })],
      [{ guardian: 'Ana Torres', reason: 'address-incomplete' }],
    ],
  ] as const)('%s', (_, guardians, missing) => {
    expect(plan(guardians)).toEqual({ letters: [], missing });
  });

  it('a city with its state, or a postal code, is enough', () => {
    expect(plan([guardian({ id: '1', postalCode: '' })]).letters[0]?.address).toEqual([
      '214 Pepper Tree Lane',
      'Lakeside, CA',
    ]);
    expect(plan([guardian({ id: '1', city: '', state: '' })]).letters[0]?.address).toEqual([
      '214 Pepper Tree Lane',
      '90901',
    ]);
  });

  it('one parent gets a letter and the other, without an address, is named', () => {
    const { letters, missing } = plan([
      guardian({ id: '1' }),
      guardian({ id: '2', name: 'Luis Torres', address1: '' }),
    ]);
    expect(letters).toHaveLength(1);
    expect(missing).toEqual([{ guardian: 'Luis Torres', reason: 'no-address' }]);
  });
});

describe('at 18 the student is the addressee', () => {
  const adult = (birthOn: string | null, guardians = [guardian({ id: '1', name: 'Ana Torres' })]) =>
    plan(guardians, { student: { name: 'Maya Torres', birthOn, homeLanguage: 'es' } });

  it.each([
    ['2008-11-16', ['Maya Torres']],
    ['2008-11-17', ['Ana Torres']],
    [null, ['Ana Torres']],
  ] as const)('born %s', (birthOn, recipients) => {
    expect(adult(birthOn).letters[0]?.recipients).toEqual(recipients);
  });

  it('born on February 29, from March 1 of a year without one', () => {
    const leap = { student: { name: 'Maya Torres', birthOn: '2008-02-29', homeLanguage: '' } };
    expect(plan([guardian({ id: '1' })], { ...leap, letterOn: '2026-02-28' }).letters[0]?.toStudent).toBe(false);
    expect(plan([guardian({ id: '1' })], { ...leap, letterOn: '2026-03-01' }).letters[0]?.toStudent).toBe(true);
  });

  it('gets one letter, in the language of the home, also with parents in two homes', () => {
    const { letters } = adult('2008-01-01', [
      guardian({ id: '1', ...ELSEWHERE, custodial: false }),
      guardian({ id: '2', language: 'fr' }),
    ]);
    expect(letters).toHaveLength(1);
    expect(letters[0]).toMatchObject({
      recipients: ['Maya Torres'],
      address: ['214 Pepper Tree Lane', 'Lakeside, CA 90901'],
      language: 'es',
      toStudent: true,
    });
  });

  it('gets it where a parent lives who receives no mail, but not with one who must not be contacted', () => {
    expect(adult('2008-01-01', [guardian({ id: '1', receivesMail: false })]).letters).toHaveLength(1);
    expect(adult('2008-01-01', [guardian({ id: '1', noContact: true })])).toEqual({
      letters: [],
      missing: [{ guardian: null, reason: 'no-contact' }],
    });
    expect(adult('2008-01-01', [])).toEqual({ letters: [], missing: [{ guardian: null, reason: 'no-guardian' }] });
    expect(adult('2008-01-01', [guardian({ id: '1', address1: '' })])).toEqual({
      letters: [],
      missing: [{ guardian: null, reason: 'no-address' }],
    });
    expect(adult('2008-01-01', [guardian({ id: '1', city: '', postalCode: '' })]).missing).toEqual([
      { guardian: null, reason: 'address-incomplete' },
    ]);
  });

  it('avoids a home shared with somebody who must not be contacted', () => {
    const family = [
      guardian({ id: '1' }),
      guardian({ id: '2', noContact: true }),
      guardian({ id: '3', ...ELSEWHERE, custodial: false }),
    ];
    expect(adult('2008-01-01', family).letters[0]).toMatchObject({
      address: ['9 Quail Court', 'Lakeside, CA 90903'],
      flags: [],
    });
  });
});

describe("the family's language", () => {
  it.each([
    ['es', '', 'es', ''],
    ['es-MX', '', 'es', ''],
    ['spa', '', 'es', ''],
    ['', 'es', 'es', ''],
    ['', '', 'en', ''],
    ['en-GB', '', 'en', ''],
    ['so', '', 'en', 'so'],
    ['', 'TL', 'en', 'fil'],
    ['Spanish', '', 'en', 'Spanish'],
  ])('guardian %j, home %j: printed in %s, not served: %j', (language, homeLanguage, printed, wanted) => {
    const [letter] = plan([guardian({ id: '1', language })], {
      student: { name: 'M', birthOn: null, homeLanguage },
    }).letters;
    expect(letter).toMatchObject({ language: printed, wantedLanguage: wanted });
  });

  it('of two people at one address who want different ones is the first, and a person looks at it', () => {
    const [letter] = plan([guardian({ id: '1', language: 'es' }), guardian({ id: '2', language: 'en' })]).letters;
    expect(letter).toMatchObject({ language: 'es', flags: ['two-languages'] });
  });

  it('is what the pack has where it has no English', () => {
    expect(plan([guardian({ id: '1', language: 'so' })], { languages: ['es'] }).letters[0]).toMatchObject({
      language: 'es',
      wantedLanguage: 'so',
    });
  });
});

describe('a letter that may go by e-mail', () => {
  const ana = guardian({ id: '1', name: 'Ana Torres', email: ' Ana@example.org ' });
  const luis = guardian({ id: '2', name: 'Luis Torres', email: 'luis@example.org' });
  const mailed = (guardians: readonly GuardianFact[], change: Partial<RecipientInput> = {}) =>
    plan(guardians, { mayEmail: true, ...change }).letters.map(({ recipients, sendTo }) => [
      recipients.join(' and '),
      sendTo,
    ]);

  it('goes to each guardian with an address, in the guardian’s own language', () => {
    expect(mailed([ana, luis])).toEqual([
      ['Ana Torres', 'Ana@example.org'],
      ['Luis Torres', 'luis@example.org'],
    ]);
    const { letters } = plan([{ ...ana, language: 'es' }, luis], { mayEmail: true });
    expect(letters.map(({ language }) => language)).toEqual(['es', 'en']);
  });

  it('goes on paper where it may not', () => {
    expect(plan([ana, luis]).letters).toMatchObject([{ recipients: ['Ana Torres', 'Luis Torres'], sendTo: '' }]);
  });

  it('goes on paper to those of a home who have none', () => {
    expect(mailed([ana, guardian({ id: '2', name: 'Luis Torres' })])).toEqual([
      ['Luis Torres', ''],
      ['Ana Torres', 'Ana@example.org'],
    ]);
  });

  it('is one for two who share a mailbox, however it is typed', () => {
    expect(mailed([ana, { ...luis, email: 'ANA@EXAMPLE.ORG' }])).toEqual([
      ['Ana Torres and Luis Torres', 'Ana@example.org'],
    ]);
  });

  it('never goes to a mailbox of somebody who must not be contacted, nor to somebody who gets no mail', () => {
    expect(mailed([ana, { ...luis, email: 'ana@example.org', noContact: true }])).toEqual([['Ana Torres', '']]);
    expect(mailed([{ ...ana, noContact: true }, luis])).toEqual([['Luis Torres', 'luis@example.org']]);
    expect(mailed([{ ...ana, receivesMail: false }, luis])).toEqual([['Luis Torres', 'luis@example.org']]);
  });

  it('goes on paper to a student of 18, by e-mail to the parents the day before', () => {
    const born = (birthOn: string) => ({ student: { name: 'Maya Torres', birthOn, homeLanguage: 'en' } });
    expect(mailed([ana], born('2008-11-16'))).toEqual([['Maya Torres', '']]);
    expect(mailed([ana], born('2008-11-17'))).toEqual([['Ana Torres', 'Ana@example.org']]);
  });

  it.each([
    'ana',
    'ana@',
    'ana@example',
    '@example.org',
    'a b@example.org',
    'a@b.org, c@d.org',
    'a@b.org\nBcc: c@d.org',
    'A <a@b.org>',
  ])('goes on paper where %j stands for an address', (email) => {
    expect(mailed([{ ...ana, email }])).toEqual([['Ana Torres', '']]);
  });

  it('reaches a guardian of whom no place is known, and nobody is missing then', () => {
    const nowhere = { ...ana, address1: '', city: '', state: '', postalCode: '' };
    expect(plan([nowhere], { mayEmail: true })).toMatchObject({
      letters: [{ sendTo: 'Ana@example.org', address: [], postalCode: '' }],
      missing: [],
    });
    expect(plan([nowhere])).toMatchObject({ letters: [], missing: [{ guardian: 'Ana Torres', reason: 'no-address' }] });
  });
});
