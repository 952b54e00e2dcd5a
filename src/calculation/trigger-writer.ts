/** Writes triggers in bulk: new ones by COPY, changed ones through a temporary table, lapsed ones by their keys. */
import type { ClientBase } from 'pg';
import { BinaryRows, copyIn } from '../db/index.ts';
import { encodeEvidence, type EvidenceNumbers } from '../db/evidence-pack.ts';
import { formatDay } from '../engine/index.ts';
import type { Identity } from './decision-events.ts';
import type { Found } from './found.ts';
import { numericBytes } from './numeric-bytes.ts';

const COLUMNS = `district_id, pack_id, student_id, criterion, cycle_on, occurrence, school_id, trigger_on,
  trigger_school_id, current_school_id, value, decision, reason, evidence, evidence_hash, pack_hash, state,
  lapsed_reason, detected_at, calculation_id`;
const COLUMN_COUNT = 20;
/** What gathers before it is sent. */
const FLUSH_BYTES = 1 << 19;

export interface TriggerWriterInput {
  readonly client: ClientBase;
  readonly districtId: number;
  readonly calculationId: number;
  readonly now: Date;
  readonly numbers: EvidenceNumbers;
}

export class TriggerWriter {
  private readonly input: TriggerWriterInput;
  private added = new Gathered();
  private changed = new Gathered();
  private lapsed: (readonly [Identity, string])[] = [];

  constructor(input: TriggerWriterInput) {
    this.input = input;
  }

  add(found: Found): void {
    this.write(this.added, found);
  }

  change(found: Found): void {
    this.write(this.changed, found);
  }

  lapse(identity: Identity, reason: string): void {
    this.lapsed.push([identity, reason]);
  }

  /** Sends what has gathered; `all` false waits until it is worth a statement. */
  async flush(all: boolean): Promise<void> {
    const isDue = (size: number, limit: number): boolean => size > (all ? 0 : limit);
    if (isDue(this.added.rowCount === 0 ? 0 : this.added.rows.length, FLUSH_BYTES)) await this.flushAdded();
    if (isDue(this.changed.rowCount === 0 ? 0 : this.changed.rows.length, FLUSH_BYTES)) await this.flushChanged();
    if (isDue(this.lapsed.length, 5_000)) await this.flushLapsed();
  }

  private async flushAdded(): Promise<void> {
    const gathered = this.added;
    this.added = new Gathered();
    const { client } = this.input;
    if (!(await isWalled(client))) {
      await copyIn(client, `copy triggers (${COLUMNS}) from stdin (format binary)`, gathered.finish());
      return;
    }
    await client.query('create temporary table if not exists added_triggers (like triggers) on commit drop');
    await copyIn(client, `copy added_triggers (${COLUMNS}) from stdin (format binary)`, gathered.finish());
    await client.query(`insert into triggers (${COLUMNS}) select ${COLUMNS} from added_triggers`);
    await client.query('truncate added_triggers');
  }

  private async flushChanged(): Promise<void> {
    const { client, districtId } = this.input;
    const gathered = this.changed;
    this.changed = new Gathered();
    await client.query('create temporary table if not exists changed_triggers (like triggers) on commit drop');
    await copyIn(client, `copy changed_triggers (${COLUMNS}) from stdin (format binary)`, gathered.finish());
    await client.query(
      `update triggers t set trigger_on = c.trigger_on, trigger_school_id = c.trigger_school_id,
         current_school_id = c.current_school_id, value = c.value, decision = c.decision, reason = c.reason,
         evidence = c.evidence, evidence_hash = c.evidence_hash, pack_hash = c.pack_hash, state = c.state,
         lapsed_reason = null, calculation_id = c.calculation_id
       from changed_triggers c
       where t.district_id = $1 and c.district_id = t.district_id and c.pack_id = t.pack_id
         and c.student_id = t.student_id and c.criterion = t.criterion and c.cycle_on = t.cycle_on
         and c.occurrence = t.occurrence and c.school_id = t.school_id`,
      [districtId],
    );
    await client.query('truncate changed_triggers');
  }

  private async flushLapsed(): Promise<void> {
    const { client, districtId, calculationId } = this.input;
    const rows = this.lapsed;
    this.lapsed = [];
    const column = <T>(pick: (identity: Identity, reason: string) => T): T[] =>
      rows.map(([identity, reason]) => pick(identity, reason));
    await client.query(
      `update triggers t set state = 'lapsed', lapsed_reason = l.reason, calculation_id = $2
       from unnest($3::text[], $4::text[], $5::text[], $6::date[], $7::int[], $8::text[], $9::text[])
         as l (pack_id, student_id, criterion, cycle_on, occurrence, school_id, reason)
       where t.district_id = $1 and t.pack_id = l.pack_id and t.student_id = l.student_id
         and t.criterion = l.criterion and t.cycle_on = l.cycle_on and t.occurrence = l.occurrence
         and t.school_id = l.school_id`,
      [
        districtId,
        calculationId,
        column(({ packId }) => packId),
        column(({ student }) => student),
        column(({ criterion }) => criterion),
        column(({ cycle }) => formatDay(cycle)),
        column(({ occurrence }) => occurrence),
        column(({ school }) => school),
        column((_identity, reason) => reason),
      ],
    );
  }

  /** One row in the order of COLUMNS. */
  private write(gathered: Gathered, found: Found): void {
    const { rows } = gathered;
    const { districtId, calculationId, now, numbers } = this.input;
    gathered.rowCount += 1;
    rows.row(COLUMN_COUNT);
    rows.int4(districtId);
    rows.text(found.packId);
    rows.text(found.student);
    rows.text(found.criterion);
    rows.day(found.cycle);
    rows.int4(found.occurrence);
    rows.text(found.school);
    rows.day(found.day);
    rows.text(found.triggerSchool);
    rows.text(found.currentSchool);
    rows.bytes(numericBytes(Number(found.value)));
    rows.text(found.decision);
    if (found.reason === null) rows.null();
    else rows.text(found.reason);
    rows.bytes(encodeEvidence(found.evidence, numbers));
    rows.text(found.evidenceHash);
    rows.text(found.packHash);
    rows.text('active');
    rows.null();
    rows.int8((now.getTime() - POSTGRES_EPOCH_MS) * 1000);
    rows.int8(calculationId);
  }
}

/** Whether row-level security holds for the caller: COPY does not go through that wall. */
async function isWalled(client: ClientBase): Promise<boolean> {
  const found = await client.query<{ walled: boolean }>(`select row_security_active('triggers') as walled`);
  return found.rows[0]?.walled === true;
}

/** 2000-01-01T00:00:00Z, from which PostgreSQL counts microseconds. */
const POSTGRES_EPOCH_MS = 946_684_800_000;

class Gathered {
  readonly rows = new BinaryRows();
  rowCount = 0;

  finish(): Buffer[] {
    this.rows.finish();
    return [this.rows.take()];
  }
}
