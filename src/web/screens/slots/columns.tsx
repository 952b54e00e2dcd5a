import { Anchor, Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Slot } from '../../../server/slots/contract.ts';
import { DateText, useDate } from '../../parts/date-text.tsx';
import type { GridColumn } from '../../parts/grid-types.ts';
import { useTime } from '../../parts/meetings/use-time.ts';
import { ToneChip } from '../../parts/status-chip.tsx';
import { useWords, type Say } from '../../words/words.ts';
import type { Asking } from './slot-dialogs.tsx';

interface ColumnsOptions {
  readonly mayManage: boolean;
  readonly onAsk: (asking: Asking) => void;
}

export function useColumns({ mayManage, onAsk }: ColumnsOptions): readonly GridColumn<Slot>[] {
  const t = useWords('slots');
  const time = useTime();
  const date = useDate();
  const nameOf = ({ on, at, place }: Slot): string => `${date(on, 'short')}, ${time(at)}, ${place}`;
  return [
    { key: 'on', title: t('columns.on'), width: 16, cell: ({ on }) => <DateText value={on} as="short" /> },
    { key: 'at', title: t('columns.at'), width: 11, cell: ({ at }) => time(at) },
    { key: 'place', title: t('columns.place'), width: 14, cell: ({ place }) => place },
    { key: 'with', title: t('columns.with'), width: 16, cell: ({ with: whom }) => whom },
    { key: 'state', title: t('columns.state'), width: 23, cell: (slot) => stateOf(slot, t) },
    ...(mayManage
      ? [
          {
            key: 'do',
            title: t('columns.do'),
            width: 26,
            cell: (slot: Slot) => buttonsOf(slot, { t, onAsk, name: nameOf(slot) }),
          },
        ]
      : []),
  ];
}

function stateOf({ keptFor, chosenFor, clash, isPast }: Slot, t: Say) {
  const kept = keptFor ?? chosenFor;
  return (
    <Group gap="xs">
      {kept === null ? (
        <ToneChip tone={isPast ? 'closed' : 'due'} word={isPast ? t('past') : t('isFree')} />
      ) : (
        <>
          <ToneChip tone={keptFor === null ? 'waiting' : 'sent'} word={keptFor === null ? t('chosen') : t('kept')} />
          <Anchor component={Link} to={`/students/${kept.student}`}>
            {kept.name}
          </Anchor>
        </>
      )}
      {clash !== null && <ToneChip tone="returned" word={t(`clash.${clash}`)} />}
    </Group>
  );
}

interface ButtonsOptions extends Pick<ColumnsOptions, 'onAsk'> {
  readonly t: Say;
  /** "Tue, Dec 1, 3:30 PM, Room 4". */
  readonly name: string;
}

function buttonsOf(slot: Slot, { t, onAsk, name }: ButtonsOptions) {
  const ask = (kind: Asking['kind']) => () => onAsk({ kind, slot });
  if (slot.keptFor !== null)
    return (
      <Button size="compact-sm" variant="default" onClick={ask('move')} aria-label={`${t('move')} ${name}`}>
        {t('move')}
      </Button>
    );
  if (slot.isPast) return null;
  return (
    <Group gap="xs">
      {slot.chosenFor === null ? (
        <>
          <Button size="compact-sm" variant="default" onClick={ask('choose')} aria-label={`${t('choose')} ${name}`}>
            {t('choose')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={ask('takeOut')} aria-label={`${t('takeOut')} ${name}`}>
            {t('takeOut')}
          </Button>
        </>
      ) : (
        <Button size="compact-sm" variant="default" onClick={ask('free')} aria-label={`${t('freeIt')} ${name}`}>
          {t('freeIt')}
        </Button>
      )}
    </Group>
  );
}
