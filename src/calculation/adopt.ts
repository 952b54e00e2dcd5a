/** Going live: everything triggered up to a day is settled as if it had been sent, and nothing is. */
import type { ClientBase } from 'pg';
import { decodeEvidence, evidenceJson } from '../db/evidence-pack.ts';
import type { Database } from '../db/index.ts';
import { formatDay, parseDay, schoolYearStart, type Day, type Names } from '../engine/index.ts';
import { calculateIn } from './calculate.ts';
import { readDistrict } from './district.ts';
import { lastCalculation } from './last-calculation.ts';
import { inTransactionOrDry } from './dry-run.ts';
import { lockDistrict } from './lock.ts';
import type { Identity } from './decision-events.ts';
import { rejudge } from './rejudge.ts';

export interface AdoptOptions {
  readonly districtId: number;
  /** Ends: triggers on this day are settled too. */
  readonly asOf: Day;
  readonly by: string;
  readonly now: Date;
  /** Shows what would be settled and undoes it. */
  readonly dryRun?: boolean;
  readonly prepare?: (client: ClientBase) => Promise<unknown>;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface AdoptedRow {
  readonly pack: string;
  readonly criterion: string;
  /** The student's school now; '' when never enrolled. */
  readonly school: string;
  readonly count: number;
  /** Trigger dates. */
  readonly first: string;
  readonly last: string;
}

export interface AdoptReport {
  readonly asOfOn: string;
  readonly isDryRun: boolean;
  readonly adopted: number;
  readonly students: number;
  readonly rows: readonly AdoptedRow[];
}

/**
 * Puts a notice of origin `adopted` on file for every trigger up to a day that is due or held, so that nobody gets a
 * second first letter and ladders go on from there. What is declined, suppressed, satisfied or noted stays as it is.
 * Calculates first, so that it settles what is true now. Again: settles nothing more.
 */
export async function adopt(db: Database, options: AdoptOptions): Promise<AdoptReport> {
  return inTransactionOrDry(db, options.dryRun === true, (client) => adoptIn(client, options));
}

async function adoptIn(client: ClientBase, options: AdoptOptions): Promise<AdoptReport> {
  const { districtId, asOf, by, now, prepare, onProgress } = options;
  await lockDistrict(client, districtId);
  const calculateOn = await dayToCalculate(client, options);
  await calculateIn(client, {
    districtId,
    asOf: calculateOn,
    by,
    now,
    ...(prepare === undefined ? {} : { prepare }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const found = await readTriggers(client, options);
  const students = await settleRows(client, options, found);
  return {
    asOfOn: formatDay(asOf),
    isDryRun: options.dryRun === true,
    adopted: found.length,
    students,
    rows: rowsOf(found),
  };
}

export interface Settling extends Pick<AdoptOptions, 'districtId' | 'asOf' | 'by' | 'now'> {
  /** Why; kept with each notice. */
  readonly note?: string;
}

/** Settles these triggers alone, as far as they are due or held. In the caller's transaction under the district's lock. Returns how many. */
export async function settleTriggers(
  client: ClientBase,
  settling: Settling,
  identities: readonly Identity[],
): Promise<number> {
  const found = await client.query<TriggerRow>(
    `select ${COLUMNS} from triggers t
       join unnest($2::text[], $3::text[], $4::text[], $5::date[], $6::int[], $7::text[])
         as i (pack_id, student_id, criterion, cycle_on, occurrence, school_id)
         using (pack_id, student_id, criterion, cycle_on, occurrence, school_id)
      where t.district_id = $1 and t.state = 'active' and t.decision in ('issue', 'held')
      order by pack_id, student_id, criterion, cycle_on, occurrence, school_id`,
    [
      settling.districtId,
      identities.map(({ packId }) => packId),
      identities.map(({ student }) => student),
      identities.map(({ criterion }) => criterion),
      identities.map(({ cycle }) => formatDay(cycle)),
      identities.map(({ occurrence }) => occurrence),
      identities.map(({ school }) => school),
    ],
  );
  await settleRows(client, settling, found.rows);
  return found.rows.length;
}

/** Returns how many students they are of. */
async function settleRows(client: ClientBase, settling: Settling, rows: readonly TriggerRow[]): Promise<number> {
  const { districtId, by, now } = settling;
  const { names } = await readDistrict(client, districtId);
  for (let start = 0; start < rows.length; start += PIECE)
    await writeNotices(
      client,
      settling,
      rows.slice(start, start + PIECE).map((trigger) => noticeOf(trigger, names)),
    );
  const students = [...new Set(rows.map(({ student_id }) => student_id))];
  await rejudge(client, { districtId, students, by, now });
  return students.length;
}

const PIECE = 5_000;

/** A later calculation of the same school year shows the same triggers; going back before it would hide those since. */
async function dayToCalculate(client: ClientBase, { districtId, asOf }: AdoptOptions): Promise<Day> {
  const last = await lastCalculation(client, districtId);
  const lastOn = last === null ? asOf : (parseDay(last.asOfOn) as Day);
  const isSameYear = schoolYearStart(lastOn, USUAL_START) === schoolYearStart(asOf, USUAL_START);
  return lastOn > asOf && isSameYear ? lastOn : asOf;
}

const USUAL_START = '07-01';

interface TriggerRow {
  readonly pack_id: string;
  readonly student_id: string;
  readonly criterion: string;
  readonly cycle_on: string;
  readonly occurrence: number;
  readonly school_id: string;
  readonly trigger_on: string;
  readonly current_school_id: string;
  readonly value: string;
  readonly evidence: Buffer;
  readonly evidence_hash: string;
  readonly pack_hash: string;
}

const COLUMNS = `pack_id, student_id, criterion, cycle_on, occurrence, school_id, trigger_on, current_school_id, value,
  evidence, evidence_hash, pack_hash`;

async function readTriggers(client: ClientBase, { districtId, asOf }: AdoptOptions): Promise<readonly TriggerRow[]> {
  const found = await client.query<TriggerRow>(
    `select ${COLUMNS} from triggers
     where district_id = $1 and state = 'active' and decision in ('issue', 'held') and trigger_on <= $2
     order by pack_id, student_id, criterion, cycle_on, occurrence, school_id`,
    [districtId, formatDay(asOf)],
  );
  return found.rows;
}

function noticeOf({ evidence, ...trigger }: TriggerRow, names: Names): Record<string, unknown> {
  return { ...trigger, evidence: evidenceJson(decodeEvidence(evidence, names)) };
}

/** A new number where the identity had a notice that was withdrawn. */
async function writeNotices(
  client: ClientBase,
  { districtId, asOf, by, now, note = 'adopted: settled without sending' }: Settling,
  notices: readonly Record<string, unknown>[],
): Promise<void> {
  await client.query(
    `with given as (
       select * from jsonb_to_recordset($2::jsonb) as g (pack_id text, student_id text, criterion text, cycle_on date,
         occurrence int, school_id text, trigger_on date, current_school_id text, value numeric, evidence jsonb,
         evidence_hash text, pack_hash text)
     ), settled as (
       insert into notices (district_id, pack_id, student_id, criterion, cycle_on, occurrence, school_id, issue_no, origin,
         issued_on, issued_at, issued_by, trigger_on, notice_school_id, value, evidence, evidence_hash, pack_hash, state)
       select $1, g.pack_id, g.student_id, g.criterion, g.cycle_on, g.occurrence, g.school_id,
         1 + coalesce((select max(n.issue_no) from notices n where n.district_id = $1 and n.pack_id = g.pack_id
           and n.student_id = g.student_id and n.criterion = g.criterion and n.cycle_on = g.cycle_on
           and n.occurrence = g.occurrence and n.school_id = g.school_id), 0),
         'adopted', $3, $5, $4, g.trigger_on, g.current_school_id, g.value, g.evidence, g.evidence_hash, g.pack_hash, 'sent'
       from given g
       on conflict do nothing
       returning notice_id
     )
     insert into notice_steps (district_id, notice_id, step, on_date, note, done_by, done_at)
     select $1, notice_id, 'sent', $3, $6, $4, $5 from settled order by notice_id`,
    [districtId, JSON.stringify(notices), formatDay(asOf), by, now, note],
  );
}

function rowsOf(triggers: readonly TriggerRow[]): AdoptedRow[] {
  const rows = new Map<string, AdoptedRow>();
  for (const { pack_id: pack, criterion, current_school_id: school, trigger_on: on } of triggers) {
    const key = [pack, criterion, school].join('\u001f');
    const row = rows.get(key) ?? { pack, criterion, school, count: 0, first: on, last: on };
    rows.set(key, {
      ...row,
      count: row.count + 1,
      first: on < row.first ? on : row.first,
      last: on > row.last ? on : row.last,
    });
  }
  return [...rows.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function keyOf({ pack, criterion, school }: AdoptedRow): string {
  return `${pack} ${criterion} ${school}`;
}
