/** What is written down of a named person of the sample district. Dates are those of 2026-27. */

export interface CastStudent {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly grade: string;
  readonly school: string;
  readonly birthDate: string;
  readonly language: string;
  readonly flags?: readonly string[];
  readonly guardians: readonly CastGuardian[];
  /** A second school: `school` until `leaves`, then this one from `enters`. */
  readonly moves?: { readonly leaves: string; readonly enters: string; readonly to: string };
  readonly days: readonly CastDay[];
  readonly events?: readonly (readonly [date: string, event: string, ref?: string])[];
  readonly activities?: readonly string[];
  /** One line, as in the table of the guide. */
  readonly story: string;
}

export interface CastGuardian {
  readonly id: string;
  readonly name: string;
  readonly relation: string;
  readonly language?: string;
  readonly email?: string;
  readonly phone?: string;
  /** Street, then a second line; none: no address is known. Postal code of the first where not given. */
  readonly address?: readonly [street: string, second?: string];
  readonly postalCode?: string;
  readonly birthDate?: string;
  readonly receivesMail?: false;
  readonly custodial?: false;
  readonly noContact?: true;
}

/** `from` and `until`: the record stands in data that goes through these days (`from` included, `until` not): a later correction. */
export interface CastDay {
  readonly date: string;
  readonly code: string;
  /** None: the whole day, as the school writes it down. */
  readonly period?: string;
  readonly minutes?: number;
  readonly from?: string;
  readonly until?: string;
}

export interface CastStaff {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  /** '' for the district office. */
  readonly school: string;
}
