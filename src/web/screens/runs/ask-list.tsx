/** What schools ask the district to do, until somebody takes it off the list. */
import { Button, Group, Text } from '@mantine/core';
import type { Ask } from '../../../server/asks/contract.ts';
import { api, useApi } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import classes from './runs.module.css';

/** Nothing where nothing is asked. */
export function AskList() {
  const t = useWords('asks');
  const { data, error } = useApi('listAsks', undefined, { refetchInterval: 60_000 });
  if (error !== null && data === undefined) return <ProblemAlert error={error} title={t('notLoaded')} />;
  const open = data?.items.filter(({ doneAt }) => doneAt === null) ?? [];
  if (open.length === 0) return null;
  return (
    <section aria-labelledby="runs-asks" className={classes.section}>
      <h2 id="runs-asks">{t('title')}</h2>
      <ul className={classes.asks}>
        {open.map((ask) => (
          <OneAsk key={ask.ask} ask={ask} />
        ))}
      </ul>
    </section>
  );
}

function OneAsk({ ask: { ask, what, schoolName, person, at } }: { readonly ask: Ask }) {
  const t = useWords('asks');
  const date = useDate();
  const mayEnd = useMay('manage-schedules');
  const { act, isBusy, error } = useActing(['listAsks']);
  const time = date(at, 'moment');
  const end = () => act(() => api.endAsk({ params: { ask } }));
  return (
    <li>
      {error !== null && <ProblemAlert error={error} />}
      <Group gap="sm">
        <span>
          {t(`what.${what}`, { school: schoolName })}
          <Text size="sm" className="rc-dimmed">
            {t('by', { person, time })}
          </Text>
        </span>
        {mayEnd && (
          <Button
            size="compact-sm"
            variant="default"
            loading={isBusy}
            aria-label={t('doneOf', { school: schoolName, time })}
            onClick={() => void end()}
          >
            {t('done')}
          </Button>
        )}
      </Group>
    </li>
  );
}
