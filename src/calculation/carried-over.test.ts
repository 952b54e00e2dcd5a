import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { absent, bundleText, packText, unexcusedDates } from './test-bundle.ts';
import { dropTestDistricts, TestDistrict } from './test-district.ts';

const asOf = '2025-10-31';
const attendance = [...absent('mia', 'U', '09-22 09-23 10-06 10-07'), ...absent('leo', 'V', '09-01 10-30')];

let district: TestDistrict;
beforeEach(async () => {
  district = await TestDistrict.create();
});
afterAll(dropTestDistricts);

describe('an issued event of a bundle', () => {
  test('becomes a notice on file, once, with the date of its trigger and a step in its life', async () => {
    await start(['mia,2025-10-09,issued,A']);
    expect((await district.calculate(asOf)).figures).toMatchObject({ carriedOver: 1 });
    expect(await notices()).toMatchObject([
      {
        student_id: 'mia',
        criterion: 'A',
        cycle_on: '2025-07-01',
        occurrence: 1,
        origin: 'carried-over',
        state: 'sent',
        issued_on: '2025-10-09',
        trigger_on: '2025-10-06',
        value: '3',
        notice_school_id: 'oak',
        batch_id: null,
        evidence: [],
      },
    ]);
    expect(await district.rows('notice_steps', 'step_id')).toMatchObject([
      { step: 'sent', on_date: '2025-10-09', note: 'carried over' },
    ]);
    expect(await triggers()).toMatchObject([{ decision: 'issued' }]);
    expect((await district.calculate(asOf, { full: true })).figures).toMatchObject({ carriedOver: 0, amended: 0 });
  });

  test('goes by the cycle behind @ and the number behind #', async () => {
    const monthly = unexcusedDates('M', 2, 'repeat: each').text.replace('window: year', 'window: month');
    await start(
      ['mia,2025-11-03,issued,M@2025-10-01', 'mia,2025-09-30,issued,M#2'],
      packText([{ code: 'M', text: monthly }]),
    );
    await district.calculate('2025-11-07');
    expect(await notices()).toMatchObject([
      { cycle_on: '2025-09-01', occurrence: 2, trigger_on: null },
      { cycle_on: '2025-10-01', occurrence: 1, trigger_on: '2025-10-07' },
    ]);
  });

  test('of a code that no pack in use has waits, is named, and is taken up when one has it', async () => {
    await start(['mia,2025-10-09,issued,Z', 'leo,2025-10-09,issued,Z']);
    const report = await district.calculate(asOf);
    expect(report.figures.waiting).toEqual([{ code: 'Z', count: 2 }]);
    expect(report.warnings).toContain('2 issued events of Z wait: no pack in use has this criterion.');
    expect(await notices()).toEqual([]);
    await district.usePack(packText([unexcusedDates('Z', 3)]));
    expect((await district.calculate(asOf)).figures).toMatchObject({ carriedOver: 2, waiting: [] });
  });

  test('after the as-of date is no notice yet', async () => {
    await start(['mia,2025-11-09,issued,A']);
    expect((await district.calculate(asOf)).figures).toMatchObject({ carriedOver: 0 });
    expect((await district.calculate('2025-11-09')).figures).toMatchObject({ carriedOver: 1 });
  });

  test('that a later file no longer has stays on file: nobody gets a second letter', async () => {
    await start(['mia,2025-10-09,issued,A', 'leo,2025-10-09,contact-made,']);
    await district.calculate(asOf);
    await district.import(
      bundleText({ attendance, events: ['leo,2025-10-09,contact-made,', 'mia,2025-10-10,contact-made,'] }),
    );
    await district.calculate(asOf);
    expect(await notices()).toHaveLength(1);
    expect(await triggers()).toMatchObject([{ decision: 'issued' }]);
  });

  test('takes the date of its trigger when the attendance behind it arrives, and is put before a person when that goes', async () => {
    await start(['mia,2025-10-09,issued,A'], packText([unexcusedDates('A', 5)]));
    await district.calculate(asOf);
    expect(await notices()).toMatchObject([{ trigger_on: null, correction: null }]);
    await district.import(bundleText({ attendance: [...attendance, ...absent('mia', 'U', '10-08')] }));
    await district.calculate(asOf);
    expect(await notices()).toMatchObject([{ trigger_on: '2025-10-08', correction: null }]);
    await district.import(bundleText({ attendance }));
    await district.calculate(asOf);
    expect(await notices()).toMatchObject([{ trigger_on: '2025-10-08', correction: 'no-longer-met' }]);
  });

  test('concerns the packs of the student’s schools only', async () => {
    await start(['mia,2025-10-09,issued,A'], packText([unexcusedDates('A', 3)]), [{ school: 'elm' }]);
    expect((await district.calculate(asOf)).figures).toMatchObject({ carriedOver: 0, waiting: [] });
  });
});

async function start(events: readonly string[], pack = packText([unexcusedDates('A', 3)]), uses = [{}]): Promise<void> {
  await district.import(bundleText({ attendance, events }));
  await district.usePack(pack, uses);
}

function notices(): Promise<Record<string, unknown>[]> {
  return district.rows('notices', 'cycle_on, occurrence, student_id');
}

async function triggers(): Promise<Record<string, unknown>[]> {
  return (await district.rows('triggers', 'student_id, criterion, cycle_on, occurrence')).filter(
    ({ state }) => state === 'active',
  );
}
