/** What parties outside the district were given of a student's record, or asked for (34 CFR 99.32). */
import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { urlOf } from '../../../server/client.ts';
import { contract } from '../../../server/contract.ts';
import { api, type AnswerOf } from '../../api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FilterChips } from '../../parts/filter-chips.tsx';
import { Grid } from '../../parts/grid.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { SaveFile } from '../../parts/save-file.tsx';
import { useQueryText, type Query } from '../../shell/context.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import { DayFilters, datesOf } from './audit-filters.tsx';
import { useDisclosureColumns } from './disclosure-columns.tsx';
import { DisclosureDialog } from './disclosure-dialog.tsx';
import { StudentPicker } from '../../parts/student-picker.tsx';
import { usePages } from '../../parts/use-pages.ts';

export type DisclosureLine = AnswerOf<'listDisclosures'>['items'][number];

const AT_ONCE = 100;

export function DisclosuresScreen() {
  const t = useWords('disclosures');
  const [query] = useQueryText();
  const filter = filterOf(query);
  const [writing, setWriting] = useState<{ readonly corrects?: DisclosureLine }>();
  const log = usePages(['listDisclosures', filter], (cursor, signal) =>
    api.listDisclosures({ query: { ...filter, limit: AT_ONCE, cursor } }, { signal }),
  );
  const columns = useDisclosureColumns((line) => setWriting({ corrects: line }));
  return (
    <Stack gap="md">
      <PageTitle title={t('title')}>
        {filter.student !== undefined && <ParentLetters student={filter.student} />}
        <Button component="a" variant="default" href={urlOf(contract.exportDisclosures, { query: filter })} download>
          {t('csv')}
        </Button>
        <SaveFile read={() => api.printDisclosureList({ query: filter })} name="disclosures.pdf">
          {t('pdf')}
        </SaveFile>
        <Button onClick={() => setWriting({})}>{t('write.open')}</Button>
      </PageTitle>
      <Text className="rc-reading">{t('about')}</Text>
      <Filters />
      <Loaded query={log} isPage failed={t('failed')}>
        {({ items, total }) =>
          total === 0 ? (
            <EmptyState why={t('nothing')} />
          ) : (
            <Grid
              label={t('title')}
              columns={columns}
              rows={items}
              total={total}
              rowKey={({ disclosure }) => String(disclosure)}
              onMore={log.more}
              isLoadingMore={log.isLoadingMore}
              isDimmed={({ correctedBy }) => correctedBy !== null}
            />
          )
        }
      </Loaded>
      {writing !== undefined && <DisclosureDialog corrects={writing.corrects} onClose={() => setWriting(undefined)} />}
    </Stack>
  );
}

/** The letter in the language of the family. */
function ParentLetters({ student }: { readonly student: string }) {
  const t = useWords('disclosures');
  const language = useLanguage();
  return (
    <>
      {(['en', 'es'] as const).map((one) => (
        <SaveFile
          key={one}
          read={() => api.printDisclosures({ params: { student }, query: { language: one } })}
          name={`disclosures-${one}.pdf`}
        >
          {t(`letters.${one}`)}
        </SaveFile>
      ))}
      <SaveFile
        read={() => api.readDisclosuresText({ params: { student }, query: { language } })}
        name={`disclosures-${language}.txt`}
      >
        {t('letterText')}
      </SaveFile>
    </>
  );
}

function filterOf({ student, kind, from, to }: Query) {
  return {
    ...(student === undefined ? {} : { student }),
    ...(kind === 'given' || kind === 'asked' ? ({ kind } as const) : {}),
    ...datesOf({ from, to }),
  };
}

function Filters() {
  const t = useWords('disclosures');
  const [query, setQuery] = useQueryText();
  const { student } = query;
  return (
    <>
      <Group align="flex-end" gap="md">
        <StudentPicker label={t('filter.student')} onPick={(picked) => setQuery({ student: picked })} />
        <NativeSelect
          label={t('filter.kind')}
          value={query['kind'] ?? ''}
          data={[
            { value: '', label: t('filter.all') },
            { value: 'given', label: t('kinds.given') },
            { value: 'asked', label: t('kinds.asked') },
          ]}
          onChange={(event) => setQuery({ kind: event.currentTarget.value })}
        />
        <DayFilters />
      </Group>
      <FilterChips
        chips={
          student === undefined
            ? []
            : [{ key: 'student', label: t('filter.oneStudent'), onRemove: () => setQuery({ student: undefined }) }]
        }
        onClear={() => setQuery({ student: undefined, kind: undefined, from: undefined, to: undefined })}
      />
    </>
  );
}
