/** The days behind a notice, as they were sent and as they are now, side by side. */
import type pg from 'pg';
import type { EvidenceJson } from '../../db/evidence-pack.ts';
import { readCodes, type Codes } from '../issue/codes.ts';
import { readHistory } from '../issue/history.ts';
import type { NoticeAsSent } from './notice-log.ts';

export interface DayMark {
  readonly code: string;
  /** What the code meant, on the day it was frozen. */
  readonly meaning: string;
  readonly period: string | null;
  readonly minutes: number | null;
  readonly counts: boolean;
}

export interface ComparedDay {
  /** ISO. */
  readonly on: string;
  readonly sent: readonly DayMark[];
  /** What stands there now, also what does not count; null: the same. */
  readonly now: readonly DayMark[] | null;
}

/** In order of dates. Days that count now and did not count then are among them. */
export async function compareDays(
  client: pg.Pool | pg.ClientBase,
  districtId: number,
  notice: Pick<NoticeAsSent, 'student' | 'evidence' | 'now'>,
): Promise<readonly ComparedDay[]> {
  const { evidence, now, student } = notice;
  const codes = await readCodes(client, districtId);
  const dates = [...new Set([...evidence, ...(now?.evidence ?? [])].map((record) => record.date))].toSorted();
  const sentOn = (on: string): readonly DayMark[] => marksOf(evidence, on, { codes, counts: true });
  if (now === null) return dates.map((on) => ({ on, sent: sentOn(on), now: null }));
  const [from, through] = [dates[0], dates.at(-1)];
  const found =
    from === undefined || through === undefined
      ? new Map<string, readonly EvidenceJson[]>()
      : await readHistory(client as pg.ClientBase, { districtId, students: [student], from, through, codes });
  const present = found.get(student) ?? [];
  return dates.map((on) => {
    const sent = sentOn(on);
    const counting = marksOf(now.evidence, on, { codes, counts: true });
    const others = marksOf(present, on, { codes, counts: false }).filter(
      (mark) => !counting.some((one) => one.period === mark.period),
    );
    const today = [...counting, ...others];
    return { on, sent, now: isSame(sent, today) ? null : today };
  });
}

function marksOf(
  records: readonly (EvidenceJson & { readonly description?: string })[],
  on: string,
  { codes, counts }: { readonly codes: Codes; readonly counts: boolean },
): readonly DayMark[] {
  return records
    .filter((record) => record.date === on)
    .map(({ code, period, minutes, school, description }) => ({
      code,
      meaning: description ?? codes(school, code)?.description ?? code,
      period,
      minutes,
      counts,
    }));
}

function isSame(one: readonly DayMark[], other: readonly DayMark[]): boolean {
  const text = (marks: readonly DayMark[]): string =>
    JSON.stringify(marks.map(({ code, period, minutes, counts }) => [code, period, minutes, counts]).toSorted());
  return text(one) === text(other);
}
