/** The lists behind the figures of Home: what to mend in the student information system, and whose attendance it is. */
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { PageTitle } from '../../parts/page-title.tsx';
import { useAddress, useSchool } from '../../shell/context.ts';
import { NotOpenPage } from '../../shell/not-open-page.tsx';
import { useWords } from '../../words/words.ts';
import { AddressesList } from './addresses-list.tsx';
import { AttendanceList } from './attendance-list.tsx';
import classes from './data.module.css';
import { DaysList } from './days-list.tsx';
import { SetAsideList } from './set-aside-list.tsx';
import { UnverifiedList } from './unverified-list.tsx';

const LISTS = {
  days: DaysList,
  unverified: UnverifiedList,
  addresses: AddressesList,
  'set-aside': SetAsideList,
  attendance: AttendanceList,
} as const;

type ListName = keyof typeof LISTS;
const NAMES = Object.keys(LISTS) as readonly ListName[];

export function DataScreen() {
  const t = useWords('data');
  const { list = '' } = useAddress();
  const { path } = useSchool();
  const name = NAMES.find((one) => one === list);
  if (name === undefined) return <NotOpenPage />;
  const List = LISTS[name];
  return (
    <>
      <PageTitle title={t(`lists.${name}`)} />
      <nav aria-label={t('title')} className={classes.lists}>
        {NAMES.map((one) => (
          <Anchor key={one} component={Link} to={path(`/data/${one}`)} aria-current={one === name ? 'page' : undefined}>
            {t(`short.${one}`)}
          </Anchor>
        ))}
      </nav>
      <List key={name} />
    </>
  );
}
