/** Calculate now, or try it: to which day, and what will happen. */
import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { api } from '../../api.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useToday } from '../../parts/use-today.ts';
import { useWords } from '../../words/words.ts';

interface CalculateDialogProps {
  /** The job that does it. */
  readonly onAsked: (job: string) => void;
  readonly onClose: () => void;
}

export function CalculateDialog({ onAsked, onClose }: CalculateDialogProps) {
  const t = useWords('runs');
  const parts = useWords('parts');
  const today = useToday();
  const [asOf, setAsOf] = useState(dayBefore(today));
  const [isTry, setTry] = useState(false);
  const { act, isBusy, error } = useActing([]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void act(
      () => api.startRun({ body: { asOf, dryRun: isTry } }),
      ({ job }) => onAsked(job),
    );
  };
  return (
    <Modal opened onClose={onClose} title={t('calculate.title')} closeButtonProps={{ 'aria-label': parts('close') }}>
      <form onSubmit={submit}>
        <Stack>
          {error !== null && <ProblemAlert error={error} title={t('calculate.notAsked')} />}
          <Text>{t('calculate.what')}</Text>
          <TextInput
            type="date"
            label={t('calculate.asOf')}
            description={t('calculate.asOfHint')}
            value={asOf}
            onChange={(event) => setAsOf(event.currentTarget.value)}
            required
            withAsterisk={false}
          />
          <Radio.Group
            label={t('calculate.how')}
            value={isTry ? 'try' : 'run'}
            onChange={(value) => setTry(value === 'try')}
          >
            <Stack gap="xs" mt={4}>
              <Radio value="run" label={t('calculate.run')} description={t('calculate.runHint')} />
              <Radio value="try" label={t('calculate.try')} description={t('calculate.tryHint')} />
            </Stack>
          </Radio.Group>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {parts('cancel')}
            </Button>
            <Button type="submit" loading={isBusy}>
              {isTry ? t('calculate.tryConfirm') : t('calculate.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Whose attendance is in. */
function dayBefore(today: string): string {
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}
