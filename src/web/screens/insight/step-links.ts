/** The list behind a number of the steps taken. */
import type { ListedKindField, StepKindField } from '../../../server/insight/contract.ts';

export const LISTED_KINDS: readonly ListedKindField[] = ['contact', 'meeting', 'plan', 'referral', 'welfare'];

interface Behind {
  readonly kind: StepKindField;
  /** '' all. */
  readonly level: string;
  /** Of letters; '' all, and of the others. */
  readonly pack: string;
  /** First day; left out: the school year so far, which begins on `from`. */
  readonly month?: string;
}

/** Below the address of the school or the district. Undefined: not open to the reader. Input: `year` from its first day to today. */
export function listBehind(
  { kind, level, pack, month }: Behind,
  {
    year,
    maySeeWelfare,
  }: { readonly year: { readonly from: string; readonly to: string }; readonly maySeeWelfare: boolean },
): string | undefined {
  if (kind === 'campaign') return '/campaigns';
  if (kind === 'letter') {
    const span = month === undefined ? year : { from: month, to: lastDayOf(month) };
    return `/letters?${new URLSearchParams({ ...(level === '' ? {} : { level, pack }), ...span }).toString()}`;
  }
  if (kind === 'welfare' && !maySeeWelfare) return undefined;
  const asked = { kind, ...(level === '' ? {} : { level }), ...(month === undefined ? {} : { month }) };
  return `/insight/steps/list?${new URLSearchParams(asked).toString()}`;
}

function lastDayOf(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return `${month.slice(0, 8)}${new Date(Date.UTC(year, number, 0)).getUTCDate()}`;
}
