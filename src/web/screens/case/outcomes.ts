import type { InputOf } from '../../api.ts';

/** How a file ends; `year-ended` is Rollcall's own. */
export const CASE_OUTCOMES = [
  'recovered',
  'moved-away',
  'referred',
  'opened-by-mistake',
  'other',
] as const satisfies readonly InputOf<'closeCase'>['body']['outcome'][];
