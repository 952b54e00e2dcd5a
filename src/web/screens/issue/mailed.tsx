/** After the envelopes: the whole batch went out, in one way on one day. */
import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { SENDING_WAYS, type Batch } from '../../../server/batches/contract.ts';
import { api } from '../../api.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useToday } from '../../parts/use-today.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';

interface MailedProps {
  readonly batch: Batch;
  readonly again: () => void;
}

export function Mailed({ batch, again }: MailedProps) {
  const t = useWords('batch');
  const mayMark = useMay('mark-notice');
  const [isAsked, setAsked] = useState(false);
  const [marked, setMarked] = useState(0);
  const count = batch.toMark;
  if (!mayMark) return null;
  return (
    <>
      {count > 0 && (
        <Button variant="default" onClick={() => setAsked(true)}>
          {t('mailed.button')}
        </Button>
      )}
      <span role="status">{marked > 0 ? t('mailed.done', { count: marked }) : ''}</span>
      {isAsked && (
        <Question
          batch={batch.batch}
          count={count}
          onClose={() => setAsked(false)}
          onMarked={(how) => {
            setAsked(false);
            setMarked(how);
            again();
          }}
        />
      )}
    </>
  );
}

interface QuestionProps {
  readonly batch: string;
  readonly count: number;
  readonly onMarked: (count: number) => void;
  readonly onClose: () => void;
}

function Question({ batch, count, onMarked, onClose }: QuestionProps) {
  const t = useWords('batch');
  const parts = useWords('parts');
  const [on, setOn] = useState(useToday());
  const [way, setWay] = useState<(typeof SENDING_WAYS)[number]>('mail');
  const [note, setNote] = useState('');
  const { act, isBusy, error } = useActing(['readNotices', 'readBatches', 'readNotice']);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void act(
      () => api.markBatch({ params: { batch }, body: { way, on, note } }),
      ({ marked }) => onMarked(marked),
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('mailed.title', { count })}
      closeButtonProps={{ 'aria-label': parts('close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          {error !== null && <ProblemAlert error={error} />}
          <NativeSelect
            label={t('mailed.way')}
            value={way}
            onChange={(event) => setWay(SENDING_WAYS.find((one) => one === event.currentTarget.value) ?? 'mail')}
            data={SENDING_WAYS.map((one) => ({ value: one, label: t(`way.${one}`) }))}
          />
          <TextInput
            type="date"
            label={t('mailed.on')}
            value={on}
            onChange={(event) => setOn(event.currentTarget.value)}
            required
            withAsterisk={false}
          />
          <TextInput
            label={t('mailed.note')}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            maxLength={300}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {parts('cancel')}
            </Button>
            <Button type="submit" loading={isBusy}>
              {t('mailed.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
