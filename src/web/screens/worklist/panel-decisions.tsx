import { Button, Text, Title } from '@mantine/core';
import type { TriggerDetail } from '../../../server/triggers/contract.ts';
import { useDate } from '../../parts/date-text.tsx';
import { useWords } from '../../words/words.ts';
import type { Ask } from './trigger-panel.tsx';
import classes from './worklist.module.css';

type Decision = TriggerDetail['decisions'][number];

/** What people decided about it, each with its way back; what was lifted stays written. */
export function PanelDecisions({ detail, onAsk }: { readonly detail: TriggerDetail; readonly onAsk: Ask }) {
  const t = useWords('worklist');
  if (detail.decisions.length === 0) return null;
  const mayLift = ({ kind, lifted }: Decision): boolean =>
    lifted === null && detail.may.decide && (kind !== 'approved' || detail.may.approve);
  return (
    <div>
      <Title order={3} size="h4">
        {t('panel.decided')}
      </Title>
      <ul className={classes.list}>
        {detail.decisions.map((decision) => (
          <li key={`${decision.kind} ${decision.on} ${decision.reason} ${decision.lifted?.on ?? ''}`}>
            <DecisionText decision={decision} />{' '}
            {mayLift(decision) && (
              <Button size="compact-sm" variant="default" onClick={() => onAsk('lift', { liftKind: decision.kind })}>
                {t('actions.lift')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function DecisionText({ decision }: { readonly decision: Decision }) {
  const t = useWords('worklist');
  const date = useDate();
  const { kind, on, until, reason, days, by, lifted } = decision;
  return (
    <>
      <span className={lifted === null ? undefined : classes.gone}>
        {t(`decisions.${kind}`, { person: by, date: date(on), reason })}
        {until !== null && ` · ${t('decisions.until', { date: date(until) })}`}
        {days.length > 0 && ` · ${t('decisions.days', { days: days.map((day) => date(day, 'day')).join(', ') })}`}
      </span>
      {lifted !== null && (
        <Text component="span" size="sm">
          {' · '}
          {t('decisions.lifted', { person: lifted.by, date: date(lifted.on), reason: lifted.reason })}
        </Text>
      )}
    </>
  );
}
