/** What attendance codes meant on the day of issue, for letters and frozen evidence. */
import type pg from 'pg';
import type { Excuse, Status } from '../../engine/index.ts';

export interface CodeMeaning {
  readonly description: string;
  readonly status: Status;
  readonly excuse: Excuse;
  /** Thousandths of a day of one whole-day record. */
  readonly valueThousandths: number;
}

/** A school's own code goes before one of all schools. */
export type Codes = (school: string, code: string) => CodeMeaning | undefined;

export async function readCodes(client: pg.ClientBase | pg.Pool, districtId: number): Promise<Codes> {
  const found = await client.query<{
    school_id: string;
    code: string;
    description: string;
    status: Status;
    excuse: Excuse;
    value_thousandths: number | null;
  }>('select school_id, code, description, status, excuse, value_thousandths from codes where district_id = $1', [
    districtId,
  ]);
  const meanings = new Map<string, CodeMeaning>();
  for (const row of found.rows) {
    meanings.set(`${row.school_id}\n${row.code}`, {
      description: row.description === '' ? row.code : row.description,
      status: row.status,
      excuse: row.excuse,
      valueThousandths: row.value_thousandths ?? (row.status === 'absent' ? 1000 : 0),
    });
  }
  return (school, code) => meanings.get(`${school}\n${code}`) ?? meanings.get(`\n${code}`);
}
