/** What a plan or a referral asks for before it may go out, as a pack wrote it. */

export type RequirementKind =
  | 'attendance-file'
  | 'guardian'
  | 'guardian-birth-date'
  | 'guardian-gender'
  | 'plan'
  | 'meeting'
  | 'contract'
  | 'student-details'
  | 'days'
  | 'contacts'
  | 'interventions'
  | 'letter';

export interface Requirement {
  /** Its name in waivers and answers: `contacts`, `letter:first-letter`. */
  readonly key: string;
  readonly kind: RequirementKind;
  /** How many; 1 unless the pack says. */
  readonly need: number;
  /** The folder of a letter; '' for the others. */
  readonly letter: string;
}

/** What nobody may say is not needed: the count that the rule is about, and what the court itself turns back. */
export const NEVER_WAIVED: ReadonlySet<RequirementKind> = new Set(['days', 'guardian-birth-date']);

/** Input: the setting `requires` of a pack, or what a plan kept of it; checked when the pack was read. */
export function requirementsOf(value: unknown): readonly Requirement[] {
  return Array.isArray(value) ? value.flatMap((one: unknown) => requirementOf(one)) : [];
}

function requirementOf(value: unknown): readonly Requirement[] {
  if (typeof value === 'string') return [{ key: value, kind: value as RequirementKind, need: 1, letter: '' }];
  if (typeof value !== 'object' || value === null) return [];
  if ('key' in value && 'kind' in value) return [value as Requirement];
  return Object.entries(value).map(([kind, setting]: [string, unknown]) =>
    kind === 'letter'
      ? { key: `letter:${String(setting)}`, kind: 'letter', need: 1, letter: String(setting) }
      : { key: kind, kind: kind as RequirementKind, need: Number(setting), letter: '' },
  );
}
