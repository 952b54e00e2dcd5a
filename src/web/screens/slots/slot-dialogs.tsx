/** Taking a slot out, moving a conference, choosing a slot for a letter by hand, and freeing it. */
import { Select, Text } from '@mantine/core';
import { useState } from 'react';
import type { Slot } from '../../../server/slots/contract.ts';
import { api, invalidate, type AnswerOf } from '../../api.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { useDate } from '../../parts/date-text.tsx';
import { toast } from '../../parts/toast.ts';
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
  const [chosen, setChosen] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [isMissing, setMissing] = useState(false);
  const when = `${date(slot.on, 'short')}, ${slot.at}, ${slot.place}`;
  const asksFor = kind === 'move' || kind === 'choose';
  const act = async (): Promise<void> => {
    if (asksFor && chosen === null) {
      setMissing(true);
      return;
    }
    setBusy(true);
    try {
      await send(kind, slot, chosen ?? '');
      await invalidate('listSlots', 'readWorklist', 'readWorklistSummary');
      toast(t(`done.${kind}`));
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  const options =
    kind === 'move'
      ? items
          .filter((one) => one.keptFor === null && one.chosenFor === null && !one.isPast)
          .map((one) => ({
            value: String(one.slot),
            label: `${date(one.on, 'short')}, ${one.at}, ${one.place}, ${one.with}`,
          }))
      : waiting.map((line) => ({
          value: line.trigger,
          label: `${line.name}, ${line.level}, ${date(line.metOn, 'short')}`,
        }));
  return (
    <ConfirmDialog
      isOpen
      title={t(`ask.${kind}`)}
      confirm={t(kind === 'free' ? 'freeIt' : kind)}
      onConfirm={() => void act()}
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
