/** One line, always open: kind, with whom, outcome, note. `C` brings the focus here. */
import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useRef, useState, type FormEvent } from 'react';
import { useMe } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { ProblemAlert } from '../problem-alert.tsx';
import { ContactFields } from './contact-fields.tsx';
import entries from '../entries/entries.module.css';
import classes from './contacts.module.css';
import { useContactEntry } from './use-contact-entry.ts';

export function ContactLine({ student }: { readonly student: string }) {
  const t = useWords('contacts');
  const [saved, setSaved] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const entry = useContactEntry(student, (isMade) => setSaved(t(isMade ? 'savedReached' : 'saved')));
  const { letterKeys } = useMe();
  useHotkeys(letterKeys ? [['c', () => form.current?.querySelector('select')?.focus()]] : []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSaved('');
    entry.save();
  };
  return (
    <form
      ref={form}
      onSubmit={submit}
      noValidate
      className={`${entries.form} rc-no-print`}
      aria-label={t('log')}
      aria-keyshortcuts="c"
    >
      {entry.error !== null && <ProblemAlert error={entry.error} title={t('failed')} />}
      {entry.startError !== null && <ProblemAlert error={entry.startError} title={t('startFailed')} />}
      <div className={`${entries.fields} ${classes.line}`}>
        <ContactFields entry={entry} />
        <Button type="submit" loading={entry.isBusy} className={classes.save ?? ''}>
          {t('save')}
        </Button>
      </div>
      <p role="status" className={entries.saved}>
        {saved}
      </p>
    </form>
  );
}
