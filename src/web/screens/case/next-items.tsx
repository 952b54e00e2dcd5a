/** What comes next, above everything that was: tasks, meetings, excusals that wait. */
import { Text, Title } from '@mantine/core';
import { useDate } from '../../parts/date-text.tsx';
import { ToneChip } from '../../parts/status-chip.tsx';
import { useWords } from '../../words/words.ts';
import { useTaskWords } from '../../parts/task-words.ts';
import type { CaseHead } from './tabs.ts';
import classes from './case.module.css';

type Item = CaseHead['next'][number];

export function NextItems({ head }: { readonly head: CaseHead }) {
  const t = useWords('case');
  if (head.next.length === 0) return null;
  return (
    <section aria-label={t('next.title')} className={classes.next}>
      <Title order={2} size="h4">
        {t('next.title')}
      </Title>
      <ul className={classes.steps}>
        {head.next.map((item) => (
          <NextLine key={`${item.kind} ${item.id}`} item={item} />
        ))}
      </ul>
    </section>
  );
}

function NextLine({ item }: { readonly item: Item }) {
  const t = useWords('case');
  const date = useDate();
  const what = useNextWords()(item);
  const whose = useWhose()(item.who);
  return (
    <li>
      <div className={classes.when}>
        {item.on === null ? <Text size="sm">{t('next.noDay')}</Text> : <Text size="sm">{date(item.on)}</Text>}
        {item.isOverdue && <ToneChip tone="returned" word={t('next.overdue')} />}
      </div>
      <div>
        <Text size="sm">{what}</Text>
        <Text size="xs" className="rc-dimmed">
          {[whose, ...(item.waitingOn === '' ? [] : [t('next.waitsFor', { whom: item.waitingOn })])]
            .filter((part) => part !== '')
            .join(' · ')}
        </Text>
      </div>
    </li>
  );
}

function useNextWords(): (item: Item) => string {
  const t = useWords('case');
  const taskWords = useTaskWords();
  const date = useDate();
  return ({ kind, what }) => {
    if (kind === 'task') return taskWords(what);
    const [first = '', second = '', third = ''] = what.split('|');
    if (kind === 'meeting')
      return t('next.meeting', {
        kind: t(`next.meetings.${first}`),
        time: second,
        place: third === '' ? t('next.noPlace') : third,
      });
    const days = second
      .split(',')
      .map((day) => date(day, 'day'))
      .join(', ');
    return t(`next.excusal.${first}`, { days });
  };
}

function useWhose(): (who: string) => string {
  const t = useWords('case');
  return (who) => {
    if (!who.startsWith('role:')) return who;
    const role = who.slice('role:'.length);
    return ROLES.has(role) ? t(`role.${role}`) : role;
  };
}

const ROLES = new Set([
  'clerk',
  'administrator',
  'team',
  'teacher',
  'officer',
  'district',
  'truancy-officer',
  'supervisor-of-attendance',
  'prevention-specialist',
  'counselor',
  'nurse',
]);
