/** What who may manage people can do with one of them. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { api, invalidate, type AnswerOf } from '../../api.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useWords } from '../../words/words.ts';
import { EndAccessDialog } from './end-access-dialog.tsx';
import { LinkText } from './link-text.tsx';
import type { PersonDetail } from './person-panel.tsx';

type Asking = 'end' | 'restore' | 'signOut' | 'link' | 'twoStep';

interface PersonActionsProps {
  readonly detail: PersonDetail;
  readonly onEdit: () => void;
}

export function PersonActions({ detail, onEdit }: PersonActionsProps) {
  const t = useWords('people');
  const { name, endedOn } = detail;
  const actions = useActions();
  const { setAsking, news } = actions;
  const [link, setLink] = useState<AnswerOf<'makePersonLink'>>();
  return (
    <Stack>
      <Group gap="xs">
        {endedOn === null ? (
          <>
            <Button onClick={onEdit}>{t('change')}</Button>
            <Button variant="default" onClick={() => setAsking('link')}>
              {t('link.make')}
            </Button>
            <Button variant="default" onClick={() => setAsking('signOut')}>
              {t('signOut.open')}
            </Button>
            {detail.hasTwoStep && (
              <Button variant="default" onClick={() => setAsking('twoStep')}>
                {t('twoStep.open')}
              </Button>
            )}
            <Button variant="default" onClick={() => setAsking('end')}>
              {t('end.open')}
            </Button>
          </>
        ) : (
          <Button onClick={() => setAsking('restore')}>{t('restore.open')}</Button>
        )}
      </Group>
      <Text role="status" className="rc-done">
        {news === undefined ? '' : t(`news.${news}`)}
      </Text>
      {link !== undefined && <LinkText link={link} name={name} />}
      <Dialogs detail={detail} actions={actions} onLink={setLink} />
    </Stack>
  );
}

interface DialogsProps {
  readonly detail: PersonDetail;
  readonly actions: ReturnType<typeof useActions>;
  readonly onLink: (link: AnswerOf<'makePersonLink'>) => void;
}

function Dialogs({ detail, actions, onLink }: DialogsProps) {
  const t = useWords('people');
  const { person, name } = detail;
  const { asking, setAsking, act, isBusy, error } = actions;
  const params = { person };
  const dialog = { onClose: () => setAsking(undefined), isBusy, error };
  return (
    <>
      <ConfirmDialog
        isOpen={asking === 'link'}
        title={t('link.title', { name })}
        confirm={t('link.make')}
        onConfirm={() => act('link', () => api.makePersonLink({ params }).then(onLink))}
        {...dialog}
      >
        <Text>{t('link.why')}</Text>
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asking === 'signOut'}
        title={t('signOut.title', { name })}
        confirm={t('signOut.confirm')}
        onConfirm={() => act('signOut', () => api.signOutPerson({ params }))}
        {...dialog}
      >
        <Text>{t('signOut.text')}</Text>
      </ConfirmDialog>
      <ReasonDialog
        isOpen={asking === 'twoStep'}
        title={t('twoStep.title', { name })}
        text={t('twoStep.text')}
        confirm={t('twoStep.confirm')}
        onConfirm={(reason) => act('twoStep', () => api.resetTwoStep({ params, body: { reason } }))}
        {...dialog}
      />
      {asking === 'end' && <EndAccessDialog detail={detail} act={(work) => act('end', work)} {...dialog} />}
      <ReasonDialog
        isOpen={asking === 'restore'}
        title={t('restore.title', { name })}
        text={t('restore.text')}
        confirm={t('restore.confirm')}
        onConfirm={(reason) => act('restore', () => api.restoreAccess({ params, body: { reason } }))}
        {...dialog}
      />
    </>
  );
}

function useActions() {
  const [asking, ask] = useState<Asking>();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [news, setNews] = useState<Asking>();
  const setAsking = (next: Asking | undefined): void => {
    setError(undefined);
    ask(next);
  };
  const act = (what: Asking, work: () => Promise<unknown>): void => {
    setBusy(true);
    setError(undefined);
    work()
      .then(
        () => {
          setNews(what);
          setAsking(undefined);
          return invalidate('listPeople', 'readPerson');
        },
        (failure: unknown) => setError(failure),
      )
      .finally(() => setBusy(false));
  };
  return { asking, setAsking, act, isBusy, error, news };
}
