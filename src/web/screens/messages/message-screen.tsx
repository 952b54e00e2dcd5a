/** One message of a notice: to whom it went, its words as they went out, and what became of it. */
import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { MessageLine } from '../../../server/messages/contract.ts';
import { useApi } from '../../api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { studentInitials } from '../../parts/student-initials.ts';
import { useAddress } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { MessageList } from './messages-screen.tsx';

export function MessageScreen() {
  const t = useWords('messages');
  const { message = '' } = useAddress();
  const list = useApi('readMessages', { query: { notification: numberOf(message), limit: 100 } });
  return (
    <Loaded query={list} isPage failed={t('failed')} what={t('what')}>
      {({ items }) => <Shown items={items} />}
    </Loaded>
  );
}

/** What is no number is the number of none. */
function numberOf(message: string): number {
  return /^[1-9]\d{0,14}$/.test(message) ? Number(message) : Number.MAX_SAFE_INTEGER;
}

function Shown({ items }: { readonly items: readonly MessageLine[] }) {
  const t = useWords('messages');
  const [first] = items;
  if (first === undefined)
    return (
      <>
        <PageTitle title={t('title')} />
        <EmptyState why={t('one.none')} />
      </>
    );
  const { name, notice, notification } = first;
  const message = `M${notification}`;
  return (
    <>
      <PageTitle
        title={t('one.title', { message, name })}
        documentTitle={t('one.documentTitle', { message, initials: studentInitials(name) })}
      />
      <Text mb="md">
        <Anchor component={Link} to={`/notices/${notice}`}>
          {t('one.notice', { notice })}
        </Anchor>
      </Text>
      <MessageList items={items} isOpen />
    </>
  );
}
