/** Makes an intervention plan, once for a student and grade term. */
import { cancelPlans, createPlans, requirementsOf, termsOf, type NewPlan, type PlanTerm } from '../../cases/index.ts';
import type { ClientBase } from 'pg';
import { definePerformer, type Occasion } from '../performer.ts';

interface Settings {
  readonly plan: string;
  readonly atEnd?: 'close' | 'carry-over';
  readonly requires?: readonly unknown[];
}

/** By school and day: the term. */
type Facts = ReadonlyMap<string, PlanTerm>;

type Data = Omit<NewPlan, 'student' | 'school' | 'noticeId' | 'reason'>;

export const planPerformer = definePerformer<Settings, Facts, Data>({
  kind: 'plan',
  readFacts: async (client, districtId, occasions) => {
    const distinct = [...new Map(occasions.map((one) => [keyOf(one), one])).values()];
    const terms = await termsOf(
      client as ClientBase,
      districtId,
      distinct.map(({ school, triggerOn, pack, criterion }) => ({ school, on: triggerOn, from: { pack, criterion } })),
    );
    return new Map(distinct.map((one, at) => [keyOf(one), terms[at] as PlanTerm]));
  },
  plan: (settings, occasion, terms) => {
    const term = terms.get(keyOf(occasion)) as PlanTerm;
    // The engine's cycle joins terms of several schools; a plan belongs to the term of the student's own.
    const { pack, criterion, triggerOn } = occasion;
    return {
      says: { key: 'plan', values: { term: term.name, until: term.endsOn } },
      data: {
        kind: settings.plan,
        pack,
        criterion,
        cycleOn: term.startsOn,
        termKind: term.kind,
        termName: term.name,
        beginsOn: triggerOn,
        endsOn: term.endsOn,
        atEnd: settings.atEnd ?? 'close',
        requires: requirementsOf(settings.requires),
      },
    };
  },
  perform: async (client, who, effects) => {
    const made = await createPlans(
      client,
      who,
      effects.map(({ occasion: { student, school, noticeId }, data }) => ({
        ...data,
        student,
        school,
        noticeId,
        reason: '',
      })),
    );
    return made.map(({ planId }) => ({ thing: 'plan', id: planId }));
  },
  whenWithdrawn: 'cancel',
  cancel: (client, who, made, reason) => cancelPlans(client, who, { plans: made.map(({ id }) => id), reason }),
});

const keyOf = ({ school, triggerOn }: Occasion): string => `${school}\n${triggerOn}`;
