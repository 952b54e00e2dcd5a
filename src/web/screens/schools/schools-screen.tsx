/** The schools: what letters of each would lack, its goal, whom it names, which packs it uses. */
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { SchoolLine } from '../../../server/schools/contract.ts';
import { useApi } from '../../api.ts';
import { Grid, type GridColumn } from '../../parts/grid.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { NumberText, useNumber } from '../../parts/number-text.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { useGo, useSchool } from '../../shell/context.ts';
import { useMe } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { DUTIES } from './duties.ts';

export function SchoolsScreen() {
  const t = useWords('schools');
  const go = useGo();
  const { path } = useSchool();
  const { hasDistrict, may } = useMe();
  const schools = useApi('listSchools');
  const columns = useColumns();
  return (
    <>
      <PageTitle title={t('title')}>
        {hasDistrict && may.has('manage-school') && (
          <Anchor component={Link} to={path('/schools/-')}>
            {t('default')}
          </Anchor>
        )}
      </PageTitle>
      <Loaded query={schools} isPage failed={t('failed')} what={t('what')}>
        {({ items }) => (
          <Grid
            label={t('title')}
            rows={items}
            rowKey={({ school }) => school}
            columns={columns}
            onOpen={({ school }) => go(path(`/schools/${encodeURIComponent(school)}`))}
          />
        )}
      </Loaded>
    </>
  );
}

function useColumns(): readonly GridColumn<SchoolLine>[] {
  const t = useWords('schools');
  const number = useNumber();
  const { path } = useSchool();
  return [
    {
      key: 'school',
      title: t('school'),
      width: 16,
      cell: ({ school, name }) => (
        <Anchor component={Link} to={path(`/schools/${encodeURIComponent(school)}`)} inherit>
          {name}
        </Anchor>
      ),
    },
    {
      key: 'students',
      title: t('students'),
      width: 7,
      align: 'end',
      cell: ({ students }) => <NumberText value={students} />,
    },
    { key: 'goal', title: t('goal'), width: 6, align: 'end', cell: ({ goal }) => `${number(goal)}%` },
    { key: 'letterhead', title: t('letterhead'), width: 18, cell: ({ missing }) => <Missing missing={missing} /> },
    {
      key: 'named',
      title: t('named'),
      width: 20,
      cell: ({ named }) => (
        <span>
          {DUTIES.map((duty) => t('namedAs', { duty: t(`duties.${duty}`), name: named[duty] ?? '–' })).join(' · ')}
        </span>
      ),
    },
    {
      key: 'packs',
      title: t('packs'),
      width: 16,
      hideBelow: 900,
      cell: ({ packs }) => packs.map(({ pack, version }) => `${pack} ${version}`).join(', '),
    },
  ];
}

function Missing({ missing }: { readonly missing: SchoolLine['missing'] }) {
  const t = useWords('schools');
  if (missing.length === 0) return <span className="rc-dimmed">{t('complete')}</span>;
  return (
    <span className="rc-warning">
      {t('lacks', { parts: missing.map((part) => t(`parts.${part.replace(' ', '-')}`)).join(', ') })}
    </span>
  );
}
