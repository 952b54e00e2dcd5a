/** What was changed of a person, by whom, from which day and why. */
import { Text, Title } from '@mantine/core';
import { useDate } from '../../parts/date-text.tsx';
import { useWords } from '../../words/words.ts';
import type { PersonDetail } from './person-panel.tsx';
import classes from './people.module.css';

export function PersonChanges({ changes }: Pick<PersonDetail, 'changes'>) {
  const t = useWords('people');
  const date = useDate();
  return (
    <section>
      <Title order={3} mb="xs">
        {t('changes.title')}
      </Title>
      <ul className={classes.changes}>
        {changes.map(({ change, from, reason, by, at }) => (
          <li key={`${at} ${change}`}>
            <Text fw={600}>{t(`changes.${change}`)}</Text>
            <Text>{reason}</Text>
            <Text size="sm" className="rc-dimmed">
              {t('changes.by', { by, time: date(at, 'moment'), from: date(from) })}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
