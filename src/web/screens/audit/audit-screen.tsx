/** Who saw or changed which student's data, when and from where. Read only; looking is logged too. */
import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { urlOf } from '../../../server/client.ts';
import { contract } from '../../../server/contract.ts';
import { api, type AnswerOf } from '../../api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Grid } from '../../parts/grid.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { SaveFile } from '../../parts/save-file.tsx';
import { SidePanel } from '../../parts/side-panel.tsx';
import { useQueryText } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { useAuditColumns } from './audit-columns.tsx';
import { AuditFilters, auditFilterOf } from './audit-filters.tsx';
import { ChainState } from './chain-state.tsx';
import { EntryPanel } from './entry-panel.tsx';
import { usePages } from '../../parts/use-pages.ts';

export type AuditLine = AnswerOf<'readAudit'>['items'][number];

const AT_ONCE = 100;

export function AuditScreen() {
  const t = useWords('audit');
  const [query] = useQueryText();
  const filter = auditFilterOf(query);
  const [open, setOpen] = useState<AuditLine>();
  const log = usePages(['readAudit', filter], (cursor, signal) =>
    api.readAudit({ query: { ...filter, limit: AT_ONCE, cursor } }, { signal }),
  );
  const columns = useAuditColumns(setOpen);
  return (
    <Stack gap="md">
      <PageTitle title={t('title')}>
        <Button component="a" variant="default" href={urlOf(contract.exportAudit, { query: filter })} download>
          {t('csv')}
        </Button>
        <SaveFile read={() => api.printAudit({ query: filter })} name="audit.pdf">
          {t('pdf')}
        </SaveFile>
      </PageTitle>
      <ChainState />
      <AuditFilters />
      <Loaded query={log} isPage failed={t('failed')}>
        {({ items, total }) => (
          <SidePanel
            isOpen={open !== undefined}
            title={t('entry', { number: open?.entry ?? 0 })}
            onClose={() => setOpen(undefined)}
            panel={open !== undefined && <EntryPanel entry={open} />}
          >
            {total === 0 ? (
              <EmptyState why={t('nothing')} />
            ) : (
              <Grid
                label={t('title')}
                columns={columns}
                rows={items}
                total={total}
                rowKey={({ entry }) => String(entry)}
                onMore={log.more}
                isLoadingMore={log.isLoadingMore}
                onOpen={setOpen}
                openKey={open === undefined ? undefined : String(open.entry)}
              />
            )}
          </SidePanel>
        )}
      </Loaded>
      <Text size="sm" className="rc-dimmed">
        {t('lookingIsLogged')}
      </Text>
    </Stack>
  );
}
