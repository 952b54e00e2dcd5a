import type pg from 'pg';
import { CHRONIC, readTierList, readTierLists } from '../../insight/index.ts';

/** More than a school has. */
const WHOLE_SCHOOL = 10_000;

/** The widest list that a student is on now: its code, `chronic` where the packs have no list of their own, else `by hand`. */
export async function listOfStudent(
  client: pg.ClientBase,
  ask: { readonly districtId: number; readonly student: string; readonly school: string; readonly on: string },
): Promise<string> {
  const { districtId, student, school, on } = ask;
  const [list = CHRONIC] = await readTierLists(client, { districtId, schools: [school], on });
  const { students } = await readTierList(client, {
    districtId,
    schools: [school],
    list,
    limit: WHOLE_SCHOOL,
    isNew: true,
  });
  if (!students.some((one) => one.student === student)) return 'by hand';
  return list.criterion === '' ? 'chronic' : list.criterion;
}
