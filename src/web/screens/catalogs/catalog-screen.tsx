/** One catalog: all that holds, will hold and held; added to, changed and ended with a reason. The same shape for every catalog. */
import { Anchor, Button, Group, Switch, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useApi, type AnswerOf } from '../../api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Grid } from '../../parts/grid.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { useAddress, useQueryText } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { EndDialog } from './end-dialog.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { useEntryColumns, type Asking } from './entry-columns.tsx';

type Catalog = AnswerOf<'readCatalog'>;

export function CatalogScreen() {
  const t = useWords('catalogs');
  const { catalog = '' } = useAddress();
  const query = useApi('readCatalog', { params: { catalog } });
  return (
    <Loaded query={query} isPage failed={t('failedOne')}>
      {(answer) => <CatalogPage key={answer.catalog} catalog={answer} />}
    </Loaded>
  );
}

function CatalogPage({ catalog }: { readonly catalog: Catalog }) {
  const t = useWords('catalogs');
  const [query, setQuery] = useQueryText();
  const mayManage = useMay('manage-catalogs') && catalog.isOurs;
  const [asking, setAsking] = useState<Asking | null>(null);
  const hasEnded = query['ended'] === 'yes';
  const [text, setText] = useState('');
  const found = useFound(catalog, text);
  const items = catalog.items.filter(({ code, state }) => (hasEnded || state !== 'ended') && found(code));
  const columns = useEntryColumns(catalog, { mayManage, onAsk: setAsking });
  return (
    <>
      <PageTitle title={t(`names.${catalog.catalog}.title`)}>
        {mayManage && <Button onClick={() => setAsking({ kind: 'add' })}>{t('add')}</Button>}
      </PageTitle>
      <Text mb="xs" className="rc-reading">
        {t(`names.${catalog.catalog}.about`)} {!catalog.isOurs && t('fromSis')}
      </Text>
      <Group mb="md" gap="lg">
        <Anchor component={Link} to="/d/catalogs">
          {t('all')}
        </Anchor>
        {catalog.isOfPeople && (
          <TextInput
            label={t('search')}
            description={t('searchHint')}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
            maxLength={100}
          />
        )}
        {catalog.isOurs && (
          <Switch
            label={t('showEnded')}
            checked={hasEnded}
            onChange={({ currentTarget }) => setQuery({ ended: currentTarget.checked ? 'yes' : undefined })}
          />
        )}
      </Group>
      {items.length === 0 ? (
        <EmptyState why={t(text.trim() === '' ? 'empty' : 'nobody')} />
      ) : (
        <Grid
          label={t(`names.${catalog.catalog}.title`)}
          rows={items}
          rowKey={({ code, from }) => `${code} ${from ?? ''}`}
          columns={columns}
          isDimmed={({ state }) => state === 'ended'}
        />
      )}
      {asking !== null && asking.kind !== 'end' && (
        <EntryDialog
          catalog={catalog}
          entry={asking.kind === 'change' ? asking.entry : null}
          onClose={() => setAsking(null)}
        />
      )}
      {asking?.kind === 'end' && (
        <EndDialog catalog={catalog.catalog} entry={asking.entry} onClose={() => setAsking(null)} />
      )}
    </>
  );
}

/** Whether a person is among those found by a part of the last name or the beginning of the id; everybody without a search. */
function useFound({ isOfPeople, isOurs }: Catalog, text: string): (code: string) => boolean {
  const wanted = text.trim();
  const isAsked = isOfPeople && wanted !== '';
  const kind = isOurs ? 'non-student' : 'staff';
  const people = useApi('searchDirectory', { query: { kind, text: wanted } }, { enabled: isAsked });
  if (!isAsked || people.data === undefined) return () => true;
  const ids = new Set(people.data.items.map(({ id }) => id));
  return (code) => ids.has(code);
}
