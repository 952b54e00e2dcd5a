import type { Day } from '../calendar/day.ts';
import type { EventRule } from '../policy.ts';
import type { StudentContext } from '../student-context.ts';
import { NO_PROGRESS } from './rule-type.ts';
import type { RuleType } from './rule-type.ts';

/** Holds on each date with such an event in the cycle. Source: criteria.md section 5, `event`. */
export const EVENT: RuleType<EventRule> = {
  type: 'event',
  compile: (rule, district) => {
    const dates = (context: StudentContext): Day[] => {
      const days = context.events.filter((fact) => fact.event === rule.event).map((fact) => fact.day);
      const school = context.school === null ? undefined : district.schoolIndex.get(context.school);
      return [...new Set(days)].filter((day) => school === undefined || context.schooling.isEnrolledAt(school, day));
    };
    return {
      scan: (context, window, visit) => {
        for (const day of dates(context)) {
          const within = window.on(context, day);
          if (within !== undefined && visit({ day, window: within, amount: 1 })) return;
        }
      },
      evidenceOf: () => [],
      additions: dates,
      progressOn: (context, window, day) => ({
        ...NO_PROGRESS,
        amount: window !== undefined && dates(context).some((date) => date >= window.start && date <= day) ? 1 : 0,
      }),
      valueOf: (amount) => amount,
    };
  },
};
