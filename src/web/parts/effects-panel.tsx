/** What follows from one notice or trigger: each with a link to what was made, and the question what should be undone. */
import { Alert, Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { EffectShape, Effects } from '../../server/effects/contract.ts';
import { api, type Operation } from '../api.ts';
import { useMay } from '../shell/me.ts';
import { useWords } from '../words/words.ts';
import { addressOfThing } from './address-of-thing.ts';
import { useDate } from './date-text.tsx';
import { useEffectWords } from './effect-words.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { ToneChip } from './status-chip.tsx';
import { useActing } from './use-acting.ts';

const CHANGES: readonly Operation[] = [
  'readNoticeEffects',
  'readTriggerEffects',
  'readNotice',
  'readWorklist',
  'readTrigger',
];

interface EffectsPanelProps {
  readonly shown: Effects;
  readonly level: 2 | 3;
  /** Said where nothing follows; left out: nothing is shown then. */
  readonly none?: string;
}

export function EffectsPanel({ shown, level, none }: EffectsPanelProps) {
  const t = useWords('effects');
  const { effects, notice, student } = shown;
  const asked = effects.find((one) => one.asked !== null)?.asked ?? null;
  if (effects.length === 0) return none === undefined ? null : <Text className="rc-dimmed">{none}</Text>;
  return (
    <section>
      <Title order={level} size="h4" mt={level === 2 ? 'lg' : 0} mb="xs">
        {notice === null ? t('panel.will') : t('panel.title')}
      </Title>
      {asked !== null && (
        <Alert color="yellow" variant="outline" mb="sm">
          <Text fw={600}>{t('panel.asked')}</Text>
          {t(ASKED[asked])}
        </Alert>
      )}
      <Stack component="ul" gap="sm" m={0} mb="md" p={0} style={{ listStyle: 'none' }}>
        {effects.map((effect, at) => (
          <Effect key={effect.effect ?? at} effect={effect} student={student} />
        ))}
      </Stack>
    </section>
  );
}

const ASKED = {
  amended: 'panel.askedAmended',
  'no-longer-met': 'panel.askedNoLongerMet',
  rescinded: 'panel.askedRescinded',
} as const;

const TONES = {
  planned: 'waiting',
  performed: 'sent',
  nothing: 'closed',
  stands: 'sent',
  undone: 'closed',
  settled: 'closed',
} as const;

function Effect({ effect, student }: { readonly effect: EffectShape; readonly student: string }) {
  const t = useWords('effects');
  const words = useEffectWords();
  const mayDecide = useMay('decide-effect');
  const [asking, setAsking] = useState<'undo' | 'keep' | undefined>(undefined);
  const address = effect.made === null ? undefined : addressOfThing(effect.made, student);
  return (
    <li>
      <Group gap="xs" wrap="wrap">
        <Text component="span">{words.says(effect.says)}</Text>
        {effect.effect !== null && <ToneChip tone={TONES[effect.state]} word={t(`state.${effect.state}`)} />}
        {address !== undefined && effect.state !== 'undone' && (
          <Anchor component={Link} to={address}>
            {t('panel.open')}
          </Anchor>
        )}
      </Group>
      <Decided effect={effect} />
      {effect.asked !== null && mayDecide && (
        <Group gap="xs" mt={4}>
          {effect.canBeUndone && (
            <Button size="compact-sm" variant="default" onClick={() => setAsking('undo')}>
              {t('panel.undo')}
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={() => setAsking('keep')}>
            {t('panel.keep')}
          </Button>
        </Group>
      )}
      {asking !== undefined && <Decide effect={effect} what={asking} onClose={() => setAsking(undefined)} />}
    </li>
  );
}

const DECIDED: Readonly<Partial<Record<EffectShape['state'], string>>> = {
  undone: 'panel.decidedUndone',
  settled: 'panel.decidedSettled',
};

function Decided({ effect: { decided, state } }: { readonly effect: EffectShape }) {
  const t = useWords('effects');
  const date = useDate();
  if (decided === null) return null;
  const values = { person: decided.by, date: date(decided.on), reason: decided.reason };
  return (
    <Text size="sm" className="rc-dimmed">
      {t(DECIDED[state] ?? 'panel.decidedKept', values)}
    </Text>
  );
}

interface DecideProps {
  readonly effect: EffectShape;
  readonly what: 'undo' | 'keep';
  readonly onClose: () => void;
}

function Decide({ effect, what, onClose }: DecideProps) {
  const t = useWords('effects');
  const words = useEffectWords();
  const { act, isBusy, error } = useActing(CHANGES, onClose);
  const confirm = (reason: string) =>
    act(() => api.decideEffect({ params: { effect: effect.effect ?? 0 }, body: { decision: what, reason } }));
  return (
    <ReasonDialog
      isOpen
      title={what === 'undo' ? t('panel.undoTitle') : t('panel.keepTitle')}
      text={`${words.says(effect.says)}. ${what === 'undo' ? t('panel.undoText') : t('panel.keepText')}`}
      confirm={(what === 'undo' ? t('panel.undo') : t('panel.keep')).replace(' …', '')}
      onConfirm={(reason) => void confirm(reason)}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    />
  );
}
