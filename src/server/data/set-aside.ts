/** Rows of attendance that cannot be counted, page by page: each page is written once for a state of the data. */
import type { ClientBase } from 'pg';
import { z } from 'zod';
import { withTransaction } from '../../db/index.ts';
import { parseDay } from '../../engine/index.ts';
import { readSetAsideOrder, readSetAsidePage } from '../../insight/index.ts';
import type { Context } from '../context.ts';
import { schoolsOf } from '../context.ts';
import { readDataState } from '../data-state.ts';
import { keptWhileTrue } from '../kept.ts';
import { cursorOf, readCursor, studentKeyOf } from '../keys.ts';
import { memoryOf } from '../students/open-student.ts';
import { Written } from '../written.ts';
import { dataContract } from './contract.ts';

type Asking = Pick<Context<(typeof dataContract)['readSetAside']>, 'db' | 'districtId' | 'reach' | 'query' | 'parts'>;

/** The student whose rows come next, and how many of them were shown. */
const SetAsideCursor = z.tuple([z.int().positive(), z.int().nonnegative()]);

/** A page as it is sent, with the number of its rows. */
export interface SetAsideAnswer {
  readonly answer: Written;
  readonly rows: number;
}

export async function readSetAsideAnswer(asking: Asking): Promise<SetAsideAnswer> {
  const { reach, query, parts } = asking;
  const place = readCursor(SetAsideCursor, query.cursor);
  const state = await readDataState(parts);
  const wanted = { parts, state, reach, shelf: 'lists' } as const;
  const schools = schoolsOf(reach, query.school);
  return keptWhileTrue({ ...wanted, of: ['set aside', schools ?? null, place ?? null, query.limit] }, () =>
    withTransaction(asking.db, async (client) => {
      const order = await keptWhileTrue({ ...wanted, of: ['set aside in order', schools ?? null] }, () =>
        readSetAsideOrder(client, { districtId: asking.districtId, schools }),
      );
      return writtenPage(client, asking, { place, question: { schools, order } });
    }),
  );
}

type Place = z.output<typeof SetAsideCursor> | undefined;
type Question = Pick<Parameters<typeof readSetAsidePage>[1], 'schools' | 'order'>;

async function writtenPage(
  client: ClientBase,
  { districtId, query, parts }: Asking,
  { place, question }: { readonly place: Place; readonly question: Question },
): Promise<SetAsideAnswer> {
  const days = await readYear(client, districtId);
  const page =
    days === undefined
      ? { records: [], next: null, total: 0 }
      : await readSetAsidePage(client, {
          districtId,
          ...question,
          from: parseDay(days.from) ?? 0,
          to: parseDay(days.to) ?? 0,
          after: place === undefined ? undefined : { studentNo: place[0], shown: place[1] },
          limit: query.limit,
          known: await memoryOf(parts.db).of(client, districtId),
        });
  const { records, next, total } = page;
  const answer = Written.of(dataContract.readSetAside.ok, {
    items: records.map(({ studentNo, ...rest }) => ({ student: studentKeyOf(studentNo), ...rest })),
    next: next === null ? null : cursorOf([next.studentNo, next.shown]),
    total,
  });
  return { answer, rows: records.length };
}

/** The July-to-June years that a calculation reads; undefined before attendance was first counted. */
async function readYear(
  client: ClientBase,
  districtId: number,
): Promise<{ readonly from: string; readonly to: string } | undefined> {
  const year = await client.query<{ from: string; to: string }>(
    `select make_date(extract(year from year_start_on - interval '6 months')::int, 7, 1)::text as from,
       make_date(extract(year from as_of_on - interval '6 months')::int + 1, 6, 30)::text as to
     from attendance_figures where district_id = $1`,
    [districtId],
  );
  return year.rows[0];
}
