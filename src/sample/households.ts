/**
 * Families: who lives where, speaks what, and may be written to. Siblings share a household.
 * Source: product.md, "Produce" (siblings, separated parents, no-contact orders, missing addresses).
 */
import type { GuardianRow } from '../bundle/index.ts';
import { dayOf, type Day } from '../engine/index.ts';
import { LANGUAGES, LONG_NAMES, NAMES, STREETS, STREET_KINDS, type Language } from './names.ts';
import { Chance } from './random.ts';
import { CITY, POSTAL_CODES } from './schools.ts';

export interface Household {
  readonly index: number;
  readonly language: Language;
  readonly familyName: string;
  readonly childCount: number;
  readonly guardians: readonly Guardian[];
  /** The flags that all its children carry. */
  readonly flags: readonly string[];
  /** For what the children share: the same schools, alike attendance. */
  readonly chance: Chance;
}

export type Guardian = Omit<GuardianRow, 'studentId'>;

interface Address {
  readonly address1: string;
  readonly address2: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
}

const NO_ADDRESS: Address = { address1: '', address2: '', city: '', state: '', postalCode: '' };

type Arrangement = 'together' | 'single' | 'separated' | 'grandparent' | 'foster' | 'unknown';
const ARRANGEMENTS: readonly (readonly [Arrangement, number])[] = [
  ['together', 600],
  ['single', 205],
  ['separated', 130],
  ['grandparent', 38],
  ['foster', 24],
  ['unknown', 3],
];

/** The nth family of a district. */
export function householdOf(seed: number, index: number, year: number): Household {
  const chance = new Chance(seed, 1, index);
  const language = (LANGUAGES[chance.weighted(LANGUAGES.map(([, weight]) => weight))] as (typeof LANGUAGES)[number])[0];
  const familyName = familyNameOf(chance, language);
  const arrangement = (
    ARRANGEMENTS[chance.weighted(ARRANGEMENTS.map(([, weight]) => weight))] as (typeof ARRANGEMENTS)[number]
  )[0];
  const isHomeless = chance.happens(12_000);
  const hasAddress = !isHomeless && !chance.happens(12_000);
  const family = { chance, language, familyName, index, year, address: hasAddress ? addressOf(chance) : NO_ADDRESS };
  return {
    index,
    language,
    familyName,
    childCount: 1 + chance.weighted([55, 32, 10, 3]),
    guardians: guardiansOf(family, arrangement),
    flags: [...(isHomeless ? ['homeless'] : []), ...(arrangement === 'foster' ? ['foster'] : [])],
    chance,
  };
}

interface Family {
  readonly chance: Chance;
  readonly language: Language;
  readonly familyName: string;
  readonly index: number;
  readonly year: number;
  readonly address: Address;
}

function guardiansOf(family: Family, arrangement: Arrangement): Guardian[] {
  const { chance } = family;
  const first = chance.below(100) < 78 ? 'Mother' : 'Father';
  const second = chance.below(100) < 92 ? (first === 'Mother' ? 'Father' : 'Mother') : first;
  if (arrangement === 'unknown') return [];
  if (arrangement === 'single') return [guardian(family, 0, { relation: first })];
  if (arrangement === 'grandparent')
    return [guardian(family, 0, { relation: chance.below(2) === 0 ? 'Grandmother' : 'Grandfather' })];
  if (arrangement === 'foster') return [guardian(family, 0, { relation: 'Foster parent', otherName: true })];
  if (arrangement === 'together') {
    return [
      guardian(family, 0, { relation: first }),
      guardian(family, 1, {
        relation: second,
        otherName: chance.below(100) < 12,
        receivesMail: chance.below(100) < 70,
      }),
    ];
  }
  const noContact = chance.below(100) < 6;
  return [
    guardian(family, 0, { relation: first }),
    guardian(family, 1, {
      relation: second,
      otherName: chance.below(100) < 45,
      address: chance.below(100) < 94 ? addressOf(chance) : NO_ADDRESS,
      custodial: !noContact && chance.below(100) < 65,
      receivesMail: noContact || chance.below(100) < 88,
      noContact,
    }),
  ];
}

interface Place {
  readonly relation: string;
  readonly otherName?: boolean;
  readonly address?: Address;
  readonly receivesMail?: boolean;
  readonly custodial?: boolean;
  readonly noContact?: boolean;
}

function guardian(family: Family, place: number, choices: Place): Guardian {
  const { chance, index } = family;
  const name = adultName(family, choices);
  const guardianId = `G${index + 1}${place === 0 ? 'A' : 'B'}`;
  return {
    guardianId,
    name,
    relation: choices.relation,
    language: family.language,
    email: chance.below(100) < 72 ? `${guardianId.toLowerCase()}@mail.example` : '',
    phone: chance.below(100) < 94 ? `(209) 555-01${twoDigits(chance.below(100))}` : '',
    ...(choices.address ?? family.address),
    birthDate: chance.below(100) < 55 ? birthOfAdult(family) : undefined,
    receivesMail: choices.receivesMail ?? true,
    custodial: choices.custodial ?? true,
    noContact: choices.noContact ?? false,
  };
}

function adultName({ chance, language, familyName }: Family, { relation, otherName }: Place): string {
  const names = NAMES[language];
  const isMan =
    relation === 'Father' || relation === 'Grandfather' || (relation === 'Foster parent' && chance.below(2) === 0);
  const list = isMan ? 'fathers' : 'mothers';
  if (names.script !== undefined && chance.below(100) < 35) return chance.pick(names.script[list]);
  return `${chance.pick(names[list])} ${otherName === true ? chance.pick(names.family) : familyName}`;
}

function familyNameOf(chance: Chance, language: Language): string {
  if (chance.happens(1_500)) return chance.pick(LONG_NAMES.family);
  const family = chance.pick(NAMES[language].family);
  if (language !== 'es' && !chance.happens(60_000)) return family;
  const other = chance.pick(NAMES[language].family);
  if (other === family || chance.below(100) < 40) return family;
  return `${family}${language === 'es' ? ' ' : '-'}${other}`;
}

function addressOf(chance: Chance): Address {
  const street = `${chance.between(1, 9800)} ${chance.pick(STREETS)} ${chance.pick(STREET_KINDS)}`;
  const unit = chance.below(100) < 24 ? `Apt ${chance.between(1, 240)}` : '';
  return { address1: street, address2: unit, city: CITY, state: 'CA', postalCode: chance.pick(POSTAL_CODES) };
}

function birthOfAdult({ chance, year }: Family): Day {
  return dayOf(year - chance.between(27, 52), 1, 1) + chance.below(365);
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
