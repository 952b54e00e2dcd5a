/** The cast's students at the other schools. */
import type { CastStudent } from './cast-member.ts';

const U = 'U';
const I = 'I';

export const OTHER_CAST: readonly CastStudent[] = [
  {
    id: '100007',
    firstName: 'Rui',
    lastName: 'Silva',
    grade: '10',
    school: 'juniper',
    birthDate: '2010-10-19',
    language: 'en',
    guardians: [
      {
        id: 'GC7A',
        name: 'Helena Silva',
        relation: 'Mother',
        email: 'h.silva@mail.example',
        phone: '(209) 555-0147',
        address: ['560 Estuary Drive'],
      },
    ],
    days: [
      '2026-11-03',
      '2026-11-05',
      '2026-11-09',
      '2026-11-10',
      '2026-11-17',
      '2026-12-01',
      '2026-12-08',
      '2026-12-15',
    ].map((date) => ({ date, code: U })),
    events: [
      ['2026-11-04', 'contact-made', 'call: Helena Silva, reached'],
      ['2026-11-06', 'contact-made', 'e-mail: Helena Silva'],
      ['2026-11-12', 'contact-made', 'home visit'],
      ['2026-11-19', 'intervention', 'nurse check-in'],
      ['2026-12-02', 'intervention', 'bus pass'],
    ],
    story:
      'A plan in Quarter 2 (Nov 2 to Jan 22), and the notice of it: the 4th unexcused day is Tue Nov 10, the 8th Tue Dec 15; three contacts, two interventions, no parent’s date of birth on file',
  },
  {
    id: '100008',
    firstName: 'Wei',
    lastName: 'Chen',
    grade: '5',
    school: 'willow',
    birthDate: '2015-11-08',
    language: 'zh-Hans',
    guardians: [
      { id: 'GC8A', name: '陈丽', relation: 'Mother', phone: '(209) 555-0148', address: ['31 Jasmine Court'] },
      {
        id: 'GC8B',
        name: 'Guoming Chen',
        relation: 'Father',
        phone: '(209) 555-0149',
        address: ['31 Jasmine Court'],
        receivesMail: false,
      },
    ],
    days: [
      ...[
        '2026-09-02',
        '2026-09-10',
        '2026-09-17',
        '2026-10-05',
        '2026-10-06',
        '2026-10-08',
        '2026-10-13',
        '2026-10-20',
        '2026-11-05',
      ].map((date) => ({ date, code: U })),
      { date: '2026-09-24', code: I },
      { date: '2026-09-25', code: I },
    ],
    events: [
      ['2026-09-25', 'contact-made', 'call: mother'],
      ['2026-10-13', 'issued', 'D7'],
      ['2026-10-14', 'letter-sent', 'D7'],
      ['2026-10-19', 'letter-received', 'D7'],
      ['2026-10-26', 'issued', 'D10'],
      ['2026-10-27', 'letter-sent', 'D10'],
      ['2026-10-28', 'meeting-held', ''],
      ['2026-10-30', 'contract-signed', ''],
      ['2026-11-06', 'contact-made', 'in person: mother'],
      ['2026-11-09', 'contract-violated', ''],
    ],
    story:
      'Eleven days, excused or not: the 4th Thu Sep 24, the 7th Tue Oct 6 (letter Tue Oct 13), the 10th Tue Oct 20 (letter Mon Oct 26), the 11th Thu Nov 5; meeting Wed Oct 28, contract signed Fri Oct 30, violated Mon Nov 9: referral to the truancy officer. The mother’s name is in Chinese script; the father gets no mail',
  },
  {
    id: '100009',
    firstName: 'Jo',
    lastName: 'Cole',
    grade: '7',
    school: 'elm',
    birthDate: '2013-12-20',
    language: 'en',
    guardians: [
      {
        id: 'GC9A',
        name: 'Robin Cole',
        relation: 'Mother',
        email: 'r.cole@mail.example',
        phone: '(209) 555-0150',
        address: ['245 Vineyard Way'],
      },
    ],
    days: ['2026-09-16', '2026-10-01', '2026-10-13', '2026-11-05', '2026-11-09'].map((date) => ({ date, code: U })),
    events: [
      ['2026-10-26', 'issued', 'L1'],
      ['2026-10-27', 'letter-sent', 'L1'],
      ['2026-11-03', 'letter-received', 'L1'],
    ],
    story:
      'Letter 1 went out Mon Oct 26 and was received Tue Nov 3; unexcused again Thu Nov 5 and Mon Nov 9: letter 2 is offered and waits for approval',
  },
  {
    id: '100014',
    firstName: 'Tobi',
    lastName: 'Okonkwo',
    grade: '12',
    school: 'laurel',
    birthDate: '2008-09-30',
    language: 'en',
    guardians: [
      { id: 'GC14A', name: 'Ngozi Okonkwo', relation: 'Mother', address: ['5 Acacia Way'], phone: '(209) 555-0156' },
    ],
    days: [
      ...['2026-09-15', '2026-10-06', '2026-10-20', '2026-11-03', '2026-11-06'].map((date) => ({ date, code: U })),
      ...['2026-10-27', '2026-10-29', '2026-11-04', '2026-11-09', '2026-11-10'].map((date) => ({
        date,
        code: 'C',
        period: 'P7',
      })),
    ],
    activities: ['Basketball'],
    story:
      'Eighteen since Wed Sep 30: letters go to the student; five unexcused days and five cuts of period 7; plays basketball',
  },
  {
    id: '100016',
    firstName: 'Nam',
    lastName: 'Srisuk',
    grade: '3',
    school: 'alder',
    birthDate: '2018-02-02',
    language: 'en',
    guardians: [
      { id: 'GC16A', name: 'สมใจ ศรีสุข', relation: 'Mother', address: ['48 Dogwood Lane'], phone: '(209) 555-0158' },
    ],
    days: ['2026-10-14', '2026-11-04'].map((date) => ({ date, code: U })),
    story:
      'Two unexcused days, nothing due; the mother’s name is in Thai script, for which there is no font: for tests of what a letter cannot show',
  },
  {
    id: '100017',
    firstName: 'Eli',
    lastName: 'Moreau',
    grade: '10',
    school: 'laurel',
    birthDate: '2011-01-25',
    language: 'en',
    guardians: [
      {
        id: 'GC17A',
        name: 'Sophie Moreau',
        relation: 'Mother',
        address: ['90 Clover Street'],
        phone: '(209) 555-0159',
      },
    ],
    moves: { leaves: '2026-10-19', enters: '2026-10-20', to: 'juniper' },
    days: ['2026-10-06', '2026-10-14', '2026-10-28', '2026-11-05'].map((date) => ({ date, code: U })),
    story:
      'Moves from Laurel to Juniper on Tue Oct 20, between schools whose quarters start on different days; two unexcused days at each: by the school year the third is Wed Oct 28',
  },
  {
    id: '100022',
    firstName: 'Sage',
    lastName: 'Bright',
    grade: '2',
    school: 'birch',
    birthDate: '2019-03-21',
    language: 'en',
    guardians: [
      {
        id: 'GC22A',
        name: 'Marlowe Bright',
        relation: 'Grandmother',
        address: ['7 Spruce Court'],
        phone: '(209) 555-0163',
      },
    ],
    days: ['2026-08-28', '2026-09-04', '2026-09-11', '2026-09-18', '2026-09-25', '2026-10-02'].map((date) => ({
      date,
      code: I,
    })),
    story: 'Six Fridays in a row at home, all excused: no truancy; 6 of 56 days, chronically absent',
  },
];
