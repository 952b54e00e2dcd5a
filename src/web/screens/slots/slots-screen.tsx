/** Conference slots of a school: what is free, what letters took, what the letters that are due still need. */
import { Alert, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { Slot } from '../../../server/slots/contract.ts';
import { useApi, type AnswerOf } from '../../api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Grid } from '../../parts/grid.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { NumberText } from '../../parts/number-text.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { useSchool } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { AddSlots } from './add-slots.tsx';
import { useColumns } from './columns.tsx';
import { SlotDialog, type Asking } from './slot-dialogs.tsx';
import { Way } from './way.tsx';

export function SlotsScreen() {
  const t = useWords('slots');
  const { school } = useSchool();
  if (school === null)
    return (
      <>
        <PageTitle title={t('title')} />
        <EmptyState why={t('chooseSchool')} />
        <Way />
      </>
    );
  return <SlotsOf key={school} school={school} />;
}

function SlotsOf({ school }: { readonly school: string }) {
  const t = useWords('slots');
  const { name } = useSchool();
  const slots = useApi('listSlots', { query: { school } });
  return (
    <>
      <PageTitle title={t('titleOf', { school: name })} />
      <Loaded query={slots} isPage failed={t('failed')}>
        {(answer) => <Listed school={school} answer={answer} />}
      </Loaded>
    </>
  );
}

function Listed({ school, answer }: { readonly school: string; readonly answer: AnswerOf<'listSlots'> }) {
  const t = useWords('slots');
  const mayManage = useMay('manage-slots');
  const [asking, setAsking] = useState<Asking | null>(null);
  const columns = useColumns({ mayManage, onAsk: setAsking });
  const { items, free, taken, needed, way, waiting } = answer;
  const short = needed - free;
  return (
    <>
      <Group gap="lg" mb="sm">
        <Figure label={t('free')} value={free} />
        <Figure label={t('taken')} value={taken} />
        <Figure label={t('needed')} value={needed} />
      </Group>
      {short > 0 && (
        <Alert color="yellow" mb="md" title={t('short', { count: short })}>
          {t('shortText')}
        </Alert>
      )}
      {way === 'by-hand' && waiting.some(({ slot }) => slot === null) && (
        <Alert color="yellow" mb="md">
          {t('byHand')}
        </Alert>
      )}
      {mayManage && <AddSlots school={school} />}
      {items.length === 0 ? (
        <EmptyState why={t('nothing')} />
      ) : (
        <Grid
          label={t('title')}
          rows={comingFirst(items)}
          rowKey={({ slot }) => String(slot)}
          columns={columns}
          isDimmed={({ isPast }: Slot) => isPast}
        />
      )}
      {asking !== null && (
        <SlotDialog asking={asking} items={items} waiting={waiting} onClose={() => setAsking(null)} />
      )}
    </>
  );
}

/** What can still be given away stands on top; what is over, the latest first. */
function comingFirst(items: readonly Slot[]): readonly Slot[] {
  return [...items.filter(({ isPast }) => !isPast), ...items.filter(({ isPast }) => isPast).toReversed()];
}

function Figure({ label, value }: { readonly label: string; readonly value: number }) {
  return (
    <Text>
      <span className="rc-dimmed">{label}</span>{' '}
      <Text span fw={600}>
        <NumberText value={value} />
      </Text>
    </Text>
  );
}
