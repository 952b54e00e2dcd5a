/** Attendance files. */
import type pg from 'pg';
import { readDisclosures, countDisclosures } from '../../access/index.ts';
import {
  assignOwner,
  closeCase,
  listCases,
  openCaseByHand,
  readOwnerNames,
  readPossibleOwners,
  readStudentCases,
  reopenCase,
  type CaseRow,
  type Who,
} from '../../cases/index.ts';
import type { Context, Handlers } from '../context.ts';
import { withRevision } from '../context.ts';
import { cursorOf, parseStudentKey, studentKeyOf, studentOfKey } from '../keys.ts';
import { problem } from '../problems.ts';
import { whoOf } from '../who.ts';
import { readCaseHead } from './case-head.ts';
import { caseKeyOf, parseCaseKey } from './case-key.ts';
import { caseLinesOf, csvOfCases, filterOf, skipOf } from './case-list.ts';
import type { casesContract } from './contract.ts';
import { keptForReach } from './kept-casework.ts';
import { mayDo } from './may.ts';
import { openedCase } from './open-case.ts';
import { pageOfAll } from './page.ts';
import { inCasework, leaveVisit } from './place.ts';
import { readCaseTimeline, thingsOf } from './timeline.ts';

export const casesHandlers: Handlers<typeof casesContract> = {
  listCases: async (context) => {
    const { db, districtId, query, audit } = context;
    const { on } = await whoOf(context, 'see-cases');
    const skip = skipOf(query.cursor);
    const { sort, order, limit } = query;
    const filter = filterOf(context, query, on);
    const page = { districtId, filter, on, sort, isDescending: order === 'desc', skip, limit };
    const found = await keptForReach(context, ['cases', page], () => listCases(db.pool, page));
    const items = caseLinesOf(found.lines, on);
    const { school, state, owner, due, quiet } = query;
    await audit({
      action: 'view-list',
      students: items.map(({ student }) => student),
      detail: { list: 'cases', school, state, owner, due, quiet, found: found.total },
    });
    const end = skip + found.lines.length;
    return { items, next: end < found.total ? cursorOf(end) : null, total: found.total };
  },
  exportCases: async (context) => {
    const { db, districtId, query, audit } = context;
    const { on } = await whoOf(context, 'export');
    const { sort, order } = query;
    const filter = filterOf(context, query, on);
    const page = { districtId, filter, on, sort, isDescending: order === 'desc', skip: 0, limit: MOST_LINES };
    const { lines } = await listCases(db.pool, page);
    await audit({ action: 'export', detail: { list: 'cases', school: query.school, lines: lines.length } });
    return { name: `cases-${on}.csv`, type: 'text/csv', body: csvOfCases(lines, on) };
  },
  readCase: async (context) => {
    const opened = await openedCase(context, 'case');
    return withRevision(context, opened.file.revision, await readCaseHead(context, opened));
  },
  readCaseTimeline: async (context) => {
    const { query } = context;
    const { file } = await openedCase(context, 'case-timeline');
    const all = await readCaseTimeline(context, file);
    const asked = query.thing === '' ? all : all.filter(({ thing }) => thing === query.thing);
    return { ...pageOfAll(asked, query), things: thingsOf(all) };
  },
  readCaseDisclosures: async (context) => {
    const { db, districtId, query } = context;
    const { student } = await openedCase(context, 'case-disclosures');
    const all = await readDisclosures(db.pool, districtId, { student: student.no });
    const page = pageOfAll(all, query);
    const total = await countDisclosures(db.pool, districtId, { student: student.no });
    const items = page.items.map(({ id, on, kind, party, interest, given, person, corrects, correctedBy }) => ({
      disclosure: id,
      on,
      kind,
      party,
      interest,
      given,
      by: person,
      corrects,
      correctedBy,
    }));
    return { ...page, items, total };
  },
  readCaseOwners: async (context) => {
    const { db, districtId } = context;
    const { file } = await openedCase(context, 'case');
    const { on } = await whoOf(context, 'manage-case');
    const people = await readPossibleOwners(db.pool, { districtId, school: file.school, on });
    return { people: people.map(({ personId, name, role }) => ({ person: personId, name, role })) };
  },
  readStudentCases: async (context) => {
    const { db, districtId, params } = context;
    const student = await studentOfKey(context, params.student);
    await leaveVisit(context, { no: parseStudentKey(params.student) }, 'cases');
    const cases = await readStudentCases(db.pool, { districtId, student });
    const { on } = await whoOf(context, 'see-cases');
    const names = await namesOf(context, cases, on);
    return {
      cases: cases.map((file) => ({
        case: caseKeyOf(file.caseId),
        year: file.year,
        state: file.state,
        openedOn: file.openedOn,
        closedOn: file.closedOn,
        outcome: file.outcome,
        because: file.because,
        owner: names.ownerOf({ ...file, duty: 'lead' }),
        schoolName: names.schools.get(file.school) ?? file.school,
      })),
      mayOpen: mayDo(context, 'manage-case') && !cases.some(({ year }) => year === schoolYearOf(on)),
    };
  },
  openCase: async (context) => {
    const { params, body, audit } = context;
    const student = await studentOfKey(context, params.student);
    const caseId = await inCasework(context, 'manage-case', (client, who) =>
      openCaseByHand(client, who, { student, reason: body.reason }),
    );
    await audit({ action: 'open-case', students: [params.student], detail: { case: caseKeyOf(caseId) } });
    return { case: caseKeyOf(caseId) };
  },
  assignCase: (context) => {
    const { person, reason } = context.body;
    return changed(context, 'assign-case', (client, who, asked) =>
      assignOwner(client, who, { ...asked, personId: person, reason }),
    );
  },
  closeCase: (context) => {
    const { outcome, reason } = context.body;
    return changed(context, 'close-case', (client, who, asked) =>
      closeCase(client, who, { ...asked, outcome, reason }),
    );
  },
  reopenCase: (context) => {
    const { reason } = context.body;
    return changed(context, 'reopen-case', (client, who, asked) => reopenCase(client, who, { ...asked, reason }));
  },
};

/** More than any district has open at once. */
const MOST_LINES = 200_000;

type Changing = Pick<
  Context,
  'db' | 'districtId' | 'parts' | 'actor' | 'audit' | 'sessionId' | 'revision' | 'reply'
> & {
  readonly params: { readonly case: string };
};

/** Fails: `stale` where another person changed it meanwhile. */
async function changed(
  context: Changing,
  action: string,
  work: (client: pg.ClientBase, who: Who, asked: { readonly caseId: number }) => Promise<CaseRow>,
): Promise<{ case: string; revision: number }> {
  const { file, student } = await openedCase(context, 'case');
  if (String(file.revision) !== context.revision)
    throw problem('stale', { present: { revision: file.revision, state: file.state } });
  const after = await inCasework(context, 'manage-case', (client, who) =>
    work(client, who, { caseId: parseCaseKey(context.params.case) }),
  );
  await context.audit({ action, students: [studentKeyOf(student.no)], detail: { case: context.params.case } });
  return withRevision(context, after.revision, { case: context.params.case, revision: after.revision });
}

async function namesOf({ db, districtId }: Pick<Context, 'db' | 'districtId'>, cases: readonly CaseRow[], on: string) {
  const people = cases.map(({ ownerId }) => ownerId);
  const schools = await db.pool.query<{ id: string; name: string }>(
    'select school_id as id, name from schools where district_id = $1 and school_id = any ($2)',
    [districtId, cases.map(({ school }) => school)],
  );
  return {
    ownerOf: await readOwnerNames(db.pool, { districtId, people, on }),
    schools: new Map(schools.rows.map(({ id, name }) => [id, name])),
  };
}

function schoolYearOf(on: string): number {
  return Number(on.slice(0, 4)) - (on.slice(5) < '07-01' ? 1 : 0);
}
