import { Anchor, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { TriggerDetail } from '../../../server/triggers/contract.ts';
import { DateText } from '../../parts/date-text.tsx';
import { StatusChip, NOTICE_STATUSES, type NoticeStatus } from '../../parts/status-chip.tsx';
import { useWords } from '../../words/words.ts';
import classes from './worklist.module.css';

/** What went out to the student before, under every pack. */
export function PanelSent({ sent }: { readonly sent: TriggerDetail['sentBefore'] }) {
  const t = useWords('worklist');
  return (
    <div>
      <Title order={3} size="h4">
        {t('panel.sentBefore')}
      </Title>
      {sent.length === 0 ? (
        <Text size="sm">{t('panel.nothingSent')}</Text>
      ) : (
        <ul className={classes.list}>
          {sent.map(({ notice, level, on, state }) => (
            <li key={notice}>
              <Anchor component={Link} to={`/notices/${notice}`} size="sm">
                {level} <DateText value={on} />
              </Anchor>{' '}
              {isStatus(state) ? <StatusChip status={state} /> : state}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function isStatus(state: string): state is NoticeStatus {
  return state in NOTICE_STATUSES;
}
