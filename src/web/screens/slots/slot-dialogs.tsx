/** Taking a slot out, moving a conference, choosing a slot for a letter by hand, and freeing it. */
import { Select, Text } from '@mantine/core';
import { useState } from 'react';
import type { Slot } from '../../../server/slots/contract.ts';
import { api, type AnswerOf } from '../../api.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { useDate } from '../../parts/date-text.tsx';
import { useTime } from '../../parts/meetings/use-time.ts';
import { toast } from '../../parts/toast.ts';
import { useActing } from '../../parts/use-acting.ts';
import { useWords } from '../../words/words.ts';

export interface Asking {
  readonly kind: 'takeOut' | 'move' | 'choose' | 'free';
  readonly slot: Slot;
}

interface SlotDialogProps {
  readonly asking: Asking;
  readonly items: readonly Slot[];
  readonly waiting: AnswerOf<'listSlots'>['waiting'];
  readonly onClose: () => void;
}

export function SlotDialog({ asking: { kind, slot }, items, waiting, onClose }: SlotDialogProps) {
  const t = useWords('slots');
  const date = useDate();
  const time = useTime();
  const [chosen, setChosen] = useState<string | null>(null);
  const { act, isBusy, error } = useActing(['listSlots', 'readWorklist', 'readWorklistSummary'], onClose);
  const [isMissing, setMissing] = useState(false);
  const when = `${date(slot.on, 'short')}, ${time(slot.at)}, ${slot.place}`;
  const asksFor = kind === 'move' || kind === 'choose';
  const confirm = (): void => {
    const isMissingOne = asksFor && chosen === null;
    setMissing(isMissingOne);
    if (isMissingOne) return;
    void act(
      () => send(kind, slot, chosen ?? ''),
      () => toast(t(`done.${kind}`)),
    );
  };
  const options =
    kind === 'move'
      ? items
          .filter((one) => one.keptFor === null && one.chosenFor === null && !one.isPast)
          .map((one) => ({
            value: String(one.slot),
            label: `${date(one.on, 'short')}, ${time(one.at)}, ${one.place}, ${one.with}`,
          }))
      : waiting.map((line) => ({
          value: line.trigger,
          label: `${line.name}, ${line.level}, ${date(line.metOn, 'short')}`,
        }));
  return (
    <ConfirmDialog
      isOpen
      title={t(`ask.${kind}`)}
      confirm={t(kind === 'free' ? 'freeIt' : kind).replace(' …', '')}
      onConfirm={confirm}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    >
      <Text mb="sm">{t(`text.${kind}`, { when })}</Text>
      {asksFor && (
        <Select
          label={t(`pick.${kind}`)}
          data={options}
          value={chosen}
          onChange={setChosen}
          searchable
          error={isMissing && chosen === null ? t('pick.missing') : undefined}
          nothingFoundMessage={t('pick.nothing')}
        />
      )}
    </ConfirmDialog>
  );
}

function send(kind: Asking['kind'], slot: Slot, chosen: string): Promise<unknown> {
  const params = { slot: slot.slot };
  switch (kind) {
    case 'takeOut':
      return api.takeOutSlot({ params });
    case 'move':
      return api.moveSlot({ params, body: { to: Number(chosen) } });
    case 'choose':
      return api.chooseSlot({ params, body: { trigger: chosen } });
    case 'free':
      return api.freeSlot({ params });
  }
}
