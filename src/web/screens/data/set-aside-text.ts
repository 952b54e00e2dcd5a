/** Why a row of attendance is set aside, in the words of the page: what the server says is for those who know the files. */
import type { SetAsideRow } from '../../../server/data/contract.ts';
import type { Say } from '../../words/say.ts';

/** How each sentence of the server begins or ends. */
const REASONS = [
  ['unknown-student', /^an unknown student/],
  ['unknown-school', /^an unknown school/],
  ['unknown-code', /^an unknown code/],
  ['unknown-period', /^an unknown period/],
  ['not-in-session', /is not in session at the school$/],
  ['not-enrolled', /^the student is not enrolled at the school/],
] as const;

export interface SetAsideText {
  readonly reason: string;
  readonly allowed: string;
}

/** A reason without words of its own stands as the server says it. */
export function setAsideText(t: Say, row: Pick<SetAsideRow, 'reason' | 'allowed' | 'code' | 'period'>): SetAsideText {
  const known = REASONS.find(([, sentence]) => sentence.test(row.reason));
  if (known === undefined) return { reason: row.reason, allowed: row.allowed };
  const { code, period } = row;
  return { reason: t(`setAside.${known[0]}.reason`, { code, period }), allowed: t(`setAside.${known[0]}.allowed`) };
}
