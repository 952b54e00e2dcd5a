import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useWords } from '../words/words.ts';

/** Two minutes ahead: one press and the session goes on. */
export function EndingDialog({ minutes, onStay }: { readonly minutes: number; readonly onStay: () => void }) {
  const t = useWords('shell');
  const parts = useWords('parts');
  return (
    <Modal opened onClose={onStay} title={t('ending.title')} closeButtonProps={{ 'aria-label': parts('close') }}>
      <Stack>
        <Text role="alert">{t('ending.text', { count: minutes })}</Text>
        <Group justify="flex-end">
          <Button onClick={onStay} data-autofocus>
            {t('ending.stay')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
