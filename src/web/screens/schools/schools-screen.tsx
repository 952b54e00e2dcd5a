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
import { useWords, type Say } from '../../words/words.ts';
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
      width: 10,
      align: 'end',
      cell: ({ students }) => <NumberText value={students} />,
    },
    { key: 'goal', title: t('goal'), width: 6, align: 'end', cell: ({ goal }) => `${number(goal)}%` },
    { key: 'letterhead', title: t('letterhead'), width: 15, cell: ({ missing }) => <Missing missing={missing} /> },
    {
      key: 'named',
      title: t('named'),
      width: 24,
      cell: ({ named }) => <span>{namedText(t, named)}</span>,
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

/** Who is named for what; then what nobody is named for. */
function namedText(t: Say, named: SchoolLine['named']): string {
  const word = (duty: (typeof DUTIES)[number]): string => t(`duties.${duty}`);
  const missing = DUTIES.filter((duty) => named[duty] === null).map(word);
  const parts = DUTIES.flatMap((duty) => {
    const name = named[duty];
    return name === null ? [] : [t('namedAs', { duty: word(duty), name })];
  });
  if (missing.length === DUTIES.length) return t('namesNobody');
  return [...parts, ...(missing.length === 0 ? [] : [t('nobodyFor', { list: missing.join(', ') })])].join(' · ');
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
