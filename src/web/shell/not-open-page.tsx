import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { PageTitle } from '../parts/page-title.tsx';
import { useWords } from '../words/words.ts';

/** One page for "no such thing" and "not yours", so that it never tells which. */
export function NotOpenPage() {
  const t = useWords('shell');
  const exact = useWords('exact');
  return (
    <Stack>
      <PageTitle title={t('notOpenTitle')} />
      <Text className="rc-reading">{exact('notOpen', { people: t('askPeople') })}</Text>
      <Anchor component={Link} to="/">
        {t('goHome')}
      </Anchor>
    </Stack>
  );
}
