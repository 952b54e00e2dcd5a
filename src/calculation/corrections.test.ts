import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { evidenceFromJson, evidenceHash, evidenceJson, decodeEvidence } from '../db/evidence-pack.ts';
import { readDistrictFacts } from '../db/district-facts.ts';
import { absent, bundleText, packText, unexcusedDates } from './test-bundle.ts';
import { dropTestDistricts, TestDistrict } from './test-district.ts';

const asOf = '2025-10-31';
const THREE_DATES = '09-22 09-23 10-06';

let district: TestDistrict;
beforeEach(async () => {
  district = await TestDistrict.create();
  await district.import(bundleText({ attendance: absent('mia', 'U', THREE_DATES) }));
  await district.usePack(packText([unexcusedDates('A', 3)]));
  await district.calculate(asOf);
});
afterAll(dropTestDistricts);

describe('a trigger whose notice is not yet issued', () => {
  test('moves in place when a day is excused and another is added, and keeps when it was found', async () => {
    const [before] = await triggers();
    await correct([...absent('mia', 'U', '09-22 10-06 10-08'), ...absent('mia', 'E', '09-23')]);
    expect((await district.calculate(asOf, { now: new Date('2026-01-01T00:00:00Z') })).figures).toMatchObject({
      moved: 1,
      new: 0,
      lapsed: 0,
    });
    const [after] = await triggers();
    expect(after).toMatchObject({ trigger_on: '2025-10-08', state: 'active', detected_at: before?.['detected_at'] });
    expect(after?.['evidence_hash']).not.toBe(before?.['evidence_hash']);
  });

  test('is updated when its evidence changes and its date stays', async () => {
    await correct(absent('mia', 'U', '09-22 09-24 10-06'));
    expect((await district.calculate(asOf)).figures).toMatchObject({ moved: 1 });
    expect(await triggers()).toMatchObject([{ trigger_on: '2025-10-06' }]);
  });

  test('lapses when it is no longer met, and says what became of its days', async () => {
    await correct([...absent('mia', 'U', '09-22 10-06'), ...absent('mia', 'E', '09-23')]);
    expect((await district.calculate(asOf)).figures).toMatchObject({ lapsed: 1 });
    expect(await triggers()).toMatchObject([
      { state: 'lapsed', lapsed_reason: '2 of 3 now: 2025-09-23 is E instead of U', trigger_on: '2025-10-06' },
    ]);
  });

  test('lapses when a record vanished', async () => {
    await correct(absent('mia', 'U', '09-22 10-06'));
    await district.calculate(asOf);
    expect(await triggers()).toMatchObject([
      { state: 'lapsed', lapsed_reason: '2 of 3 now: 2025-09-23 U is no longer on record' },
    ]);
  });

  test('lapses when the student turns out not to have been enrolled', async () => {
    await district.import(
      bundleText({
        attendance: absent('mia', 'U', THREE_DATES),
        enrollments: ['mia,oak,2025-09-23,', 'leo,oak,2025-08-25,'],
      }),
    );
    await district.calculate(asOf);
    expect(await triggers()).toMatchObject([
      { state: 'lapsed', lapsed_reason: '2 of 3 now: 2025-09-22 U can no longer be counted (not enrolled)' },
    ]);
  });

  test('lapses when the pack asks for more, has the criterion no longer, or is in use no longer', async () => {
    await district.usePack(packText([unexcusedDates('A', 4)]));
    await district.calculate(asOf);
    expect(await triggers()).toMatchObject([{ lapsed_reason: '3 of 4 now: the rule no longer holds on any date' }]);
    await district.usePack(packText([unexcusedDates('A', 3)]));
    await district.calculate(asOf);
    await district.usePack(packText([unexcusedDates('B', 9)]));
    await district.calculate(asOf);
    expect(await triggers()).toMatchObject([{ lapsed_reason: 'the pack no longer has this criterion' }]);
    await district.usePack(packText([unexcusedDates('A', 3)]));
    await district.calculate(asOf);
    await district.usePack(otherPack());
    await district.calculate(asOf);
    expect(await triggers()).toMatchObject([{ lapsed_reason: 'the pack is no longer in use' }]);
  });

  test('is active again when it is met again later', async () => {
    await correct(absent('mia', 'U', '09-22 09-23'));
    await district.calculate(asOf);
    await correct(absent('mia', 'U', '09-22 09-23 10-20'));
    expect((await district.calculate(asOf)).figures).toMatchObject({ activeAgain: 1, new: 0 });
    expect(await triggers()).toMatchObject([{ state: 'active', trigger_on: '2025-10-20', lapsed_reason: null }]);
  });
});

describe('a notice already issued', () => {
  beforeEach(issueEverything);

  test('makes its identity issued, and nothing is due', async () => {
    expect(await triggers()).toMatchObject([{ decision: 'issued', trigger_on: '2025-10-06' }]);
    expect(await notices()).toMatchObject([{ correction: null }]);
  });

  test('stays as sent and is amended with both versions when its days moved', async () => {
    await correct([...absent('mia', 'U', '09-22 10-06 10-08'), ...absent('mia', 'E', '09-23')]);
    expect((await district.calculate(asOf)).figures).toMatchObject({ amended: 1 });
    const [notice] = await notices();
    expect(notice).toMatchObject({
      correction: 'amended',
      correction_on: asOf,
      trigger_on: '2025-10-06',
      now_trigger_on: '2025-10-08',
      now_value: '3',
    });
    expect(datesOf(notice?.['evidence'])).toEqual(['2025-09-22', '2025-09-23', '2025-10-06']);
    expect(datesOf(notice?.['now_evidence'])).toEqual(['2025-09-22', '2025-10-06', '2025-10-08']);
    expect(await steps()).toEqual(['amended']);
    expect((await district.calculate(asOf, { full: true })).figures).toMatchObject({ amended: 0 });
    expect(await steps()).toEqual(['amended']);
    expect(await triggers()).toMatchObject([{ decision: 'issued', trigger_on: '2025-10-08' }]);
  });

  test('is put before a person when it is no longer met; a person who kept it is asked anew when it changes', async () => {
    await correct(absent('mia', 'U', '09-22 09-23'));
    expect((await district.calculate(asOf)).figures).toMatchObject({ noLongerMet: 1, lapsed: 1 });
    expect(await notices()).toMatchObject([
      { correction: 'no-longer-met', now_trigger_on: null, now_evidence: null, state: 'issued' },
    ]);
    await district.query(
      `update notices set correction_kept_by = 'clerk', correction_kept_reason = 'paper note' where district_id = $1`,
      [district.id],
    );
    await district.calculate(asOf, { full: true });
    expect(await notices()).toMatchObject([{ correction: 'no-longer-met', correction_kept_by: 'clerk' }]);
    await correct(absent('mia', 'U', '09-22 09-23 10-20'));
    expect((await district.calculate(asOf)).figures).toMatchObject({ metAgain: 1, activeAgain: 1 });
    expect(await notices()).toMatchObject([
      { correction: 'met-again', correction_kept_by: null, now_trigger_on: '2025-10-20' },
    ]);
    expect(await triggers()).toMatchObject([{ state: 'active', decision: 'issued' }]);
  });

  test('has its correction taken back when the facts are again as they were', async () => {
    await correct(absent('mia', 'U', '09-22 09-23'));
    await district.calculate(asOf);
    await correct(absent('mia', 'U', THREE_DATES));
    expect((await district.calculate(asOf)).figures).toMatchObject({ asSent: 1 });
    expect(await notices()).toMatchObject([{ correction: null, correction_on: null, now_trigger_on: null }]);
    expect(await steps()).toEqual(['no-longer-met', 'as-sent']);
  });

  test('that was rescinded is put before a person when it is met again, and stays issued until then', async () => {
    await correct(absent('mia', 'U', '09-22 09-23'));
    await district.calculate(asOf);
    await district.query(`update notices set state = 'rescinded' where district_id = $1`, [district.id]);
    await correct(absent('mia', 'U', THREE_DATES));
    expect((await district.calculate(asOf)).figures).toMatchObject({ metAgain: 1 });
    expect(await notices()).toMatchObject([{ state: 'rescinded', correction: 'met-again' }]);
    expect(await triggers()).toMatchObject([{ decision: 'issued' }]);
  });

  test('is not corrected by a calculation of a day before it was met', async () => {
    expect((await district.calculate('2025-10-01')).figures).toMatchObject({ noLongerMet: 0, lapsed: 1 });
    expect(await notices()).toMatchObject([{ correction: null }]);
  });

  test('of a pack that is in use no longer, or not at that school, is left as it is', async () => {
    await district.usePack(otherPack());
    expect((await district.calculate(asOf)).figures).toMatchObject({ noLongerMet: 0, lapsed: 1 });
    await district.usePack(packText([unexcusedDates('A', 3)]), [{ school: 'elm' }]);
    expect((await district.calculate(asOf)).figures).toMatchObject({ noLongerMet: 0 });
    expect(await notices()).toMatchObject([{ correction: null }]);
  });
});

describe('a notice that was withdrawn before it was produced', () => {
  test('is declined, and due again when that is lifted', async () => {
    await issueEverything();
    await district.query(`update notices set state = 'withdrawn' where district_id = $1`, [district.id]);
    await district.query(
      `insert into person_decisions (district_id, pack_id, student_id, criterion, cycle_on, occurrence, kind, on_date, reason, decided_by, decided_at)
       values ($1, 'test-pack', 'mia', 'A', '2025-07-01', 1, 'declined', $2, 'a note', 'clerk', now())`,
      [district.id, asOf],
    );
    await district.calculate(asOf, { full: true });
    expect(await triggers()).toMatchObject([{ decision: 'declined' }]);
    await district.query(`update person_decisions set lifted_at = now(), lifted_by = 'clerk' where district_id = $1`, [
      district.id,
    ]);
    await district.calculate(asOf, { full: true });
    expect(await triggers()).toMatchObject([{ decision: 'issue' }]);
  });
});

/** A file that covers September and October: what it no longer has is superseded. */
function correct(attendance: readonly string[]): Promise<void> {
  return district.import(bundleText({ attendance: [...attendance, ...absent('leo', 'V', '09-01 10-31')] }));
}

function otherPack(): Map<string, string> {
  const files = packText([unexcusedDates('A', 3)]);
  return files.set('pack.yaml', 'id: other-pack\ntitle: Other\nversion: "1"\n');
}

/** As issuing does it: the identity, frozen evidence, and the worklist judged again. */
async function issueEverything(): Promise<void> {
  const client = await district.db.pool.connect();
  const { names } = await readDistrictFacts(client, district.id);
  client.release();
  for (const trigger of await triggers()) {
    const evidence = evidenceJson(decodeEvidence(trigger['evidence'] as Buffer, names));
    expect(evidenceHash(evidenceFromJson(evidence))).toBe(trigger['evidence_hash']);
    await district.query(
      `insert into notices (district_id, pack_id, student_id, criterion, cycle_on, occurrence, school_id, origin, issued_on, issued_at,
         issued_by, trigger_on, value, evidence, evidence_hash, pack_hash, state)
       select district_id, pack_id, student_id, criterion, cycle_on, occurrence, school_id, 'rollcall', $2, now(), 'clerk', trigger_on,
         value, $3, evidence_hash, pack_hash, 'issued' from triggers where district_id = $1`,
      [district.id, asOf, JSON.stringify(evidence)],
    );
  }
  await district.calculate(asOf, { full: true });
}

async function triggers(): Promise<Record<string, unknown>[]> {
  const rows = await district.rows('triggers', 'student_id, pack_id, criterion');
  return rows.filter((row) => row['pack_id'] === 'test-pack');
}

function notices(): Promise<Record<string, unknown>[]> {
  return district.rows('notices', 'notice_id');
}

async function steps(): Promise<unknown[]> {
  return (await district.rows('notice_steps', 'step_id')).map(({ step }) => step);
}

function datesOf(evidence: unknown): string[] {
  return (evidence as readonly { readonly date: string }[]).map(({ date }) => date);
}
