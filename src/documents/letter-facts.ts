/**
 * What a letter says besides its template: plain values, frozen as JSON when the notice is stamped.
 * Dates are ISO calendar dates without a zone; they become words when the letter is rendered, in its language.
 */
import type { Excuse, Status } from '../engine/index.ts';

/** An image of a letterhead, by the sha256 of its bytes, which are kept in `letter_images`. */
export interface ImageFact {
  readonly hash: string;
  readonly type: 'svg' | 'png' | 'jpg';
  readonly alt: string;
}

/** What stands at the head and foot of a letter. Blank texts are never printed. */
export interface Letterhead {
  readonly returnAddress: readonly string[];
  readonly phone: string;
  readonly email: string;
  readonly signer: string;
  readonly signerTitle: string;
  readonly contact: string;
  readonly contactTitle: string;
  readonly logo: ImageFact | null;
  readonly signature: ImageFact | null;
}

/**
 * One attendance record that the letter shows.
 * Unit: `minutes` missed, null when unknown; `value` is the part of a day of a whole-day record, 1 when absent.
 */
export interface DateFact {
  readonly on: string;
  readonly school: string;
  readonly period: string | null;
  readonly minutes: number | null;
  readonly status: Status;
  readonly excuse: Excuse;
  readonly description: string;
  readonly value?: number;
}

export interface WindowFact {
  readonly kind: 'year' | 'month' | 'term' | 'days' | 'schoolDays' | 'since';
  /** For days and schoolDays. */
  readonly days?: number;
  /** The name of the term. */
  readonly name?: string;
  /** The day counting began, for since and month. */
  readonly since?: string;
}

export interface ConferenceFact {
  readonly on: string;
  /** `HH:MM`, 24 hours. */
  readonly at: string;
  readonly place: string;
  readonly with: string;
}

/** The activity eligibility that the same criterion sets, by its names in the district's catalog. */
export interface EligibilityFact {
  readonly status: { readonly en: string; readonly es: string };
  /** Its last day. */
  readonly until: string;
}

/** What the notices room knows of a notice when it stamps it. `dates` is already in the order the pack asks for. */
export interface NoticeForLetter {
  readonly letter: string;
  /** As `N1042`; '' while the number is not known: it is then taken from the notice when the letter is made. */
  readonly reference: string;
  readonly letterOn: string;
  readonly student: { readonly id: string; readonly first: string; readonly last: string; readonly grade: string };
  readonly school: { readonly id: string; readonly name: string; readonly phone: string; readonly principal: string };
  readonly district: { readonly name: string };
  readonly letterhead: Letterhead;
  readonly criterion: { readonly code: string; readonly title: string };
  readonly triggerOn: string;
  readonly count: number;
  readonly need: number | null;
  readonly unit: 'dates' | 'days' | 'periods' | 'minutes' | 'percent';
  readonly window: WindowFact;
  readonly dates: readonly DateFact[];
  /** Names of the schools in `dates`, by id. */
  readonly schoolNames: Readonly<Record<string, string>>;
  readonly previousOn: string | null;
  readonly conference: ConferenceFact | null;
  /** Left out where the criterion sets none for this student. */
  readonly eligibility?: EligibilityFact;
  readonly sentence: string;
}

export type LetterFlag = 'shares-no-contact-address' | 'two-languages';

/** Everything a letter needs, as frozen. `format` names this shape, so that later versions still print old letters. */
export interface LetterFacts extends NoticeForLetter {
  readonly format: 1;
  readonly language: string;
  readonly recipients: readonly string[];
  readonly address: readonly string[];
  /** The address in a form that is equal for equal homes. */
  readonly household: string;
  readonly toStudent: boolean;
  readonly flags: readonly LetterFlag[];
}
