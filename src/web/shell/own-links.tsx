import { Anchor, List, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useApi } from '../api.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useLanguage, useWords } from '../words/words.ts';
import { useMay, useMe } from './me.ts';

/** Videos, tutorials and pages that the district added for the roles of the person, or for everybody: a catalog of the district. */
export function OwnLinks() {
  const t = useWords('guides');
  const me = useMe();
  const language = useLanguage();
  const mayAdd = useMay('manage-catalogs');
  const { data, error, refetch } = useApi('readCatalog', { params: { catalog: 'help-links' } });
  if (error !== null && data === undefined)
    return <ProblemAlert error={error} title={t('failed')} onRetry={() => void refetch()} />;
  const forMe = ['everybody', ...me.roles];
  const links = (data?.items ?? []).filter(
    ({ state, extra }) => state === 'holds' && (mayAdd || forMe.includes(textIn(extra['helps']))),
  );
  if (links.length === 0 && !mayAdd) return null;
  return (
    <section>
      <Title order={2}>{t('ours')}</Title>
      <Text>{t('oursHow')}</Text>
      <List>
        {links.map(({ code, name, extra }) => (
          <List.Item key={code}>
            <Anchor
              href={textIn(extra['address'])}
              target="_blank"
              rel="noopener noreferrer"
              display="inline-block"
              mih={24}
              inherit
            >
              {name[language]} {t('opens')}
            </Anchor>
          </List.Item>
        ))}
      </List>
      {mayAdd && (
        <Anchor component={Link} to="/d/catalogs/help-links" display="inline-block" mih={24} inherit>
          {t('add')}
        </Anchor>
      )}
    </section>
  );
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
