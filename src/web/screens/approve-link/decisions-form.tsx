/** Each notice with its reasons, and approve, decline or leave. */
import { Button, Fieldset, Group, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { LinkItem } from '../../../server/approvals/contract.ts';
import { api } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useWords } from '../../words/words.ts';
import { foldDays } from '../approvals/fold-days.ts';

export interface Decided {
  readonly approved: number;
  readonly declined: number;
  readonly left: number;
}

interface Choice {
  readonly decision: 'leave' | 'approve' | 'decline';
  readonly reason: string;
}

const LEFT: Choice = { decision: 'leave', reason: '' };

interface DecisionsFormProps {
  readonly secret: string;
  readonly items: readonly LinkItem[];
  readonly onDecided: (decided: Decided) => void;
}

export function DecisionsForm({ secret, items, onDecided }: DecisionsFormProps) {
  const t = useWords('approvals');
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const [isChecked, setChecked] = useState(false);
  const { act, isBusy, error } = useActing([]);
  const chosen = items.flatMap(({ trigger }) => {
    const { decision, reason } = choices[trigger] ?? LEFT;
    return decision === 'leave' ? [] : [{ trigger, decision, reason: reason.trim() }];
  });
  const isMissing = chosen.some(({ reason }) => reason === '');
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setChecked(true);
    if (chosen.length === 0 || isMissing) return;
    await act(
      () => api.decideByLink({ body: { secret, decisions: chosen } }),
      ({ approved, declined, left }) => onDecided({ approved, declined, left: left.length }),
    );
  };
  return (
    <form onSubmit={(event) => void send(event)} noValidate>
      <Stack>
        {error !== null && <ProblemAlert error={error} />}
        {items.map((item) => (
          <Offer
            key={item.trigger}
            item={item}
            choice={choices[item.trigger] ?? LEFT}
            isChecked={isChecked}
            onChange={(choice) => setChoices((before) => ({ ...before, [item.trigger]: choice }))}
          />
        ))}
        <div aria-live="polite">
          {isChecked && chosen.length === 0 && <Text className="rc-error">{t('link.chooseOne')}</Text>}
          {isChecked && isMissing && <Text className="rc-error">{t('link.reasonNeeded')}</Text>}
        </div>
        <Text size="sm" className="rc-dimmed">
          {t('link.once')}
        </Text>
        <Button type="submit" loading={isBusy}>
          {t('link.decide', { count: chosen.length })}
        </Button>
      </Stack>
    </form>
  );
}

interface OfferProps {
  readonly item: LinkItem;
  readonly choice: Choice;
  readonly isChecked: boolean;
  readonly onChange: (choice: Choice) => void;
}

function Offer({ item, choice, isChecked, onChange }: OfferProps) {
  const t = useWords('approvals');
  const date = useDate();
  const { decision, reason } = choice;
  const days = foldDays(item.counted)
    .map(({ on, code }) => `${date(on, 'short')} ${code}`)
    .join(' · ');
  return (
    <Fieldset legend={`${item.name}, ${t('link.grade', { grade: item.grade })}`}>
      <Stack gap="xs">
        <Text fw={600}>
          {item.level} {item.title}, {t('link.metOn', { day: date(item.metOn, 'short') })}
        </Text>
        <Text size="sm">
          {item.why ?? t('notMet')} {item.decided}
        </Text>
        {days !== '' && <Text size="sm">{`${t('days')}: ${days}`}</Text>}
        <Text size="sm">
          {`${t('tried')}: ${item.sentBefore.map(({ level, on }) => `${level} ${date(on, 'short')}`).join(', ') || t('triedNothing')}`}
        </Text>
        <Radio.Group
          value={decision}
          onChange={(value) => onChange({ decision: value, reason })}
          aria-label={`${item.name}, ${item.level}`}
        >
          <Group>
            <Radio value="leave" label={t('link.leave')} />
            <Radio value="approve" label={t('link.approve')} />
            <Radio value="decline" label={t('link.decline')} />
          </Group>
        </Radio.Group>
        {decision !== 'leave' && (
          <Textarea
            label={t('link.reason')}
            value={reason}
            onChange={(event) => onChange({ decision, reason: event.currentTarget.value })}
            error={isChecked && reason.trim() === '' ? t('link.reasonNeeded') : undefined}
            maxLength={500}
            autosize
          />
        )}
      </Stack>
    </Fieldset>
  );
}
