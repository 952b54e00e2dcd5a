import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { TaskLine } from '../../../server/tasks/contract.ts';
import { useDate } from '../../parts/date-text.tsx';
import type { GridColumn } from '../../parts/grid.tsx';
import { ToneChip } from '../../parts/status-chip.tsx';
import { useTaskWords } from '../../parts/task-words.ts';
import { useWords } from '../../words/words.ts';
import { ContactOfTask, LogContactOfTask } from './contact-of-task.tsx';
import { TaskActions } from './task-actions.tsx';
import classes from './tasks.module.css';

/** What, about whom, when, who, and what can be done. Input: the queue shown. */
export function useTaskColumns(queue: string): readonly GridColumn<TaskLine>[] {
  const t = useWords('tasks');
  return useMemo(
    () => [
      { key: 'what', title: t('columns.what'), width: 26, cell: (row: TaskLine) => <What line={row} /> },
      { key: 'student', title: t('columns.student'), width: 16, cell: (row: TaskLine) => <Student line={row} /> },
      { key: 'due', title: t('columns.due'), width: 14, cell: (row: TaskLine) => <Due line={row} /> },
      { key: 'who', title: t('columns.who'), width: 14, hideBelow: 640, cell: (row: TaskLine) => <Owner line={row} /> },
      ...(queue === 'ended'
        ? [{ key: 'outcome', title: t('columns.outcome'), width: 18, cell: (row: TaskLine) => <Outcome line={row} /> }]
        : []),
      { key: 'do', title: t('columns.do'), width: 30, cell: (row: TaskLine) => <Do line={row} /> },
    ],
    [t, queue],
  );
}

interface LineProps {
  readonly line: TaskLine;
}

function What({ line }: LineProps) {
  const t = useWords('tasks');
  const words = useTaskWords();
  return (
    <div className={classes.what}>
      {words(line.what)}
      {line.waitingOn !== '' && (
        <Text size="sm" className="rc-dimmed">
          {t('waitsFor', { whom: line.waitingOn })}
        </Text>
      )}
      {line.state === 'open' && <ContactOfTask line={line} says="tried" />}
    </div>
  );
}

function Do({ line }: LineProps) {
  return (
    <div>
      <LogContactOfTask line={line} />
      <TaskActions line={line} />
    </div>
  );
}

function Student({ line: { student, name, grade, schoolName, case: file } }: LineProps) {
  const t = useWords('tasks');
  if (student === null) return <>{schoolName}</>;
  return (
    <div>
      <Anchor component={Link} to={`/students/${student}`}>
        {name}
      </Anchor>
      <Text size="sm" className="rc-dimmed">
        {[grade === '' ? '' : t('grade', { grade }), schoolName].filter((part) => part !== '').join(' · ')}
        {file !== null && (
          <>
            {' · '}
            <Anchor component={Link} to={`/cases/C${file}`} size="sm">
              {t('file')}
            </Anchor>
          </>
        )}
      </Text>
    </div>
  );
}

function Due({ line: { dueOn, overdueSchoolDays, state } }: LineProps) {
  const t = useWords('tasks');
  const date = useDate();
  if (dueOn === null) return <span className="rc-dimmed">{t('noDay')}</span>;
  return (
    <div>
      {date(dueOn)}
      {state === 'open' && overdueSchoolDays > 0 && (
        <Text size="sm" className="rc-error" fw={600}>
          {t('overdue', { count: overdueSchoolDays })}
        </Text>
      )}
    </div>
  );
}

function Owner({ line: { assignee, role } }: LineProps) {
  const t = useWords('tasks');
  const effects = useWords('effects');
  if (assignee === null) return <span>{effects(`role.${role}`)}</span>;
  return <span>{assignee.isMe ? t('me') : assignee.name}</span>;
}

function Outcome({ line }: LineProps) {
  const { state, outcome, endedOn } = line;
  const t = useWords('tasks');
  const date = useDate();
  const words = useTaskWords();
  return (
    <div>
      <ToneChip tone={state === 'done' ? 'sent' : 'closed'} word={t(`state.${state}`)} />{' '}
      {endedOn !== null && date(endedOn)}
      <Text size="sm">{words(outcome)}</Text>
      <ContactOfTask line={line} says="doneBy" />
    </div>
  );
}
