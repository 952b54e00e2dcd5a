import type pg from 'pg';

export interface Alert {
  readonly alert: number;
  readonly student: string;
  readonly says: string;
  readonly fromOn: string;
  /** Ends: included. */
  readonly untilOn: string;
  readonly because: string;
  readonly noticeId: number | null;
}

/** The alerts of a student that hold on a day, the newest first. */
export async function readAlerts(
  client: pg.ClientBase | pg.Pool,
  { districtId, student, on }: { readonly districtId: number; readonly student: string; readonly on: string },
): Promise<readonly Alert[]> {
  const found = await client.query<Alert>(
    `select alert_id as alert, student_id as student, says, from_on as "fromOn", until_on as "untilOn", because, notice_id as "noticeId"
       from alerts
      where district_id = $1 and student_id = $2 and state = 'active' and until_on >= $3
      order by alert_id desc`,
    [districtId, student, on],
  );
  return found.rows;
}
