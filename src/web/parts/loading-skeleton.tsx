/** The true layout in grey while something loads; after ten seconds it says what it waits for. */
import { Button, Group, Skeleton, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useWords } from '../words/words.ts';

interface LoadingSkeletonProps {
  readonly shape?: 'page' | 'rows' | 'text';
  /** Named after ten seconds: "the list of Oak Middle". */
  readonly what?: string;
  readonly onCancel?: () => void;
}

export function LoadingSkeleton({ shape = 'rows', what, onCancel }: LoadingSkeletonProps) {
  const t = useWords('parts');
  const waited = useWaited();
  if (waited === 'no') return null;
  return (
    <Stack aria-busy="true" gap="sm">
      <VisuallyHidden role="status">{t('loading')}</VisuallyHidden>
      {waited === 'long' && what !== undefined && (
        <Group>
          <Text role="status">{t('waitingFor', { what })}</Text>
          {onCancel !== undefined && (
            <Button variant="default" onClick={onCancel}>
              {t('cancel')}
            </Button>
          )}
        </Group>
      )}
      {shape === 'page' && <Skeleton height={34} width="40%" animate={false} />}
      {(shape === 'text' ? ['100%', '92%', '60%'] : ROWS).map((width, at) => (
        <Skeleton key={at} height={shape === 'text' ? 16 : 32} width={width} animate={false} />
      ))}
    </Stack>
  );
}

const ROWS = ['100%', '100%', '100%', '100%', '100%', '100%'];

function useWaited(): 'no' | 'some' | 'long' {
  const [waited, setWaited] = useState<'no' | 'some' | 'long'>('no');
  useEffect(() => {
    const timers = [setTimeout(() => setWaited('some'), 300), setTimeout(() => setWaited('long'), 10_000)];
    return () => timers.forEach(clearTimeout);
  }, []);
  return waited;
}
