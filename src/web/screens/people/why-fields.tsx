/** From which day, and why: asked with every change of a person. */
import { Stack, Textarea, TextInput } from '@mantine/core';
import { useWords } from '../../words/words.ts';

interface WhyFieldsProps {
  readonly reason: string;
  readonly onReason: (text: string) => void;
  readonly wrong: string | undefined;
  readonly from: string;
  readonly onFrom: (day: string) => void;
}

export function WhyFields({ reason, onReason, wrong, from, onFrom }: WhyFieldsProps) {
  const t = useWords('people');
  return (
    <Stack>
      <Textarea
        label={t('fields.reason')}
        description={t('fields.reasonHint')}
        value={reason}
        error={wrong}
        onChange={(event) => onReason(event.currentTarget.value)}
        maxLength={500}
        autosize
        minRows={2}
      />
      <TextInput
        type="date"
        label={t('fields.from')}
        description={t('fields.fromHint')}
        value={from}
        onChange={(event) => onFrom(event.currentTarget.value)}
        maw="16rem"
      />
    </Stack>
  );
}
