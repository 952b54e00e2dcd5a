import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { ApiError } from '../api.ts';
import { PageTitle } from '../parts/page-title.tsx';
import { useWords } from '../words/words.ts';
import { NotOpenPage } from './not-open-page.tsx';

/** A screen that broke while it was shown: what is still true, and what to do. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const t = useWords('shell');
  const p = useWords('parts');
  const router = useRouter();
  if (error instanceof ApiError && [403, 404].includes(error.problem.status)) return <NotOpenPage />;
  const again = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Stack>
      <PageTitle title={t('failedTitle')} />
      <Alert color="red" variant="outline" role="alert" className="rc-reading">
        <Text>{t('failedText')}</Text>
        {error instanceof ApiError && error.problem.reference !== undefined && (
          <Text mt="xs">{p('code', { code: error.problem.reference })}</Text>
        )}
      </Alert>
      <Group>
        <Button onClick={again}>{p('tryAgain')}</Button>
        <Button variant="default" onClick={() => window.location.reload()}>
          {t('reload')}
        </Button>
      </Group>
    </Stack>
  );
}
