/** What an attendance contract is: its text, who signs, and the shapes that are read and written. */
import type { ContractState } from './states.ts';

export const CONTRACT_PARTS = ['family', 'student', 'school'] as const;
export type ContractPart = (typeof CONTRACT_PARTS)[number];

export interface ContractTerm {
  readonly text: string;
  /** Added by the people here. */
  readonly isOwn: boolean;
}

export interface ContractText {
  readonly title: string;
  readonly opening: readonly string[];
  readonly parts: readonly {
    readonly part: ContractPart;
    readonly heading: string;
    readonly terms: readonly ContractTerm[];
  }[];
  readonly closing: string;
}

/** By language. */
export type ContractTexts = Readonly<Record<string, ContractText>>;

const SIGNER_PARTS = ['guardian', 'student', 'school', 'other'] as const;
export type SignerPart = (typeof SIGNER_PARTS)[number];

/** A drawn signature: lines of points, in thousandths of the width of the field. */
export type Strokes = readonly (readonly (readonly [x: number, y: number])[])[];

export interface ContractSignature {
  readonly signatureId: number;
  readonly part: SignerPart;
  readonly name: string;
  readonly guardianId: string;
  /** '' not signed yet. */
  readonly way: '' | 'typed' | 'drawn' | 'paper';
  readonly typed: string;
  readonly strokes: Strokes | null;
  readonly documentId: number | null;
  readonly language: string;
  /** The member of staff who was there. */
  readonly witness: string;
  /** ISO instant; null while not signed. */
  readonly signedAt: string | null;
  /** The day of it in the district, ISO. */
  readonly signedDay: string | null;
  readonly excusedReason: string;
  readonly excusedBy: string;
}

export interface Contract {
  readonly contractId: number;
  readonly student: string;
  readonly studentNo: number;
  readonly first: string;
  readonly last: string;
  readonly caseId: number | null;
  readonly school: string;
  readonly schoolName: string;
  readonly year: number;
  readonly state: ContractState;
  readonly template: string;
  readonly texts: ContractTexts;
  readonly goals: string;
  readonly languages: readonly string[];
  readonly startsOn: string;
  readonly reviewOn: string;
  readonly endsOn: string;
  readonly meetingId: number | null;
  readonly renewsId: number | null;
  readonly offeredOn: string | null;
  readonly signedOn: string | null;
  readonly reviewNote: string;
  readonly violatedOn: string | null;
  readonly endedOn: string | null;
  readonly termsHash: string;
  readonly madeBy: string;
  readonly revision: number;
  readonly signatures: readonly ContractSignature[];
}
