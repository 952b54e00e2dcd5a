/** The one page about a student on the board. */
import {
  readOwnerNames,
  actionsOf,
  actionTemplateOf,
  attendanceAround,
  findPlan,
  planName,
  readAssessments,
  readFamilyCopies,
  readInterventions,
  readPlanLines,
  readReviews,
  readTierStudents,
  TEMPLATES,
  TIER,
  type AttendanceAround,
  type PlanTemplate,
  type TierStudent,
  type Who,
} from '../../cases/index.ts';
import { lastCalculation } from '../../calculation/index.ts';
import { readCatalog } from '../../catalogs/index.ts';
import { withTransaction } from '../../db/index.ts';
import { parseDay } from '../../engine/index.ts';
import type pg from 'pg';
import type { Context } from '../context.ts';
import { studentKeyOf } from '../keys.ts';
import { problem } from '../problems.ts';
import { memoryOf } from '../students/open-student.ts';
import { whoOf } from '../who.ts';
import { factsOf } from './board.ts';
import type { TierPage } from './shapes.ts';

type Asking = Pick<Context, 'db' | 'districtId' | 'parts'> & { readonly actor: NonNullable<Context['actor']> };

export async function pageOfStudent(
  context: Asking,
  { student, tier }: { readonly student: string; readonly tier: 2 | 3 },
): Promise<TierPage> {
  const who = await whoOf(context, 'see-tiers');
  const { districtId } = context;
  return withTransaction(context.db, async (client) => {
    const facts = (await factsOf(client, districtId, [student])).get(student);
    if (facts === undefined) throw problem('not-found');
    const entries = await readTierStudents(client, { districtId, student, tier });
    const entry = entries.find(({ stage }) => stage !== 'decided') ?? entries.at(-1);
    const { language } = context.actor;
    const { attendance, grade, name, school, schoolName, no } = facts;
    const templates: readonly PlanTemplate[] = tier === 2 ? ['success'] : ['action-elementary', 'action-secondary'];
    const template = tier === 2 ? 'success' : actionTemplateOf(grade);
    return {
      student: studentKeyOf(no),
      name,
      grade,
      school,
      schoolName,
      attendance,
      ...(await catalogsOf(client, who, language)),
      template: templateOf(template, language),
      templates: templates.map((one) => templateOf(one, language)),
      ...(entry === undefined ? NOT_ON_BOARD : await entryOf(context, client, { entry, who })),
    };
  });
}

const NOT_ON_BOARD = { entry: null, assessments: [], plan: null, copies: [], around: null, reviews: [] };

function templateOf(name: PlanTemplate, language: 'en' | 'es') {
  return { name, lines: TEMPLATES[name].map(({ part, ...prompt }) => ({ part, prompt: prompt[language] })) };
}

async function catalogsOf(client: pg.ClientBase, { districtId, on }: Who, language: 'en' | 'es') {
  const causes = await readCatalog(client, districtId, 'root-causes', on);
  const interventions = await readCatalog(client, districtId, 'interventions', on);
  return {
    causes: causes.map(({ code, name, extra }) => ({ code, name: name[language], group: extra.group ?? '' })),
    interventions: interventions.map(({ code, name, extra }) => ({
      code,
      name: name[language],
      tier: extra.tier ?? null,
      causes: [...(extra.rootCauses ?? [])],
      dosage: extra.dosage?.[language] ?? '',
    })),
  };
}

async function entryOf(
  context: Asking,
  client: pg.ClientBase,
  { entry, who }: { readonly entry: TierStudent; readonly who: Who },
): Promise<Pick<TierPage, 'entry' | 'assessments' | 'plan' | 'copies' | 'around' | 'reviews'>> {
  const { districtId } = context;
  const { tierId } = entry;
  const ownerOf = await readOwnerNames(client, { districtId, people: [entry.ownerId], on: who.on });
  const assessments = await readAssessments(client, { districtId, tierId });
  const reviews = await readReviews(client, { districtId, tierId });
  const may = (await whoMayManage(context)) === null ? [] : actionsOf(TIER, { status: entry.stage, role: who.role });
  return {
    entry: {
      tier: `T${tierId}`,
      level: entry.tier,
      stage: entry.stage,
      because: entry.because,
      owner: ownerOf({ ...entry, duty: entry.tier === 3 ? 'specialist' : 'lead' }),
      case: entry.caseId,
      plan: entry.planId === null ? null : planName(entry.planId),
      reviewOn: entry.reviewOn,
      decision: entry.decision,
      decidedOn: entry.decidedOn,
      by: entry.by,
      may: [...may],
    },
    assessments: assessments.map(({ assessmentId: _, documentId, chosen, answers, ...rest }) => ({
      ...rest,
      answers: { ...answers },
      chosen: [...chosen],
      document: documentId,
    })),
    plan: await planOf(client, districtId, entry),
    copies: await copiesOf(client, districtId, entry),
    around: await aroundPlan(context, client, entry),
    reviews: reviews.map(({ reviewId: _, ...review }) => review),
  };
}

/** The role in which the person may change something; null: may only look. */
async function whoMayManage(context: Asking): Promise<Who | null> {
  try {
    return await whoOf(context, 'manage-tiers');
  } catch {
    return null;
  }
}

async function planOf(client: pg.ClientBase, districtId: number, entry: TierStudent): Promise<TierPage['plan']> {
  if (entry.planId === null) return null;
  const { planId } = entry;
  const plan = await findPlan(client, { districtId, planId });
  if (plan === undefined) return null;
  const lines = await readPlanLines(client, { districtId, planId });
  const tried = await readInterventions(client, { districtId, planId });
  return {
    startOn: plan.beginsOn,
    implementedOn: plan.implementedOn,
    familyPart: plan.familyPart,
    familyComments: plan.familyComments,
    lines: lines.map((line) => ({ ...line })),
    interventions: tried.map(({ code, title, state }) => ({ code, title, state })),
  };
}

async function copiesOf(
  client: pg.ClientBase,
  districtId: number,
  { planId }: TierStudent,
): Promise<TierPage['copies']> {
  if (planId === null) return [];
  const copies = await readFamilyCopies(client, { districtId, planId });
  return copies
    .filter(({ about }) => about === 'shared')
    .toReversed()
    .map(({ copyId, recipients, language, wantedLanguage, way, madeAt, madeBy }) => ({
      copy: copyId,
      recipients: [...recipients],
      language,
      wantedLanguage,
      way,
      at: madeAt.toISOString(),
      by: madeBy,
    }));
}

/** Attendance in the 20 school days before the plan began and since; null without a plan. */
export async function aroundPlan(
  context: Pick<Context, 'parts' | 'districtId'>,
  client: pg.ClientBase,
  entry: TierStudent,
): Promise<AttendanceAround | null> {
  if (entry.planId === null) return null;
  const { districtId } = context;
  const plan = await findPlan(client, { districtId, planId: entry.planId });
  if (plan === undefined) return null;
  const last = await lastCalculation(client, districtId);
  const asOf = last === null ? undefined : parseDay(last.asOfOn);
  if (asOf === undefined) return null;
  const known = await memoryOf(context.parts.db).of(client, districtId);
  return attendanceAround(client, { districtId, student: entry.student, on: plan.beginsOn, asOf, known });
}
