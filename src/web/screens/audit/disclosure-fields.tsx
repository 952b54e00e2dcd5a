import { Group, Radio, TextInput, Textarea } from '@mantine/core';
import { useWords } from '../../words/words.ts';
import type { Field, Typed } from './use-disclosure-form.ts';

interface DisclosureFieldsProps {
  readonly typed: Typed;
  readonly isMissing: (field: Field) => boolean;
  readonly onType: (change: Partial<Typed>) => void;
}

const LONGEST = 500;

export function DisclosureFields({ typed, isMissing, onType }: DisclosureFieldsProps) {
  const t = useWords('disclosures');
  const wrong = (field: Field) => (isMissing(field) ? t('write.missing') : undefined);
  return (
    <>
      <Radio.Group
        label={t('write.kind')}
        value={typed.kind}
        onChange={(kind) => onType({ kind: kind === 'asked' ? 'asked' : 'given' })}
      >
        <Group mt="xs">
          <Radio value="given" label={t('kinds.given')} />
          <Radio value="asked" label={t('kinds.asked')} />
        </Group>
      </Radio.Group>
      <TextInput
        type="date"
        label={t('columns.on')}
        value={typed.on}
        onChange={(event) => onType({ on: event.currentTarget.value })}
        error={wrong('on')}
      />
      <TextInput
        label={t('columns.party')}
        description={t('write.partyHint')}
        value={typed.party}
        maxLength={LONGEST}
        onChange={(event) => onType({ party: event.currentTarget.value })}
        error={wrong('party')}
      />
      <TextInput
        label={t('columns.interest')}
        description={t('write.interestHint')}
        value={typed.interest}
        maxLength={LONGEST}
        onChange={(event) => onType({ interest: event.currentTarget.value })}
        error={wrong('interest')}
      />
      <Textarea
        label={t('columns.given')}
        description={t('write.givenHint')}
        value={typed.given}
        maxLength={LONGEST}
        autosize
        minRows={2}
        onChange={(event) => onType({ given: event.currentTarget.value })}
        error={wrong('given')}
      />
    </>
  );
}
