/** Kind, with whom, outcome, note: the fields of an entry, as one line or one below the other. */
import { Checkbox, NativeSelect, Radio, TextInput } from '@mantine/core';
import { useId } from 'react';
import { useLanguageName } from '../use-language-name.ts';
import { useWords } from '../../words/words.ts';
import classes from './contacts.module.css';
import { KINDS, OUTCOMES, type ContactEntry, type EntryValues } from './use-contact-entry.ts';

interface ContactFieldsProps {
  readonly entry: ContactEntry;
  /** Where the focus begins. */
  readonly first?: 'kind' | 'outcome';
}

export function ContactFields({ entry, first }: ContactFieldsProps) {
  const t = useWords('contacts');
  const { values, change } = entry;
  return (
    <>
      <NativeSelect
        label={t('fields.kind')}
        data={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        value={values.kind}
        onChange={(event) => change({ kind: event.currentTarget.value as EntryValues['kind'] })}
        {...(first === 'kind' ? { 'data-autofocus': true } : {})}
      />
      <Whom entry={entry} />
      <Outcome entry={entry} isFirst={first === 'outcome'} />
      <TextInput
        label={t('fields.note')}
        className={classes.note ?? ''}
        value={values.note}
        maxLength={2000}
        onChange={(event) => change({ note: event.currentTarget.value })}
        autoComplete="off"
      />
      <NativeSelect
        label={t('fields.reason')}
        data={reasonsOf(entry, t('reasonFirst'))}
        value={values.reason}
        onChange={(event) => change({ reason: event.currentTarget.value })}
      />
    </>
  );
}

/** The reasons of the district; while they come, the one that an entry begins with. */
function reasonsOf({ start }: ContactEntry, first: string) {
  const known = (start?.reasons ?? []).map(({ key, name }) => ({ value: key, label: name }));
  return known.some(({ value }) => value === 'attendance') ? known : [{ value: 'attendance', label: first }, ...known];
}

/** Nobody with an order of no contact is offered. */
function Whom({ entry: { start, values, change, isMissing, language } }: { readonly entry: ContactEntry }) {
  const t = useWords('contacts');
  const languageName = useLanguageName();
  const people = (start?.guardians ?? []).map(({ name, relation, phone }) => ({
    value: `guardian:${name}`,
    label: [name, ...(relation === '' ? [] : [relation]), ...(phone === '' ? [] : [phone])].join(' · '),
  }));
  const hint = [
    ...(language === '' ? [] : [languageName(language)]),
    ...(start !== undefined && start.noContact > 0 ? [t('noContact', { count: start.noContact })] : []),
  ].join(' · ');
  return (
    <div className={classes.whom}>
      <NativeSelect
        label={t('fields.with')}
        {...(hint === '' ? {} : { description: hint })}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={[...people, { value: 'student', label: t('party.student') }, { value: 'other', label: t('party.other') }]}
        value={values.whom}
        onChange={(event) => change({ whom: event.currentTarget.value })}
      />
      {values.whom === 'other' && (
        <TextInput
          label={t('fields.otherName')}
          value={values.otherName}
          onChange={(event) => change({ otherName: event.currentTarget.value })}
          error={isMissing && values.otherName.trim() === '' ? t('missing.name') : undefined}
          autoComplete="off"
        />
      )}
      <Checkbox
        label={t('fields.interpreter')}
        checked={values.hasInterpreter}
        onChange={(event) => change({ hasInterpreter: event.currentTarget.checked })}
        mt="xs"
      />
    </div>
  );
}

function Outcome({
  entry: { values, change, isMissing },
  isFirst,
}: {
  readonly entry: ContactEntry;
  readonly isFirst: boolean;
}) {
  const t = useWords('contacts');
  const name = useId();
  return (
    <Radio.Group
      name={name}
      label={t('fields.outcome')}
      value={values.outcome}
      onChange={(outcome) => change({ outcome })}
      error={isMissing && values.outcome === '' ? t('missing.outcome') : undefined}
      className={classes.outcome ?? ''}
    >
      <div className={classes.outcomes}>
        {OUTCOMES.map((outcome, at) => (
          <Radio
            key={outcome}
            value={outcome}
            label={t(`outcome.${outcome}`)}
            {...(isFirst && at === 0 ? { 'data-autofocus': true } : {})}
          />
        ))}
      </div>
    </Radio.Group>
  );
}
