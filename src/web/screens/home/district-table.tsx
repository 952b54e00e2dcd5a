/** The district: each school with what is due, whether its data is in, and its attendance against its goal. */
import { Anchor, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Home, SchoolLine } from '../../../server/home/contract.ts';
import { DateText } from '../../parts/date-text.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { contextPath } from '../../shell/addresses.ts';
import { useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import classes from './home.module.css';
import { Panel } from './panel.tsx';

export function DistrictTable({ home }: { readonly home: Home }) {
  const t = useWords('home');
  return (
    <div className={classes.district}>
      <Panel title={t('district.runs')}>
        <Runs home={home} />
      </Panel>
      <Panel title={t('district.title', { count: home.schools.length })}>
        <div className={classes.scroll}>
          <Table className={classes.table}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('district.school')}</Table.Th>
                <Table.Th className={classes.end}>{t('due.due')}</Table.Th>
                <Table.Th>{t('district.levels')}</Table.Th>
                <Table.Th>{t('due.oldest')}</Table.Th>
                <Table.Th className={classes.end}>{t('district.overdue')}</Table.Th>
                <Table.Th>{t('district.data')}</Table.Th>
                <Table.Th className={classes.end}>{t('attendance.year')}</Table.Th>
                <Table.Th>{t('district.goal')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {home.schools.map((line) => (
                <SchoolRow key={line.school} line={line} />
              ))}
            </Table.Tbody>
          </Table>
        </div>
      </Panel>
    </div>
  );
}

function SchoolRow({ line }: { readonly line: SchoolLine }) {
  const t = useWords('home');
  const number = useNumber();
  const to = (path: string): string => contextPath(line.school, path);
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <Anchor component={Link} to={to('/home')}>
          {line.name}
        </Anchor>
      </Table.Th>
      <Table.Td className={classes.end} data-label={t('due.due')}>
        {line.due === 0 ? (
          0
        ) : (
          <Anchor
            component={Link}
            to={to('/worklist')}
            aria-label={t('district.open', { count: line.due, name: line.name })}
          >
            {number(line.due)}
          </Anchor>
        )}
      </Table.Td>
      <Table.Td data-label={t('district.levels')}>
        {line.levels.map(({ pack, level, due }) => (
          <Anchor
            key={`${pack} ${level}`}
            component={Link}
            to={to(`/worklist?level=${level}&pack=${pack}`)}
            className={classes.levelLink}
          >
            {level}&nbsp;{number(due)}
          </Anchor>
        ))}
      </Table.Td>
      <Table.Td data-label={t('due.oldest')}>
        {line.oldestOn === null ? '–' : <DateText value={line.oldestOn} as="short" />}
      </Table.Td>
      <Table.Td className={classes.end} data-label={t('district.overdue')}>
        {line.overdue === 0 ? 0 : <strong className="rc-error">{number(line.overdue)}</strong>}
      </Table.Td>
      <Table.Td data-label={t('district.data')}>
        {line.through === null ? t('data.nothing') : <DateText value={line.through} as="short" />}
        {line.daysWithoutRecords > 0 && (
          <>
            {' · '}
            <Anchor component={Link} to={to('/data/days')}>
              {t('data.days', { count: line.daysWithoutRecords })}
            </Anchor>
          </>
        )}
      </Table.Td>
      <Table.Td className={`${classes.end} ${classes.plain}`} data-label={t('attendance.year')}>
        {line.year === null ? '–' : `${number(line.year, { digits: 1 })}%`}
      </Table.Td>
      <Table.Td data-label={t('district.goal')} className={classes.plain}>
        {number(line.goal)}% {line.isBelow && <span className="rc-warning">{t('attendance.below')}</span>}
      </Table.Td>
    </Table.Tr>
  );
}

function Runs({ home: { runs, failedJobs } }: { readonly home: Home }) {
  const t = useWords('home');
  const { path } = useSchool();
  return (
    <ul className={classes.facts}>
      <li>
        {runs.lastAt === null ? (
          t('district.neverRan')
        ) : (
          <>
            {t('district.lastRun')} <DateText value={runs.lastAt} as="moment" />
          </>
        )}
      </li>
      <li>
        {runs.nextAt === null ? (
          t('district.noNextRun')
        ) : (
          <>
            {t('district.nextRun')} <DateText value={runs.nextAt} as="moment" />
          </>
        )}
      </li>
      <li>
        {failedJobs === 0 || failedJobs === null ? (
          <Text component="span" className="rc-dimmed">
            {t('district.failed', { count: 0 })}
          </Text>
        ) : (
          <Anchor component={Link} to={path('/runs')} className="rc-error" fw={600}>
            {t('district.failed', { count: failedJobs })}
          </Anchor>
        )}
      </li>
    </ul>
  );
}
