/** What Rollcall would do by itself and leaves to one decision: perform it, or settle it without. */
import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { HeldBackLine } from '../../../server/runs/contract.ts';
import { api, useApi } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import classes from './runs.module.css';

type Decision = 'perform' | 'settle';

interface Asked {
  readonly decision: Decision;
  readonly line: HeldBackLine;
  /** One for each time the question is opened: sent twice, it is decided once. */
  readonly key: string;
}

/** Nothing where nothing is held back. */
export function HeldBack() {
  const t = useWords('runs');
  const { data, error } = useApi('readHeldBack', undefined, { refetchInterval: 60_000 });
  const [asked, setAsked] = useState<Asked>();
  if (error !== null && data === undefined) return <ProblemAlert error={error} title={t('heldBack.notLoaded')} />;
  const lines = data?.items ?? [];
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby="runs-held-back" className={classes.section}>
      <h2 id="runs-held-back">{t('heldBack.title')}</h2>
      <Text mb="sm">{t('heldBack.lead')}</Text>
      <ul className={classes.asks}>
        {lines.map((line) => (
          <HeldLine
            key={`${line.why} ${line.pack} ${line.criterion} ${line.since ?? line.because}${line.kinds.join(' ')}`}
            line={line}
            onAsk={(decision) => setAsked({ decision, line, key: crypto.randomUUID() })}
          />
        ))}
      </ul>
      {asked !== undefined && <DecideDialog asked={asked} onClose={() => setAsked(undefined)} />}
    </section>
  );
}

function HeldLine({ line, onAsk }: { readonly line: HeldBackLine; readonly onAsk: (decision: Decision) => void }) {
  const t = useWords('runs');
  const mayDecide = useMay('calculate');
  const say = useSentence();
  return (
    <li>
      <Group gap="sm">
        <span>
          {say(line)}
          {line.because !== '' && (
            <Text size="sm" className="rc-dimmed">
              {line.because}
            </Text>
          )}
        </span>
        {mayDecide &&
          (['perform', 'settle'] as const).map((decision) => (
            <Button key={decision} size="compact-sm" variant="default" onClick={() => onAsk(decision)}>
              {t(`heldBack.${decision}.open`)}
              <span className="rc-hidden">{` (${line.criterion})`}</span>
            </Button>
          ))}
      </Group>
    </li>
  );
}

function useSentence(): (line: HeldBackLine) => string {
  const t = useWords('runs');
  const effects = useWords('effects');
  const date = useDate();
  const number = useNumber();
  return ({ why, criterion, title, kinds, count, students, first, since }) =>
    t(`heldBack.${why}`, {
      count,
      number: number(count),
      criterion,
      title,
      students: number(students),
      what: kinds.map((kind) => effects(`kind.${kind}`)).join(', '),
      first: date(first, 'day'),
      since: since === null ? '' : date(since, 'day'),
    });
}

function DecideDialog({ asked, onClose }: { readonly asked: Asked; readonly onClose: () => void }) {
  const { decision, line, key } = asked;
  const t = useWords('runs');
  const parts = useWords('parts');
  const say = useSentence();
  const [reason, setReason] = useState('');
  const { act, isBusy, error } = useActing(['readHeldBack', 'listRuns'], onClose);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { why, pack, criterion } = line;
    void act(() => api.decideHeldBack({ body: { decision, reason, why, pack, criterion }, key }));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`heldBack.${decision}.title`)}
      closeButtonProps={{ 'aria-label': parts('close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          {error !== null && <ProblemAlert error={error} title={t('heldBack.notDecided')} />}
          <Text>{say(line)}</Text>
          <Alert color="gray">{t(`heldBack.${decision}.what`)}</Alert>
          <TextInput
            label={t('heldBack.reason')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            required
            minLength={3}
            maxLength={500}
            withAsterisk={false}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {parts('cancel')}
            </Button>
            <Button type="submit" loading={isBusy}>
              {t(`heldBack.${decision}.confirm`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
