/** A student's family: who is told, who must not be, in which language, and siblings the person may see. */
import type { z } from 'zod';
import { readStops, textNumber, type TextStop } from '../../messages/index.ts';
import { planLetters, type GuardianFact } from '../../documents/index.ts';
import { addressLines, addressState } from '../../documents/household.ts';
import { formatDay } from '../../engine/index.ts';
import { studentKeyOf } from '../keys.ts';
import type { OpenStudent } from './open-student.ts';
import { isAdultOn } from './schooling.ts';
import type { StudentFamily } from './shapes.ts';

type Family = z.input<typeof StudentFamily>;

interface GuardianRow extends GuardianFact {
  readonly relation: string;
  readonly email: string;
  readonly phone: string;
}

interface PersonRow {
  readonly name: string;
  readonly birthOn: string | null;
  readonly homeLanguage: string;
  readonly noLetters: boolean;
}

export async function readFamily(student: OpenStudent): Promise<Family> {
  const { client, districtId, id, today } = student;
  const values = [districtId, id];
  const person = (await client.query<PersonRow>({ name: 'family-student', text: PERSON, values })).rows[0] as PersonRow;
  const guardians = (await client.query<GuardianRow>({ name: 'family-guardians', text: GUARDIANS, values })).rows;
  const plan = planLetters({ student: person, guardians, letterOn: formatDay(today), languages: languagesOf(student) });
  const stops = await readStops(
    client,
    districtId,
    guardians.flatMap(({ phone }) => textNumber(phone) ?? []),
  );
  return {
    guardians: guardians
      .map((guardian) => guardianOf(guardian, stops))
      .toSorted((one, other) => Number(other.noContact) - Number(one.noContact)),
    homeLanguage: person.homeLanguage,
    birthOn: person.birthOn,
    adultOn: person.birthOn === null ? null : adultOn(person.birthOn),
    isAdult: isAdultOn(person.birthOn, formatDay(today)),
    noLetters: person.noLetters,
    letters: person.noLetters
      ? []
      : plan.letters.map(({ recipients, address, language, wantedLanguage, flags }) => ({
          recipients: [...recipients],
          address: [...address],
          language,
          wantedLanguage,
          flags: [...flags],
        })),
    missing: plan.missing.map(({ guardian, reason }) => ({ guardian, reason })),
    siblings: await readSiblings(student),
  };
}

function guardianOf(guardian: GuardianRow, stops: ReadonlyMap<string, TextStop>): Family['guardians'][number] {
  const number = textNumber(guardian.phone);
  const stop = number === null ? undefined : stops.get(number);
  const { name, relation, language, email, phone, receivesMail, custodial, noContact } = guardian;
  return {
    name,
    relation,
    language,
    email,
    phone,
    address: [...addressLines(guardian)],
    isAddressComplete: addressState(guardian) === 'complete',
    receivesMail,
    custodial,
    noContact: noContact === true,
    guardian: guardian.id,
    canGetTexts: number !== null,
    noTexts: stop === undefined ? null : { since: stop.at.toISOString(), source: stop.source, by: stop.by },
  };
}

/** Born on 29 February: on 1 March. */
function adultOn(birthOn: string): string {
  const on = `${Number(birthOn.slice(0, 4)) + 18}${birthOn.slice(4)}`;
  return on.endsWith('-02-29') && !isLeapYear(Number(on.slice(0, 4))) ? `${on.slice(0, 4)}-03-01` : on;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Those in which some letter of a pack in use is there. */
function languagesOf({ known }: OpenStudent): readonly string[] {
  const languages = known.district.packs.flatMap(({ pack }) =>
    [...pack.letters.values()].flatMap((letter) => [...letter.keys()]),
  );
  return languages.length === 0 ? ['en'] : [...new Set(languages)];
}

interface SiblingRow {
  readonly no: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly grade: string;
  readonly schoolId: string | null;
  readonly schoolName: string | null;
}

/** Students within reach who share a guardian and are enrolled somewhere. */
async function readSiblings({ around, districtId, id }: OpenStudent): Promise<Family['siblings']> {
  const found = await around((client) =>
    client.query<SiblingRow>({ name: 'family-siblings', text: SIBLINGS, values: [districtId, id] }),
  );
  return found.rows.map(({ no, firstName, lastName, grade, schoolId, schoolName }) => ({
    student: studentKeyOf(no),
    firstName,
    lastName,
    grade,
    school: schoolId === null ? null : { id: schoolId, name: schoolName ?? schoolId },
  }));
}

const PERSON = `select first_name || ' ' || last_name as name, birth_on as "birthOn", home_language as "homeLanguage",
    'no-letters' = any (flags) as "noLetters"
  from students where district_id = $1 and student_id = $2`;

const GUARDIANS = `select guardian_id as id, name, relation, language, email, phone, address_1 as address1, address_2 as address2,
    city, state, postal_code as "postalCode", receives_mail as "receivesMail", custodial, no_contact as "noContact"
  from guardians where district_id = $1 and student_id = $2 order by guardian_id`;

const SIBLINGS = `select s.student_no as no, s.first_name as "firstName", s.last_name as "lastName", s.grade,
    e.school_id as "schoolId", sc.name as "schoolName"
  from students s
  left join lateral (
    select school_id from enrollments e where e.district_id = s.district_id and e.student_id = s.student_id
     order by e.exit_on desc nulls first, e.entry_on desc, e.school_id limit 1) e on true
  left join schools sc on sc.district_id = s.district_id and sc.school_id = e.school_id
  where s.district_id = $1 and s.student_id <> $2
    and s.student_id in (
      select other.student_id from guardians own
        join guardians other on other.district_id = own.district_id and other.guardian_id = own.guardian_id
       where own.district_id = $1 and own.student_id = $2 and own.guardian_id <> '')
  order by s.last_name, s.first_name, s.student_no`;
