/** What is asked before a decision: each with its reason, each saying what follows. */
import type { TriggerDetail } from '../../../server/triggers/contract.ts';
import type { WorklistLine } from '../../../server/worklist/contract.ts';
import { HoldDialog } from './hold-dialog.tsx';
import { NoteDialog } from './note-dialog.tsx';
import { PlainDialog } from './plain-dialog.tsx';

export type Asking = 'decline' | 'hold' | 'note' | 'approve' | 'lift' | 'rescind' | 'keep';

export interface Question {
  readonly kind: Asking;
  readonly line: WorklistLine;
  /** Of `lift`: one decision; left out: all of them. */
  readonly liftKind?: TriggerDetail['decisions'][number]['kind'];
  /** Of `rescind` and `keep`. */
  readonly change?: TriggerDetail['change'];
  /** Of `note`: the days it may cover. */
  readonly counted?: TriggerDetail['counted'];
}

interface DecisionDialogsProps {
  readonly question: Question | undefined;
  readonly onClose: () => void;
  readonly onDecided: (trigger: string) => void;
}

export function DecisionDialogs({ question, onClose, onDecided }: DecisionDialogsProps) {
  if (question === undefined) return null;
  const done = () => {
    onClose();
    onDecided(question.line.trigger);
  };
  if (question.kind === 'hold') return <HoldDialog line={question.line} onClose={onClose} onDone={done} />;
  if (question.kind === 'note')
    return <NoteDialog line={question.line} counted={question.counted} onClose={onClose} onDone={done} />;
  return <PlainDialog question={question} kind={question.kind} onClose={onClose} onDone={done} />;
}
