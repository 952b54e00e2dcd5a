import { afterAll, describe, expect, it } from 'vitest';
import { withTransaction } from '../../db/index.ts';
import { absent } from '../../calculation/test-bundle.ts';
import { readEvidenceNames } from '../evidence-names.ts';
import { addSlots } from '../slots/slots.ts';
import {
  AS_OF,
  NOW,
  SIX,
  dropTestDistricts,
  issueAt,
  lakeside,
  linesOf,
  triggerId,
  worklistOf,
} from '../testing/lakeside.ts';
import { doubtInWords } from './look-first.ts';
import { readWaitingForConference, readWorklistLines } from './worklist.ts';
import { worklistJson } from './worklist-json.ts';

afterAll(dropTestDistricts);

describe('the worklist', () => {
  it('is one list, oldest trigger first, with what is held and why', async () => {
    const district = await lakeside();
    const worklist = await worklistOf(district);
    expect(linesOf(worklist)).toEqual([
      'A ada issue',
      'A maya issue',
      'A leo issue',
      'B ada held after:A',
      'A kwame issue',
      'A hodan issue',
    ]);
    expect(worklist.counts).toEqual({ due: 5, byHand: 0, toApprove: 0, held: 1, declined: 0, changed: 0 });
  });

  it('filters by school, criterion, grade, student, pack and decision', async () => {
    const district = await lakeside();
    expect(linesOf(await worklistOf(district, { school: 'elm' }))).toEqual(['A hodan issue']);
    expect(linesOf(await worklistOf(district, { criterion: 'B' }))).toEqual(['B ada held after:A']);
    expect(linesOf(await worklistOf(district, { grade: '6' }))).toEqual(['A leo issue', 'A hodan issue']);
    expect(linesOf(await worklistOf(district, { students: ['maya'] }))).toEqual(['A maya issue']);
    expect(linesOf(await worklistOf(district, { decision: 'held' }))).toEqual(['B ada held after:A']);
    expect(linesOf(await worklistOf(district, { pack: 'another' }))).toEqual([]);
  });

  it('points out what needs an eye: no address, a sibling, a language the pack lacks, overdue', async () => {
    const district = await lakeside();
    const doubts = Object.fromEntries(
      (await worklistOf(district, { decision: 'due' })).lines.map((line) => [
        line.student,
        line.doubts.map(doubtInWords),
      ]),
    );
    expect(doubts).toEqual({
      ada: ['9 school days overdue'],
      maya: ['9 school days overdue', 'Sibling also due'],
      leo: ['7 school days overdue', 'Sibling also due'],
      kwame: ['No address', '6 school days overdue'],
      hodan: ['5 school days overdue', 'In English: no letter in Somali yet'],
    });
  });

  it("gives section 10's keys and what a person wants beside them", async () => {
    const district = await lakeside();
    const [line] = (await worklistOf(district, { students: ['maya'] })).lines;
    const json = worklistJson(line as NonNullable<typeof line>, await readEvidenceNames(district.db.pool, district.id));
    expect(Object.keys(json).slice(0, 10)).toEqual([
      'student',
      'criterion',
      'cycle',
      'occurrence',
      'school',
      'date',
      'value',
      'decision',
      'reason',
      'evidence',
    ]);
    expect(json).toMatchObject({
      student: 'maya',
      date: '2025-10-06',
      value: 3,
      decision: 'issue',
      reason: null,
      school: null,
      at: 'oak',
      school_name: 'Oak Middle School',
      name: 'Torres, Maya',
      grade: '8',
      trigger_id: triggerId('maya', 'A'),
      sent_before: [],
    });
    expect((json['evidence'] as { date: string }[]).map(({ date }) => date)).toEqual([
      '2025-09-22',
      '2025-09-23',
      '2025-10-06',
    ]);
    expect((json['evidence'] as object[])[0]).toEqual({
      date: '2025-09-22',
      period: null,
      course: null,
      code: 'U',
      minutes: 390,
    });
  });

  it('says what was sent before', async () => {
    const district = await lakeside();
    await issueAt(district, { filter: { students: ['ada'] } });
    const [line] = (await worklistOf(district, { students: ['ada'], decision: 'all', criterion: 'B' })).lines;
    expect(line?.sentBefore).toEqual([{ criterion: 'A', date: AS_OF, state: 'issued' }]);
    expect(line?.decision).toBe('issue');
  });

  it('changes nothing, however often it is read', async () => {
    const district = await lakeside();
    const before = await fingerprint(district);
    await worklistOf(district);
    await worklistOf(district, { decision: 'all' });
    expect(await fingerprint(district)).toEqual(before);
  });
});

describe('the worklist of some schools', () => {
  const read = async (
    district: Awaited<ReturnType<typeof lakeside>>,
    more: { readonly schools?: readonly string[]; readonly issuedAfter?: Date } = {},
  ) => {
    const lines = await readWorklistLines(district.db.pool, { districtId: district.id, asOf: AS_OF, ...more });
    return lines.map((line) => `${line.criterion} ${line.student} ${line.decision}`);
  };

  it('has the lines of students who are there now, and of nobody else', async () => {
    const district = await lakeside();
    expect(await read(district, { schools: ['elm'] })).toEqual(['A hodan issue']);
    expect(await read(district, { schools: ['elm', 'oak'] })).toEqual(await read(district));
    expect(await read(district, { schools: ['ash'] })).toEqual([]);
    expect(await read(district, { schools: [] })).toEqual([]);
  });

  it('has what was issued after an instant, and not what was issued at it or before', async () => {
    const district = await lakeside();
    await issueAt(district, { filter: { students: ['hodan'] } });
    expect(await read(district, { schools: ['elm'], issuedAfter: NOW })).toEqual([]);
    const before = new Date(NOW.getTime() - 1);
    expect(await read(district, { schools: ['elm'], issuedAfter: before })).toEqual(['A hodan issued']);
    expect(await read(district, { schools: ['oak'], issuedAfter: before })).not.toContain('A hodan issued');
  });
});

describe('a letter that names a conference', () => {
  const pack = { conference: true, skipped: 'all' } as const;
  const slots = { school: 'oak', on: '2025-12-01', place: 'Room 4', withWhom: 'Ms. Lang', by: 'A. Bell', now: NOW };

  it('is held while the school has no free slot after the day, and takes the next one', async () => {
    const district = await lakeside({ pack });
    expect(linesOf(await worklistOf(district, { criterion: 'B' }))).toEqual(['B ada held conference']);
    await addSlots(district.db.pool, { ...slots, districtId: district.id, on: AS_OF, times: ['15:30'] });
    await addSlots(district.db.pool, { ...slots, districtId: district.id, school: 'elm', times: ['15:30'] });
    expect(linesOf(await worklistOf(district, { criterion: 'B' }))).toEqual(['B ada held conference']);
    await addSlots(district.db.pool, { ...slots, districtId: district.id, times: ['15:50', '15:30'] });
    const [line] = (await worklistOf(district, { criterion: 'B' })).lines;
    expect(line).toMatchObject({
      decision: 'issue',
      slot: { on: '2025-12-01', at: '15:30', place: 'Room 4', withWhom: 'Ms. Lang' },
    });
  });

  it('waits, asked for one student, while those before take the dates of the school', async () => {
    const later = absent('leo', 'U', '09-24 09-25 10-08 10-14 10-15 10-16');
    const district = await lakeside({ pack, attendance: [...absent('ada', 'U', SIX), ...later] });
    const waiting = async (student: string): Promise<readonly string[]> => [
      ...(await withTransaction(district.db, (client) =>
        readWaitingForConference(client, { districtId: district.id, asOf: AS_OF, student, schools: ['oak'] }),
      )),
    ];
    const asList = async (student: string): Promise<readonly string[]> =>
      (await worklistOf(district, { students: [student], decision: 'held' })).lines
        .filter(({ reason }) => reason === 'conference')
        .map((line) => line.triggerId);
    expect(await waiting('ada')).toHaveLength(1);
    expect(await waiting('leo')).toHaveLength(1);
    await addSlots(district.db.pool, { ...slots, districtId: district.id, times: ['15:30'] });
    expect(await waiting('ada')).toEqual([]);
    expect(await waiting('leo')).toHaveLength(1);
    for (const student of ['ada', 'leo']) expect(await waiting(student)).toEqual(await asList(student));
    await addSlots(district.db.pool, { ...slots, districtId: district.id, times: ['15:50'] });
    expect(await waiting('leo')).toEqual([]);
  });
});

async function fingerprint(district: Awaited<ReturnType<typeof lakeside>>): Promise<unknown> {
  return Promise.all(
    ['triggers', 'notices', 'person_decisions', 'batches', 'calculations', 'judged_students'].map((table) =>
      district.query(
        `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as seal from ${table} t where district_id = $1`,
        [district.id],
      ),
    ),
  );
}
