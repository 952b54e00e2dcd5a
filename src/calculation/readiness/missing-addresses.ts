import type { ClientBase } from 'pg';
import { planLetters, type GuardianFact, type MissingReason } from '../../documents/index.ts';
import type { DueLetter } from './due-letters.ts';
import type { ReadinessScope } from './scope.ts';

/** A letter that is due and could reach nobody, or not everybody it should. `guardian` null: nobody of the family. */
export interface MissingAddress {
  readonly student: string;
  readonly name: string;
  readonly school: string;
  readonly criterion: string;
  readonly guardian: string | null;
  readonly reason: MissingReason;
}

/** What keeps due letters from the people they are for, by the rules that address them. */
export async function readMissingAddresses(
  client: ClientBase,
  { districtId, asOfOn }: ReadinessScope,
  letters: readonly DueLetter[],
): Promise<readonly MissingAddress[]> {
  const guardians = await readGuardians(client, districtId, [...new Set(letters.map(({ student }) => student))]);
  return letters.flatMap(({ student, name, first, birthOn, homeLanguage, school, criterion, templates }) => {
    const plan = planLetters({
      student: { name: `${first} ${name.split(', ')[0] ?? ''}`, birthOn, homeLanguage },
      guardians: guardians.get(student) ?? [],
      letterOn: asOfOn,
      languages: [...templates.keys()],
    });
    return plan.missing.map(({ guardian, reason }) => ({ student, name, school, criterion, guardian, reason }));
  });
}

async function readGuardians(
  client: ClientBase,
  districtId: number,
  students: readonly string[],
): Promise<ReadonlyMap<string, readonly GuardianFact[]>> {
  const found = await client.query<GuardianFact & { student: string }>(
    `select student_id as student, guardian_id as id, name, language, address_1 as address1, address_2 as address2, city, state,
       postal_code as "postalCode", receives_mail as "receivesMail", custodial, no_contact as "noContact"
     from guardians where district_id = $1 and student_id = any($2::text[]) order by student_id, guardian_id`,
    [districtId, students],
  );
  return Map.groupBy(found.rows, ({ student }) => student);
}
