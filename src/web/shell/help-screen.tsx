import { Anchor, Stack, Text, Title } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { EmptyState } from '../parts/empty-state.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { useWords } from '../words/words.ts';
import { useAddress } from './context.ts';
import { useHelpOf } from './help-text.ts';
import { SCREENS } from './screens.ts';
import { WordsHelp } from './words-help.tsx';
import { KeyTable } from './key-table.tsx';
import { GUIDES_PAGE } from './guides.ts';
import { GuidesHelp } from './guides-help.tsx';
import { GuidesOfScreen } from './guides-of-screen.tsx';
import { OwnLinks } from './own-links.tsx';

/** One page of help for each screen, from the words of that screen. */
export function HelpScreen() {
  const t = useWords('shell');
  const { screen = '' } = useAddress();
  const isKnown = screen === 'shell' || SCREENS.some((one) => one.screen === screen);
  if (screen === 'words') return <WordsHelp />;
  if (screen === GUIDES_PAGE) return <GuidesHelp />;
  if (!isKnown) return <EmptyState why={t('helpPage.none')} />;
  return <HelpOf screen={screen} />;
}

function HelpOf({ screen }: { readonly screen: string }) {
  const t = useWords('shell');
  const own = useWords(screen);
  const router = useRouter();
  const { about, how, keys } = useHelpOf(screen);
  return (
    <Stack className="rc-reading" gap="md">
      <PageTitle title={t('helpPage.title', { place: screen === 'shell' ? 'Rollcall' : own('title') })} />
      {about.length > 0 && <Title order={2}>{t('helpPage.what')}</Title>}
      {about.map((paragraph) => (
        <Text key={paragraph}>{paragraph}</Text>
      ))}
      {how.length > 0 && <Title order={2}>{t('helpPage.how')}</Title>}
      {how.map(({ title, text }) => (
        <section key={title}>
          <Title order={3}>{title}</Title>
          <Text>{text}</Text>
        </section>
      ))}
      {keys.length > 0 && <KeyTable title={t('helpPage.keys')} keys={keys} />}
      <GuidesOfScreen screen={screen} />
      <OwnLinks />
      <Title order={2}>{t('helpPage.more')}</Title>
      <Text>{t('helpPage.ask')}</Text>
      <Anchor component="button" type="button" ta="start" onClick={() => router.history.back()}>
        {t('helpPage.back')}
      </Anchor>
    </Stack>
  );
}
