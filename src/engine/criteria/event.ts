import type { EventRule } from '../policy.ts';
import { NO_PROGRESS } from './rule-type.ts';
import type { RuleType } from './rule-type.ts';

/** Holds on each date with such an event in the cycle. Source: criteria.md section 5, `event`. */
export const EVENT: RuleType<EventRule> = {
  type: 'event',
  compile: (rule, { district }) => ({
    isPossible: (context) => context.events.length > 0,
    measure: (context) => {
      const days = new Set(context.events.filter((fact) => fact.event === rule.event).map((fact) => fact.day));
      const school = context.school === null ? undefined : district.schoolIndex.get(context.school);
      const dates = [...days].filter((day) => school === undefined || context.schooling.isEnrolledAt(school, day));
      return {
        scan: (window, visit) => {
          for (const day of dates) {
            const within = window.on(context, day);
            if (within !== undefined && visit({ day, window: within, amount: 1 })) return;
          }
        },
        evidenceOf: () => [],
        additions: dates,
        progressOn: (window, day) => ({
          ...NO_PROGRESS,
          amount: Number(dates.some((date) => date >= window.start && date <= day)),
        }),
      };
    },
    valueOf: (amount) => amount,
  }),
};
