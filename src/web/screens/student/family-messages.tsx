/** What this family was told by message, and what became of it. */
import { Anchor, List, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useApi } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useWords } from '../../words/words.ts';

/** Shown here; the timeline has all. */
const MOST = 20;

export function FamilyMessages({ student }: { readonly student: string }) {
  const t = useWords('messages');
  const date = useDate();
  const list = useApi('readMessages', { query: { student, to: 'family', limit: MOST } });
  return (
    <section aria-label={t('family.title')}>
      <Title order={2} size="h3" mb="xs">
        {t('family.title')}
      </Title>
      <Loaded query={list} shape="text" failed={t('family.failed')} what={t('what')}>
        {({ items, next }) => (
          <>
            {items.length === 0 && <Text size="sm">{t('family.empty')}</Text>}
            <List size="sm">
              {items.map(({ message, notification, to, way, state, why, stateAt, criterion }) => (
                <List.Item key={message}>
                  {[date(stateAt, 'moment'), criterion].join(' · ')}:{' '}
                  {t('family.line', { to, way: t(`way.${way ?? 'paper'}`), state: t(`state.${state}`) })}
                  {why !== '' && ` (${t(`why.${why}`).replace(/[.:]$/, '')})`}{' '}
                  <Anchor component={Link} to={`/messages/${notification}`} size="sm">
                    {t('family.open', { message: `M${notification}` })}
                  </Anchor>
                </List.Item>
              ))}
            </List>
            {next !== null && <Text size="sm">{t('family.more')}</Text>}
          </>
        )}
      </Loaded>
    </section>
  );
}
