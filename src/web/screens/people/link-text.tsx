/** A one-time link, to hand to the person. */
import { Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDate } from '../../parts/date-text.tsx';
import { useWords } from '../../words/words.ts';

interface LinkTextProps {
  readonly link: { readonly url: string; readonly expiresAt: string };
  readonly name: string;
  readonly onClose?: () => void;
}

export function LinkText({ link, name, onClose }: LinkTextProps) {
  const t = useWords('people');
  const date = useDate();
  return (
    <Stack>
      <Text>{t('link.text', { name, time: date(link.expiresAt, 'moment') })}</Text>
      <TextInput
        label={t('link.label')}
        value={link.url}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
        data-autofocus
      />
      <Group justify="flex-end">
        {onClose !== undefined && (
          <Button variant="default" onClick={onClose}>
            {t('link.close')}
          </Button>
        )}
        <CopyButton value={link.url} timeout={4000}>
          {({ copied, copy }) => <Button onClick={copy}>{copied ? t('link.copied') : t('link.copy')}</Button>}
        </CopyButton>
      </Group>
    </Stack>
  );
}
