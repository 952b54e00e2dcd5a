/** Did we send it, when, how, and did it arrive: letters, batches and totals. */
import { Anchor, SegmentedControl } from '@mantine/core';
import { contract } from '../../../server/contract.ts';
import { urlOf } from '../../../server/client.ts';
import { api } from '../../api.ts';
import { PageTitle } from '../../parts/page-title.tsx';
import { SaveFile } from '../../parts/save-file.tsx';
import { useQueryText, useSchool } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { BatchList } from './batch-list.tsx';
import { filterOf } from './filter.ts';
import { LetterList } from './letter-list.tsx';
import { Totals } from './totals.tsx';

const VIEWS = ['list', 'batches', 'totals'] as const;

export function LettersScreen() {
  const t = useWords('letters');
  const { school } = useSchool();
  const [query, setQuery] = useQueryText();
  const mayExport = useMay('export');
  const view = VIEWS.find((one) => one === query['view']) ?? 'list';
  return (
    <>
      <PageTitle title={t('title')}>
        {view === 'list' && (
          <SaveFile read={() => api.printNotices({ query: filterOf(query, school) })} name="letters-sent.pdf">
            {t('pdf')}
          </SaveFile>
        )}
        {mayExport && view === 'list' && (
          <Anchor href={urlOf(contract.exportNotices, { query: filterOf(query, school) })} download>
            {t('csv')}
          </Anchor>
        )}
      </PageTitle>
      <SegmentedControl
        aria-label={t('tabs.label')}
        value={view}
        onChange={(value) => setQuery({ view: value === 'list' ? undefined : value })}
        data={VIEWS.map((one) => ({ value: one, label: t(`tabs.${one}`) }))}
        mb="md"
      />
      {view === 'list' && <LetterList />}
      {view === 'batches' && <BatchList />}
      {view === 'totals' && <Totals />}
    </>
  );
}
