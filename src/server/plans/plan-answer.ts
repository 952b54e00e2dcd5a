/** A plan as the API gives it. */
import type { z } from 'zod';
import {
  actionsOf,
  FILING,
  mayClose,
  INTERVENTION,
  journalDays,
  nextStep,
  PLAN,
  planName,
  type PlanAction,
  type PlanFile,
  type PlanLine as Line,
  type Who,
} from '../../cases/index.ts';
import { fileName, readSealedFiles } from '../../case-files/index.ts';
import { readCatalog } from '../../catalogs/index.ts';
import { reachOf, type Actor } from '../../access/index.ts';
import { caseKeyOf } from '../cases/case-key.ts';
import type { Context } from '../context.ts';
import { studentKeyOf } from '../keys.ts';
import type { PlanDetail, PlanLine } from './shapes.ts';

type Answer = z.input<typeof PlanDetail>;

export function lineOf(line: Line): z.input<typeof PlanLine> {
  const { planId, studentNo, termName, implementedOn: _, ...rest } = line;
  return { ...rest, plan: planName(planId), student: studentKeyOf(studentNo), term: termName };
}

/** Input: `who` acts with `see-plans`. */
export async function answerOf(
  context: Pick<Context, 'parts' | 'districtId'> & { readonly actor: Actor },
  file: PlanFile,
  who: Who,
): Promise<Answer> {
  const { plan, student } = file;
  const catalog = await readCatalog(context.parts.db.pool, context.districtId, 'interventions', who.on);
  const { language } = context.actor;
  return {
    plan: planName(plan.planId),
    student: studentKeyOf(student.no),
    name: `${student.last}, ${student.first}`,
    grade: student.grade,
    school: plan.school,
    schoolName: file.schoolName,
    case: caseKeyOf(plan.caseId),
    kind: plan.kind,
    state: plan.state,
    because: plan.criterion,
    term: plan.termName,
    cycleOn: plan.cycleOn,
    beginsOn: plan.beginsOn,
    endsOn: plan.endsOn,
    atEnd: plan.atEnd,
    madeBy: plan.madeBy,
    madeAt: plan.madeAt.toISOString(),
    closedOn: plan.closedOn,
    outcome: plan.outcome,
    owner: file.ownerId === '' ? null : { person: file.ownerId, name: file.owner },
    tier: plan.tier,
    courtBlock: plan.courtBlock,
    implementedOn: plan.implementedOn,
    familyPart: plan.familyPart,
    familyComments: plan.familyComments,
    ourView: plan.ourView,
    ourReasons: plan.ourReasons,
    supervisor: plan.supervisorId === '' ? null : { person: plan.supervisorId, name: file.supervisor },
    assignedOn: plan.assignedOn,
    ...partsOf(file, who),
    catalog: catalog.map(({ code, name, extra }) => ({
      code,
      name: name[language],
      dosage: extra.dosage[language],
      tier: extra.tier,
    })),
    people: await peopleAt(context, plan.school),
    packets: await packetsOf(context, plan.planId, plan.caseId),
    may: mayOf(context.actor, file, who),
    revision: plan.revision,
  };
}

type Parts =
  | 'interventions'
  | 'elsewhere'
  | 'journals'
  | 'journalDays'
  | 'around'
  | 'requirements'
  | 'ready'
  | 'hasCourtTabs'
  | 'filings'
  | 'details'
  | 'guardians'
  | 'copies'
  | 'steps';

function partsOf(file: PlanFile, who: Who): Pick<Answer, Parts> {
  return {
    interventions: file.interventions.map((one) => interventionOf(one, who)),
    elsewhere: [...file.elsewhere],
    journals: file.journals.map(({ journalId, on, entry, by }) => ({ journal: journalId, on, entry, by })),
    journalDays: journalDays(file.plan),
    around: file.around,
    requirements: file.readiness.map(({ days, ...rest }) => ({ ...rest, days: [...days] })),
    ready: file.ready,
    hasCourtTabs: hasCourtTabs(file),
    filings: file.filings.map(({ filingId, planId: _, supervisorId: __, revision: ___, ...rest }) => ({
      filing: filingId,
      ...rest,
    })),
    details: file.facts.details,
    guardians: file.facts.guardians.map(({ name, relation, birthOn, isBirthFromFile, gender }, at) => ({
      guardian: at + 1,
      name,
      relation,
      birthOn,
      isBirthFromFile,
      gender,
    })),
    copies: file.copies.map((copy) => ({
      copy: copy.copyId,
      recipients: [...copy.recipients],
      language: copy.language,
      wantedLanguage: copy.wantedLanguage,
      way: copy.way,
      about: copy.about,
      state: copy.state,
      by: copy.stateBy,
      at: (copy.stateAt ?? copy.madeAt).toISOString(),
      seal: copy.sha256,
    })),
    steps: file.steps.map(({ step, on, at, by, reason, detail }) => ({
      step,
      on,
      at,
      by,
      reason,
      detail: { ...detail },
    })),
  };
}

/** The days are there, or somebody gave it to the supervisor already. */
function hasCourtTabs({ plan, readiness, filings }: PlanFile): boolean {
  const days = readiness.find(({ kind }) => kind === 'days');
  return plan.supervisorId !== '' || filings.length > 0 || days?.state === 'done';
}

function interventionOf(row: PlanFile['interventions'][number], who: Who): Answer['interventions'][number] {
  const { interventionId, code, title, state, startOn, endOn, dosage, person, note } = row;
  const may = [...actionsOf(INTERVENTION, { status: state, role: who.role })];
  return { intervention: interventionId, code, title, state, startOn, endOn, dosage, person, note, may };
}

function mayOf(actor: Actor, { plan, filings, copies }: PlanFile, who: Who): Answer['may'] {
  const may = (action: PlanAction): boolean =>
    nextStep(PLAN, { status: plan.state, action, role: who.role }) !== undefined;
  const filing = filings.find(({ state }) => state !== 'withdrawn' && state !== 'returned');
  const filingActions = filing === undefined ? [] : actionsOf(FILING, { status: filing.state, role: who.role });
  return {
    change: may('change'),
    evaluate: may('evaluate'),
    finish: may('finish') && mayClose(filings),
    finishLater: may('finish') && !mayClose(filings),
    tell: may('tell') && copies.every(({ about }) => about !== 'closed'),
    markCopy: may('mark-copy'),
    implement: may('implement') && plan.implementedOn === null,
    journal: reachOf(actor, 'write-journal').kind !== 'none',
    recommend: may('recommend') && filing === undefined,
    withdraw: filingActions.includes('withdraw'),
    file: filingActions.filter((action) => action !== 'withdraw' && action !== 'close-plan'),
  };
}

/** Input: `plan` is within the reach of who asks. */
async function packetsOf(
  { parts, districtId }: Pick<Context, 'parts' | 'districtId'>,
  planId: number,
  caseId: number,
): Promise<Answer['packets']> {
  const files = await readSealedFiles(parts.db.pool, { districtId, caseId });
  return files
    .filter((one) => one.purpose === 'court-packet' && one.planId === planId)
    .map(({ fileId, pages, at, by }) => ({ file: fileName(fileId), pages, at: at.toISOString(), by }));
}

/** Who may own a plan at a school. */
async function peopleAt(
  { parts, districtId }: Pick<Context, 'parts' | 'districtId'>,
  school: string,
): Promise<Answer['people']> {
  const found = await parts.db.pool.query<{ person: string; name: string }>(
    `select distinct p.person_id as person, p.name from grants g
       join people p on p.district_id = g.district_id and p.person_id = g.person_id
      where g.district_id = $1 and g.school_id = $2 and g.until_on is null and g.role in ('administrator', 'team', 'clerk') and p.ended_on is null
      order by p.name`,
    [districtId, school],
  );
  return found.rows;
}
