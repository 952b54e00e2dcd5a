/** The columns of a catalog: code, names, what the catalog adds, from when until when, who. */
import { Button, Group, Text } from '@mantine/core';
import type { CatalogEntry, CatalogField } from '../../../server/catalogs/contract.ts';
import type { AnswerOf } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import type { GridColumn } from '../../parts/grid.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { ToneChip } from '../../parts/status-chip.tsx';
import { useLanguage, useWords } from '../../words/words.ts';

export type Asking = { readonly kind: 'add' } | { readonly kind: 'change' | 'end'; readonly entry: CatalogEntry };

interface Acting {
  readonly mayManage: boolean;
  readonly onAsk: (asking: Asking) => void;
}

export function useEntryColumns(
  { fields, isOfPeople, isOurs }: AnswerOf<'readCatalog'>,
  { mayManage, onAsk }: Acting,
): readonly GridColumn<CatalogEntry>[] {
  const t = useWords('catalogs');
  const valueOf = useFieldText();
  return [
    { key: 'code', title: t(isOfPeople ? 'id' : 'code'), width: 9, cell: ({ code }) => <strong>{code}</strong> },
    { key: 'name', title: t('name'), width: 16, cell: (entry) => <Names entry={entry} isOfPeople={isOfPeople} /> },
    ...fields.map((field): GridColumn<CatalogEntry> => ({
      key: field.key,
      title: t(`fields.${field.key}`),
      width: field.kind === 'codes' || field.kind === 'words' ? 16 : 8,
      align: field.kind === 'money' || field.kind === 'whole' ? 'end' : 'start',
      cell: ({ extra }) => valueOf(field, extra[field.key]),
    })),
    ...(isOurs
      ? [{ key: 'state', title: t('inUse'), width: 14, cell: (entry: CatalogEntry) => <InUse entry={entry} /> }]
      : []),
    ...(mayManage
      ? [
          {
            key: 'actions',
            title: t('actions'),
            width: 11,
            cell: (entry: CatalogEntry) => <Actions entry={entry} onAsk={onAsk} />,
          },
        ]
      : []),
  ];
}

function Names({ entry: { name }, isOfPeople }: { readonly entry: CatalogEntry; readonly isOfPeople: boolean }) {
  const language = useLanguage();
  const other = language === 'es' ? 'en' : 'es';
  return (
    <>
      <div>{name[language]}</div>
      {!isOfPeople && name.en !== name.es && (
        <Text size="sm" className="rc-dimmed" lang={other}>
          {name[other]}
        </Text>
      )}
    </>
  );
}

function InUse({ entry: { state, from, until, addedBy, endedBy } }: { readonly entry: CatalogEntry }) {
  const t = useWords('catalogs');
  const date = useDate();
  const tone = state === 'holds' ? 'sent' : state === 'comes' ? 'waiting' : 'closed';
  const since = from === null ? t('always') : t('since', { date: date(from) });
  return (
    <>
      <ToneChip tone={tone} word={t(`state.${state}`)} />{' '}
      <span>
        {since}
        {until !== null && ` ${t('until', { date: date(until) })}`}
      </span>
      <Text size="sm" className="rc-dimmed">
        {addedBy === '' ? t('shipped') : t('addedBy', { person: addedBy })}
        {endedBy !== null && ` · ${t('endedBy', { person: endedBy })}`}
      </Text>
    </>
  );
}

function Actions({ entry, onAsk }: { readonly entry: CatalogEntry; readonly onAsk: Acting['onAsk'] }) {
  const t = useWords('catalogs');
  if (entry.until !== null) return null;
  return (
    <Group gap="xs">
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => onAsk({ kind: 'change', entry })}
        aria-label={t('changeOne', { code: entry.code })}
      >
        {t('change')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => onAsk({ kind: 'end', entry })}
        aria-label={t('endOne', { code: entry.code })}
      >
        {t('end')}
      </Button>
    </Group>
  );
}

/** A further column in the reader's language. */
function useFieldText(): (field: CatalogField, value: CatalogEntry['extra'][string] | undefined) => string {
  const t = useWords('catalogs');
  const number = useNumber();
  const language = useLanguage();
  const nameOf = (field: CatalogField, code: string): string =>
    field.choices.find(({ value }) => value === code)?.name?.[language] ?? code;
  return (field, value) => {
    if (value === undefined) return '';
    if (Array.isArray(value)) return value.map((code) => nameOf(field, code)).join(', ');
    if (typeof value === 'object') return value[language];
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    if (typeof value === 'string') return field.kind === 'choice' ? t(`choices.${value}`) : value;
    return field.kind === 'money' ? t('money', { amount: number(value / 100, { digits: 2 }) }) : number(value);
  };
}
