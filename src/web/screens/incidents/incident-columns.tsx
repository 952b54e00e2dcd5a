import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { IncidentLine } from '../../../server/incidents/contract.ts';
import { DateText } from '../../parts/date-text.tsx';
import type { GridColumn } from '../../parts/grid.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { ToneChip, type StatusTone } from '../../parts/status-chip.tsx';
import { useLanguage, useWords } from '../../words/words.ts';

const TONES: Readonly<Record<IncidentLine['state'], StatusTone>> = {
  recorded: 'sent',
  open: 'waiting',
  dated: 'due',
  served: 'sent',
  cancelled: 'closed',
};

export function IncidentState({ state }: { readonly state: IncidentLine['state'] }) {
  const t = useWords('incidents');
  return <ToneChip tone={TONES[state]} word={t(`state.${state}`)} />;
}

export function useMoney(): (cents: number) => string {
  const t = useWords('incidents');
  const number = useNumber();
  return (cents) => t('money', { amount: number(cents / 100, { digits: 2 }) });
}

export function useIncidentColumns(): readonly GridColumn<IncidentLine>[] {
  const t = useWords('incidents');
  const language = useLanguage();
  const money = useMoney();
  return [
    {
      key: 'student',
      title: t('student'),
      width: 15,
      cell: ({ incident, lastName, firstName }) => (
        <Anchor component={Link} to={`/incidents/${incident}`} inherit>
          {`${lastName}, ${firstName}`}
        </Anchor>
      ),
    },
    { key: 'grade', title: t('grade'), width: 7, cell: ({ grade }) => grade },
    { key: 'on', title: t('on'), width: 12, cell: ({ on }) => <DateText value={on} /> },
    { key: 'code', title: t('code'), width: 14, cell: ({ code }) => code.name[language] },
    {
      key: 'action',
      title: t('action'),
      width: 14,
      cell: ({ action }) => (action === null ? t('noAction') : action.name[language]),
    },
    { key: 'dates', title: t('dates'), width: 15, cell: (line) => <ActionDates line={line} /> },
    { key: 'state', title: t('stateTitle'), width: 15, cell: ({ state }) => <IncidentState state={state} /> },
    {
      key: 'fines',
      title: t('fines'),
      width: 7,
      align: 'end',
      hideBelow: 1150,
      cell: ({ fineCents }) => (fineCents === 0 ? '' : money(fineCents)),
    },
    {
      key: 'export',
      title: t('exported'),
      width: 10,
      hideBelow: 900,
      cell: ({ exportedAt, isToExport }) =>
        exportedAt === null ? t('never') : isToExport ? t('changedSince') : <DateText value={exportedAt} as="moment" />,
    },
  ];
}

export function ActionDates({
  line,
}: {
  readonly line: Pick<IncidentLine, 'action' | 'actionFrom' | 'actionTo' | 'place'>;
}) {
  const t = useWords('incidents');
  const { action, actionFrom, actionTo, place } = line;
  if (action === null) return null;
  if (actionFrom === null || actionTo === null) return <span className="rc-warning">{t('noDates')}</span>;
  return (
    <>
      <DateText value={actionFrom} />
      {actionTo !== actionFrom && (
        <>
          {' – '}
          <DateText value={actionTo} />
        </>
      )}
      {place !== '' && <span className="rc-dimmed"> · {place}</span>}
    </>
  );
}
