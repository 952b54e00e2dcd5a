/** What schools ask the district for. */
import { withTransaction } from '../../db/index.ts';
import { enqueue } from '../../jobs/index.ts';
import { askDistrict, endAsk, isMailOn, readAskList, type AskOnFile, type DistrictAsk } from '../../messages/index.ts';
import { speakerOf } from '../app-words.ts';
import { schoolsOf, type Context, type Handlers } from '../context.ts';
import { schoolNameOf } from '../list-on-paper.ts';
import { readDistrict } from '../me/district.ts';
import { problem } from '../problems.ts';
import type { Ask, asksContract } from './contract.ts';

export const asksHandlers: Handlers<typeof asksContract> = {
  askDistrict: async (context) => {
    const { parts, districtId, actor, body, reach, audit } = context;
    const { school, what } = body;
    schoolsOf(reach, school);
    const now = parts.now();
    const mailFor = (await isMailOn(parts.db.pool, districtId, parts.env)) ? await mailOf(context, school) : null;
    const outcome = await withTransaction(parts.db, async (client) => {
      const done = await askDistrict(client, {
        districtId,
        what,
        schoolId: school,
        personId: actor.personId,
        person: actor.name,
        now,
        mailFor,
      });
      const isMailed = done.kind === 'asked' && done.ask.mails > 0;
      if (isMailed) await enqueue(client, 'mail', { districtId, by: actor.name, now, data: {} });
      return done;
    });
    if (outcome.kind === 'too-many') throw problem('too-many');
    const isNew = outcome.kind === 'asked';
    await audit({ action: 'ask-district', detail: { what, school, isNew, mails: isNew ? outcome.ask.mails : 0 } });
    return { ask: askOf(outcome.ask), isNew };
  },
  listAsks: async ({ parts, districtId }) => {
    const items = (await readAskList(parts.db.pool, districtId)).map(askOf);
    return { items, open: items.filter(({ doneAt }) => doneAt === null).length };
  },
  endAsk: async ({ parts, districtId, actor, params, audit }) => {
    const by = { districtId, ask: params.ask, by: actor.name, now: parts.now() };
    if (!(await endAsk(parts.db.pool, by))) throw problem('not-found');
    await audit({ action: 'end-ask', detail: { ask: params.ask } });
    return { done: true };
  },
};

type Asking = Pick<Context, 'parts' | 'districtId'> & { readonly actor: NonNullable<Context['actor']> };

/** The mail in the language of whoever reads it: who asks, from where, for what, and the page to do it. */
async function mailOf({ parts, districtId, actor }: Asking, school: string): Promise<DistrictAsk['mailFor']> {
  const { zone } = await readDistrict(parts.db, districtId);
  const schoolName = await schoolNameOf({ parts, districtId }, school);
  return ({ name, language }) => {
    const t = speakerOf(language, zone).words('asks');
    return {
      subject: t('mail.subject', { school: schoolName }),
      text: t('mail.text', { name, person: actor.name, school: schoolName, url: `${parts.baseUrl}/d/runs` }),
    };
  };
}

function askOf({ at, doneAt, ...rest }: AskOnFile): Ask {
  return { ...rest, at: at.toISOString(), doneAt: doneAt?.toISOString() ?? null };
}
