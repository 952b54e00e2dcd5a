/** The welfare step: what is asked for, what was decided, and the form that decides. */
import { Button, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useApi, type AnswerOf } from '../../api.ts';
import { useWords } from '../../words/words.ts';
import { useDate } from '../date-text.tsx';
import { EmptyState } from '../empty-state.tsx';
import { Loaded } from '../loaded.tsx';
import { ToneChip } from '../status-chip.tsx';
import { WelfareDialog, type AskingWelfare } from './welfare-dialog.tsx';

type Welfare = AnswerOf<'readStudentWelfare'>;

export function StudentWelfare({
  student,
  isReadOnly = false,
}: {
  readonly student: string;
  readonly isReadOnly?: boolean;
}) {
  const t = useWords('welfare');
  const welfare = useApi('readStudentWelfare', { params: { student } });
  const [asking, setAsking] = useState<AskingWelfare | undefined>(undefined);
  return (
    <Loaded query={welfare} failed={t('failed')} what={t('title')}>
      {(answer) => {
        const mayDecide = answer.mayDecide && !isReadOnly;
        return (
          <>
            <Open answer={answer} mayDecide={mayDecide} onAsk={setAsking} />
            {answer.steps.length === 0 && answer.open.length === 0 && <EmptyState why={t('empty')} />}
            {answer.steps.map((step) => (
              <Decided key={step.welfare} step={step} mayDecide={mayDecide} onAsk={setAsking} />
            ))}
            {mayDecide && answer.open.length === 0 && (
              <Button
                variant="default"
                className="rc-no-print"
                onClick={() => setAsking({ task: null, corrects: null })}
              >
                {t('decideByHand')}
              </Button>
            )}
            {asking !== undefined && (
              <WelfareDialog student={student} asking={asking} onClose={() => setAsking(undefined)} />
            )}
          </>
        );
      }}
    </Loaded>
  );
}

interface OpenProps {
  readonly answer: Welfare;
  readonly mayDecide: boolean;
  readonly onAsk: (asking: AskingWelfare) => void;
}

function Open({ answer, mayDecide, onAsk }: OpenProps) {
  const t = useWords('welfare');
  const date = useDate();
  return (
    <>
      {answer.open.map(({ task, what, dueOn, isOverdue, notice }) => (
        <section key={task} aria-label={t('asked')}>
          <Title order={3} size="h4">
            {t('asked')} {isOverdue && <ToneChip tone="returned" word={t('overdue')} />}
          </Title>
          <Text>{what}</Text>
          <Text size="sm" className="rc-dimmed">
            {[notice === null ? '' : t('byNotice', { notice }), dueOn === null ? '' : t('due', { on: date(dueOn) })]
              .filter((part) => part !== '')
              .join(' · ')}
          </Text>
          {mayDecide ? (
            <Button my="sm" className="rc-no-print" onClick={() => onAsk({ task, corrects: null })}>
              {t('decide')}
            </Button>
          ) : (
            <Text size="sm" my="sm">
              {t('administrator')}
            </Text>
          )}
        </section>
      ))}
    </>
  );
}

interface DecidedProps {
  readonly step: Welfare['steps'][number];
  readonly mayDecide: boolean;
  readonly onAsk: (asking: AskingWelfare) => void;
}

function Decided({ step, mayDecide, onAsk }: DecidedProps) {
  const t = useWords('welfare');
  const date = useDate();
  const { welfare, decision, agency, organisation, contactName, on, reason, by, correctedBy, disclosure } = step;
  const whom = [organisation, contactName].filter((part) => part !== '').join(', ');
  return (
    <section aria-label={t(`decision.${decision}`)} data-corrected={correctedBy !== null}>
      <Text fw={600}>
        {t(`decision.${decision}`)} {correctedBy !== null && <ToneChip tone="closed" word={t('corrected')} />}
      </Text>
      {decision === 'made' && <Text size="sm">{`${t(`agency.${agency}`)}: ${whom}`}</Text>}
      <Text size="sm">{reason}</Text>
      <Text size="sm" className="rc-dimmed">
        {[date(on), by, disclosure === null ? '' : t('inLog')].filter((part) => part !== '').join(' · ')}
      </Text>
      {mayDecide && correctedBy === null && (
        <Button
          size="compact-sm"
          variant="default"
          my="xs"
          className="rc-no-print"
          onClick={() => onAsk({ task: null, corrects: welfare })}
        >
          {t('correct')}
        </Button>
      )}
    </section>
  );
}
