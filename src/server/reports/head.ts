/** The head of a report in words: what it is, of whom and which month, as of when, and for whom. */
import type { MonthLine } from '../../insight/index.ts';
import type { ReportPage } from './contract.ts';
import type { Telling } from './sections.ts';

interface Reported {
  readonly month: string;
  readonly months: readonly MonthLine[];
  readonly throughOn: string | null;
  readonly asOfOn: string | null;
}

export function headOf(
  { month, months, throughOn, asOfOn }: Reported,
  { speaker, isPublic }: Telling,
  { title, of }: { readonly title: string; readonly of: string },
): Omit<ReportPage, 'sections'> {
  const t = speaker.words('reports');
  return {
    title,
    lines: [
      `${of} · ${speaker.date(month, 'month')}`,
      throughOn === null || asOfOn === null
        ? t('noData')
        : t('basis', { through: speaker.date(throughOn), asOf: speaker.date(asOfOn) }),
      ...(isPublic ? [t('public')] : []),
    ],
    through: throughOn,
    month,
    months: months.map((one) => one.month).toReversed(),
  };
}
