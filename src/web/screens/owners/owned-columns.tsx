import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { OwnedLine } from '../../../server/owners/contract.ts';
import { addressOfThing } from '../../parts/address-of-thing.ts';
import { useDate } from '../../parts/date-text.tsx';
import type { GridColumn } from '../../parts/grid-types.ts';
import { GiveButtons, useOwnerName } from '../../parts/owner.tsx';
import { useTaskWords } from '../../parts/task-words.ts';
import { useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';

/** What it is, about whom, what comes next, by when, who answers. */
export function useOwnedColumns(): readonly GridColumn<OwnedLine>[] {
  const t = useWords('owners');
  return useMemo(
    () => [
      { key: 'thing', title: t('columns.thing'), width: 18, cell: (line: OwnedLine) => <What line={line} /> },
      { key: 'student', title: t('columns.student'), width: 20, cell: (line: OwnedLine) => <About line={line} /> },
      { key: 'next', title: t('columns.next'), width: 24, cell: (line: OwnedLine) => <Next line={line} /> },
      { key: 'due', title: t('columns.due'), width: 14, cell: (line: OwnedLine) => <Due line={line} /> },
      { key: 'owner', title: t('columns.owner'), width: 24, cell: (line: OwnedLine) => <Who line={line} /> },
    ],
    [t],
  );
}

interface LineProps {
  readonly line: OwnedLine;
}

function What({ line: { thing, id, student, since } }: LineProps) {
  const t = useWords('owners');
  const date = useDate();
  const { path } = useSchool();
  const to =
    thing === 'campaign'
      ? path('/campaigns')
      : thing === 'tier'
        ? path(`/tier2/${student}/match`)
        : addressOfThing({ thing, id: Number(id) }, student ?? '');
  return (
    <div>
      {to === undefined ? (
        t(`things.${thing}`)
      ) : (
        <Anchor component={Link} to={to}>
          {t(`things.${thing}`)}
        </Anchor>
      )}
      <Text size="sm" className="rc-dimmed">
        {t('since', { date: date(since, 'short') })}
      </Text>
    </div>
  );
}

function About({ line: { student, name, grade, schoolName } }: LineProps) {
  const t = useWords('owners');
  return (
    <div>
      {student === null ? (
        name
      ) : (
        <Anchor component={Link} to={`/students/${student}`}>
          {name}
        </Anchor>
      )}
      <Text size="sm" className="rc-dimmed">
        {[grade === '' ? '' : t('grade', { grade }), schoolName].filter((part) => part !== '').join(' · ')}
      </Text>
    </div>
  );
}

function Next({ line: { next, waitingOn } }: LineProps) {
  const t = useWords('owners');
  const words = useTaskWords();
  if (next === null) return <span className="rc-dimmed">{t('noNext')}</span>;
  return (
    <div>
      {words(next)}
      {waitingOn !== '' && (
        <Text size="sm" className="rc-dimmed">
          {t('waitsFor', { whom: waitingOn })}
        </Text>
      )}
    </div>
  );
}

function Due({ line: { dueOn, overdueSchoolDays } }: LineProps) {
  const t = useWords('owners');
  const date = useDate();
  if (dueOn === null) return <span className="rc-dimmed">{t('noDay')}</span>;
  return (
    <div>
      {date(dueOn)}
      {overdueSchoolDays > 0 && (
        <Text size="sm" className="rc-error" fw={600}>
          {t('overdue', { count: overdueSchoolDays })}
        </Text>
      )}
    </div>
  );
}

function Who({ line }: LineProps) {
  const name = useOwnerName();
  return (
    <div>
      {name(line)}
      <div>
        <GiveButtons owner={line} />
      </div>
    </div>
  );
}
