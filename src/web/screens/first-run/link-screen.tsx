/** What a one-time link opens: the first administrator of an empty system, or a password for somebody who was added. */
import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiError, useApi, type AnswerOf } from '../../api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useWords } from '../../words/words.ts';
import { OutsideFrame } from '../sign-in/outside-frame.tsx';
import { LinkForm } from './link-form.tsx';

export function LinkScreen() {
  const t = useWords('first-run');
  const [token] = useState(() => window.location.hash.slice(1));
  const link = useApi('readOneTimeLink', { body: { token } }, { enabled: token.length >= 10, staleTime: Infinity });
  const isGone =
    token.length < 10 || (link.error instanceof ApiError && [404, 422].includes(link.error.problem.status));
  const isFirst = link.data?.kind === 'first-administrator';
  return (
    <OutsideFrame title={isGone ? t('gone') : isFirst ? t('title') : t('titlePassword')} districtName="">
      {isGone ? (
        <EmptyState
          why={t('goneText')}
          next={
            <Anchor component={Link} to="/sign-in">
              {t('toSignIn')}
            </Anchor>
          }
        />
      ) : (
        <Loaded query={link} shape="text">
          {(answer) => <Opened token={token} link={answer} />}
        </Loaded>
      )}
    </OutsideFrame>
  );
}

function Opened({ token, link }: { readonly token: string; readonly link: AnswerOf<'readOneTimeLink'> }) {
  const t = useWords('first-run');
  return (
    <Stack>
      <Text>{link.kind === 'first-administrator' ? t('text') : t('textPassword', { name: link.name })}</Text>
      <LinkForm token={token} link={link} />
    </Stack>
  );
}
