/**
 * The named people of the sample district: one cast for tests, docs, screenshots and demo logins.
 * Each student has a designed story; docs/guides/sample-district.md lists them in one table.
 * Dates are those of 2026-27; in another school year a date is the same day in session, counted from the first.
 */

export interface CastStudent {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly grade: string;
  readonly school: string;
  readonly birthDate: string;
  readonly language: string;
  readonly flags?: readonly string[];
  readonly guardians: readonly CastGuardian[];
  /** A second school: `school` until `leaves`, then this one from `enters`. */
  readonly moves?: { readonly leaves: string; readonly enters: string; readonly to: string };
  readonly days: readonly CastDay[];
  readonly events?: readonly (readonly [date: string, event: string, ref?: string])[];
  readonly activities?: readonly string[];
  /** One line, as in the table of the guide. */
  readonly story: string;
}

export interface CastGuardian {
  readonly id: string;
  readonly name: string;
  readonly relation: string;
  readonly language?: string;
  readonly email?: string;
  readonly phone?: string;
  /** Street, then a second line; none: no address is known. Postal code of the first where not given. */
  readonly address?: readonly [street: string, second?: string];
  readonly postalCode?: string;
  readonly birthDate?: string;
  readonly receivesMail?: false;
  readonly custodial?: false;
  readonly noContact?: true;
}

/** `from` and `until`: the record stands in data that goes through these days (`from` included, `until` not): a later correction. */
export interface CastDay {
  readonly date: string;
  readonly code: string;
  /** None: the whole day, as the school writes it down. */
  readonly period?: string;
  readonly minutes?: number;
  readonly from?: string;
  readonly until?: string;
}

export interface CastStaff {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  /** '' for the district office. */
  readonly school: string;
}

export const CAST_STAFF: readonly CastStaff[] = [
  { id: 'S-BELL', name: 'Alma Bell', kind: 'attendance clerk', school: 'oak' },
  { id: 'S-MRUIZ', name: 'Mario Ruiz', kind: 'attendance clerk', school: 'elm' },
  { id: 'S-LANG', name: 'Patricia Lang', kind: 'administrator', school: 'oak' },
  { id: 'S-RCHEN', name: 'Rosalind Chen', kind: 'administrator', school: 'elm' },
  { id: 'S-OKAFOR', name: 'Joy Okafor', kind: 'counselor', school: 'oak' },
  { id: 'S-MARSH', name: 'Dana Marsh', kind: 'supervisor of attendance', school: '' },
  { id: 'S-IBARRA', name: 'Lucía Ibarra', kind: 'truancy officer', school: '' },
  { id: 'S-HOLT', name: 'Everett Holt', kind: 'prevention specialist', school: '' },
  { id: 'S-VANCE', name: 'Miriam Vance', kind: 'attendance office', school: '' },
];

const U = 'U';
const I = 'I';

export const CAST: readonly CastStudent[] = [
  {
    id: '100001', firstName: 'Maya', lastName: 'Torres', grade: '8', school: 'oak', birthDate: '2013-03-14', language: 'es',
    guardians: [{ id: 'GC1A', name: 'Ana Torres', relation: 'Mother', phone: '(209) 555-0141', address: ['418 Heron Lane', 'Apt 12'], birthDate: '1986-05-02' }],
    days: [
      { date: '2026-09-24', code: I }, { date: '2026-09-25', code: I },
      { date: '2026-10-15', code: 'T', period: 'P1', minutes: 30 },
      { date: '2026-10-27', code: U, until: '2026-11-18' }, { date: '2026-10-27', code: 'M', from: '2026-11-18' },
      { date: '2026-11-02', code: I },
      { date: '2026-11-04', code: 'T', period: 'P1', minutes: 34 },
      { date: '2026-11-09', code: U },
    ],
    events: [['2026-11-10', 'contact-made', 'call: Ana Torres, message in Spanish']],
    story: 'L1 due, met Mon Nov 9 with U Tue Oct 27, a tardy of 34 minutes Wed Nov 4 (P1) and U Mon Nov 9; the 30-minute tardy of Thu Oct 15 and three excused days do not count; 51 of 56 days attended. From Wed Nov 18 on Oct 27 is excused: no longer met. Letter in Spanish',
  },
  {
    id: '100002', firstName: 'Leo', lastName: 'Torres', grade: '6', school: 'oak', birthDate: '2015-06-30', language: 'es',
    guardians: [{ id: 'GC1A', name: 'Ana Torres', relation: 'Mother', phone: '(209) 555-0141', address: ['418 Heron Lane', 'Apt 12'], birthDate: '1986-05-02' }],
    days: [{ date: '2026-10-06', code: U }, { date: '2026-10-29', code: U }, { date: '2026-11-09', code: U }],
    story: 'Maya’s brother: L1 due, met Mon Nov 9; the two letters lie next to each other',
  },
  {
    id: '100003', firstName: 'Ada', lastName: 'Lindqvist', grade: '8', school: 'oak', birthDate: '2012-12-01', language: 'en',
    guardians: [{ id: 'GC3A', name: 'Signe Lindqvist', relation: 'Mother', email: 's.lindqvist@mail.example', phone: '(209) 555-0142', address: ['77 Orchard Road'], birthDate: '1984-09-17' }],
    days: ['2026-09-14', '2026-09-22', '2026-10-08', '2026-10-28', '2026-11-03', '2026-11-05'].map((date) => ({ date, code: U })),
    events: [
      ['2026-10-19', 'issued', 'L1'], ['2026-10-20', 'letter-sent', 'L1'], ['2026-10-26', 'letter-received', 'L1'],
      ['2026-11-12', 'contact-made', 'call: Signe Lindqvist, reached'],
    ],
    story: 'L2 due, met Thu Nov 5 at 6; L1 went out Mon Oct 19 (before Rollcall), more than ten school days earlier; called Thu Nov 12; mail by e-mail possible',
  },
  {
    id: '100004', firstName: 'Kwame', lastName: 'Osei', grade: '7', school: 'oak', birthDate: '2014-01-22', language: 'en',
    guardians: [{ id: 'GC4A', name: 'Abena Osei', relation: 'Mother', phone: '(209) 555-0143' }],
    days: ['2026-10-21', '2026-11-05', '2026-11-10'].map((date) => ({ date, code: U })),
    story: 'L1, met Tue Nov 10; no address and no e-mail, so no letter can reach the family. Settling until Fri Nov 13',
  },
  {
    id: '100005', firstName: 'Hodan', lastName: 'Abdi', grade: '6', school: 'oak', birthDate: '2015-02-11', language: 'so',
    guardians: [
      { id: 'GC5A', name: 'Ayaan Abdi', relation: 'Mother', phone: '(209) 555-0144', address: ['1203 Cannery Street', 'Unit 4'] },
      { id: 'GC5B', name: 'Liban Abdi', relation: 'Father', phone: '(209) 555-0145', address: ['1203 Cannery Street', 'Unit 4'] },
    ],
    days: [
      ...['2026-08-31', '2026-09-03', '2026-09-09', '2026-09-17', '2026-09-23', '2026-09-29', '2026-10-14', '2026-10-22', '2026-11-02'].map((date) => ({ date, code: U })),
      { date: '2026-10-01', code: I }, { date: '2026-10-02', code: I }, { date: '2026-10-30', code: 'M' },
    ],
    events: [
      ['2026-09-14', 'issued', 'L1'], ['2026-09-15', 'letter-sent', 'L1'], ['2026-09-21', 'letter-received', 'L1'],
      ['2026-10-05', 'issued', 'L2'], ['2026-10-06', 'letter-sent', 'L2'], ['2026-10-13', 'letter-received', 'L2'],
      ['2026-10-15', 'meeting-held', ''],
    ],
    story: 'L3 due, met Mon Nov 2 at 9; L1 went out Mon Sep 14, L2 Mon Oct 5, meeting Thu Oct 15; the family reads Somali, the letter goes in English; two parents, one address, one letter',
  },
  {
    id: '100006', firstName: 'Lee', lastName: 'Baker', grade: '6', school: 'oak', birthDate: '2015-04-05', language: 'en',
    guardians: [{ id: 'GC6A', name: 'Terry Baker', relation: 'Father', email: 't.baker@mail.example', phone: '(209) 555-0146', address: ['9 Railroad Avenue'] }],
    days: ['2026-10-06', '2026-10-22', '2026-11-09', '2026-11-10'].map((date) => ({ date, code: U })),
    story: 'L1 due, met Mon Nov 9 on the third day; a fourth on Tue Nov 10 does not move the date',
  },
  {
    id: '100007', firstName: 'Rui', lastName: 'Silva', grade: '10', school: 'juniper', birthDate: '2010-10-19', language: 'en',
    guardians: [{ id: 'GC7A', name: 'Helena Silva', relation: 'Mother', email: 'h.silva@mail.example', phone: '(209) 555-0147', address: ['560 Estuary Drive'] }],
    days: ['2026-11-03', '2026-11-05', '2026-11-09', '2026-11-10', '2026-11-17', '2026-12-01', '2026-12-08', '2026-12-15'].map((date) => ({ date, code: U })),
    events: [
      ['2026-11-04', 'contact-made', 'call: Helena Silva, reached'], ['2026-11-06', 'contact-made', 'e-mail: Helena Silva'],
      ['2026-11-12', 'contact-made', 'home visit'], ['2026-11-19', 'intervention', 'nurse check-in'], ['2026-12-02', 'intervention', 'bus pass'],
    ],
    story: 'Plan in Quarter 2 (Nov 2 to Jan 22): the 4th unexcused day is Tue Nov 10, the 8th Tue Dec 15; three contacts, two interventions, no parent’s date of birth on file',
  },
  {
    id: '100008', firstName: 'Wei', lastName: 'Chen', grade: '5', school: 'willow', birthDate: '2015-11-08', language: 'zh-Hans',
    guardians: [
      { id: 'GC8A', name: '陈丽', relation: 'Mother', phone: '(209) 555-0148', address: ['31 Jasmine Court'] },
      { id: 'GC8B', name: 'Guoming Chen', relation: 'Father', phone: '(209) 555-0149', address: ['31 Jasmine Court'], receivesMail: false },
    ],
    days: [
      ...['2026-09-02', '2026-09-10', '2026-09-17', '2026-10-05', '2026-10-13', '2026-10-20', '2026-11-03', '2026-11-05'].map((date) => ({ date, code: U })),
      { date: '2026-09-24', code: I }, { date: '2026-09-25', code: I }, { date: '2026-10-28', code: 'M' },
    ],
    events: [
      ['2026-09-25', 'contact-made', 'call: mother'], ['2026-10-22', 'meeting-held', ''], ['2026-10-30', 'contract-signed', ''],
      ['2026-11-06', 'contact-made', 'in person: mother'], ['2026-11-09', 'contract-violated', ''],
    ],
    story: 'Eleven days, excused or not (the 4th Thu Sep 24, the 7th Tue Oct 13, the 10th Tue Nov 3, the 11th Thu Nov 5); contract signed Fri Oct 30, violated Mon Nov 9: referral. The mother’s name is in Chinese script; the father gets no mail',
  },
  {
    id: '100009', firstName: 'Jo', lastName: 'Cole', grade: '7', school: 'elm', birthDate: '2013-12-20', language: 'en',
    guardians: [{ id: 'GC9A', name: 'Robin Cole', relation: 'Mother', email: 'r.cole@mail.example', phone: '(209) 555-0150', address: ['245 Vineyard Way'] }],
    days: ['2026-09-16', '2026-10-01', '2026-10-13', '2026-11-05', '2026-11-09'].map((date) => ({ date, code: U })),
    events: [['2026-10-26', 'issued', 'L1'], ['2026-10-27', 'letter-sent', 'L1'], ['2026-11-03', 'letter-received', 'L1']],
    story: 'Letter 1 went out Mon Oct 26 and was received Tue Nov 3; unexcused again Thu Nov 5 and Mon Nov 9: letter 2 is offered and waits for approval',
  },
  {
    id: '100010', firstName: 'Paloma', lastName: 'Ruiz', grade: '7', school: 'oak', birthDate: '2014-05-27', language: 'es',
    guardians: [{ id: 'GC10A', name: 'Ignacio Ruiz', relation: 'Father', phone: '(209) 555-0151', address: ['880 Packing House Road'] }],
    days: ['2026-08-27', '2026-09-01', '2026-09-08', '2026-09-16', '2026-09-21', '2026-09-28', '2026-10-09', '2026-10-16', '2026-10-27'].map((date) => ({ date, code: U })),
    events: [
      ['2026-09-14', 'issued', 'L1'], ['2026-09-15', 'letter-sent', 'L1'], ['2026-09-21', 'letter-received', 'L1'],
      ['2026-10-05', 'issued', 'L2'], ['2026-10-06', 'letter-sent', 'L2'], ['2026-10-14', 'letter-received', 'L2'],
      ['2026-11-02', 'issued', 'L3'], ['2026-11-02', 'letter-sent', 'L3'], ['2026-11-13', 'letter-returned', 'L3'],
    ],
    story: 'All three letters went out before Rollcall: Mon Sep 14, Mon Oct 5, Mon Nov 2; the third comes back Fri Nov 13. Nothing is due',
  },
  {
    id: '100011', firstName: 'Samir', lastName: 'Haddad', grade: '8', school: 'oak', birthDate: '2013-01-09', language: 'ar',
    guardians: [{ id: 'GC11A', name: 'نادية حداد', relation: 'Mother', phone: '(209) 555-0152', address: ['66 Mission Street', 'Apt 3'] }],
    days: ['2026-10-20', '2026-11-03', '2026-11-06'].map((date) => ({ date, code: U })),
    story: 'L1 due, met Fri Nov 6; the mother’s name is in Arabic script',
  },
  {
    id: '100012', firstName: 'Noor', lastName: 'Delacroix-Whitfield', grade: '7', school: 'oak', birthDate: '2014-03-03', language: 'en',
    guardians: [
      { id: 'GC12A', name: 'Camille Delacroix', relation: 'Mother', address: ['14 Larkspur Lane'], phone: '(209) 555-0153' },
      { id: 'GC12B', name: 'James Whitfield', relation: 'Father', address: ['2301 Foothill Drive', 'Apt 208'], postalCode: '90903', phone: '(209) 555-0154' },
    ],
    days: ['2026-10-13', '2026-10-29', '2026-11-06'].map((date) => ({ date, code: U })),
    story: 'L1 due, met Fri Nov 6; two homes, two letters',
  },
  {
    id: '100013', firstName: 'Ilona', lastName: 'Varga', grade: '8', school: 'oak', birthDate: '2013-07-16', language: 'en',
    guardians: [
      { id: 'GC13A', name: 'Judit Varga', relation: 'Mother', address: ['702 Redbud Court'], phone: '(209) 555-0155' },
      { id: 'GC13B', name: 'Peter Varga', relation: 'Father', address: ['18 Quail Lane'], postalCode: '90902', custodial: false, noContact: true },
    ],
    days: ['2026-10-08', '2026-10-23', '2026-11-06'].map((date) => ({ date, code: U })),
    story: 'L1 due, met Fri Nov 6; a no-contact order keeps the father from getting anything',
  },
  {
    id: '100014', firstName: 'Tobi', lastName: 'Okonkwo', grade: '12', school: 'laurel', birthDate: '2008-09-30', language: 'en',
    guardians: [{ id: 'GC14A', name: 'Ngozi Okonkwo', relation: 'Mother', address: ['5 Acacia Way'], phone: '(209) 555-0156' }],
    days: [
      ...['2026-09-15', '2026-10-06', '2026-10-20', '2026-11-03', '2026-11-06'].map((date) => ({ date, code: U })),
      ...['2026-10-27', '2026-10-29', '2026-11-04', '2026-11-09', '2026-11-10'].map((date) => ({ date, code: 'C', period: 'P7' })),
    ],
    activities: ['Basketball'],
    story: 'Eighteen since Wed Sep 30: letters go to the student; five unexcused days and five cuts of period 7; plays basketball',
  },
  {
    id: '100015', firstName: 'Maximiliana-Guadalupe', lastName: 'Featherstonehaugh-Cholmondeley', grade: '6', school: 'oak', birthDate: '2014-10-12', language: 'en',
    guardians: [{ id: 'GC15A', name: 'Bartholomew-Alexander Featherstonehaugh-Cholmondeley', relation: 'Father', address: ['11425 Packing House Road', 'Building C, Apartment 1204'], phone: '(209) 555-0157' }],
    days: ['2026-09-30', '2026-10-22', '2026-11-05'].map((date) => ({ date, code: U })),
    story: 'L1 due, met Thu Nov 5; the longest names and address lines',
  },
  {
    id: '100016', firstName: 'Nam', lastName: 'Srisuk', grade: '3', school: 'alder', birthDate: '2018-02-02', language: 'en',
    guardians: [{ id: 'GC16A', name: 'สมใจ ศรีสุข', relation: 'Mother', address: ['48 Dogwood Lane'], phone: '(209) 555-0158' }],
    days: ['2026-10-14', '2026-11-04'].map((date) => ({ date, code: U })),
    story: 'Two unexcused days, nothing due; the mother’s name is in Thai script, for which there is no font: for tests of what a letter cannot show',
  },
  {
    id: '100017', firstName: 'Eli', lastName: 'Moreau', grade: '10', school: 'laurel', birthDate: '2011-01-25', language: 'en',
    guardians: [{ id: 'GC17A', name: 'Sophie Moreau', relation: 'Mother', address: ['90 Clover Street'], phone: '(209) 555-0159' }],
    moves: { leaves: '2026-10-19', enters: '2026-10-20', to: 'juniper' },
    days: ['2026-10-06', '2026-10-14', '2026-10-28', '2026-11-05'].map((date) => ({ date, code: U })),
    story: 'Moves from Laurel to Juniper on Tue Oct 20, between schools whose quarters start on different days; two unexcused days at each: by the school year the third is Wed Oct 28',
  },
  {
    id: '100018', firstName: 'Petra', lastName: 'Novak', grade: '8', school: 'oak', birthDate: '2013-05-19', language: 'en',
    guardians: [{ id: 'GC18A', name: 'Jana Novak', relation: 'Mother', address: ['330 Walnut Street'], phone: '(209) 555-0160' }],
    days: [
      { date: '2026-10-20', code: U }, { date: '2026-10-30', code: U },
      { date: '2026-11-10', code: 'A', until: '2026-11-16' }, { date: '2026-11-10', code: U, from: '2026-11-16' },
    ],
    story: 'Two unexcused days and one not verified yet (Tue Nov 10): nothing due; from Mon Nov 16 on it is unexcused and L1 is met on Tue Nov 10',
  },
  {
    id: '100019', firstName: 'Asa', lastName: 'King', grade: '7', school: 'oak', birthDate: '2014-08-08', language: 'en', flags: ['no-letters'],
    guardians: [{ id: 'GC19A', name: 'Delphine King', relation: 'Mother', address: ['12 Iris Avenue'], phone: '(209) 555-0161' }],
    days: ['2026-10-07', '2026-10-26', '2026-11-05'].map((date) => ({ date, code: U })),
    story: 'L1 met Thu Nov 5 and held: flag no-letters',
  },
  {
    id: '100020', firstName: 'Finn', lastName: 'Adler', grade: '7', school: 'oak', birthDate: '2014-06-06', language: 'en',
    guardians: [{ id: 'GC20A', name: 'Karla Adler', relation: 'Mother', address: ['415 Tule Road'], phone: '(209) 555-0162' }],
    days: ['2026-10-22', '2026-10-30', '2026-11-05'].map((date) => ({ date, code: 'T', period: 'P1', minutes: 31 })),
    story: 'Three tardies of 31 minutes: L1 due, met Thu Nov 5',
  },
  {
    id: '100021', firstName: 'Greta', lastName: 'Adler', grade: '7', school: 'oak', birthDate: '2014-06-06', language: 'en',
    guardians: [{ id: 'GC20A', name: 'Karla Adler', relation: 'Mother', address: ['415 Tule Road'], phone: '(209) 555-0162' }],
    days: ['2026-10-22', '2026-10-30', '2026-11-05'].map((date) => ({ date, code: 'T', period: 'P1', minutes: 30 })),
    story: 'Finn’s twin: the same three tardies of 30 minutes: nothing',
  },
  {
    id: '100022', firstName: 'Sage', lastName: 'Bright', grade: '2', school: 'birch', birthDate: '2019-03-21', language: 'en',
    guardians: [{ id: 'GC22A', name: 'Marlowe Bright', relation: 'Grandmother', address: ['7 Spruce Court'], phone: '(209) 555-0163' }],
    days: ['2026-08-28', '2026-09-04', '2026-09-11', '2026-09-18', '2026-09-25', '2026-10-02'].map((date) => ({ date, code: I })),
    story: 'Six Fridays in a row at home, all excused: no truancy; 6 of 56 days, chronically absent',
  },
];
