/** Letters: who gets one, what it says, and the PDF files it is printed from. */
export { freezeLetter, contentHash } from './freeze-letter.ts';
export type { FrozenLetter } from './freeze-letter.ts';
export type * from './letter-facts.ts';
export { keepLetterImages, letterheadOf, missingParts, readLetterheads } from './letterheads.ts';
export type { LetterheadPart, Letterheads } from './letterheads.ts';
export { planLetters } from './recipients.ts';
export type { GuardianFact, LetterPlan, MissingReason, PlannedLetter, RecipientInput } from './recipients.ts';
