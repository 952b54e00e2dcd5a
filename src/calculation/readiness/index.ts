/** Is the data in, and can what is due go out? Reads only. Source: product.md, "One cycle" 3. */
import type { ClientBase } from 'pg';
import { formatDay, type Day } from '../../engine/index.ts';
import { readConferences, type ConferenceReadiness } from './conferences.ts';
import { readDueLetters } from './due-letters.ts';
import { readMissingAddresses, type MissingAddress } from './missing-addresses.ts';
import { readMissingLetterheads, type MissingLetterhead } from './missing-letterheads.ts';
import { readSchoolData, type SchoolData } from './school-data.ts';
import { readSetAside, type SetAsideStudent } from './set-aside-students.ts';
import { readUnverified, type UnverifiedAbsence } from './unverified.ts';

export type { ConferenceReadiness, MissingAddress, MissingLetterhead, SchoolData, SetAsideStudent, UnverifiedAbsence };

export interface ReadinessOptions {
  readonly districtId: number;
  readonly asOf: Day;
  /** One school; left out: all. */
  readonly school?: string;
}

export interface Readiness {
  readonly asOfOn: string;
  /** null: nothing was calculated yet. */
  readonly calculatedAsOf: string | null;
  /** An import came after the last calculation. */
  readonly isCalculationStale: boolean;
  readonly due: number;
  readonly schools: readonly SchoolData[];
  /** Absences without a verified reason on the latest days in session, to chase. */
  readonly unverified: readonly UnverifiedAbsence[];
  readonly setAside: readonly SetAsideStudent[];
  readonly missingAddresses: readonly MissingAddress[];
  readonly missingLetterheads: readonly MissingLetterhead[];
  readonly conferences: readonly ConferenceReadiness[];
}

/** Everything to mend before letter day. Input: any client; nothing is written. */
export async function readiness(client: ClientBase, options: ReadinessOptions): Promise<Readiness> {
  const { districtId, asOf } = options;
  const scope = { districtId, asOfOn: formatDay(asOf), school: options.school ?? null };
  const state = await client.query<{ as_of_on: string; is_stale: boolean }>(
    `select c.as_of_on, coalesce(c.import_id, 0) < (
       select coalesce(max(i.import_id), 0) from imports i where i.district_id = c.district_id and i.state = 'done') as is_stale
     from calculations c where c.district_id = $1 order by c.calculation_id desc limit 1`,
    [districtId],
  );
  const letters = await readDueLetters(client, scope);
  return {
    asOfOn: scope.asOfOn,
    calculatedAsOf: state.rows[0]?.as_of_on ?? null,
    isCalculationStale: state.rows[0]?.is_stale ?? false,
    due: letters.due,
    schools: await readSchoolData(client, scope),
    unverified: await readUnverified(client, scope),
    setAside: await readSetAside(client, scope),
    missingAddresses: await readMissingAddresses(client, scope, letters.letters),
    missingLetterheads: await readMissingLetterheads(client, scope),
    conferences: await readConferences(client, scope, letters.letters),
  };
}
