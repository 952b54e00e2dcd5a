/** What goes beyond the school, in the sample: a welfare step with its disclosure, an incident, a referral that the officer has. */
import type pg from 'pg';
import { KnownDistrict, readDistrict } from '../calculation/index.ts';
import { buildFile, CASE_FILE_PARTS, sealFile } from '../case-files/index.ts';
import {
  acceptReferral,
  findReferral,
  makeIncidents,
  makeReferrals,
  personOfDuty,
  readReferralReadiness,
  recordWelfare,
  requirementsOf,
  sendReferral,
  type Who,
} from '../cases/index.ts';
import { readCatalog } from '../catalogs/index.ts';
import { call, openFile, SCHOOL, type Cast } from './casework-files.ts';

export async function goFurther(client: pg.ClientBase, cast: Cast): Promise<void> {
  const [, , , , , , seventh, eighth, ninth, tenth] = cast.students;
  if (seventh !== undefined) await askForHelp(client, cast, seventh);
  if (eighth !== undefined) await reportIncident(client, cast, eighth);
  if (ninth !== undefined) await refer(client, cast, { student: ninth, isAccepted: true });
  if (tenth !== undefined) await refer(client, cast, { student: tenth, isAccepted: false });
}

/** The administrator spoke with social services: a line of the log of disclosures. */
async function askForHelp(client: pg.ClientBase, { as }: Cast, student: string): Promise<void> {
  const who = as('administrator', 5);
  await openFile(client, who, student, 'Nine days away, and the neighbors worry');
  await call(client, as('clerk', 7), student, { kind: 'home-visit', outcome: 'no-answer', reason: 'welfare' });
  await recordWelfare(client, who, {
    student,
    contact: {
      agency: 'social-services',
      organisation: 'Lakeside Family Services',
      contactName: 'R. Quimby',
      given: 'Name, address, the days away, whom the school tried to reach',
    },
    reason: 'Nobody has opened the door since Monday',
    audit: {
      actor: { personId: who.personId, name: who.name },
      districtId: who.districtId,
      from: 'the sample district',
      at: who.now,
    },
  });
}

async function reportIncident(client: pg.ClientBase, { as }: Cast, student: string): Promise<void> {
  const who = as('administrator', 6);
  const codes = await readCatalog(client, who.districtId, 'incident-codes', who.on);
  const actions = await readCatalog(client, who.districtId, 'action-codes', who.on);
  const [code] = codes;
  if (code === undefined) return;
  await makeIncidents(client, who, [
    {
      student,
      school: SCHOOL,
      on: who.on,
      reporter: { kind: 'non-student', id: 'BUS-7', name: 'Lou Ortega' },
      code: code.code,
      action: actions[0]?.code ?? '',
      fines: [],
      because: 'by hand',
      noticeId: null,
    },
  ]);
}

/** The sealed file goes to the officer whom the school names, who sees the student from then on. */
async function refer(
  client: pg.ClientBase,
  cast: Cast,
  { student, isAccepted }: { readonly student: string; readonly isAccepted: boolean },
): Promise<void> {
  const { as, home } = cast;
  const who = as('administrator', isAccepted ? 6 : 1);
  const caseId = await openFile(client, as('clerk', 12), student, 'Eleven days away in three months');
  await call(client, as('clerk', 10), student, { kind: 'phone', outcome: 'reached' });
  const [made] = await makeReferrals(client, who, [
    {
      student,
      school: SCHOOL,
      role: 'truancy-officer',
      duty: 'officer',
      pack: '',
      criterion: '',
      noticeId: null,
      requires: requirementsOf(['attendance-file', { contacts: 1 }]),
      why: 'Eleven days away; calls, a letter and a meeting changed nothing',
    },
  ]);
  if (made === undefined || !made.isNew) return;
  await send(client, who, { referralId: made.referralId, caseId, home });
  if (isAccepted) await acceptReferral(client, as('officer', 3), made.referralId);
}

async function send(
  client: pg.ClientBase,
  who: Who,
  { referralId, caseId, home }: { readonly referralId: number; readonly caseId: number; readonly home: string },
): Promise<void> {
  const { districtId, on } = who;
  const row = await findReferral(client, { districtId, referralId });
  const reviewer = await personOfDuty(client, districtId, { school: SCHOOL, duty: 'officer', on });
  if (row === undefined || reviewer === null) return;
  const known = new KnownDistrict(await readDistrict(client, districtId));
  const readiness = await readReferralReadiness(client, { districtId, on, known }, row);
  const file = { caseId, purpose: 'case-file', parts: CASE_FILE_PARTS, planId: null, home, known } as const;
  const built = await buildFile(client, who, file);
  const fileId = await sealFile(client, who, { built, purpose: 'case-file', referralId });
  await sendReferral(client, who, { referralId, reviewer, agency: '', fileId, readiness, schoolDays: 10 });
}
