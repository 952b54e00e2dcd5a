import { afterAll, describe, expect, test } from 'vitest';
import { addDays } from '../../test/oracle/dates.ts';
import { diceOf, type Dice } from '../../test/oracle/dice.ts';
import { randomCase } from '../../test/oracle/random-case.ts';
import { withTransaction } from '../db/index.ts';
import { lockDistrict } from './lock.ts';
import { rejudge } from './rejudge.ts';
import { dropTestDistricts, NOW, TestDistrict } from './test-district.ts';

afterAll(dropTestDistricts);

/** More by ROLLCALL_FUZZ=500. */
const SEEDS = Array.from({ length: Number(process.env['ROLLCALL_FUZZ'] ?? 5) }, (_, at) => 40_000 + at);
const STEPS = 5;

describe('judging only who can have changed', () => {
  test.each(SEEDS)('stores exactly what judging everybody stores, day after day (seed %i)', async (seed) => {
    const dice = diceOf(seed);
    const given = randomCase(seed);
    const [changed, full] = [await TestDistrict.create(), await TestDistrict.create()];
    let files = given.bundle;
    let asOf = given.asOf;
    await both(async (district) => {
      await district.import(files);
      await district.usePack(given.packFiles);
    });
    let judged = 0;
    for (let step = 0; step < STEPS; step += 1) {
      const reports = [await changed.calculate(asOf), await full.calculate(asOf, { full: true })] as const;
      expect(await stateOf(changed), `step ${step} as of ${asOf}`).toEqual(await stateOf(full));
      const figures = ({ figures }: (typeof reports)[number]) => ({
        ...figures,
        mode: '',
        judged: 0,
        redecided: 0,
        waiting: [],
      });
      expect(figures(reports[0])).toEqual(figures(reports[1]));
      judged += reports[0].figures.judged;
      if (dice.chance(0.4)) await answer(dice, [changed, full]);
      if (dice.chance(0.7)) {
        files = corrected(dice, files);
        await both((district) => district.import(files));
      }
      asOf = addDays(asOf, dice.pick([0, 1, 1, 1, 2, 7, 30, -3]));
    }
    expect(judged).toBeGreaterThan(0);

    async function both(work: (district: TestDistrict) => Promise<unknown>): Promise<void> {
      await work(changed);
      await work(full);
    }
  });
});

/** Some rows of attendance and enrollments vanish or come twice with another code; all by the same dice for both districts. */
function corrected(dice: Dice, files: ReadonlyMap<string, string>): Map<string, string> {
  const next = new Map(files);
  const attendance = (files.get('attendance.csv') ?? '').trimEnd().split('\n');
  const codes = [...new Set(attendance.slice(1).map((line) => line.split(',')[6] ?? ''))];
  const rows = attendance.slice(1).flatMap((line) => {
    if (dice.chance(0.03)) return [];
    if (!dice.chance(0.04)) return [line];
    const fields = line.split(',');
    fields[6] = dice.pick(codes);
    return [fields.join(',')];
  });
  next.set('attendance.csv', `${[attendance[0], ...new Set(rows)].join('\n')}\n`);
  const [header, ...enrollments] = (files.get('enrollments.csv') ?? '').trimEnd().split('\n');
  const shifted = enrollments.map((line) =>
    dice.chance(0.05) && line.endsWith(',') ? `${line}${addDays(line.split(',')[2] ?? '', dice.int(30, 150))}` : line,
  );
  next.set('enrollments.csv', `${[header, ...shifted].join('\n')}\n`);
  return next;
}

/** Issues, declines or approves some of what is due, as the notices room does: then the students are judged again. */
async function answer(dice: Dice, districts: readonly TestDistrict[]): Promise<void> {
  const [first] = districts;
  const due = await (first as TestDistrict).query<Record<string, unknown>>(
    `select * from triggers where district_id = $1 and state = 'active' and decision in ('issue', 'held') order by ${KEY}`,
    [(first as TestDistrict).id],
  );
  const answers = due
    .filter(() => dice.chance(0.4))
    .map((trigger) => ({ trigger, kind: dice.pick(['issued', 'issued', 'declined', 'approved']) }));
  for (const district of districts) {
    await withTransaction(district.db, async (client) => {
      await lockDistrict(client, district.id);
      for (const { trigger, kind } of answers)
        await client.query(kind === 'issued' ? ISSUE : DECIDE, valuesOf(district, trigger, kind));
      const students = [...new Set(answers.map(({ trigger }) => String(trigger['student_id'])))];
      await rejudge(client, { districtId: district.id, students, by: 'test', now: NOW });
    });
  }
}

const KEY = 'pack_id, student_id, criterion, cycle_on, occurrence, school_id';
const IDENTITY =
  'district_id = $1 and pack_id = $2 and student_id = $3 and criterion = $4 and cycle_on = $5 and occurrence = $6 and school_id = $7';
const ISSUE = `insert into notices (district_id, ${KEY}, origin, issued_on, issued_at, issued_by, trigger_on, value, evidence_hash, pack_hash, state)
  select district_id, ${KEY}, 'rollcall', $8::date, '2026-01-01', $9, trigger_on, value, evidence_hash, pack_hash, 'issued' from triggers where ${IDENTITY}`;
const DECIDE = `insert into person_decisions (district_id, ${KEY}, kind, on_date, reason, decided_by, decided_at)
  select district_id, ${KEY}, $9, $8::date, 'a reason', 'clerk', '2026-01-01' from triggers where ${IDENTITY}`;

function valuesOf(district: TestDistrict, trigger: Record<string, unknown>, kind: string): unknown[] {
  const identity = KEY.split(', ').map((column) => trigger[column]);
  return [district.id, ...identity, trigger['trigger_on'], kind];
}

/** What the two must agree on: everything but the numbers of rows and of calculations. */
async function stateOf(district: TestDistrict): Promise<unknown> {
  const own = new Set(['district_id', 'calculation_id', 'notice_id', 'step_id']);
  const strip = (rows: readonly Record<string, unknown>[]) =>
    rows.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => !own.has(column))));
  const steps = await district.query(
    `select n.student_id, n.criterion, n.cycle_on, n.occurrence, p.step, p.on_date from notice_steps p
     join notices n on n.district_id = p.district_id and n.notice_id = p.notice_id
     where p.district_id = $1 order by n.pack_id, n.student_id, n.criterion, n.cycle_on, n.occurrence, n.school_id, p.step_id`,
    [district.id],
  );
  return {
    triggers: strip(await district.rows('triggers', KEY)),
    notices: strip(await district.rows('notices', KEY)),
    steps,
  };
}
