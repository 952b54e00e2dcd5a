import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useQueryText } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';

const LogContactDialog = lazy(async () => ({
  default: (await import('../../parts/contacts/log-contact-dialog.tsx')).LogContactDialog,
}));

/** "Log contact": outcome, Enter, done. `?do=contact` in the address opens it, for the search. */
export function LogContactButton({ student, name }: { readonly student: string; readonly name: string }) {
  const t = useWords('student');
  const mayLog = useMay('log-contact');
  const [query, setQuery] = useQueryText();
  const [isOpen, setOpen] = useState(false);
  const isAsked = query['do'] === 'contact';
  const close = () => {
    setOpen(false);
    if (isAsked) setQuery({ do: '' });
  };
  if (!mayLog) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('logContact')}</Button>
      {(isOpen || isAsked) && (
        <Suspense fallback={null}>
          <LogContactDialog student={student} name={name} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
