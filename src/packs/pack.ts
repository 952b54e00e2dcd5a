/** A policy pack, read and checked. */
import type { LetterTemplate, MessageTemplate } from '../documents/template/index.ts';
import type { Day, Policy, Weekday } from '../engine/index.ts';
import type { Problem } from '../problem.ts';

export interface Pack {
  readonly policy: Policy;
  /** sha256 over the sorted paths and texts of its files: the version of the text, whatever its number says. */
  readonly hash: string;
  /** Path relative to the pack's folder → text. */
  readonly files: ReadonlyMap<string, string>;
  readonly sources: readonly PackSource[];
  /** A proposal when to calculate; the district decides. */
  readonly schedule: { readonly days: readonly Weekday[]; readonly at: string } | null;
  /** Letter → language → template. */
  readonly letters: ReadonlyMap<string, ReadonlyMap<string, LetterTemplate>>;
  /** Notification → language → words. */
  readonly notifications: ReadonlyMap<string, ReadonlyMap<string, MessageTemplate>>;
  readonly presumeReceivedAfterSchoolDays: number | null;
  /** Of its own, beside those that every pack knows. */
  readonly events: readonly string[];
}

export interface PackSource {
  readonly title: string;
  readonly reviewed?: Day;
  readonly url?: string;
}

export type PackReading =
  | { readonly ok: true; readonly pack: Pack; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] };

/** Events that every pack knows. Source: criteria.md section 5. */
export const KNOWN_EVENTS: readonly string[] = [
  'issued',
  'approved',
  'declined',
  'letter-sent',
  'letter-received',
  'letter-returned',
  'contact-made',
  'meeting-held',
  'intervention',
  'plan-created',
  'plan-implemented',
  'contract-signed',
  'contract-violated',
  'referred',
];
