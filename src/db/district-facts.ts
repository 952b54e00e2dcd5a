/** A district's reference facts and name lists as the engine reads them. */
import type { ClientBase } from 'pg';
import {
  parseDay,
  type CodeFact,
  type Day,
  type DistrictFacts,
  type Names,
  type PeriodFact,
  type SchoolFact,
  type SessionFact,
  type TermFact,
} from '../engine/index.ts';
import { copyRows, dayOfField, int4Of, textOf } from './copy-rows.ts';

export interface StoredDistrict {
  readonly district: DistrictFacts;
  /** Indexed by `fact_words.word_no`; index 0 is the empty name of every list. */
  readonly names: StoredNames;
}

export interface StoredNames extends Names {
  readonly sections: readonly string[];
}

/** Reads everything that is not one student's. Use a client whose transaction also reads the students. */
export async function readDistrictFacts(client: ClientBase, districtId: number): Promise<StoredDistrict> {
  const district: DistrictFacts = {
    schools: await readSchools(client, districtId),
    sessions: await readSessions(client, districtId),
    periods: await readPeriods(client, districtId),
    terms: await readTerms(client, districtId),
    codes: await readCodes(client, districtId),
  };
  return { district, names: await readNames(client, districtId) };
}

async function readSchools(client: ClientBase, districtId: number): Promise<readonly SchoolFact[]> {
  const found = await client.query<SchoolFact>(
    'select school_id as id, name from schools where district_id = $1 order by school_id',
    [districtId],
  );
  return found.rows;
}

/** The calendar is the long one (180 rows for each school and year): by COPY. */
async function readSessions(client: ClientBase, districtId: number): Promise<readonly SessionFact[]> {
  const select = `select school_id, on_date, instructional_minutes from calendar_days where district_id = ${districtId} order by school_id, on_date`;
  const sessions: SessionFact[] = [];
  for await (const rows of copyRows(client, select)) {
    for (const [school, day, minutes] of rows) {
      const fact = { school: textOf(school), day: dayOfField(day) };
      sessions.push(minutes === null ? fact : { ...fact, minutes: int4Of(minutes) ?? 0 });
    }
  }
  return sessions;
}

async function readPeriods(client: ClientBase, districtId: number): Promise<readonly PeriodFact[]> {
  const found = await client.query<{ school: string; period: string; position: number; minutes: number | null }>(
    `select school_id as school, period, position, period_minutes as minutes
       from periods where district_id = $1 order by school_id, position, period`,
    [districtId],
  );
  return found.rows.map(({ minutes, ...period }) => (minutes === null ? period : { ...period, minutes }));
}

async function readTerms(client: ClientBase, districtId: number): Promise<readonly TermFact[]> {
  const found = await client.query<{ school: string; kind: string; name: string; start: string; end: string }>(
    `select school_id as school, kind, name, start_on as start, end_on as "end"
       from terms where district_id = $1 order by school_id, kind, start_on, name`,
    [districtId],
  );
  return found.rows.map((row) => ({
    kind: row.kind,
    name: row.name,
    start: storedDay(row.start),
    end: storedDay(row.end),
    ...(row.school === '' ? {} : { school: row.school }),
  }));
}

async function readCodes(client: ClientBase, districtId: number): Promise<readonly CodeFact[]> {
  const found = await client.query<CodeFact & { school: string; thousandths: number | null }>(
    `select school_id as school, code, description, status, excuse, value_thousandths as thousandths, groups
       from codes where district_id = $1 order by school_id, code`,
    [districtId],
  );
  return found.rows.map(({ school, thousandths, ...code }) => ({
    ...code,
    ...(thousandths === null ? {} : { value: thousandths }),
    ...(school === '' ? {} : { school }),
  }));
}

async function readNames(client: ClientBase, districtId: number): Promise<StoredNames> {
  const found = await client.query<{ kind: string; no: number; word: string }>(
    `select kind, word_no as no, word from fact_words where district_id = $1 and kind <> 'student' order by kind, word_no`,
    [districtId],
  );
  const list = (kind: string): readonly string[] => {
    const words: string[] = [''];
    for (const row of found.rows) if (row.kind === kind) words[row.no] = row.word;
    return words;
  };
  return {
    schools: list('school'),
    periods: list('period'),
    codes: list('code'),
    courses: list('course'),
    sections: list('section'),
  };
}

/** A `date` of the database. Fails: what the database holds is a date, so anything else is an assertion. */
function storedDay(text: string): Day {
  const day = parseDay(text);
  if (day === undefined) throw new Error('the database gave a date that is none');
  return day;
}
