/** Messages of notices: on their way, arrived, and to be printed instead. */
import { Alert, Anchor, Button, Group, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { contract } from '../../../server/contract.ts';
import { urlOf } from '../../../server/client.ts';
import { MESSAGE_STATES, type MessageLine } from '../../../server/messages/contract.ts';
import { api, useApi } from '../../api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useQueryText, useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { CameBackDialog, CHANGES } from './came-back-dialog.tsx';
import { SendNowDialog } from './send-now-dialog.tsx';
import { MessageItem, type MessageAction } from './message-item.tsx';
import itemList from '../../parts/item-list.module.css';

/** Shown at once. */
const MOST = 100;

export function MessagesScreen() {
  const t = useWords('messages');
  const { school } = useSchool();
  const [query, setQuery] = useQueryText();
  const state = MESSAGE_STATES.find((one) => one === query['state']) ?? '';
  const list = useApi('readMessages', { query: { school: school ?? '', state, limit: MOST } });
  return (
    <>
      <PageTitle title={t('title')} />
      <Loaded query={list} isPage failed={t('failed')} what={t('what')}>
        {({ items, counts, total, ways }) => (
          <>
            <NotSetUp ways={ways} />
            <PrintList count={counts.print} school={school ?? ''} />
            <NativeSelect
              label={t('show')}
              data={[
                { value: '', label: t('all') },
                ...MESSAGE_STATES.map((one) => ({
                  value: one,
                  label: t('counted', { state: t(`state.${one}`), count: counts[one] }),
                })),
              ]}
              value={state}
              onChange={(event) => setQuery({ state: event.currentTarget.value })}
              maw={320}
              mb="md"
              className="rc-no-print"
            />
            {items.length === 0 ? (
              <EmptyState why={t(state === '' ? 'empty' : 'emptyState')} />
            ) : (
              <MessageList items={items} />
            )}
            {total > items.length && (
              <Text size="sm" className="rc-dimmed" mt="sm">
                {t('more', { shown: items.length, count: total })}
              </Text>
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

function NotSetUp({ ways }: { readonly ways: { readonly email: boolean; readonly text: boolean } }) {
  const t = useWords('messages');
  if (ways.email && ways.text) return null;
  return (
    <Alert color="yellow" title={t('notSetUp.title')} mb="md">
      {[...(ways.email ? [] : [t('notSetUp.email')]), ...(ways.text ? [] : [t('notSetUp.text')])].join(' ')}
    </Alert>
  );
}

function PrintList({ count, school }: { readonly count: number; readonly school: string }) {
  const t = useWords('messages');
  if (count === 0) return null;
  return (
    <Alert color="blue" title={t('toPrint', { count })} mb="md">
      <Text size="sm" mb="xs">
        {t('toPrintText')}
      </Text>
      <Anchor
        href={urlOf(contract.readMessagePages, { query: { school } })}
        target="_blank"
        rel="noopener noreferrer"
        className="rc-no-print"
      >
        {t('openPages', { count })}
      </Anchor>
    </Alert>
  );
}

interface Asking {
  readonly line: MessageLine;
  readonly action: 'came-back' | 'send-now';
}

/** Each with what can be done about it now. */
export function MessageList({
  items,
  isOpen = false,
}: {
  readonly items: readonly MessageLine[];
  readonly isOpen?: boolean;
}) {
  const t = useWords('messages');
  const { act, isBusy, error } = useActing(CHANGES);
  const [asking, setAsking] = useState<Asking | undefined>(undefined);
  const toPrint = items.filter(({ state }) => state === 'print').map(({ message }) => message);
  const onAct = (line: MessageLine, action: MessageAction): void => {
    const params = { message: line.message };
    const body = { messages: [line.message] };
    if (action === 'came-back' || action === 'send-now') setAsking({ line, action });
    else if (action === 'again') void act(() => api.tryMessageAgain({ params }));
    else if (action === 'print') void act(() => api.markMessagesPrinted({ body }));
    else void act(() => api.printMessagesInstead({ body }));
  };
  return (
    <>
      {error !== null && <ProblemAlert error={error} />}
      {toPrint.length > 1 && (
        <Group mb="sm" className="rc-no-print">
          <Button
            variant="default"
            loading={isBusy}
            onClick={() => void act(() => api.markMessagesPrinted({ body: { messages: toPrint } }))}
          >
            {t('allPrinted', { count: toPrint.length })}
          </Button>
        </Group>
      )}
      <ul className={itemList.list} aria-label={t('title')}>
        {items.map((line) => (
          <MessageItem
            key={line.message}
            line={line}
            isBusy={isBusy}
            isOpen={isOpen}
            onAct={(action) => onAct(line, action)}
          />
        ))}
      </ul>
      {asking?.action === 'came-back' && <CameBackDialog line={asking.line} onClose={() => setAsking(undefined)} />}
      {asking?.action === 'send-now' && <SendNowDialog line={asking.line} onClose={() => setAsking(undefined)} />}
    </>
  );
}
