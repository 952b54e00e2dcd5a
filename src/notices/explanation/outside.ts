/** A rule that would hold, had it looked at the student on that day: `grades`, `schools`, `effective`. */
import type { Day } from '../../engine/index.ts';
import type { Subject } from './accounts.ts';
import { wordsOf } from './catalogue/index.ts';
import { fullDay, type Language } from './quantities.ts';
import { datesOf } from './rule-account.ts';
import type { RuleAccount } from './rule-account.ts';
import { limitName, outsideLimit } from './why-not-sentences.ts';

/** The sentence, or undefined when nothing of the kind stands in the way. Input: the account of a rule that holds. */
export function outsideOn(
  account: RuleAccount,
  subject: Pick<Subject, 'facts'>,
  language: Language = 'en',
): string | undefined {
  const words = wordsOf(language).whyNot;
  const { criterion } = account;
  const day = datesOf(account.progress.counted).at(-1) ?? account.through;
  const { from, until } = criterion.effective;
  if (from !== undefined && day < from) return words.holdsFrom(fullDay(from, language));
  if (until !== undefined && day >= until) return words.heldUntil(fullDay(until - 1, language));
  if (criterion.grades !== undefined && !criterion.grades.includes(subject.facts.grade)) {
    return outsideLimit(account, day, limitName({ grades: criterion.grades }, language), language);
  }
  const school = schoolOn(subject, day);
  if (criterion.schools !== undefined && !criterion.schools.includes(school))
    return outsideLimit(account, day, limitName({ schools: criterion.schools }, language), language);
  return undefined;
}

/** The student's school on a day: the latest entry, then the smallest id. Source: criteria.md, introduction. */
export function schoolOn({ facts }: Pick<Subject, 'facts'>, day: Day): string {
  const covering = facts.enrollments.filter(({ entry, exit }) => entry <= day && (exit === undefined || day <= exit));
  return (
    covering.toSorted((one, other) => other.entry - one.entry || (one.school < other.school ? -1 : 1))[0]?.school ?? ''
  );
}
