/** What the link of the weekly mail opens. Opening decides nothing; the button does, once. */
import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { ApiError, useApi, type AnswerOf } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { changeLanguage, useWords } from '../../words/words.ts';
import { OutsideFrame } from '../sign-in/outside-frame.tsx';
import { DecisionsForm, type Decided } from './decisions-form.tsx';

export function ApproveLinkScreen() {
  const t = useWords('approvals');
  const [secret] = useState(() => window.location.hash.slice(1));
  const isShort = secret.length < 20;
  const link = useApi('readApprovalLink', { body: { secret } }, { enabled: !isShort, staleTime: Infinity });
  const [decided, setDecided] = useState<Decided | null>(null);
  const isGone = isShort || (link.error instanceof ApiError && [404, 422].includes(link.error.problem.status));
  const language = link.data?.language;
  useEffect(() => {
    if (language !== undefined) void changeLanguage(language);
  }, [language]);
  return (
    <OutsideFrame title={t('link.title')} districtName="">
      {isGone ? (
        <EmptyState
          why={t('link.gone')}
          next={
            <Anchor component={Link} to="/sign-in">
              {t('link.signIn')}
            </Anchor>
          }
        />
      ) : decided === null ? (
        <Loaded query={link} shape="text" failed={t('failed')}>
          {(answer) => <Waiting secret={secret} link={answer} onDecided={setDecided} />}
        </Loaded>
      ) : (
        <Done decided={decided} />
      )}
    </OutsideFrame>
  );
}

interface WaitingProps {
  readonly secret: string;
  readonly link: AnswerOf<'readApprovalLink'>;
  readonly onDecided: (decided: Decided) => void;
}

function Waiting({ secret, link, onDecided }: WaitingProps) {
  const t = useWords('approvals');
  const date = useDate();
  const { person, school, expiresAt, items } = link;
  return (
    <Stack>
      <Text>{t('link.for', { person, school, day: date(expiresAt, 'moment') })}</Text>
      {items.length === 0 ? (
        <EmptyState why={t('link.nothing')} />
      ) : (
        <DecisionsForm secret={secret} items={items} onDecided={onDecided} />
      )}
    </Stack>
  );
}

function Done({ decided }: { readonly decided: Decided }) {
  const t = useWords('approvals');
  const { approved, declined, left } = decided;
  return (
    <Stack role="status">
      <Text>{t('link.done', { approved, declined })}</Text>
      {left > 0 && <Text>{t('link.left', { count: left })}</Text>}
    </Stack>
  );
}
