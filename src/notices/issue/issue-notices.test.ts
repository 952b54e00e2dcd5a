import { afterAll, describe, expect, it } from 'vitest';
import { Refusal } from '../../problem.ts';
import { absent } from '../../calculation/test-bundle.ts';
import { addSlots, readSlots } from '../slots/slots.ts';
import {
  AS_OF,
  EVERYBODY,
  NOW,
  TestDistrict,
  dropTestDistricts,
  issueAt,
  ladderPack,
  lakeside,
  lakesideBundle,
  linesOf,
  triggerId,
  worklistOf,
} from '../testing/lakeside.ts';
import { firstIssueWarning } from './first-issue.ts';
import { previewIssue } from './issue-notices.ts';
import { countsOf, remarksOf } from './issue-plan.ts';
import { seenHash } from './seen.ts';

afterAll(dropTestDistricts);

async function notices(district: TestDistrict): Promise<Record<string, unknown>[]> {
  return district.query('select * from notices where district_id = $1 order by student_id, criterion, issue_no', [
    district.id,
  ]);
}

async function letters(district: TestDistrict): Promise<Record<string, unknown>[]> {
  return district.query(
    `select n.student_id, l.* from notice_letters l join notices n using (district_id, notice_id)
      where l.district_id = $1 order by n.student_id, n.criterion, l.letter_no`,
    [district.id],
  );
}

describe('issue', () => {
  it('makes no letter for a student with the flag no-letters, says so, and does the rest of the notice', async () => {
    const district = await TestDistrict.create();
    const bundle = lakesideBundle(EVERYBODY);
    const students = bundle.get('students.csv') ?? '';
    bundle.set(
      'students.csv',
      students
        .trimEnd()
        .split('\n')
        .map((line, at) => `${line},${at === 0 ? 'flags' : /^(maya|leo),/.test(line) ? 'iep|no-letters' : ''}\n`)
        .join(''),
    );
    await district.import(bundle);
    const pack = ladderPack({ conference: true });
    pack.set(
      'criteria/A.yaml',
      `${pack.get('criteria/A.yaml') ?? ''}  - { task: Call the family, role: clerk, dueSchoolDays: 3 }\n`,
    );
    await district.usePack(pack);
    await district.calculate(AS_OF);
    const { lines } = await worklistOf(district, { students: ['maya'] });
    expect(lines.map((line) => [line.decision, line.letters, line.doubts[0]])).toEqual([
      ['issue', [], { kind: 'no-letters' }],
    ]);
    const { plan } = await previewIssue(district.db.pool, { districtId: district.id, asOf: AS_OF, filter: {} });
    expect(remarksOf(plan.lines).withoutLetters).toBe(2);
    expect(await issueAt(district)).toMatchObject({ issued: 4, letters: 3 });
    expect((await notices(district)).map((notice) => notice['student_id'])).toEqual(['ada', 'hodan', 'leo', 'maya']);
    expect((await letters(district)).map((letter) => letter['student_id'])).toEqual(['ada', 'ada', 'hodan']);
    expect(await issueAt(district)).toMatchObject({ issued: 0 });
  });

  it('stamps what is due once, and the second run issues nothing', async () => {
    const district = await lakeside();
    const first = await issueAt(district, { filter: { criterion: 'A' } });
    expect(first).toMatchObject({ issued: 4, letters: 5, already: 0, first_issue: true });
    expect(first.batch).toMatch(/^B\d+$/);
    const second = await issueAt(district, { filter: { criterion: 'A' } });
    expect(second).toMatchObject({ batch: null, issued: 0, letters: 0, already: 0, first_issue: false });
    expect((await notices(district)).map((notice) => notice['student_id'])).toEqual(['ada', 'hodan', 'leo', 'maya']);
    expect(await district.query('select 1 from batches where district_id = $1', [district.id])).toHaveLength(1);
  });

  it('freezes the days with what their codes meant, the pack version and the first step', async () => {
    const district = await lakeside();
    await issueAt(district, { filter: { students: ['maya'] } });
    const [notice] = await notices(district);
    expect(notice).toMatchObject({
      issued_on: AS_OF,
      issued_by: 'A. Bell',
      trigger_on: '2025-10-06',
      notice_school_id: 'oak',
      value: '3',
      state: 'issued',
      origin: 'rollcall',
      issue_no: 1,
    });
    expect(notice?.['evidence']).toEqual(
      ['2025-09-22', '2025-09-23', '2025-10-06'].map((date) => ({
        date,
        school: 'oak',
        period: null,
        course: null,
        code: 'U',
        minutes: 390,
        description: 'Unexcused',
      })),
    );
    expect(
      await district.query('select step, on_date, done_by from notice_steps where district_id = $1', [district.id]),
    ).toEqual([{ step: 'issued', on_date: AS_OF, done_by: 'A. Bell' }]);
  });

  it('one letter to a household, one to each of two homes, in the language of the family or English', async () => {
    const district = await lakeside();
    await issueAt(district);
    expect(
      (await letters(district)).map(({ student_id, recipients, language, wanted_language }) => [
        student_id,
        recipients,
        language,
        wanted_language,
      ]),
    ).toEqual([
      ['ada', ['Eva Lindqvist'], 'en', ''],
      ['ada', ['Nils Lindqvist'], 'en', ''],
      ['hodan', ['Asha Abdi'], 'en', 'so'],
      ['leo', ['Ana Torres'], 'es', ''],
      ['maya', ['Ana Torres'], 'es', ''],
    ]);
  });

  it('leaves out a notice whose letter nobody can receive: it stays due', async () => {
    const district = await lakeside();
    const result = await issueAt(district);
    expect(result.left_out).toEqual([
      { trigger_id: triggerId('kwame', 'A'), student: 'kwame', criterion: 'A', reason: 'no-address' },
    ]);
    expect(linesOf(await worklistOf(district, { students: ['kwame'] }))).toEqual(['A kwame issue']);
  });

  it('the worklist is right at once: the next level of the ladder is decided anew', async () => {
    const district = await lakeside({ pack: { gap: '{ schoolDays: 10 }' } });
    expect(linesOf(await worklistOf(district, { students: ['ada'] }))).toEqual(['A ada issue', 'B ada held after:A']);
    await issueAt(district, { filter: { students: ['ada'] } });
    expect(linesOf(await worklistOf(district, { students: ['ada'] }))).toEqual(['B ada held gap:school-days']);
  });

  it('the same key twice is the same batch', async () => {
    const district = await lakeside();
    const first = await issueAt(district, { key: 'week-44', filter: { students: ['maya'] } });
    const second = await issueAt(district, { key: 'week-44' });
    expect(second).toEqual(first);
    expect(await notices(district)).toHaveLength(1);
  });

  it('filters as the worklist does', async () => {
    const district = await lakeside();
    expect(await issueAt(district, { filter: { school: 'elm' } })).toMatchObject({ issued: 1 });
    expect(await issueAt(district, { filter: { grade: '6' } })).toMatchObject({ issued: 1 });
    expect(await issueAt(district, { filter: { criterion: 'B' } })).toMatchObject({ batch: null, issued: 0, held: 1 });
  });

  it('is refused as of a day before the last calculation', async () => {
    const district = await lakeside();
    await expect(issueAt(district, { asOf: '2025-10-30' })).rejects.toThrow('The last calculation is as of 2025-10-31');
  });

  it('is refused before the first calculation: an empty list would read as nobody due', async () => {
    const district = await TestDistrict.create();
    await district.import(lakesideBundle(EVERYBODY));
    await district.usePack(ladderPack({}));
    await expect(issueAt(district)).rejects.toThrow('Nothing was calculated yet: rollcall calculate --as-of DATE.');
    const request = { districtId: district.id, asOf: AS_OF, filter: {} };
    await expect(previewIssue(district.db.pool, request)).rejects.toThrow('Nothing was calculated yet');
  });

  it("a sentence of one's own is in the letter and on file", async () => {
    const district = await lakeside();
    await issueAt(district, { filter: { students: ['maya'] }, sentence: 'We missed Maya at the play.' });
    expect((await notices(district))[0]).toMatchObject({ sentence: 'We missed Maya at the play.' });
    expect((await letters(district))[0]?.['facts']).toMatchObject({ sentence: 'We missed Maya at the play.' });
  });

  it('says what was issued by another person since the list was shown', async () => {
    const district = await lakeside();
    const { plan } = await previewIssue(district.db.pool, { districtId: district.id, asOf: AS_OF, filter: {} });
    await issueAt(district, { by: 'M. Ruiz', filter: { students: ['maya', 'leo'] } });
    const result = await issueAt(district, { previewed: new Set(plan.lines.map((line) => line.triggerId)) });
    expect(result).toMatchObject({ issued: 2, already: 2, already_by: { person: 'M. Ruiz' }, changed: 0 });
  });

  it('what changed since it was looked at does not go out', async () => {
    const district = await lakeside();
    const { plan } = await previewIssue(district.db.pool, { districtId: district.id, asOf: AS_OF, filter: {} });
    const seen = new Map(plan.lines.map((line) => [line.triggerId, seenHash(line)]));
    await district.import(
      lakesideBundle([
        ...EVERYBODY.filter((row) => !row.startsWith('maya')),
        ...absent('maya', 'U', '09-22 09-24 10-06'),
      ]),
    );
    await district.calculate(AS_OF);
    const result = await issueAt(district, { seen });
    expect(result).toMatchObject({ issued: 3, changed: 1, already: 0 });
    expect(linesOf(await worklistOf(district, { students: ['maya'] }))).toEqual(['A maya issue']);
  });
});

describe('all that was seen or nothing', () => {
  const seenBy = async (district: TestDistrict): Promise<ReadonlyMap<string, string>> => {
    const { plan } = await previewIssue(district.db.pool, { districtId: district.id, asOf: AS_OF, filter: {} });
    return new Map(plan.lines.map((line) => [line.triggerId, seenHash(line)]));
  };

  it('nothing goes out where a colleague issued some of it meanwhile', async () => {
    const district = await lakeside();
    const seen = await seenBy(district);
    await issueAt(district, { by: 'M. Ruiz', filter: { students: ['maya'] } });
    expect(await issueAt(district, { seen, allOrNothing: true })).toMatchObject({
      batch: null,
      issued: 0,
      already: 1,
      already_by: { person: 'M. Ruiz' },
    });
    expect(await issueAt(district, { seen: await seenBy(district), allOrNothing: true })).toMatchObject({ issued: 3 });
  });

  it('nothing goes out where a family moved meanwhile', async () => {
    const district = await lakeside();
    const seen = await seenBy(district);
    await district.query(`update guardians set address_1 = '1 New St' where district_id = $1 and guardian_id = 'g3'`, [
      district.id,
    ]);
    expect(await issueAt(district, { seen, allOrNothing: true })).toMatchObject({ batch: null, issued: 0, changed: 1 });
  });
});

describe('beside the batch', () => {
  it('a sentence of one’s own stands in the letters of its notice alone', async () => {
    const district = await lakeside();
    await issueAt(district, { sentences: new Map([[triggerId('maya', 'A'), 'We miss Maya in the band.']]) });
    const rows = await notices(district);
    expect(rows.map(({ student_id, sentence }) => `${String(student_id)}: ${String(sentence)}`)).toEqual([
      'ada: ',
      'hodan: ',
      'leo: ',
      'maya: We miss Maya in the band.',
    ]);
    const found = await district.query<{ student_id: string; sentence: string }>(
      `select n.student_id, l.facts->>'sentence' as sentence from notice_letters l join notices n using (district_id, notice_id)
        where district_id = $1 and l.facts->>'sentence' <> ''`,
      [district.id],
    );
    expect(found).toEqual([{ student_id: 'maya', sentence: 'We miss Maya in the band.' }]);
  });

  it('what belongs to it stands or falls with it', async () => {
    const district = await lakeside();
    const failing = issueAt(district, { onIssued: () => Promise.reject(new Error('no room')) });
    await expect(failing).rejects.toThrow('no room');
    expect(await notices(district)).toEqual([]);
    const batches: number[] = [];
    const result = await issueAt(district, { onIssued: async (_client, batch) => void batches.push(batch) });
    expect(result.batch).toBe(`B${batches[0]}`);
  });
});

describe('the history that a letter shows', () => {
  it('is the evidence, or everything of the cycle or the year up to the trigger date', async () => {
    const attendance = [...absent('maya', 'U', '09-22 09-23 10-06 10-20'), ...absent('maya', 'E', '09-30 10-21')];
    const shown = async (history?: 'cycle' | 'year'): Promise<unknown> => {
      const district = await lakeside({ attendance, pack: history === undefined ? {} : { history } });
      await issueAt(district);
      const [letter] = await letters(district);
      const facts = letter?.['facts'] as {
        readonly dates: readonly { readonly on: string; readonly description: string }[];
      };
      return facts.dates.map(({ on, description }) => `${on} ${description}`);
    };
    expect(await shown()).toEqual(['2025-09-22 Unexcused', '2025-09-23 Unexcused', '2025-10-06 Unexcused']);
    const all = ['2025-09-22 Unexcused', '2025-09-23 Unexcused', '2025-09-30 Excused', '2025-10-06 Unexcused'];
    expect(await shown('cycle')).toEqual(all);
    expect(await shown('year')).toEqual(all);
  });
});

describe('a first issue', () => {
  it('is known by nothing being on file, and the warning has the number', async () => {
    const district = await lakeside();
    const preview = () => previewIssue(district.db.pool, { districtId: district.id, asOf: AS_OF, filter: {} });
    expect(await preview()).toMatchObject({ isFirst: true });
    await issueAt(district, { filter: { students: ['maya'] } });
    expect(await preview()).toMatchObject({ isFirst: false });
    expect(firstIssueWarning(86)).toContain('86 notices go out now');
    expect(firstIssueWarning(1)).toContain('1 notice goes out now');
  });

  it('is none where letters sent before were carried over', async () => {
    const district = await TestDistrict.create();
    await district.import(lakesideBundle(EVERYBODY, { events: ['maya,2025-10-10,issued,A'] }));
    await district.usePack(ladderPack());
    await district.calculate(AS_OF);
    expect(await previewIssue(district.db.pool, { districtId: district.id, asOf: AS_OF, filter: {} })).toMatchObject({
      isFirst: false,
    });
    expect(linesOf(await worklistOf(district, { students: ['maya'] }))).toEqual([]);
  });
});

describe('what is shown before', () => {
  it('counts notices, letters, languages, homes and siblings', async () => {
    const district = await lakeside();
    const { plan } = await previewIssue(district.db.pool, { districtId: district.id, asOf: AS_OF, filter: {} });
    expect(countsOf(plan.lines)).toEqual([
      {
        pack: 'test-pack',
        criterion: 'A',
        title: 'Letter 1',
        notices: 4,
        letters: 5,
        languages: { en: 3, es: 2 },
        byEmail: 0,
        conferences: 0,
      },
    ]);
    expect(remarksOf(plan.lines)).toEqual({
      withoutLetters: 0,
      twoHomes: 1,
      notInLanguage: { so: 1 },
      siblings: { students: 2, homes: 1 },
    });
    expect(plan.leftOut).toHaveLength(1);
  });
});

describe('conferences', () => {
  const pack = { conference: true, skipped: 'all' } as const;
  const both = [
    ...absent('ada', 'U', '09-22 09-23 10-06 10-07 10-08 10-09'),
    ...absent('maya', 'U', '09-22 09-23 10-06 10-07 10-08 10-10'),
  ];

  async function withSlots(times: readonly string[]): Promise<TestDistrict> {
    const district = await lakeside({ pack, attendance: both });
    await addSlots(district.db.pool, {
      districtId: district.id,
      school: 'oak',
      on: '2025-12-01',
      times,
      place: 'Room 4',
      withWhom: 'Ms. Lang',
      by: 'A. Bell',
      now: NOW,
    });
    return district;
  }

  it('the letter names the slot it took, and the slot is kept; who got none is held', async () => {
    const district = await withSlots(['15:30']);
    const result = await issueAt(district, { filter: { criterion: 'B' } });
    expect(result).toMatchObject({ issued: 1, conferences: 1, held: 1 });
    expect((await letters(district))[0]).toMatchObject({
      student_id: 'ada',
      facts: { conference: { on: '2025-12-01', at: '15:30', place: 'Room 4', with: 'Ms. Lang' } },
    });
    expect((await readSlots(district.db.pool, { districtId: district.id }))[0]).toMatchObject({
      keptFor: 'Lindqvist, Ada',
    });
    expect(linesOf(await worklistOf(district, { criterion: 'B' }))).toEqual(['B maya held conference']);
  });

  it('a person may choose the slot; one that is taken is refused and nothing goes out', async () => {
    const district = await withSlots(['15:30', '15:50']);
    const [first, second] = await readSlots(district.db.pool, { districtId: district.id });
    const chosenSlot = { triggerId: triggerId('maya', 'B'), slotId: second?.slotId ?? 0 };
    await issueAt(district, { filter: { students: ['maya'], criterion: 'B' }, chosenSlot });
    expect((await letters(district))[0]).toMatchObject({ facts: { conference: { at: '15:50' } } });
    const taken = issueAt(district, {
      filter: { students: ['ada'], criterion: 'B' },
      chosenSlot: { triggerId: triggerId('ada', 'B'), slotId: second?.slotId ?? 0 },
    });
    await expect(taken).rejects.toThrow(Refusal);
    expect(await notices(district)).toHaveLength(1);
    expect(first?.noticeId).toBeNull();
  });
});
