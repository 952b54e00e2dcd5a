/** Rows of one table in the order of student_no, a piece at a time, so that no run holds a whole district. */
import { escapeIdentifier, escapeLiteral, type ClientBase, type QueryResultRow } from 'pg';

export interface StudentRows {
  /** A table with district_id and student_id; `t` in `columns` and `order`, beside `s` for students. */
  readonly table: string;
  readonly columns: string;
  readonly order: string;
}

const PIECE = 5_000;
/** Students whose rows are read in one statement. */
const FEW = 2_000;

/** A cursor of the transaction it was opened in. Rows must carry `student_no` and come in its order. */
export class StudentCursor<Row extends QueryResultRow & { readonly student_no: number }> {
  private readonly client: ClientBase;
  private readonly name: string;
  private readonly rows: StudentRows;
  private waiting: readonly Row[] = [];
  private isAtEnd = false;
  private isOpen = false;

  constructor(client: ClientBase, name: string, rows: StudentRows) {
    this.client = client;
    this.name = escapeIdentifier(name);
    this.rows = rows;
  }

  /** Input: `students` undefined: all. A few are read at once, and then no transaction is needed. */
  async open(districtId: number, students?: readonly string[]): Promise<void> {
    const only = students === undefined ? '' : `and t.student_id = any(${textArray(students)})`;
    const select = `select ${this.rows.columns} from ${escapeIdentifier(this.rows.table)} t
      join students s on s.district_id = t.district_id and s.student_id = t.student_id
      where t.district_id = ${districtId} ${only}
      order by ${this.rows.order}`;
    if (students !== undefined && students.length <= FEW) {
      this.waiting = (await this.client.query<Row>(select)).rows;
      this.isAtEnd = true;
      return;
    }
    // All rows will be fetched: the server must not plan for the first few.
    await this.client.query('set local cursor_tuple_fraction = 1');
    await this.client.query(`declare ${this.name} no scroll cursor for ${select}`);
    this.isOpen = true;
  }

  /** The rows up to this student_no, by student_no. Ends: included. */
  async through(studentNo: number): Promise<ReadonlyMap<number, readonly Row[]>> {
    const found = new Map<number, Row[]>();
    for (;;) {
      const beyond = this.waiting.findIndex((row) => row.student_no > studentNo);
      const taken = beyond === -1 ? this.waiting : this.waiting.slice(0, beyond);
      for (const row of taken) {
        const rows = found.get(row.student_no);
        if (rows === undefined) found.set(row.student_no, [row]);
        else rows.push(row);
      }
      this.waiting = beyond === -1 ? [] : this.waiting.slice(beyond);
      if (beyond !== -1 || this.isAtEnd) return found;
      const piece = await this.client.query<Row>(`fetch forward ${PIECE} from ${this.name}`);
      this.waiting = piece.rows;
      this.isAtEnd = piece.rows.length < PIECE;
    }
  }

  async close(): Promise<void> {
    if (this.isOpen) await this.client.query(`close ${this.name}`);
    this.isOpen = false;
  }
}

/** A literal `text[]`. */
export function textArray(values: readonly string[]): string {
  const items = values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`);
  return `${escapeLiteral(`{${items.join(',')}}`)}::text[]`;
}
