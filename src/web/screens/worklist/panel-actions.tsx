import { Button } from '@mantine/core';
import type { TriggerDetail } from '../../../server/triggers/contract.ts';
import type { WorklistLine } from '../../../server/worklist/contract.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import type { Asking } from './decision-dialogs.tsx';
import type { Ask } from './trigger-panel.tsx';
import classes from './worklist.module.css';

interface PanelActionsProps {
  readonly detail: TriggerDetail;
  readonly line: WorklistLine;
  readonly showsWhy: boolean;
  readonly onWhy: () => void;
  readonly onAsk: Ask;
  readonly onContact: () => void;
}

/** [Why?] and what can be decided about this line now; whoever may not decide sees [Why?] alone. */
export function PanelActions({ detail, line, showsWhy, onWhy, onAsk, onContact }: PanelActionsProps) {
  const t = useWords('worklist');
  const exact = useWords('exact');
  const mayLog = useMay('log-contact');
  const words: Partial<Record<Asking, string>> = { decline: exact('decline'), rescind: exact('rescind') };
  return (
    <div className={classes.actions} role="group" aria-label={t('actions.label')}>
      <Button size="xs" variant="default" aria-pressed={showsWhy} onClick={onWhy}>
        {t('actions.why')}
      </Button>
      {mayLog && (
        <Button size="xs" variant="default" onClick={onContact}>
          {t('actions.contact')}
        </Button>
      )}
      {offered(detail, line).map((kind) => (
        <Button
          key={kind}
          size="xs"
          variant={kind === 'approve' ? 'filled' : 'default'}
          onClick={() => onAsk(kind, { change: detail.change, counted: detail.counted })}
        >
          {words[kind] ?? t(`actions.${kind}`)}
        </Button>
      ))}
    </div>
  );
}

function offered({ may, change }: TriggerDetail, { state }: WorklistLine): readonly Asking[] {
  if (state === 'issued') return [];
  if (state === 'changed') {
    if (!may.rescind || change === null) return [];
    // Before it was made it is withdrawn, and rescinded once: both on the page of the notice.
    return change.state === 'issued' || change.state === 'rescinded' ? ['keep'] : ['rescind', 'keep'];
  }
  if (!may.decide) return [];
  if (state === 'declined') return ['lift'];
  const approval: readonly Asking[] = state === 'to-approve' && may.approve ? ['approve'] : [];
  return [...approval, 'hold', 'note', 'decline'];
}
