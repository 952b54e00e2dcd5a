/** The frame of every page of people who are signed in: who they are first, then header, navigation, main. */
import { useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { LoadingSkeleton } from '../parts/loading-skeleton.tsx';
import { changeLanguage } from '../words/words.ts';
import { GoTo } from './go-to.tsx';
import { MeContext, type Me } from './me.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { meQuery } from './read-me.ts';
import { SessionKeeper } from './session-keeper.tsx';
import { Shell } from './shell.tsx';

export function Frame() {
  const { data: me, error, refetch } = useQuery(meQuery);
  const address = useRouterState({ select: ({ location }) => location.pathname + location.searchStr });
  if (error !== null && me === undefined) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (me === undefined) return <LoadingSkeleton shape="page" />;
  if (me === null)
    return <GoTo address={address === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(address)}`} />;
  return (
    <MeContext value={me}>
      <Preferences me={me} />
      <SessionKeeper me={me} />
      <Shell />
    </MeContext>
  );
}

/** Sets language, colours and density of the page as the person likes them. */
function Preferences({ me }: { readonly me: Me }) {
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => setColorScheme(me.theme === 'system' ? 'auto' : me.theme), [me.theme, setColorScheme]);
  useEffect(() => {
    document.documentElement.dataset['density'] = me.density;
  }, [me.density]);
  useEffect(() => {
    void changeLanguage(me.language);
  }, [me.language]);
  return null;
}
