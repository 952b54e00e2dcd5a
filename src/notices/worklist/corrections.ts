/** Notices whose facts changed after they went out. Source: criteria.md section 8. */

/** A correction that no person has decided about yet. A notice met again after it was rescinded waits for one too. */
export function isOpenCorrection(notice: {
  readonly correction: 'amended' | 'no-longer-met' | 'met-again' | null;
  readonly keptBy: string | null;
  readonly state: string;
}): boolean {
  if (notice.correction === null || notice.keptBy !== null || notice.state === 'withdrawn') return false;
  return notice.state !== 'rescinded' || notice.correction === 'met-again';
}
