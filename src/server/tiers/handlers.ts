/** Tier II and III. */
import {
  assessRootCauses,
  enterTier,
  giveTier,
  implementTierPlan,
  leaveBoard,
  makeTierPlan,
  matchInterventions,
  readStudentPlace,
  readTierStudents,
  reviewTier,
  sharePlan,
  type TierStudent,
  type Who,
} from '../../cases/index.ts';
import { readCatalog } from '../../catalogs/index.ts';
import type pg from 'pg';
import { inCasework, leaveVisit } from '../cases/place.ts';
import type { Context, Handlers } from '../context.ts';
import { parseStudentKey, studentKeys, studentOfKey } from '../keys.ts';
import { problem } from '../problems.ts';
import { memoryOf } from '../students/open-student.ts';
import { whoOf } from '../who.ts';
import { askBoard } from './board.ts';
import { listOfStudent } from './list-of-student.ts';
import type { tiersContract } from './contract.ts';
import { aroundPlan, pageOfStudent } from './page.ts';

export const tiersHandlers: Handlers<typeof tiersContract> = {
  readTierBoard: async (context) => {
    const { answer, students } = await askBoard(context);
    const { school, tier } = context.query;
    await context.audit({ action: 'view-list', students: [...students], detail: { list: `tier-${tier}`, school } });
    return answer.asAnswer();
  },
  readStudentTier: async (context) => {
    const student = await studentOfKey(context, context.params.student);
    const page = await pageOfStudent(context, { student, tier: context.query.tier === '3' ? 3 : 2 });
    await leaveVisit(context, { no: parseStudentKey(context.params.student) }, 'tier');
    return page;
  },
  enterTier: async (context) => {
    const { params, body, audit } = context;
    const student = await studentOfKey(context, params.student);
    const entry = await inCasework(context, 'manage-tiers', async (client, who) => {
      const school = await readStudentPlace(client, { districtId: who.districtId, student, on: who.on });
      const because =
        body.because ?? (await listOfStudent(client, { districtId: who.districtId, student, school, on: who.on }));
      return enterTier(client, who, { student, school, tier: 2, because });
    });
    await audit({ action: 'enter-tier', students: [params.student], detail: { tier: tierName(entry.tierId) } });
    return { tier: tierName(entry.tierId) };
  },
  matchInterventions: async ({ db, districtId, body, parts, actor }) => {
    const who = await whoOf({ districtId, parts, actor }, 'see-tiers');
    const catalog = await readCatalog(db.pool, districtId, 'interventions', who.on);
    const items = matchInterventions(body.answers, catalog, body.tier);
    return { items: items.map(({ causes, ...match }) => ({ ...match, causes: [...causes] })) };
  },
  assessRootCauses: (context) =>
    onTier(context, 'assess-root-causes', (client, who, tierId) => {
      const { document, ...page } = context.body;
      return assessRootCauses(client, who, { tierId, ...page, documentId: document });
    }),
  makeTierPlan: (context) =>
    onTier(context, 'make-tier-plan', async (client, who, tierId) => {
      const { interventions, ...plan } = context.body;
      const catalog = await readCatalog(client, who.districtId, 'interventions', who.on);
      const { language } = context.actor;
      const chosen = interventions.map((code) => {
        const entry = catalog.find((one) => one.code === code);
        if (entry === undefined)
          throw problem('invalid', {
            errors: [{ path: 'body.interventions', message: 'allowed: codes of the district’s catalog' }],
          });
        return { code, title: entry.name[language], dosage: entry.extra.dosage?.[language] ?? '' };
      });
      await makeTierPlan(client, who, { tierId, ...plan, interventions: chosen });
    }),
  implementTierPlan: (context) =>
    onTier(context, 'implement-tier-plan', (client, who, tierId) =>
      implementTierPlan(client, who, { tierId, on: context.body.on }),
    ),
  shareTierPlan: async (context) => {
    let told = { emails: 0, letters: 0, missing: 0 };
    const { tier } = await onTier(context, 'share-tier-plan', async (client, who, tierId) => {
      const known = await memoryOf(context.parts.db).of(client, who.districtId);
      const { copies, missing } = await sharePlan(client, who, { tierId, known });
      const emails = copies.filter(({ way }) => way === 'email').length;
      told = { emails, letters: copies.length - emails, missing };
    });
    return { tier, ...told };
  },
  reviewTier: async (context) => {
    let referredTo: string | null = null;
    const { tier } = await onTier(context, 'review-tier', async (client, who, tierId, entry) => {
      const attendance = await aroundPlan(context, client, entry);
      const done = await reviewTier(client, who, { tierId, attendance, ...context.body });
      referredTo = done.referredTo === null ? null : tierName(done.referredTo.tierId);
    });
    return { tier, referredTo };
  },
  giveTier: (context) =>
    onTier(context, 'give-tier', async (client, who, tierId) => {
      const { person } = context.body;
      const found = await client.query<{ name: string }>(
        'select name from people where district_id = $1 and person_id = $2 and (ended_on is null or ended_on > $3)',
        [who.districtId, person, who.on],
      );
      const owner = found.rows[0]?.name;
      if (owner === undefined)
        throw problem('invalid', { errors: [{ path: 'body.person', message: 'allowed: a person of Rollcall' }] });
      await giveTier(client, who, { tierId, ownerId: person, owner });
    }),
  leaveBoard: (context) =>
    onTier(context, 'leave-board', (client, who, tierId) =>
      leaveBoard(client, who, { tierId, reason: context.body.reason }),
    ),
};

type Asking = Pick<Context, 'db' | 'districtId' | 'parts' | 'audit'> & {
  readonly actor: NonNullable<Context['actor']>;
  readonly params: { readonly tier: string };
};

/** Does it in one transaction and leaves its entry. Fails: `not-found` for a student out of reach. */
async function onTier(
  context: Asking,
  entryName: string,
  work: (client: pg.ClientBase, who: Who, tierId: number, entry: TierStudent) => Promise<void>,
): Promise<{ tier: string }> {
  const { params, audit, db, districtId } = context;
  const tierId = Number(params.tier.slice(1));
  const [entry] = await readTierStudents(db.pool, { districtId, tierId });
  if (entry === undefined) throw problem('not-found');
  await inCasework(context, 'manage-tiers', (client, who) => work(client, who, tierId, entry));
  const keys = await studentKeys(context, [entry.student]);
  await audit({ action: entryName, students: [...keys.values()], detail: { tier: params.tier } });
  return { tier: params.tier };
}

/** As it stands in addresses. */
function tierName(tierId: number): string {
  return `T${tierId}`;
}
