import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useWords } from '../words/words.ts';

/** To a message as it went out, with what became of it. */
export function MessageLink({ message }: { readonly message: number }) {
  const t = useWords('parts');
  return (
    <Anchor component={Link} to={`/messages/${message}`} size="sm">
      {t('openMessage', { message: `M${message}` })}
    </Anchor>
  );
}
