/** Nothing to show: one sentence why, one next step. */
import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  /** The sentence. */
  readonly why: ReactNode;
  /** One button or link. */
  readonly next?: ReactNode;
}

export function EmptyState({ why, next }: EmptyStateProps) {
  return (
    <Stack align="flex-start" gap="sm" py="lg">
      <Text size="md" className="rc-reading">
        {why}
      </Text>
      {next}
    </Stack>
  );
}
