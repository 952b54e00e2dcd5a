import { Anchor, List, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { PageTitle } from '../parts/page-title.tsx';
import { useWords } from '../words/words.ts';
import { useSchool } from './context.ts';
import { useGuides, type Guide, type GuideStep } from './guides.ts';
import { useMe } from './me.ts';
import { usePlaceWord } from './navigation-list.tsx';
import { placesOf } from './navigation.ts';
import { OwnLinks } from './own-links.tsx';
import { placeAddress, screenOf } from './place-address.ts';
import { useNamed } from './words-help.tsx';

/** Help by role: the person's own work first, then what others do; and what the district added. */
export function GuidesHelp() {
  const t = useWords('guides');
  const me = useMe();
  const guides = useGuides();
  const isMine = ({ roles }: Guide): boolean => roles.some((role) => me.roles.includes(role));
  useNamed();
  return (
    <Stack className="rc-reading" gap="md">
      <PageTitle title={t('title')} />
      <Text>{t('intro')}</Text>
      <Group title={t('yours')} guides={guides.filter(isMine)} />
      <OwnLinks />
      <Group title={t('others')} guides={guides.filter((guide) => !isMine(guide))} />
    </Stack>
  );
}

function Group({ title, guides }: { readonly title: string; readonly guides: readonly Guide[] }) {
  if (guides.length === 0) return null;
  return (
    <section>
      <Title order={2} mb="sm">
        {title}
      </Title>
      {guides.map((guide) => (
        <section key={guide.key} id={guide.key} tabIndex={-1}>
          <Title order={3} mt="md">
            {guide.title}
          </Title>
          <Text>{guide.about}</Text>
          <List type="ordered" mt="xs" spacing="sm">
            {guide.steps.map((step) => (
              <Step key={step.key} guide={guide} step={step} />
            ))}
          </List>
        </section>
      ))}
    </section>
  );
}

function Step({ guide, step }: { readonly guide: Guide; readonly step: GuideStep }) {
  const t = useWords('guides');
  const me = useMe();
  const { school } = useSchool();
  const word = usePlaceWord();
  const { place, title, text } = step;
  const isOpen = place !== null && placesOf(me.roles).includes(place);
  const address = place === null || !isOpen ? undefined : placeAddress(place, school);
  const screen = place === null ? undefined : screenOf(place)?.screen;
  return (
    <List.Item id={`${guide.key}-${step.key}`} tabIndex={-1}>
      <Text fw={600} component="span">
        {title}.
      </Text>{' '}
      {text}{' '}
      {address !== undefined && place !== null && (
        <Anchor component={Link} to={address} inherit>
          {t('go', { place: word(place) })}
        </Anchor>
      )}{' '}
      {screen !== undefined && (
        <Anchor component={Link} to={`/help/${screen}`} inherit aria-label={`${t('more')}: ${title}`}>
          {t('more')}
        </Anchor>
      )}
    </List.Item>
  );
}
