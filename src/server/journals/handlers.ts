/** The journal. */
import type { z } from 'zod';
import {
  correctJournal,
  readJournal,
  readJournalReasons,
  readJournals,
  writeJournal,
  type JournalOnFile,
} from '../../cases/index.ts';
import { pageOfAll } from '../cases/page.ts';
import { inCasework, leaveVisit } from '../cases/place.ts';
import type { Handlers } from '../context.ts';
import { parseStudentKey, studentKeyOf, studentKeys, studentOfKey } from '../keys.ts';
import { problem } from '../problems.ts';
import { whoOf } from '../who.ts';
import type { JournalFacts, journalsContract } from './contract.ts';

export const journalsHandlers: Handlers<typeof journalsContract> = {
  readJournalReasons: async (context) => {
    const { db, districtId, actor } = context;
    const { on } = await whoOf(context, 'write-journal');
    const reasons = await readJournalReasons(db.pool, districtId, on);
    return { reasons: reasons.map(({ key, name, joinsPlan }) => ({ key, label: name[actor.language], joinsPlan })) };
  },
  readMyJournal: async (context) => {
    const { db, districtId, actor, query, audit } = context;
    const reason = query.reason === '' ? {} : { reason: query.reason };
    const all = await readJournals(db.pool, { districtId, byId: actor.personId, ...reason });
    const page = pageOfAll(all, query);
    const students = await namesOf(context, [...new Set(page.items.map(({ student }) => student))]);
    await audit({
      action: 'view-list',
      students: [...students.values()].map(({ student }) => student),
      detail: { list: 'my-journal' },
    });
    return {
      ...page,
      items: page.items.map((one) => ({
        ...entryOf(one, actor.personId),
        ...(students.get(one.student) ?? { student: '', name: '', grade: '' }),
      })),
    };
  },
  readJournal: async (context) => {
    const student = await studentOfKey(context, context.params.student);
    await leaveVisit(context, { no: parseStudentKey(context.params.student) }, 'journal');
    const all = await readJournals(context.db.pool, { districtId: context.districtId, student });
    return pageOfAll(
      all.map((one) => entryOf(one, context.actor.personId)),
      context.query,
    );
  },
  writeJournal: async (context) => {
    const { params, body, audit } = context;
    const student = await studentOfKey(context, params.student);
    const journal = await inCasework(context, 'write-journal', (client, who) =>
      writeJournal(client, who, { student, ...factsOf(body) }),
    );
    await audit({ action: 'write-journal', students: [params.student], detail: { journal, reason: body.reason } });
    return { journal };
  },
  correctJournal: async (context) => {
    const { params, body, audit, db, districtId } = context;
    const before = await readJournal(db.pool, districtId, params.journal);
    if (before === undefined) throw problem('not-found');
    const journal = await inCasework(context, 'write-journal', (client, who) =>
      correctJournal(client, who, {
        journalId: params.journal,
        reason: body.reason,
        facts: body.facts === null ? null : factsOf(body.facts),
      }),
    );
    const key = (await studentKeys(context, [before.student])).get(before.student) ?? '';
    await audit({ action: 'correct-journal', students: [key], detail: { journal, corrects: params.journal } });
    return { journal };
  },
};

function factsOf({ on, reason, entry }: z.output<typeof JournalFacts>) {
  return { reason, entry, ...(on === undefined ? {} : { on }) };
}

function entryOf({ journalId, student: _, school: __, byId, madeAt, ...one }: JournalOnFile, me: string) {
  return { ...one, journal: journalId, madeAt: madeAt.toISOString(), isMine: byId !== '' && byId === me };
}

interface Named {
  readonly student: string;
  readonly name: string;
  readonly grade: string;
}

async function namesOf(
  { db, districtId }: Parameters<typeof studentKeys>[0],
  students: readonly string[],
): Promise<ReadonlyMap<string, Named>> {
  const found = await db.pool.query<{ id: string; no: number; name: string; grade: string }>(
    `select student_id as id, student_no as no, last_name || ', ' || first_name as name, grade from students
      where district_id = $1 and student_id = any ($2)`,
    [districtId, students],
  );
  return new Map(found.rows.map(({ id, no, name, grade }) => [id, { student: studentKeyOf(no), name, grade }]));
}
