/** Evaluation in memory against the same criteria as SQL in DuckDB on the same data in memory; both must find the same triggers. */
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { join } from 'node:path';
import {
  districtFacts,
  namesOf,
  readBundle,
  studentsOf,
  type Bundle,
  type BundleStudent,
} from '../../src/bundle/index.ts';
import { createJudge, formatDay, type Policy } from '../../src/engine/index.ts';
import { readPack } from '../../src/packs/read-pack.ts';
import { AS_OF, benchDistrict, SCHOOL_YEAR_START } from '../district.ts';
import { remark, sideBySide, timed, type Section } from '../measure.ts';
import { CRITERIA, SHARED } from '../sql/criteria.ts';
import { loadTables } from '../sql/tables.ts';

export const evaluation: Section = async ({ students, rounds }) => {
  const { dir } = await benchDistrict(students);
  const policy = await benchPolicy();
  const read = await timed(() => readBundle(dir));
  const bundle = read.result;
  const inMemory = [...studentsOf(bundle)];
  const connection = await duckDb();
  const load = await timed(() => loadTables(connection, dir, bundle));
  remark(`  read by us ${seconds(read.ms)}, by DuckDB ${seconds(load.ms)}`);

  let ours = evaluate(bundle, inMemory, policy);
  let theirs: string[] = [];
  const times = await sideBySide(
    rounds,
    () => {
      ours = evaluate(bundle, inMemory, policy);
    },
    async () => {
      theirs = await query(connection);
    },
  );
  const differences = compare(ours, theirs);
  if (differences.length > 0) {
    throw new Error(
      `${differences.length} triggers differ between the engine and SQL, as ${differences.slice(0, Number(process.env['ROLLCALL_BENCH_SHOW'] ?? 5)).join(' and ')}`,
    );
  }
  return [
    {
      title: 'evaluation in memory, 12 criteria',
      ours: 'the engine, 1 thread',
      against: 'SQL in DuckDB, 2 threads',
      ...times,
      direction: 'faster',
      target: 10,
      figures: {
        records: bundle.attendance.count,
        triggers: ours.length,
        recordsPerSecond: Math.round((bundle.attendance.count * 1000) / times.oursMs),
      },
    },
  ];
};

export async function benchPolicy(): Promise<Policy> {
  const reading = await readPack(join(import.meta.dirname, '../pack'));
  if (!reading.ok) throw new Error(`bench/pack: ${JSON.stringify(reading.problems)}`);
  return reading.pack.policy;
}

/** The triggers by the engine, one text each. */
export function evaluate(bundle: Bundle, students: readonly BundleStudent[], policy: Policy): string[] {
  const judge = createJudge({
    policies: [{ policy }],
    district: districtFacts(bundle),
    names: namesOf(bundle),
    asOf: AS_OF,
    // The SQL says who, when and how much, without the records behind it; so does this side.
    evidence: false,
  });
  const found: string[] = [];
  for (const student of students) {
    for (const trigger of judge.evaluateStudent(student).policies[0]?.outcomes ?? []) {
      found.push(
        `${student.id} ${trigger.criterion} ${trigger.cycle} ${trigger.occurrence} ${trigger.day} ${trigger.value}`,
      );
    }
  }
  return found;
}

export async function duckDb(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  return instance.connect();
}

/** The triggers by SQL, one text each. */
export async function query(connection: DuckDBConnection): Promise<string[]> {
  for (const sql of SHARED) await connection.run(sql);
  const found: string[] = [];
  for (const [code, sqlFor] of Object.entries(CRITERIA)) {
    const sql = sqlFor(SCHOOL_YEAR_START);
    const started = performance.now();
    const reader = await connection.runAndReadAll(`
      with triggers(student_no, cycle, occurrence, day, value) as (${sql})
      select n.name, t.cycle::integer, t.occurrence::integer, t.day::integer, t.value::double from triggers t join name_students n on n.no = t.student_no`);
    for (const [student, cycle, occurrence, day, value] of reader.getRows()) {
      found.push(`${String(student)} ${code} ${String(cycle)} ${String(occurrence)} ${String(day)} ${String(value)}`);
    }
    if (process.env['ROLLCALL_BENCH_TRACE'] !== undefined) remark(`  ${code} ${seconds(performance.now() - started)}`);
  }
  return found;
}

/** Triggers that only one of the two has, without the student. */
function compare(ours: readonly string[], theirs: readonly string[]): string[] {
  const [a, b] = [new Set(ours), new Set(theirs)];
  const say = (text: string, who: string): string => {
    const [student, code, cycle, occurrence, day, value] = text.split(' ') as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const name = process.env['ROLLCALL_BENCH_TRACE'] === undefined ? '' : `${student} `;
    return `${name}${code}#${occurrence} of ${formatDay(Number(cycle))} on ${formatDay(Number(day))} (${value}) in ${who} alone`;
  };
  return [
    ...ours.filter((text) => !b.has(text)).map((text) => say(text, 'the engine')),
    ...theirs.filter((text) => !a.has(text)).map((text) => say(text, 'SQL')),
  ];
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
