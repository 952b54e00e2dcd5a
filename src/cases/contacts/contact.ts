/** A contact: somebody of the school tried to reach somebody about a student. */

export const CONTACT_KINDS = ['phone', 'email', 'in-person', 'home-visit', 'text'] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

/** `message`: left with somebody or on a machine; `returned`: the mail or the text came back. */
export const CONTACT_OUTCOMES = ['reached', 'message', 'no-answer', 'wrong-number', 'refused', 'returned'] as const;
export type ContactOutcome = (typeof CONTACT_OUTCOMES)[number];

export const CONTACT_PARTIES = ['guardian', 'student', 'other'] as const;
export type ContactParty = (typeof CONTACT_PARTIES)[number];

/** What a person says of it. */
export interface ContactFacts {
  readonly kind: ContactKind;
  /** `name` of a guardian as the file has it; of somebody else in words; '' for the student. */
  readonly with: { readonly party: ContactParty; readonly name: string };
  readonly outcome: ContactOutcome;
  /** Left out: now. */
  readonly at?: Date;
  /** A key of the district's reasons; `attendance` when left out. */
  readonly reason?: string;
  /** Language tag; left out: not known. */
  readonly language?: string;
  readonly hasInterpreter?: boolean;
  readonly note?: string;
}

export interface ContactOnFile {
  readonly contactId: number;
  readonly student: string;
  readonly school: string;
  readonly kind: ContactKind;
  readonly party: ContactParty;
  readonly name: string;
  /** ISO day in the district's zone. */
  readonly on: string;
  readonly at: Date;
  readonly outcome: ContactOutcome;
  readonly reason: string;
  readonly language: string;
  readonly hasInterpreter: boolean;
  readonly note: string;
  readonly by: string;
  readonly byId: string;
  readonly madeAt: Date;
  readonly corrects: number | null;
  readonly correctionReason: string;
  /** The correction says that it did not happen. */
  readonly isVoid: boolean;
  /** The entry that took its place. */
  readonly correctedBy: number | null;
}
