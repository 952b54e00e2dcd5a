/** What the job proposes and a person purges: the files of school years that are over for as long as the district says, and nothing else. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ProblemError, Refusal } from '../../problem.ts';
import { openTestSchool, type TestSchool } from '../testing-school.ts';
import {
  keepDocuments,
  proposeRetention,
  purgeDocuments,
  readRetentionProposals,
  writeRetention,
} from './retention.ts';

/** It is November 2026: of five years, files of the school year 2020-21 and before are older. */
const OLDEST = 2020;

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(() => school.db.drop());
beforeEach(async () => {
  await school.db.pool.query(
    `truncate documents, cases, casework_steps, contacts, journals, retention_proposals, retention_settings cascade`,
  );
  await file('maya', OLDEST, 'a');
  await file('maya', OLDEST + 1, 'b');
  await file('kwame', OLDEST - 3, 'c');
  await school.db.pool.query(`
    insert into contacts (district_id, student_id, kind, with_whom, on_date, at, outcome, made_by_id, made_by, made_at)
      values (1, 'maya', 'phone', 'guardian', '2018-10-01', '2018-10-01', 'reached', '', 'test', '2018-10-01');
    insert into journals (district_id, student_id, on_date, reason, entry, made_by_id, made_by, made_at)
      values (1, 'maya', '2018-10-01', 'attendance', 'old', '', 'test', '2018-10-01');
    insert into cases (district_id, student_id, year, school_id, state, opened_on, because, made_by, made_at, closed_on, outcome)
      values (1, 'maya', ${OLDEST}, 'oak', 'closed', '2020-10-01', 'D4', 'test', now(), '2021-06-30', 'over')`);
});

async function file(student: string, year: number, content: string, state = 'filed'): Promise<void> {
  await school.db.pool.query(
    `insert into documents (district_id, student_id, year, kind, file_name, type, size_bytes, sha256, received_on, state, state_reason, made_by_id, made_by, made_at)
     values (1, $1, $2, 'other', 'x.pdf', 'pdf', 100, $3, '2020-01-01', $4, $5, '', 'test', now())`,
    [student, year, content.repeat(64), state, state === 'filed' ? '' : 'a reason'],
  );
}
const propose = () => school.as('rollcall', proposeRetention);
const latest = async () => (await readRetentionProposals(school.db.pool, 1))[0];
const purge = async (reason = 'five years are over') => {
  const proposalId = (await latest())?.proposalId ?? 0;
  return school.as('district', (client, who) => purgeDocuments(client, who, { proposalId, reason }));
};
const states = async () =>
  (await school.rows<{ year: number; state: string }>('select year, state from documents order by year')).map(
    ({ year, state }) => `${year} ${state}`,
  );

describe('the job', () => {
  test('proposes the last year that is over for long enough and all before it, once, and removes nothing', async () => {
    expect(await propose()).toBe(2);
    expect(await propose()).toBe(0);
    expect(await latest()).toMatchObject({ throughYear: OLDEST, documents: 2, size: 200, state: 'open' });
    expect(await states()).toEqual(['2017 filed', '2020 filed', '2021 filed']);
  });

  test('proposes nothing where nothing is old enough', async () => {
    await school.as('district', (client, who) =>
      writeRetention(client, who, { documentsYears: 9, reason: 'our policy' }),
    );
    expect(await propose()).toBe(0);
    await school.as('district', (client, who) =>
      writeRetention(client, who, { documentsYears: 8, reason: 'our policy' }),
    );
    expect(await propose()).toBe(1);
  });

  test('leaves the files of a case that is still open', async () => {
    await school.db.pool.query(`update cases set state = 'open', closed_on = null`);
    expect(await propose()).toBe(1);
    await purge();
    expect(await states()).toEqual(['2017 purged', '2020 filed', '2021 filed']);
  });
});

describe('a purge', () => {
  test('takes those files and nothing else: entry, hash and history stay, and so does everything that was written', async () => {
    await propose();
    expect(await purge()).toEqual({ documents: 2, unused: expect.arrayContaining(['a'.repeat(64), 'c'.repeat(64)]) });
    expect(await states()).toEqual(['2017 purged', '2020 purged', '2021 filed']);
    const rows = await school.rows<Record<string, unknown>>(
      `select * from documents where state = 'purged' order by year`,
    );
    expect(rows).toMatchObject([
      { sha256: 'c'.repeat(64), state_reason: 'five years are over', state_by: 'The district' },
      { sha256: 'a'.repeat(64), made_by: 'test' },
    ]);
    expect(await school.rows(`select from casework_steps where thing = 'document' and step = 'purged'`)).toHaveLength(
      2,
    );
    for (const table of ['contacts', 'journals', 'cases'])
      expect(await school.rows(`select from ${table}`)).toHaveLength(1);
  });

  test('keeps bytes that a younger entry still needs', async () => {
    await file('lee', 2025, 'a');
    await propose();
    expect((await purge()).unused).toEqual(['c'.repeat(64)]);
  });

  test('goes by the years the district keeps files now, where it made them longer meanwhile', async () => {
    await propose();
    await school.as('district', (client, who) =>
      writeRetention(client, who, { documentsYears: 7, reason: 'a new law' }),
    );
    expect(await purge()).toMatchObject({ documents: 1 });
    expect(await states()).toEqual(['2017 purged', '2020 filed', '2021 filed']);
  });

  test('is decided once, by the district, with a reason', async () => {
    await propose();
    await expect(purge(' ')).rejects.toThrow(ProblemError);
    const proposalId = (await latest())?.proposalId ?? 0;
    const byClerk = school.as('clerk', (client, who) => purgeDocuments(client, who, { proposalId, reason: 'no' }));
    await expect(byClerk).rejects.toThrow(Refusal);
    await school.as('district', (client, who) => keepDocuments(client, who, { proposalId, reason: 'a court asked' }));
    await expect(purge()).rejects.toThrow('decided already');
    expect(await states()).toEqual(['2017 filed', '2020 filed', '2021 filed']);
    expect(await propose()).toBe(2);
  });
});
