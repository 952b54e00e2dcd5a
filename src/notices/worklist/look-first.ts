/** Doubt first: what about a due notice needs a person's eye. Source: screens.md 4.3, "Look first". */
import type { ContactKind, ContactOutcome, LatestContact } from '../../cases/index.ts';
import type { LetterPlan } from '../../documents/index.ts';
import { parseDay } from '../../engine/index.ts';
import { quantity, shortDay } from '../explanation/quantities.ts';

export type Doubt =
  | { readonly kind: 'no-letters' }
  | { readonly kind: 'no-address' }
  | { readonly kind: 'address-missing' }
  | { readonly kind: 'sibling-also-due' }
  | { readonly kind: 'in-english'; readonly language: string }
  | { readonly kind: 'overdue'; readonly schoolDays: number }
  /** Somebody of the school tried to reach the family in the days before; `on` ISO. */
  | {
      readonly kind: 'contacted';
      readonly on: string;
      readonly contact: ContactKind;
      readonly outcome: ContactOutcome;
    };

/**
 * The doubts about one due notice, the gravest first.
 * Input: `plans` one for each letter it sends; `waitedSchoolDays` since the trigger date.
 */
export function doubtsOf(input: {
  readonly plans: readonly LetterPlan[];
  /** The flag `no-letters` forbids the letter; the rest of the notice goes on. */
  readonly isWithoutLetters?: boolean;
  readonly hasSiblingDue: boolean;
  readonly waitedSchoolDays: number;
  readonly overdueAfter: number;
  readonly latestContact?: LatestContact | undefined;
}): readonly Doubt[] {
  const doubts: Doubt[] = input.isWithoutLetters === true ? [{ kind: 'no-letters' }] : [];
  if (input.plans.some((plan) => plan.letters.length === 0)) doubts.push({ kind: 'no-address' });
  else if (
    input.plans.some((plan) =>
      plan.missing.some(({ reason }) => reason === 'no-address' || reason === 'address-incomplete'),
    )
  ) {
    doubts.push({ kind: 'address-missing' });
  }
  if (input.waitedSchoolDays > input.overdueAfter)
    doubts.push({ kind: 'overdue', schoolDays: input.waitedSchoolDays - input.overdueAfter });
  if (input.latestContact !== undefined) {
    const { on, kind, outcome } = input.latestContact;
    doubts.push({ kind: 'contacted', on, contact: kind, outcome });
  }
  if (input.hasSiblingDue) doubts.push({ kind: 'sibling-also-due' });
  const language = foreignLanguage(input.plans);
  if (language !== undefined) doubts.push({ kind: 'in-english', language });
  return doubts;
}

/** `No address`, `Sibling also due`, `In English: no letter in Somali yet`, `2 school days overdue`. */
export function doubtInWords(doubt: Doubt): string {
  switch (doubt.kind) {
    case 'no-letters':
      return 'Flag no-letters: no letter is made';
    case 'no-address':
      return 'No address';
    case 'address-missing':
      return 'One address missing';
    case 'sibling-also-due':
      return 'Sibling also due';
    case 'in-english':
      return `In English: no letter in ${languageName(doubt.language)} yet`;
    case 'contacted':
      return `${CONTACTED[doubt.contact]} on ${shortDay(parseDay(doubt.on) ?? 0)}`;
    case 'overdue':
      return `${quantity(doubt.schoolDays, 'school day')} overdue`;
  }
}

const CONTACTED: Readonly<Record<ContactKind, string>> = {
  phone: 'Called',
  email: 'E-mailed',
  'in-person': 'Met',
  'home-visit': 'Visited at home',
  text: 'Texted',
};

/** `Somali` for `so`; what is no language tag stays as it is. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** A language a family asked for and the pack has no letter in. */
function foreignLanguage(plans: readonly LetterPlan[]): string | undefined {
  return plans
    .flatMap((plan) => plan.letters)
    .find((letter) => letter.wantedLanguage !== '' && letter.wantedLanguage !== letter.language)?.wantedLanguage;
}
