/** Notices whose facts changed after they went out. Source: criteria.md section 8. */

/**
 * A correction that no person has decided about yet. A notice met again after it was rescinded waits for one too, and one
 * that was rescinded while what it brought about still stands.
 */
export function isOpenCorrection(notice: {
  readonly correction: 'amended' | 'no-longer-met' | 'met-again' | null;
  readonly keptBy: string | null;
  readonly state: string;
  /** It was rescinded, and nobody said yet what becomes of its effects. */
  readonly asksEffects?: boolean;
}): boolean {
  if (notice.asksEffects === true) return true;
  if (notice.correction === null || notice.keptBy !== null || notice.state === 'withdrawn') return false;
  return notice.state !== 'rescinded' || notice.correction === 'met-again';
}
