/** Letterhead and goal of a school, changed with a reason; what another person saved meanwhile is shown beside it, never overwritten. */
import { Button, Group, NumberInput, SimpleGrid, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import type { FormEvent } from 'react';
import type { SchoolDetail } from '../../../server/schools/contract.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useWords } from '../../words/words.ts';
import { PictureField } from './picture-field.tsx';
import { SavedMeanwhile } from './saved-meanwhile.tsx';
import { TEXT_FIELDS, useSchoolForm, type SchoolFormState } from './use-school-form.ts';

export function SchoolForm({ detail }: { readonly detail: SchoolDetail }) {
  const t = useWords('schools');
  const form = useSchoolForm(detail);
  const { values, set, error, meanwhile, isBusy, isSaved, isReasonMissing } = form;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.save();
  };
  return (
    <section aria-labelledby="letterhead-form">
      <Title order={2} size="h3" id="letterhead-form" mb="xs">
        {t('form')}
      </Title>
      <Text mb="md" className="rc-reading">
        {t('formAbout')}
      </Text>
      <form onSubmit={submit} noValidate>
        <Stack>
          {meanwhile !== null && <SavedMeanwhile meanwhile={meanwhile} values={values} />}
          {error !== null && meanwhile === null && <ProblemAlert error={error} title={t('notSaved')} />}
          <Fields detail={detail} form={form} />
          <Textarea
            label={t('reason')}
            description={t('reasonHint')}
            value={values.reason}
            onChange={({ currentTarget }) => set({ reason: currentTarget.value })}
            error={isReasonMissing ? t('reasonMissing') : undefined}
            maxLength={500}
            autosize
            minRows={2}
            withAsterisk
          />
          <Group>
            <Button type="submit" loading={isBusy}>
              {t('save')}
            </Button>
            <Text role="status" className="rc-done">
              {isSaved ? t('saved') : ''}
            </Text>
          </Group>
        </Stack>
      </form>
    </section>
  );
}

function Fields({ detail, form: { values, set } }: { readonly detail: SchoolDetail; readonly form: SchoolFormState }) {
  const t = useWords('schools');
  const { own, inForce } = detail;
  const address =
    own.returnAddress.length === 0 && inForce.returnAddress.length > 0 ? inForce.returnAddress.join(', ') : '';
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {TEXT_FIELDS.map((field) => (
          <TextInput
            key={field}
            label={t(`fields.${field}`)}
            description={fallbackOf(t('fallback', { value: detail.inForce[field] }), detail, field)}
            value={values[field]}
            onChange={({ currentTarget }) => set({ [field]: currentTarget.value })}
            maxLength={120}
          />
        ))}
      </SimpleGrid>
      <Textarea
        label={t('fields.returnAddress')}
        description={[t('addressHint'), ...(address === '' ? [] : [t('fallback', { value: address })])].join(' ')}
        value={values.returnAddress}
        onChange={({ currentTarget }) => set({ returnAddress: currentTarget.value })}
        autosize
        minRows={3}
        maxRows={6}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <PictureField field="logo" own={detail.own.logo} value={values.logo} onChange={(logo) => set({ logo })} />
        <PictureField
          field="signature"
          own={detail.own.signature}
          value={values.signature}
          onChange={(signature) => set({ signature })}
        />
      </SimpleGrid>
      <NumberInput
        label={t('fields.goal')}
        description={t('goalHint', { goal: detail.goalInForce })}
        value={values.goal}
        onChange={(goal) => set({ goal: typeof goal === 'number' ? goal : '' })}
        min={1}
        max={100}
        decimalScale={1}
        suffix="%"
        hideControls
        maw="16rem"
      />
    </>
  );
}

/** What letters carry where the school leaves it blank. */
function fallbackOf(
  text: string,
  { own, inForce }: SchoolDetail,
  field: (typeof TEXT_FIELDS)[number],
): string | undefined {
  return own[field] === '' && inForce[field] !== '' ? text : undefined;
}
