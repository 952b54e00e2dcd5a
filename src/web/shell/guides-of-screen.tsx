import { Anchor, List, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useWords } from '../words/words.ts';
import { GUIDES_PAGE, useGuides } from './guides.ts';
import { screenOf } from './place-address.ts';

/** The steps of all roles that are done on a screen, each a link to where it stands in its work. */
export function GuidesOfScreen({ screen }: { readonly screen: string }) {
  const t = useWords('guides');
  const steps = useGuides().flatMap((guide) =>
    guide.steps
      .filter(({ place }) => place !== null && screenOf(place)?.screen === screen)
      .map((step) => ({ guide, step })),
  );
  return (
    <section>
      <Title order={2}>{t('tasks')}</Title>
      <List>
        {steps.map(({ guide, step }) => (
          <List.Item key={`${guide.key} ${step.key}`}>
            <Anchor
              component={Link}
              to={`/help/${GUIDES_PAGE}`}
              hash={`${guide.key}-${step.key}`}
              display="inline-block"
              mih={24}
              inherit
            >
              {guide.title}: {step.title}
            </Anchor>
          </List.Item>
        ))}
        <List.Item>
          <Anchor component={Link} to={`/help/${GUIDES_PAGE}`} display="inline-block" mih={24} inherit>
            {t('all')}
          </Anchor>
        </List.Item>
      </List>
    </section>
  );
}
