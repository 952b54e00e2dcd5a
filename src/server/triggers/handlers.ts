/** One trigger, and what a person decides about it. */
import { coversSchool, reachOf } from '../../access/index.ts';
import { hold, lift, note } from '../../notices/index.ts';
import type { Handlers } from '../context.ts';
import { problem } from '../problems.ts';
import type { triggersContract } from './contract.ts';
import {
  approveTrigger,
  auditDecision,
  decideOn,
  declineTrigger,
  openOwnFile,
  requestOf,
  schoolOf,
  visitTrigger,
  type DecisionOn,
} from './one-trigger.ts';

export const triggersHandlers: Handlers<typeof triggersContract> = {
  readTrigger: (context) => visitTrigger(context, { trigger: context.params.trigger, school: context.query.school }),
  declineTrigger: (context) => declineTrigger(context, asked(context)),
  holdTrigger: (context) =>
    decideOn(context, asked(context), (request) => hold(context.db, { ...request, until: context.body.until })),
  noteTrigger: (context) => {
    const { days, until } = context.body;
    return decideOn(context, asked(context), (request) => note(context.db, { ...request, days, until }));
  },
  approveTrigger: (context) => approveTrigger(context, asked(context)),
  liftTrigger: async (context) => {
    const { body, actor, params } = context;
    const file = await openOwnFile(context, params.trigger);
    const request = await requestOf(context, file, body.reason);
    const mayApprove = coversSchool(reachOf(actor, 'approve-trigger'), schoolOf(file));
    if (body.kind === 'approved' && !mayApprove) throw problem('not-open');
    const kinds = body.kind ?? (['declined', 'held', 'note', ...(mayApprove ? (['approved'] as const) : [])] as const);
    const { lifted } = await lift(context.db, { ...request, kind: kinds });
    await auditDecision(context, file, { decision: 'lifted', kinds: lifted.map(({ kind }) => kind) });
    return { trigger: params.trigger, lifted: lifted.length };
  },
};

interface Asked {
  readonly params: { readonly trigger: string };
  readonly body: { readonly reason: string };
}

function asked({ params, body }: Asked): DecisionOn {
  return { trigger: params.trigger, reason: body.reason };
}
