/** The lists behind the figures of Home: what to mend in the student information system, and whose attendance it is. */
import { LinkTabs } from '../../parts/link-tabs.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { useAddress, useSchool } from '../../shell/context.ts';
import { NotOpenPage } from '../../shell/not-open-page.tsx';
import { useWords } from '../../words/words.ts';
import { AddressesList } from './addresses-list.tsx';
import { AttendanceList } from './attendance-list.tsx';
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
      <LinkTabs
        label={t('title')}
        tabs={NAMES.map((one) => ({ name: one, text: t(`short.${one}`), to: path(`/data/${one}`) }))}
        current={name}
      />
      <List key={name} />
    </>
  );
}
