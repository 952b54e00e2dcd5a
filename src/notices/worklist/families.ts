/** Who is told about a student, as the letters' plan wants it. */
import type pg from 'pg';
import type { GuardianFact } from '../../documents/index.ts';

interface GuardianRow {
  readonly student_id: string;
  readonly guardian_id: string;
  readonly name: string;
  readonly language: string;
  readonly email: string;
  readonly address_1: string;
  readonly address_2: string;
  readonly city: string;
  readonly state: string;
  readonly postal_code: string;
  readonly receives_mail: boolean | null;
  readonly custodial: boolean | null;
  readonly no_contact: boolean | null;
}

/** Guardians by student. */
export async function readFamilies(
  client: pg.ClientBase | pg.Pool,
  options: { readonly districtId: number; readonly students: readonly string[] },
): Promise<ReadonlyMap<string, readonly GuardianFact[]>> {
  const found = await client.query<GuardianRow>(
    `select student_id, guardian_id, name, language, email, address_1, address_2, city, state, postal_code, receives_mail, custodial, no_contact
       from guardians
      where district_id = $1 and student_id = any ($2)
      order by student_id, guardian_id`,
    [options.districtId, options.students],
  );
  const byStudent = new Map<string, GuardianFact[]>();
  for (const row of found.rows) {
    const list = byStudent.get(row.student_id);
    if (list === undefined) byStudent.set(row.student_id, [guardianOf(row)]);
    else list.push(guardianOf(row));
  }
  return byStudent;
}

function guardianOf(row: GuardianRow): GuardianFact {
  return {
    id: row.guardian_id,
    name: row.name,
    language: row.language,
    email: row.email,
    address1: row.address_1,
    address2: row.address_2,
    city: row.city,
    state: row.state,
    postalCode: row.postal_code,
    receivesMail: row.receives_mail,
    custodial: row.custodial,
    noContact: row.no_contact,
  };
}
