/** "Activities: eligible · At risk: attendance, until …": each opens its history. */
import { Anchor, Text } from '@mantine/core';
import { useApi } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { useQueryText } from '../../shell/context.ts';
import { useLanguage, useWords } from '../../words/words.ts';

export function StandingLine({ student }: { readonly student: string }) {
  const t = useWords('activities');
  const date = useDate();
  const language = useLanguage();
  const [, setQuery] = useQueryText();
  const eligibility = useApi('readStudentEligibility', { params: { student } }, { staleTime: 60_000 }).data;
  const atRisk = useApi('readStudentAtRisk', { params: { student } }, { staleTime: 60_000 }).data;
  if (eligibility === undefined || atRisk === undefined) return null;
  const { activities, overall } = eligibility;
  const status = overall.status.name[language];
  const [reason] = atRisk.reasons.filter(({ holds }) => holds).toSorted((a, b) => (a.until < b.until ? 1 : -1));
  const parts = [
    activities.length === 0
      ? t('line.noActivity')
      : overall.until === null
        ? t('line.activities', { status })
        : t('line.activitiesUntil', { status, date: date(overall.until) }),
    reason === undefined
      ? t('line.notAtRisk')
      : t('line.atRisk', {
          reason: reason.reason?.name[language] ?? reason.factors.map(({ name }) => name[language]).join(', '),
          date: date(reason.until),
        }),
  ];
  const text = parts.join(' · ');
  return (
    <Text size="md" component="div">
      <Anchor component="button" type="button" onClick={() => setQuery({ tab: 'activities' })} className="rc-no-print">
        {text}
      </Anchor>
      <span className="rc-print-only">{text}</span>
    </Text>
  );
}
