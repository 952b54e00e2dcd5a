/** Contracts and plans of the sample: one signed and soon to be reviewed, one offered; a plan that is worked on. */
import type pg from 'pg';
import {
  addIntervention,
  createPlanByHand,
  draftContract,
  evaluatePlan,
  findPlan,
  implementPlan,
  offerContract,
  signContract,
  writeJournal,
} from '../cases/index.ts';
import { readCatalog } from '../catalogs/index.ts';
import { call, openFile, SCHOOL, type Cast } from './casework-files.ts';

export async function lookAfterContracts(client: pg.ClientBase, cast: Cast): Promise<void> {
  const [signed, , , , offered] = cast.students;
  if (signed !== undefined) await signOne(client, cast, signed);
  if (offered !== undefined) await offerOne(client, cast, offered);
}

/** Signed four weeks ago: its review is due about now. */
async function signOne(client: pg.ClientBase, { as }: Cast, student: string): Promise<void> {
  const draft = await draftContract(client, as('administrator', 26), { student });
  const { contractId } = await offerContract(client, as('administrator', 26), draft.contractId);
  for (const { signatureId, name } of draft.signatures)
    // oxlint-disable-next-line no-await-in-loop -- one after the other, as at a table
    await signContract(client, as('administrator', 25), {
      contractId,
      signatureId,
      signing: { way: 'typed', typed: name },
      language: draft.languages[0] ?? 'en',
    });
}

async function offerOne(client: pg.ClientBase, { as }: Cast, student: string): Promise<void> {
  await openFile(client, as('clerk', 4), student, 'The family asks for a clear agreement');
  await call(client, as('administrator', 4), student, { kind: 'in-person', outcome: 'reached', reason: 'plan' });
  const { contractId } = await draftContract(client, as('administrator', 3), { student });
  await offerContract(client, as('administrator', 3), contractId);
}

export async function lookAfterPlans(client: pg.ClientBase, cast: Cast): Promise<void> {
  const student = cast.students[5];
  if (student === undefined) return;
  const { as } = cast;
  const { planId } = await createPlanByHand(client, as('team', 15), {
    student,
    school: SCHOOL,
    reason: 'Four days without an excuse, and the grades fall',
  });
  const catalog = await readCatalog(client, as('team').districtId, 'interventions', as('team').on);
  for (const [code, daysAgo] of [
    ['MENTOR', 14],
    ['TUTOR', 10],
  ] as const) {
    const entry = catalog.find((one) => one.code === code) ?? catalog[0];
    if (entry !== undefined)
      // oxlint-disable-next-line no-await-in-loop -- two of them
      await addIntervention(client, as('team', daysAgo), {
        planId,
        code: entry.code,
        title: entry.name.en,
        startOn: as('team', daysAgo).on,
        endOn: null,
        dosage: entry.extra.dosage?.en ?? 'weekly',
        personId: as('team').personId,
        person: as('team').name,
        note: '',
      });
  }
  await implementPlan(client, as('team', 14), { planId, on: as('team', 14).on });
  await writeJournal(client, as('team', 8), {
    student,
    reason: 'attendance',
    entry: 'Met the mentor twice. Was here on all five days of last week.',
  });
  const plan = await findPlan(client, { districtId: as('team').districtId, planId });
  if (plan === undefined) return;
  await evaluatePlan(client, as('team', 5), {
    planId,
    revision: plan.revision,
    familyPart: 'took-part',
    familyComments: 'The mornings are calmer since somebody waits at the door.',
    ourView: 'partly',
    ourReasons: 'Present on nine of ten days; two were late.',
  });
}
