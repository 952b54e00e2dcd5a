/** The further columns of a catalog as fields of a form. */
import { Checkbox, NativeSelect, Stack, TextInput } from '@mantine/core';
import type { CatalogField } from '../../../server/catalogs/contract.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import { textIn, type Value, type Values } from './field-values.ts';

interface ExtraFieldsProps {
  readonly fields: readonly CatalogField[];
  readonly values: Values;
  readonly onChange: (values: Values) => void;
}

export function ExtraFields({ fields, values, onChange }: ExtraFieldsProps) {
  return fields.map((field) => (
    <ExtraField
      key={field.key}
      field={field}
      value={values[field.key] ?? ''}
      onChange={(value) => onChange({ ...values, [field.key]: value })}
    />
  ));
}

interface ExtraFieldProps {
  readonly field: CatalogField;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

function ExtraField({ field, value, onChange }: ExtraFieldProps) {
  const t = useWords('catalogs');
  const label = t(`fields.${field.key}`);
  switch (field.kind) {
    case 'yes-no':
      return (
        <Checkbox
          label={label}
          checked={value === true}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />
      );
    case 'choice':
      return (
        <NativeSelect
          label={label}
          value={textIn(value)}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
          data={field.choices.map(({ value: one }) => ({ value: one, label: t(`choices.${one}`) }))}
        />
      );
    case 'codes':
      return <Codes field={field} label={label} value={Array.isArray(value) ? value : []} onChange={onChange} />;
    case 'words':
      return <Both label={label} value={value} onChange={onChange} />;
    default:
      return (
        <TextInput
          label={label}
          description={hintOf(field, t)}
          inputMode={field.kind === 'money' ? 'decimal' : field.kind === 'whole' ? 'numeric' : 'text'}
          value={textIn(value)}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
          maxLength={200}
        />
      );
  }
}

function hintOf({ kind, least, most }: CatalogField, t: ReturnType<typeof useWords>): string | undefined {
  if (kind === 'money') return t('moneyHint');
  return kind === 'whole' ? t('wholeHint', { least: least ?? 0, most: most ?? 0 }) : undefined;
}

function Codes({
  field,
  label,
  value,
  onChange,
}: {
  readonly field: CatalogField;
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}) {
  const language = useLanguage();
  return (
    <Checkbox.Group label={label} value={[...value]} onChange={(codes: string[]) => onChange(codes)}>
      <Stack gap="xs" mt="xs">
        {field.choices.map(({ value: code, name }) => (
          <Checkbox key={code} value={code} label={name?.[language] ?? code} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

function Both({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}) {
  const t = useWords('catalogs');
  const words = typeof value === 'object' && 'en' in value ? value : { en: '', es: '' };
  return (
    <>
      <TextInput
        label={t('inEnglish', { label })}
        value={words.en}
        onChange={({ currentTarget }) => onChange({ ...words, en: currentTarget.value })}
      />
      <TextInput
        label={t('inSpanish', { label })}
        value={words.es}
        onChange={({ currentTarget }) => onChange({ ...words, es: currentTarget.value })}
      />
    </>
  );
}
