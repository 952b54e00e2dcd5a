/** What comes next about a student: open tasks, planned meetings, excusals that wait; the first due on top. */
import type pg from 'pg';
import type { z } from 'zod';
import { readMeetings } from '../../cases/index.ts';
import { readExcusals } from '../../notices/index.ts';
import type { NextItem } from './contract.ts';

type Item = z.output<typeof NextItem>;

interface Asked {
  readonly districtId: number;
  readonly student: string;
  /** Today in the district, ISO. */
  readonly on: string;
}

/** Input: a client within whose reach the student is. */
export async function readNextItems(client: pg.Pool, asked: Asked): Promise<Item[]> {
  const items = [
    ...(await taskItems(client, asked)),
    ...(await meetingItems(client, asked)),
    ...(await excusalItems(client, asked)),
  ];
  return items.toSorted((one, other) => ((one.on ?? LATEST) < (other.on ?? LATEST) ? -1 : 1));
}

const LATEST = '9999-12-31';

async function taskItems(client: pg.Pool, { districtId, student, on }: Asked): Promise<readonly Item[]> {
  const found = await client.query<{
    id: number;
    what: string;
    due: string | null;
    role: string;
    person: string | null;
    waiting: string;
  }>(
    `select t.task_id as id, t.what, t.due_on as due, t.role, p.name as person, t.waiting_on as waiting
       from tasks t left join people p on p.district_id = t.district_id and p.person_id = t.assignee_id
      where t.district_id = $1 and t.student_id = $2 and t.state = 'open' order by t.due_on nulls last, t.task_id limit 50`,
    [districtId, student],
  );
  return found.rows.map(({ id, what, due, role, person, waiting }) => ({
    kind: 'task',
    id,
    what,
    on: due,
    who: person ?? `role:${role}`,
    isOverdue: due !== null && due < on,
    waitingOn: waiting,
  }));
}

async function meetingItems(client: pg.Pool, { districtId, student, on }: Asked): Promise<readonly Item[]> {
  const planned = await readMeetings(client, { districtId, student, state: 'planned' });
  return planned.map(({ meetingId, kind, on: day, at, place }) => ({
    kind: 'meeting',
    id: meetingId,
    what: [kind, at, place].join('|'),
    on: day,
    who: '',
    isOverdue: day < on,
    waitingOn: '',
  }));
}

async function excusalItems(client: pg.Pool, { districtId, student }: Asked): Promise<readonly Item[]> {
  const open = await readExcusals(client, { districtId, student, isOpen: true });
  return open.map(({ proposalId, days, state }) => ({
    kind: 'excusal',
    id: proposalId,
    what: `${state}|${days.join(',')}`,
    on: null,
    who: 'role:clerk',
    isOverdue: false,
    waitingOn: '',
  }));
}
