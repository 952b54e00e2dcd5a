/** The district's choice: letters take the next free slot, or a person chooses each. */
import { Button, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { api, invalidate } from '../../api.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { toast } from '../../parts/toast.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';

type Choice = 'next-free' | 'by-hand';

export function Way() {
  const t = useWords('slots');
  const maySet = useMay('manage-schedules');
  const [way, setWay] = useState<Choice | null>(null);
  const [error, setError] = useState<unknown>(null);
  const save = async (): Promise<void> => {
    if (way === null) return;
    try {
      await api.setConferenceWay({ body: { way } });
      await invalidate('listSlots', 'readWorklist', 'readWorklistSummary');
      toast(t('way.saved'));
    } catch (failure) {
      setError(failure);
    }
  };
  if (!maySet) return null;
  return (
    <Stack gap="sm" mt="lg" className="rc-reading">
      {error !== null && <ProblemAlert error={error} />}
      <Radio.Group label={t('way.label')} description={t('way.hint')} value={way} onChange={(value) => setWay(value)}>
        <Stack gap="xs" mt="xs">
          <Radio value="next-free" label={t('way.next-free')} />
          <Radio value="by-hand" label={t('way.by-hand')} />
        </Stack>
      </Radio.Group>
      <Text size="sm" className="rc-dimmed">
        {t('way.why')}
      </Text>
      <Button onClick={() => void save()} disabled={way === null}>
        {t('way.save')}
      </Button>
    </Stack>
  );
}
