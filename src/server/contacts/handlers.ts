/** The communication log. */
import {
  correctContact,
  logContact,
  readContact,
  readContactReasonNames,
  readContactReasons,
  readContacts,
  readContactStart,
  type ContactFacts as RoomFacts,
  type ContactOnFile,
} from '../../cases/index.ts';
import { inCasework, leaveVisit } from '../cases/place.ts';
import { pageOfAll } from '../cases/page.ts';
import type { Handlers } from '../context.ts';
import { parseStudentKey, studentKeys, studentOfKey } from '../keys.ts';
import { problem } from '../problems.ts';
import { whoOf } from '../who.ts';
import type { ContactFacts, contactsContract } from './contract.ts';

export const contactsHandlers: Handlers<typeof contactsContract> = {
  readContactStart: async (context) => {
    const student = await studentOfKey(context, context.params.student);
    await leaveVisit(context, { no: parseStudentKey(context.params.student) }, 'contacts');
    const { db, districtId, actor } = context;
    const { guardians, ...rest } = await readContactStart(db.pool, { districtId, student });
    const { on } = await whoOf(context, 'log-contact');
    const reasons = await readContactReasons(db.pool, districtId, on);
    return {
      ...rest,
      reasons: reasons.map(({ key, name }) => ({ key, name: name[actor.language] })),
      guardians: guardians.map(({ name, relation, language, phone, email }) => ({
        name,
        relation,
        language,
        phone,
        email,
      })),
    };
  },
  readContacts: async (context) => {
    const student = await studentOfKey(context, context.params.student);
    await leaveVisit(context, { no: parseStudentKey(context.params.student) }, 'contacts');
    const names = await readContactReasonNames(context.db.pool, context.districtId);
    const all = await readContacts(context.db.pool, { districtId: context.districtId, student });
    return pageOfAll(
      all.map((one) => ({
        ...contactOf(one, context.actor.personId),
        reasonName: names.get(one.reason)?.[context.actor.language] ?? one.reason,
      })),
      context.query,
    );
  },
  logContact: async (context) => {
    const { params, body, audit } = context;
    const student = await studentOfKey(context, params.student);
    const { contactId, isMade } = await inCasework(context, 'log-contact', (client, who) =>
      logContact(client, who, { student, ...factsOf(body) }),
    );
    await audit({
      action: 'log-contact',
      students: [params.student],
      detail: { contact: contactId, outcome: body.outcome },
    });
    return { contact: contactId, isMade };
  },
  correctContact: async (context) => {
    const { params, body, audit, db, districtId } = context;
    const before = await readContact(db.pool, districtId, params.contact);
    if (before === undefined) throw problem('not-found');
    const { contactId, isMade } = await inCasework(context, 'log-contact', (client, who) =>
      correctContact(client, who, {
        contactId: params.contact,
        reason: body.reason,
        facts: body.facts === null ? null : factsOf(body.facts),
      }),
    );
    const key = (await studentKeys(context, [before.student])).get(before.student) ?? '';
    await audit({
      action: 'correct-contact',
      students: [key],
      detail: { contact: contactId, corrects: params.contact },
    });
    return { contact: contactId, isMade };
  },
};

function factsOf({ party, name, at, ...facts }: ContactFacts): RoomFacts {
  return { ...facts, with: { party, name }, ...(at === undefined ? {} : { at: new Date(at) }) };
}

function contactOf({ contactId, student: _, school: __, byId, at, madeAt, ...one }: ContactOnFile, me: string) {
  return {
    ...one,
    contact: contactId,
    at: at.toISOString(),
    madeAt: madeAt.toISOString(),
    isMine: byId !== '' && byId === me,
  };
}
