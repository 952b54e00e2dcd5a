/** What became of one letter or many: what, on which day, how. */
import { Button, Group, Modal, NativeSelect, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { SENDING_WAYS } from '../../../server/batches/contract.ts';
import { MARKS, type Mark, type NoticeLine } from '../../../server/notices/contract.ts';
import { api } from '../../api.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { toast } from '../../parts/toast.ts';
import { useActing } from '../../parts/use-acting.ts';
import { useToday } from '../../parts/use-today.ts';
import { useWords } from '../../words/words.ts';

interface MarkDialogProps {
  readonly lines: readonly Pick<NoticeLine, 'notice' | 'marks' | 'issuedOn'>[];
  readonly onMarked: () => void;
  readonly onClose: () => void;
}

export function MarkDialog({ lines, onMarked, onClose }: MarkDialogProps) {
  const t = useWords('letters');
  const parts = useWords('parts');
  const possible = MARKS.filter((mark) => lines.some((line) => line.marks.includes(mark)));
  const [what, setWhat] = useState<Mark>(possible[0] ?? 'sent');
  const [way, setWay] = useState<SendingWay>('mail');
  const [on, setOn] = useState(useToday());
  const [number, setNumber] = useState('');
  const [note, setNote] = useState('');
  const marking = useMarking(onMarked);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const isNumbered = what === 'sent' && way === 'certified' && number.trim() !== '';
    marking.mark({
      notices: lines.map((line) => line.notice),
      mark: what,
      on,
      note,
      ...(what === 'sent' ? { way } : {}),
      ...(isNumbered ? { number: number.trim() } : {}),
    });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('mark.title', { count: lines.length })}
      closeButtonProps={{ 'aria-label': parts('close') }}
    >
      {possible.length === 0 ? (
        <Text>{t('mark.none')}</Text>
      ) : (
        <form onSubmit={submit}>
          <Stack>
            {marking.error !== null && <ProblemAlert error={marking.error} />}
            <What possible={possible} what={what} onWhat={setWhat} />
            {what === 'sent' && (
              <How way={way} onWay={setWay} number={number} onNumber={setNumber} count={lines.length} />
            )}
            <TextInput
              type="date"
              label={t('mark.on')}
              value={on}
              onChange={(event) => setOn(event.currentTarget.value)}
              required
              withAsterisk={false}
            />
            <TextInput
              label={t('mark.note')}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
              maxLength={300}
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {parts('cancel')}
              </Button>
              <Button type="submit" loading={marking.isBusy}>
                {t('mark.confirm')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}

interface WhatProps {
  readonly possible: readonly Mark[];
  readonly what: Mark;
  readonly onWhat: (what: Mark) => void;
}

function What({ possible, what, onWhat }: WhatProps) {
  const t = useWords('letters');
  return (
    <Radio.Group
      label={t('mark.what')}
      value={what}
      onChange={(value) => onWhat(MARKS.find((mark) => mark === value) ?? 'sent')}
    >
      <Stack gap="xs" mt={4}>
        {possible.map((mark) => (
          <Radio key={mark} value={mark} label={t(`mark.${mark}`)} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

interface HowProps {
  readonly way: SendingWay;
  readonly onWay: (way: SendingWay) => void;
  readonly number: string;
  readonly onNumber: (number: string) => void;
  readonly count: number;
}

/** How it was sent; one certified letter has a number. */
function How({ way, onWay, number, onNumber, count }: HowProps) {
  const t = useWords('letters');
  const batch = useWords('batch');
  return (
    <>
      <NativeSelect
        label={t('mark.way')}
        value={way}
        onChange={(event) => onWay(SENDING_WAYS.find((one) => one === event.currentTarget.value) ?? 'mail')}
        data={SENDING_WAYS.map((one) => ({ value: one, label: batch(`way.${one}`) }))}
      />
      {way === 'certified' && count === 1 && (
        <TextInput
          label={t('mark.number')}
          value={number}
          onChange={(event) => onNumber(event.currentTarget.value)}
          maxLength={60}
        />
      )}
    </>
  );
}

type SendingWay = (typeof SENDING_WAYS)[number];
type Body = Parameters<typeof api.markNotices>[0]['body'];

function useMarking(onMarked: () => void) {
  const t = useWords('letters');
  const changes = ['readNotices', 'readNotice', 'readBatch', 'readBatches', 'readNoticeTotals'] as const;
  const { act, isBusy, error } = useActing(changes, onMarked);
  const mark = (body: Body) =>
    act(
      () => api.markNotices({ body }),
      ({ marked, skipped }) => {
        const left = Object.values(skipped).reduce((sum, count) => sum + count, 0);
        toast([t('mark.done', { count: marked }), left > 0 ? t('mark.skipped', { count: left }) : ''].join(' ').trim());
      },
    );
  return { isBusy, error, mark: (body: Body) => void mark(body) };
}
