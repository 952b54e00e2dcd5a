/** A roster file: read, shown as what it would do, then taken in as a whole. */
import { Button, FileInput, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api, invalidate, newKey, type AnswerOf } from '../../api.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { toast } from '../../parts/toast.ts';
import { useActing } from '../../parts/use-acting.ts';
import { useWords } from '../../words/words.ts';
import { RosterPreview } from './roster-preview.tsx';

export type Roster = AnswerOf<'planRoster'>;

export function RosterDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useWords('people');
  const parts = useWords('parts');
  const roster = useRoster(onClose);
  const { plan, reason, setReason, isMissing, error, isBusy } = roster;
  const count = plan?.lines.filter(({ state }) => state !== 'same').length ?? 0;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('roster.title')}
      size="xl"
      closeOnClickOutside={plan === undefined}
      closeButtonProps={{ 'aria-label': parts('close') }}
    >
      <Stack>
        <Text className="rc-reading">{t('roster.text')}</Text>
        <FileInput
          label={t('roster.file')}
          description={t('roster.columns')}
          placeholder={t('roster.choose')}
          accept=".csv,text/csv"
          onChange={roster.choose}
          data-autofocus
        />
        {error !== null && <ProblemAlert error={error} title={t('roster.failed')} />}
        {plan !== undefined && <RosterPreview plan={plan} />}
        {count > 0 && (
          <Textarea
            label={t('fields.reason')}
            description={t('fields.reasonHint')}
            value={reason}
            error={isMissing ? t('wrong.reason') : undefined}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={500}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {parts('cancel')}
          </Button>
          {count > 0 && (
            <Button loading={isBusy} onClick={roster.takeIn}>
              {t('roster.confirm', { count })}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

function useRoster(onClose: () => void) {
  const t = useWords('people');
  const [file, setFile] = useState<{ readonly text: string; readonly key: string }>();
  const [plan, setPlan] = useState<Roster>();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { act, isBusy, error } = useActing([]);
  const read = async (chosen: File): Promise<void> => {
    const text = await chosen.text();
    setFile({ text, key: newKey() });
    setPlan(await api.planRoster({ body: { text } }));
  };
  const send = async (text: string, key: string): Promise<void> => {
    const { lines } = await api.takeInRoster({ body: { text, reason: reason.trim() }, key });
    toast(t('roster.done', { count: lines.filter(({ state }) => state !== 'same').length }));
    await invalidate('listPeople');
    onClose();
  };
  return {
    plan,
    reason,
    setReason,
    isMissing,
    error,
    isBusy,
    choose: (chosen: File | null) => {
      setPlan(undefined);
      if (chosen !== null) void act(() => read(chosen));
    },
    takeIn: () => {
      setMissing(reason.trim().length < 3);
      if (reason.trim().length >= 3 && file !== undefined) void act(() => send(file.text, file.key));
    },
  };
}
