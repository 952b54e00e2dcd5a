/** What is due over all criteria, the oldest first, with the deadline in school days. */
import { Anchor, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { DueLine, Home } from '../../../server/home/contract.ts';
import { CountButton } from '../../parts/count-button.tsx';
import { DateText, useDate } from '../../parts/date-text.tsx';
import { useSchool } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import classes from './home.module.css';
import { Panel } from './panel.tsx';

export function DuePanel({ home }: { readonly home: Home }) {
  const t = useWords('home');
  return (
    <Panel title={t('due.title')}>
      {home.due.length === 0 ? <NothingDue home={home} /> : <DueTable due={home.due} />}
    </Panel>
  );
}

function NothingDue({ home }: { readonly home: Home }) {
  const exact = useWords('exact');
  const t = useWords('home');
  const date = useDate();
  const { path } = useSchool();
  const held = home.held.reduce((sum, { count }) => sum + count, 0);
  const through = home.data?.through ?? home.asOf ?? home.today;
  return (
    <Text>
      {exact('nobodyDue', { count: held, date: date(through, 'short') })}{' '}
      {held > 0 && (
        <Anchor component={Link} to={path('/worklist?tab=held')}>
          {t('due.seeHeld')}
        </Anchor>
      )}
    </Text>
  );
}

function DueTable({ due }: { readonly due: readonly DueLine[] }) {
  const t = useWords('home');
  return (
    <div className={classes.scroll}>
      <Table className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('due.level')}</Table.Th>
            <Table.Th className={classes.end}>{t('due.due')}</Table.Th>
            <Table.Th>{t('due.oldest')}</Table.Th>
            <Table.Th>{t('due.deadline')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {due.map((line) => (
            <DueRow key={`${line.pack} ${line.level}`} line={line} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function DueRow({ line }: { readonly line: DueLine }) {
  const t = useWords('home');
  const { path } = useSchool();
  const isOpen = useMay('see-worklist');
  const { pack, level, title, due, oldestOn } = line;
  const to = path(`/worklist?level=${encodeURIComponent(level)}&pack=${encodeURIComponent(pack)}`);
  return (
    <Table.Tr>
      <Table.Th scope="row" className={classes.level}>
        <span className={classes.code}>{level}</span> {title}
      </Table.Th>
      <Table.Td className={classes.end} data-label={t('due.due')}>
        {isOpen ? <CountButton count={due} to={to} label={t('due.open', { count: due, level })} /> : due}
      </Table.Td>
      <Table.Td data-label={t('due.oldest')}>
        <DateText value={oldestOn} as="short" />
      </Table.Td>
      <Table.Td data-label={t('due.deadline')} className={classes.plain}>
        <Deadline line={line} />
      </Table.Td>
    </Table.Tr>
  );
}

/** Of the oldest; what is overdue is said in words and in the colour of an error. */
function Deadline({ line: { schoolDaysLeft, overdue } }: { readonly line: DueLine }) {
  const t = useWords('home');
  if (overdue > 0) return <strong className="rc-error">{t('due.overdue', { count: overdue })}</strong>;
  if (schoolDaysLeft <= 0) return <strong className="rc-warning">{t('due.today')}</strong>;
  return <>{t('due.daysLeft', { count: schoolDaysLeft })}</>;
}
