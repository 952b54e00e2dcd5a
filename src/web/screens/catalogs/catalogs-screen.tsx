/** The catalogs of the district: what each holds, and how many codes of it are in use. */
import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useApi } from '../../api.ts';
import { Grid, type GridColumn } from '../../parts/grid.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { NumberText } from '../../parts/number-text.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { useGo } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';

interface Line {
  readonly catalog: string;
  readonly holds: number;
}

const addressOf = ({ catalog }: Line): string => `/d/catalogs/${catalog}`;

export function CatalogsScreen() {
  const t = useWords('catalogs');
  const go = useGo();
  const catalogs = useApi('listCatalogs');
  const columns = useColumns();
  return (
    <>
      <PageTitle title={t('title')} />
      <Text mb="md" className="rc-reading">
        {t('intro')}
      </Text>
      <Loaded query={catalogs} isPage failed={t('failed')}>
        {({ items }) => (
          <Grid
            label={t('title')}
            rows={items}
            rowKey={({ catalog }) => catalog}
            columns={columns}
            onOpen={(line) => go(addressOf(line))}
          />
        )}
      </Loaded>
    </>
  );
}

function useColumns(): readonly GridColumn<Line>[] {
  const t = useWords('catalogs');
  return [
    {
      key: 'catalog',
      title: t('catalog'),
      width: 14,
      cell: (line) => (
        <Anchor component={Link} to={addressOf(line)} inherit>
          {t(`names.${line.catalog}.title`)}
        </Anchor>
      ),
    },
    { key: 'about', title: t('about'), width: 30, cell: ({ catalog }) => t(`names.${catalog}.about`) },
    { key: 'holds', title: t('holds'), width: 6, align: 'end', cell: ({ holds }) => <NumberText value={holds} /> },
  ];
}
