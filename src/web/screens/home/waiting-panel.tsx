/** What is not due yet, and why: counts by reason, each opening its lines. */
import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Home } from '../../../server/home/contract.ts';
import { useSchool } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import classes from './home.module.css';
import { Panel } from './panel.tsx';

/** Reasons that have words of their own; any other is shown as the pack writes it. */
const REASONS = [
  'after',
  'gap',
  'settling',
  'approval',
  'conference',
  'person',
  'note',
  'excluded',
  'exempt',
  'not-enrolled',
];

export function WaitingPanel({ home }: { readonly home: Home }) {
  const t = useWords('home');
  const { path } = useSchool();
  const isOpen = useMay('see-worklist');
  const mayApprove = useMay('approve-trigger');
  const lines = [
    ...(home.toApprove === 0
      ? []
      : [
          {
            text: t('waiting.toApprove', { count: home.toApprove }),
            to: mayApprove ? '/approvals' : '/worklist?tab=to-approve',
          },
        ]),
    ...home.held.map(({ reason, count }) => ({
      text: REASONS.includes(reason) ? t(`waiting.${reason}`, { count }) : t('waiting.other', { count, reason }),
      to: `/worklist?tab=held&decision=${encodeURIComponent(reason)}`,
    })),
    ...(home.declined === 0
      ? []
      : [{ text: t('waiting.declined', { count: home.declined }), to: '/worklist?tab=declined' }]),
    ...(home.changed === 0
      ? []
      : [{ text: t('waiting.changed', { count: home.changed }), to: '/worklist?tab=changed' }]),
  ];
  return (
    <Panel title={t('waiting.title')}>
      {lines.length === 0 ? (
        <Text className="rc-dimmed">{t('waiting.nothing')}</Text>
      ) : (
        <ul className={classes.facts}>
          {lines.map(({ text, to }) => (
            <li key={to}>
              {isOpen ? (
                <Anchor component={Link} to={path(to)}>
                  {text}
                </Anchor>
              ) : (
                text
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
