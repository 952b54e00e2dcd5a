/** How far a rule is, in figures, and what is missing to meet it. */
import { plainNumber, quantity, unitOf } from './quantities.ts';
import type { Unit } from './quantities.ts';
import type { RuleAccount } from './rule-account.ts';

export interface MissingToMeet {
  readonly have: number;
  /** null: there is nothing to count (an event). */
  readonly need: number | null;
  readonly unit: string;
  /** `1 day more`; empty once it is there. */
  readonly missing: string;
}

export function missingToMeet(account: Pick<RuleAccount, 'progress' | 'recorded'>): MissingToMeet {
  const { rule, have, enrolledDays } = account.progress;
  switch (rule.type) {
    case 'total': {
      const need = plainNumber(rule.measure, rule.band.atLeast);
      return figures(have, need, unitOf(rule.measure));
    }
    case 'same':
      return figures(have, rule.band.atLeast, 'time');
    case 'pattern':
      return figures(have, rule.days.atLeast, rule.days.mode === 'consecutive' ? 'school day' : 'day');
    case 'rate': {
      const tooEarly = (enrolledDays ?? 0) < rule.minDays;
      const missing = tooEarly ? `${quantity(rule.minDays - (enrolledDays ?? 0), 'day')} enrolled more` : '';
      return { have, need: rule.percent / 1000, unit: 'percent', missing };
    }
    case 'event':
      return {
        have: account.recorded === null ? 0 : 1,
        need: null,
        unit: 'event',
        missing: account.recorded === null ? `"${rule.event}" on record` : '',
      };
  }
}

function figures(have: number, need: number, unit: Unit): MissingToMeet {
  const short = (Math.round(need * 1000) - Math.round(have * 1000)) / 1000;
  return { have, need, unit, missing: short > 0 ? `${quantity(short, unit)} more` : '' };
}
