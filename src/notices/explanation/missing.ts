/** How far a rule is, in figures, and what is missing to meet it. */
import { wordsOf } from './catalogue/index.ts';
import { plainNumber, quantity, unitOf } from './quantities.ts';
import type { Language, Unit } from './quantities.ts';
import type { RuleAccount } from './rule-account.ts';

export interface MissingToMeet {
  readonly have: number;
  /** null: there is nothing to count (an event). */
  readonly need: number | null;
  readonly unit: string;
  /** `1 day more`; empty once it is there. */
  readonly missing: string;
}

export function missingToMeet(
  account: Pick<RuleAccount, 'progress' | 'recorded'>,
  language: Language = 'en',
): MissingToMeet {
  const words = wordsOf(language).whyNot;
  const { rule, have, enrolledDays } = account.progress;
  switch (rule.type) {
    case 'total': {
      const need = plainNumber(rule.measure, rule.band.atLeast);
      return figures({ have, need, unit: unitOf(rule.measure) }, language);
    }
    case 'same':
      return figures({ have, need: rule.band.atLeast, unit: 'time' }, language);
    case 'pattern':
      return figures(
        { have, need: rule.days.atLeast, unit: rule.days.mode === 'consecutive' ? 'school day' : 'day' },
        language,
      );
    case 'rate': {
      const tooEarly = (enrolledDays ?? 0) < rule.minDays;
      const missing = tooEarly
        ? words.missingEnrolled(quantity(rule.minDays - (enrolledDays ?? 0), 'day', language))
        : '';
      return { have, need: rule.percent / 1000, unit: 'percent', missing };
    }
    case 'event':
      return {
        have: account.recorded === null ? 0 : 1,
        need: null,
        unit: 'event',
        missing: account.recorded === null ? words.missingEvent(rule.event) : '',
      };
  }
}

function figures(
  { have, need, unit }: { readonly have: number; readonly need: number; readonly unit: Unit },
  language: Language,
): MissingToMeet {
  const short = (Math.round(need * 1000) - Math.round(have * 1000)) / 1000;
  const missing = short > 0 ? wordsOf(language).whyNot.missing(quantity(short, unit, language)) : '';
  return { have, need, unit, missing };
}
