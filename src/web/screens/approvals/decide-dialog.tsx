/** Approves or declines one or many, each by itself: what was decided by another meanwhile is said, the others are done. */
import { List } from '@mantine/core';
import { useState } from 'react';
import type { WorklistLine } from '../../../server/worklist/contract.ts';
import { ApiError, invalidate } from '../../api.ts';
import { useProblemText } from '../../parts/problem-alert.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { toast } from '../../parts/toast.ts';
import { useWords } from '../../words/words.ts';

export interface Deciding {
  readonly kind: 'approve' | 'decline';
  readonly lines: readonly WorklistLine[];
}

interface DecideDialogProps {
  readonly deciding: Deciding;
  readonly decide: (line: WorklistLine, reason: string) => Promise<unknown>;
  readonly onClose: (isDone: boolean) => void;
}

export function DecideDialog({ deciding: { kind, lines }, decide, onClose }: DecideDialogProps) {
  const t = useWords('approvals');
  const exact = useWords('exact');
  const textOf = useProblemText();
  const [isBusy, setBusy] = useState(false);
  const [left, setLeft] = useState<readonly string[]>([]);
  const [error, setError] = useState<unknown>(null);
  const count = lines.length;
  const send = async (reason: string): Promise<void> => {
    setBusy(true);
    setError(null);
    const refused: string[] = [];
    for (const line of lines) {
      try {
        await decide(line, reason);
      } catch (failure) {
        if (!(failure instanceof ApiError) || failure.problem.status >= 500 || failure.problem.status === 0) {
          setError(failure);
          setBusy(false);
          return;
        }
        refused.push(`${line.name}, ${line.level}: ${textOf(failure)}`);
      }
    }
    await invalidate('readWorklist', 'readWorklistSummary', 'readApprovers', 'readTrigger');
    setBusy(false);
    setLeft(refused);
    if (refused.length > 0) return;
    toast(t(`${kind}Done`, { count }));
    onClose(true);
  };
  return (
    <ReasonDialog
      isOpen
      title={count === 1 ? t(`${kind}One`, { level: lines[0]?.level ?? '' }) : t(`${kind}Question`, { count })}
      text={kind === 'approve' ? t('approveText') : exact('whyDecline')}
      confirm={kind === 'approve' ? t('approveMany', { count }) : t('declineMany', { count })}
      isBusy={isBusy}
      error={error}
      onConfirm={(reason) => void send(reason)}
      onClose={() => onClose(left.length > 0)}
    >
      {left.length > 0 && (
        <div role="alert">
          {t('left', { count: left.length })}
          <List size="sm">
            {left.map((one) => (
              <List.Item key={one}>{one}</List.Item>
            ))}
          </List>
        </div>
      )}
    </ReasonDialog>
  );
}
