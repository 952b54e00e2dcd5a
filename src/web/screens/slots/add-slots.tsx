/** Adding: one a line, typed or pasted; what cannot be read is said before anything is added. */
import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useToday } from '../../parts/use-today.ts';
import { toast } from '../../parts/toast.ts';
import { useWords } from '../../words/words.ts';
import { readSlotLines } from './slot-lines.ts';

export function AddSlots({ school }: { readonly school: string }) {
  const t = useWords('slots');
  const date = useDate();
  const today = useToday();
  const [text, setText] = useState('');
  const { act, isBusy, error } = useActing(['listSlots', 'readWorklist', 'readWorklistSummary']);
  const lines = readSlotLines(text, today);
  const wrong = lines.flatMap((line) => (line.ok ? [] : [line]));
  const right = lines.flatMap((line) => (line.ok ? [line.slots] : []));
  const count = right.reduce((sum, { times }) => sum + times.length, 0);
  const add = () =>
    act(
      () => api.addSlots({ body: { school, slots: right.map((one) => ({ ...one, times: [...one.times] })) } }),
      ({ added, already }) => {
        setText('');
        toast(already === 0 ? t('added', { count: added }) : t('addedSome', { count: added, already }));
      },
    );
  return (
    <Stack gap="xs" mb="lg" className="rc-no-print">
      {error !== null && <ProblemAlert error={error} />}
      <Textarea
        label={t('add.label')}
        description={t('add.hint')}
        placeholder={t('add.example')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={wrong.length > 0 ? <Wrong wrong={wrong} /> : undefined}
        rows={3}
        maxLength={10_000}
      />
      <Group justify="space-between">
        <Text size="sm" aria-live="polite">
          {right.map(({ on, times }) => `${date(on, 'short')}: ${times.join(', ')}`).join(' · ')}
        </Text>
        <Button onClick={() => void add()} disabled={count === 0 || wrong.length > 0} loading={isBusy}>
          {t('add.button', { count })}
        </Button>
      </Group>
    </Stack>
  );
}

function Wrong({ wrong }: { readonly wrong: readonly { readonly line: number; readonly why: string }[] }) {
  const t = useWords('slots');
  return (
    <>
      {wrong.map(({ line, why }) => (
        <span key={line}>{t(`add.wrong.${why}`, { line })} </span>
      ))}
    </>
  );
}
