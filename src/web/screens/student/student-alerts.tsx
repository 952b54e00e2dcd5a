import { Anchor } from '@mantine/core';
import { useDate } from '../../parts/date-text.tsx';
import { StatusChip, ToneChip, type StatusTone } from '../../parts/status-chip.tsx';
import { useQueryText } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { EndAlertButton } from './alert-dialogs.tsx';
import type { Head } from './student-screen.tsx';
import classes from './student.module.css';

type Alert = Head['alerts'][number];

/** What needs an eye before anything else, the gravest first; each leads to what stands behind it. */
export function StudentAlerts({ head }: { readonly head: Head }) {
  const t = useWords('student');
  const { alerts } = head;
  if (alerts.length === 0) return null;
  const moved = alerts.find((alert) => alert.kind === 'moved-away' || alert.kind === 'not-enrolled');
  return (
    <>
      {moved !== undefined && <MovedBanner alert={moved} />}
      <ul className={classes.alerts} aria-label={t('alerts.label')}>
        {alerts.map((alert, at) => alert !== moved && <AlertItem key={at} alert={alert} />)}
      </ul>
    </>
  );
}

/** What is said of somebody who is not here: the page is for reading. */
function MovedBanner({ alert }: { readonly alert: Alert }) {
  const t = useWords('student');
  const date = useDate();
  const text =
    alert.kind === 'moved-away'
      ? t('alerts.movedAway', { school: alert.school?.name ?? '', date: date(alert.on) })
      : alert.kind === 'not-enrolled' && alert.from !== null
        ? t('alerts.enrolledLater', { school: alert.school?.name ?? '', date: date(alert.from) })
        : t('alerts.notEnrolled');
  return (
    <p className={classes.banner} role="note">
      {text}
    </p>
  );
}

const TABS: Readonly<Record<string, string>> = {
  'no-contact': 'family',
  'no-letters': 'why',
  changed: 'notices',
  due: 'why',
  'to-approve': 'why',
  held: 'why',
  shown: 'timeline',
};

function AlertItem({ alert }: { readonly alert: Alert }) {
  const [, setQuery] = useQueryText();
  const words = useAlertWords(alert);
  const tab = TABS[alert.kind];
  return (
    <li>
      {chipOf(alert, words.chip)}{' '}
      {tab === undefined ? (
        words.text
      ) : (
        <Anchor component="button" type="button" onClick={() => setQuery({ tab })}>
          {words.text}
        </Anchor>
      )}
      {alert.kind === 'shown' && (
        <>
          {' '}
          <EndAlertButton alert={alert.alert} says={alert.says} />
        </>
      )}
    </li>
  );
}

function chipOf(alert: Alert, word: string) {
  if (alert.kind === 'due' || alert.kind === 'held' || alert.kind === 'to-approve')
    return <StatusChip status={alert.kind} />;
  const tones: Partial<Record<Alert['kind'], StatusTone>> = {
    'no-contact': 'returned',
    changed: 'returned',
    shown: 'waiting',
    'set-aside': 'waiting',
  };
  return <ToneChip tone={tones[alert.kind] ?? 'closed'} word={word} />;
}

function useAlertWords(alert: Alert): { readonly chip: string; readonly text: string } {
  const t = useWords('student');
  const date = useDate();
  switch (alert.kind) {
    case 'no-contact':
      return { chip: t('alerts.noContactChip'), text: t('alerts.noContact', { count: alert.count }) };
    case 'no-letters':
      return { chip: t('alerts.noLettersChip'), text: t('alerts.noLetters') };
    case 'changed':
      return {
        chip: t('alerts.changedChip'),
        text: t(`alerts.changed.${alert.change}`, { criterion: alert.criterion }),
      };
    case 'shown':
      return { chip: t('alerts.shownChip'), text: t('alerts.shown', { says: alert.says, date: date(alert.until) }) };
    case 'set-aside':
      return { chip: t('alerts.setAsideChip'), text: t('alerts.setAside', { count: alert.count }) };
    case 'due':
    case 'to-approve':
      return { chip: '', text: t('alerts.met', { criterion: alert.criterion, date: date(alert.on) }) };
    case 'held':
      return { chip: '', text: t(`alerts.held.${alert.by}`, { criterion: alert.criterion, date: date(alert.on) }) };
    case 'moved-away':
    case 'not-enrolled':
      return { chip: '', text: '' };
  }
}
