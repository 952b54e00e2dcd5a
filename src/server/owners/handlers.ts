/** Who answers for what. */
import { z } from 'zod';
import {
  actionsOf,
  giveOwner,
  ownerStates,
  readOwned,
  readOwner,
  readWhoMayOwn,
  type ActingRole,
  type OwnedLine as LineOnFile,
  type OwnedThing,
  type Owner,
} from '../../cases/index.ts';
import { keptForReach } from '../cases/kept-casework.ts';
import { inCasework } from '../cases/place.ts';
import { mayDo } from '../cases/may.ts';
import { schoolsOf, type Context, type Handlers } from '../context.ts';
import { cursorOf, readCursor, studentKeyOf } from '../keys.ts';
import { problem } from '../problems.ts';
import { whoOf } from '../who.ts';
import type { OwnedLine, OwnerShape, ownersContract } from './contract.ts';

const Skipped = z.int().positive();

export const ownersHandlers: Handlers<typeof ownersContract> = {
  listOwned: async (context) => {
    const { db, districtId, query, reach, actor, audit } = context;
    const { on } = await whoOf(context, 'do-tasks');
    const { school, whose, queue, thing, limit } = query;
    const schools = reach.kind === 'schools' || school !== '' ? schoolsOf(reach, school) : undefined;
    const skip = readCursor(Skipped, query.cursor) ?? 0;
    const question = {
      districtId,
      on,
      ...(reach.kind === 'cases' ? { only: reach.personId } : {}),
      ...(whose === 'mine' ? { whose: { personId: actor.personId, grants: actor.grants } } : {}),
      ...(schools === undefined ? {} : { schools }),
      ...(thing === '' ? {} : { things: [thing] }),
    };
    const page = { queue, skip, limit };
    const { lines, counts } = await keptForReach(context, ['owned', question, page], () =>
      readOwned(db.pool, question, page),
    );
    const role = mayDo(context, 'manage-case') ? (await whoOf(context, 'manage-case')).role : null;
    const items = lines.map((line) => lineOf(line, { personId: actor.personId, role }));
    await audit({
      action: 'view-list',
      students: [...new Set(items.flatMap(({ student }) => (student === null ? [] : [student])))],
      detail: { list: 'owned', school, whose, queue, thing },
    });
    const end = skip + lines.length;
    return { items, next: end < counts[queue] ? cursorOf(end) : null, total: counts[queue], counts };
  },
  readOwner: async (context) => {
    const { thing, id } = await askedOf(context);
    return shapeOf(context, { thing, id, owner: await ownerOf(context, { thing, id }) });
  },
  listPossibleOwners: async (context) => {
    const asked = await askedOf(context);
    const { school } = await ownerOf(context, asked);
    const people = await readWhoMayOwn(context.db.pool, { districtId: context.districtId, school, on: asked.on });
    return { people: people.map(({ personId, name, role }) => ({ person: personId, name, role })) };
  },
  giveOwner: async (context) => {
    const { thing, id } = await askedOf(context);
    const { person, reason } = context.body;
    const before = await ownerOf(context, { thing, id });
    const owner = await inCasework(context, 'manage-case', (client, who) =>
      giveOwner(client, who, { thing, id, personId: person, reason }),
    );
    await context.audit({
      action: 'give-owner',
      students: await keysOf(context, before.student),
      detail: { thing, id, person },
    });
    return shapeOf(context, { thing, id, owner });
  },
};

type Asking = Pick<Context, 'db' | 'districtId' | 'parts' | 'actor' | 'reach'> & {
  readonly params: { readonly thing: OwnedThing; readonly id: string };
};

interface Asked {
  readonly thing: OwnedThing;
  readonly id: number;
}

async function askedOf(context: Asking): Promise<Asked & { readonly on: string }> {
  const { on } = await whoOf(context, 'see-cases');
  return { thing: context.params.thing, id: Number(context.params.id), on };
}

/** Fails: `not-found` where it is out of reach. */
async function ownerOf(context: Asking, asked: Asked): Promise<Owner> {
  const { on } = await whoOf(context, 'see-cases');
  const owner = await readOwner(context.db.pool, { districtId: context.districtId, ...asked, on });
  if (owner === undefined) throw problem('not-found');
  return owner;
}

async function shapeOf(context: Asking, { thing, id, owner }: Asked & { readonly owner: Owner }): Promise<OwnerShape> {
  const me = context.actor?.personId ?? '';
  const mayGive =
    mayDo(context, 'manage-case') &&
    actionsOf(ownerStates(thing), {
      status: owner.isRunning ? 'runs' : 'over',
      role: (await whoOf(context, 'manage-case')).role,
    }).includes('give');
  const { districtId, db } = context;
  const { on } = await whoOf(context, 'see-cases');
  const people = mayGive ? await readWhoMayOwn(db.pool, { districtId, school: owner.school, on }) : [];
  return {
    thing,
    id: String(id),
    person: personOf(owner.personId, owner.name, me),
    isByRule: owner.givenTo !== owner.personId || owner.givenTo === '',
    role: owner.role,
    schoolName: owner.schoolName,
    mayGive,
    mayTake: mayGive && owner.personId !== me && people.some(({ personId }) => personId === me),
  };
}

function personOf(person: string, name: string, me: string): OwnerShape['person'] {
  return person === '' ? null : { person, name, isMe: person === me };
}

function lineOf(line: LineOnFile, me: { readonly personId: string; readonly role: ActingRole | null }): OwnedLine {
  const { id, studentNo, givenTo, personId, owner, student: _, isAssigned: _assigned, ...rest } = line;
  // A file that was assigned to an officer is not given away by the officer: who assigned it ends that.
  const mayGive =
    !line.isAssigned &&
    me.role !== null &&
    actionsOf(ownerStates(line.thing), { status: 'runs', role: me.role }).includes('give');
  return {
    ...rest,
    id: String(id),
    student: studentNo === null ? null : studentKeyOf(studentNo),
    person: personOf(personId, owner, me.personId),
    isByRule: givenTo !== personId || givenTo === '',
    mayGive,
    mayTake: mayGive && personId !== me.personId,
  };
}

async function keysOf({ db, districtId }: Asking, student: string | null): Promise<readonly string[]> {
  if (student === null) return [];
  const found = await db.pool.query<{ no: number }>(
    'select student_no as no from students where district_id = $1 and student_id = $2',
    [districtId, student],
  );
  return found.rows.map(({ no }) => studentKeyOf(no));
}
