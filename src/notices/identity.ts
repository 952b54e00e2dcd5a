/** The identity of a trigger and of the notice that comes of it, as people and programs write it. */
import { ProblemError } from '../problem.ts';

export interface TriggerIdentity {
  readonly pack: string;
  readonly student: string;
  readonly criterion: string;
  /** First day of the cycle, ISO. */
  readonly cycle: string;
  readonly occurrence: number;
  /** The school under `scope: school`, else null. */
  readonly school: string | null;
}

/** The columns by which tables name a trigger; `school_id` is '' where it is of no school of its own. */
export interface IdentityColumns {
  readonly pack_id: string;
  readonly student_id: string;
  readonly criterion: string;
  readonly cycle_on: string;
  readonly occurrence: number;
  readonly school_id: string;
}

export function identityOfRow(row: IdentityColumns): TriggerIdentity {
  return {
    pack: row.pack_id,
    student: row.student_id,
    criterion: row.criterion,
    cycle: row.cycle_on,
    occurrence: row.occurrence,
    school: row.school_id === '' ? null : row.school_id,
  };
}

/** Opaque to readers: pack, student, criterion, cycle, occurrence and school joined by `/`. */
export function triggerIdOf(identity: TriggerIdentity): string {
  const { pack, student, criterion, cycle, occurrence, school } = identity;
  return [pack, student, criterion, cycle, occurrence, school ?? ''].join('/');
}

/** The inverse of {@link triggerIdOf}. Fails: ProblemError for anything else. */
export function parseTriggerId(text: string): TriggerIdentity {
  const parts = /^([^/]+)\/(.+)\/([^/]+)\/(\d{4}-\d{2}-\d{2})\/([1-9]\d*)\/(.*)$/s.exec(text);
  if (parts === null) {
    throw new ProblemError([
      { found: `"${text}"`, allowed: 'the trigger_id of a line of rollcall worklist --format json' },
    ]);
  }
  const [, pack = '', student = '', criterion = '', cycle = '', occurrence = '', school = ''] = parts;
  return { pack, student, criterion, cycle, occurrence: Number(occurrence), school: school === '' ? null : school };
}

/** Who is named where no person issues. */
export const ROLLCALL = 'Rollcall';

/** A person's number for a batch: `B12`. */
export function batchName(batchId: number): string {
  return `B${batchId}`;
}

/** A person's number for a notice: `N12`. */
export function noticeName(noticeId: number): string {
  return `N${noticeId}`;
}

export type BatchOrNotice = { readonly kind: 'batch' | 'notice'; readonly id: number };

/** Reads `B12` or `N12`. Fails: ProblemError that says what may stand there. */
export function parseBatchOrNotice(text: string): BatchOrNotice {
  const parts = /^([BN])([1-9]\d{0,14})$/i.exec(text.trim());
  if (parts === null) throw new ProblemError([{ found: `"${text}"`, allowed: 'a batch as B12 or a notice as N12' }]);
  return { kind: parts[1]?.toUpperCase() === 'B' ? 'batch' : 'notice', id: Number(parts[2]) };
}

/** Reads `N12`. Fails: ProblemError. */
export function parseNotice(text: string): number {
  const named = parseBatchOrNotice(text);
  if (named.kind === 'batch') throw new ProblemError([{ found: `"${text}"`, allowed: 'a notice as N12' }]);
  return named.id;
}
